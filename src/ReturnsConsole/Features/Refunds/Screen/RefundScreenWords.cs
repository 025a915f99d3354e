using System.Text;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Refunds.Board;

namespace ReturnsConsole.Features.Refunds.Screen;

/// <summary>Marks, names of tabs, and Amazon's words for why as people say them.</summary>
public static class RefundScreenWords
{
    /// <summary>Tabs in the order of a refund's life.</summary>
    public static IReadOnlyList<RefundView> Tabs { get; } =
        [RefundView.ToApprove, RefundView.Queued, RefundView.UnderWay, RefundView.Unknown, RefundView.Rejected, RefundView.Confirmed, RefundView.Cancelled, RefundView.All];

    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["NoInventory"] = "Not in stock",
        ["CustomerReturn"] = "Returned by the customer",
        ["ProductOutofStock"] = "Out of stock",
        ["BuyerCanceled"] = "Cancelled by the buyer",
        ["CustomerCancel"] = "Cancelled by the customer",
        ["PriceError"] = "Wrong price",
        ["PricingError"] = "Wrong price",
    };

    public static string Of(RefundView view) => view switch
    {
        RefundView.ToApprove => "To approve",
        RefundView.Queued => "Queued",
        RefundView.UnderWay => "Waiting for proof",
        RefundView.Unknown => "Unknown",
        RefundView.Rejected => "Rejected",
        RefundView.Confirmed => "Proven",
        RefundView.Cancelled => "Withdrawn",
        _ => "All",
    };

    public static string SlugOf(RefundView view) => view switch
    {
        RefundView.ToApprove => "to-approve",
        RefundView.UnderWay => "under-way",
        RefundView.Cancelled => "withdrawn",
        RefundView.Confirmed => "proven",
        _ => view.ToString().ToLowerInvariant(),
    };

    /// <summary>What cannot be understood shows the queue: an old or mistyped link still shows a list.</summary>
    public static RefundView ViewOf(string? slug) => Tabs.Where(t => SlugOf(t) == slug).Append(RefundView.Queued).First();

    public static bool Holds(RefundView view, RefundState state) => view switch
    {
        RefundView.ToApprove => state == RefundState.AwaitingApproval,
        RefundView.Queued => state == RefundState.Queued,
        RefundView.UnderWay => state is RefundState.Submitted or RefundState.PendingConfirmation,
        RefundView.Unknown => state == RefundState.OutcomeUnknown,
        RefundView.Rejected => state == RefundState.Rejected,
        RefundView.Confirmed => state == RefundState.Confirmed,
        RefundView.Cancelled => state == RefundState.Cancelled,
        _ => true,
    };

    public static Tone ToneOf(RefundState state) => state switch
    {
        RefundState.AwaitingApproval => Tone.Expected,
        RefundState.Queued => Tone.Still,
        RefundState.Submitted or RefundState.PendingConfirmation => Tone.Flow,
        RefundState.Confirmed => Tone.Good,
        RefundState.Rejected => Tone.Critical,
        RefundState.OutcomeUnknown => Tone.Hold,
        _ => Tone.Still,
    };

    public static Tone ToneOf(BatchState state) => state switch
    {
        BatchState.Submitted => Tone.Flow,
        BatchState.Answered => Tone.Good,
        BatchState.Unknown => Tone.Hold,
        BatchState.Refused => Tone.Critical,
        _ => Tone.Still,
    };

    /// <summary>"Outcome unknown: do not send again"; else the word with a capital.</summary>
    public static string Tag(RefundState state) => state == RefundState.OutcomeUnknown ? "Outcome unknown: do not send again" : Capital(RefundWords.Of(state));

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Amazon's word as people say it: "CouldNotShip" → "Could not ship".</summary>
    public static string Reason(string code)
    {
        if (Reasons.TryGetValue(code, out var known))
            return known;
        var text = new StringBuilder(code.Length + 8);
        foreach (var c in code)
            text.Append(char.IsUpper(c) && text.Length > 0 ? " " : "").Append(text.Length > 0 ? char.ToLowerInvariant(c) : c);
        return text.ToString();
    }
}
