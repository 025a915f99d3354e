using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Intake.Answers;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake.Screen;

/// <summary>A parcel that leads to an order: what is known, and the three touches. What is likeliest is chosen already.</summary>
public sealed partial class KnownParcel
{
    private const int ShortReasons = 5;
    private ParcelOrder? shown;
    private ParcelLine? chosen;
    private bool unknown;
    private int quantity = 1;
    private string reason = "";
    private ParcelFinding finding;
    private Guid? photo;
    private bool allReasons;

    [Parameter, EditorRequired]
    public ParcelAnswer Answer { get; set; } = null!;

    [Parameter, EditorRequired]
    public ParcelOrder? Order { get; set; }

    [Parameter]
    public IReadOnlyList<ParcelOrder> OtherOrders { get; set; } = [];

    [Parameter]
    public IReadOnlyList<string> Reasons { get; set; } = [];

    [Parameter]
    public bool MayReceive { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Why the last attempt was refused.</summary>
    [Parameter]
    public string Said { get; set; } = "";

    /// <summary>How many items of this parcel are recorded already.</summary>
    [Parameter]
    public int Item { get; set; }

    [Parameter]
    public EventCallback<ItemChoice> Confirm { get; set; }

    [Parameter]
    public EventCallback NotThis { get; set; }

    [Parameter]
    public EventCallback Other { get; set; }

    [Parameter]
    public EventCallback<int> OtherOrder { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [CascadingParameter]
    public Viewer? Who { get; set; }

    private bool NeedsPhoto => unknown || finding is ParcelFinding.WrongItem or ParcelFinding.EmptyBox;

    private bool IsReady => (!NeedsPhoto || photo is not null) && (unknown || finding == ParcelFinding.EmptyBox || chosen is not null);

    private IEnumerable<string> Shown => allReasons ? Reasons : Reasons.Take(ShortReasons);

    private string MainWords => finding switch
    {
        ParcelFinding.EmptyBox => "Record the empty box",
        ParcelFinding.WrongItem => "Record wrong item, print label",
        _ => IsAnnounced ? "Receive and print label" : "Authorise and print label",
    };

    private bool IsAnnounced => Order is { } order && chosen is { } line && (line.PartOf.Length > 0 || order.Returns.Any(r => r.IsPlatform && r.CancelledAt is null && r.Sku == line.Sku)) && line.Waiting > 0;

    private (string Tone, string Icon, string Words) Head
    {
        get
        {
            var order = Order!;
            if (order.IsAllHere)
                return ("warn", "s-warn", "Known, and all of it has come already");
            if (Answer.Shelved is { } shelved)
                return ("good", "s-good", $"Found: it lies on shelf {shelved.ShelfCode}");
            if (order.Returns.Any(r => r.IsPlatform && r.CancelledAt is null))
                return ("good", "s-good", $"Known: expected by {PlatformNames.TitleOf(order.Returns.First(r => r.IsPlatform).Channel)}");
            if (order.Returns.Any(r => r.Channel == ReturnChannel.MerchantFulfilled && r.CancelledAt is null))
                return ("good", "s-good", "Known: Amazon return, not yet authorised");
            return ("good", "s-good", Answer.ByProduct ? "Known product: is it of this order?" : "Known order, no return was announced");
        }
    }

    private List<(Tone Tone, string Words)> Facts
    {
        get
        {
            var order = Order!;
            var facts = new List<(Tone, string)>();
            foreach (var refund in order.Refunds.Take(3))
                facts.Add((Tone.Good, $"{(refund.Kind == RefundKind.Chargeback ? "The buyer's bank took back" : refund.Kind == RefundKind.GuaranteeClaim ? "Amazon paid a claim of" : "Refunded through Amazon:")} {new Money(refund.Amount, refund.Currency)}{(refund.PostedAt is { } at ? $", {Day(at)}" : "")}{(refund.Source == RefundSource.Deferred ? " (held back)" : "")}"));
            if (order.Refunds.Count == 0 && order.Returns.FirstOrDefault(r => r.ReportedRefund > 0) is { } reported)
                facts.Add((Tone.Flow, $"Amazon's report says {new Money(reported.ReportedRefund!.Value, reported.Currency)} refunded"));
            if (order.Refunds.Count == 0 && order.Returns.All(r => r.ReportedRefund is null or 0))
                facts.Add((Tone.Still, "No refund known to us"));
            foreach (var item in order.Returns.Where(r => r.IsAmazon).Take(2))
                facts.Add((Tone.Still, $"Amazon: {(item.Rma.Length > 0 ? $"RMA {item.Rma}, " : "")}{(item.Status.Length > 0 ? item.Status.ToLowerInvariant() : "no status")}{(item.RequestedAt is { } asked ? $", asked {Day(asked)}" : "")}"));
            foreach (var item in order.Returns.Where(r => r.IsPlatform).Take(2))
                facts.Add((Tone.Still, $"{PlatformNames.TitleOf(item.Channel)}: {(item.Status.Length > 0 ? item.Status.ToLowerInvariant() : "registered")}"));
            if (order.Returns.Where(r => r.FirstScanAt is not null).Select(r => r.FirstScanAt).Min() is { } scan)
                facts.Add((Tone.Flow, $"First scan {Day(scan)}"));
            foreach (var receipt in order.Receipts.Where(r => r.Disposition != Disposition.Lost).TakeLast(2))
                facts.Add((Tone.Warn, $"Received {Day(receipt.ReceivedAt)}: {receipt.Quantity.ToString(CultureInfo.InvariantCulture)} × {(receipt.Sku.Length > 0 ? receipt.Sku : "item")}"));
            foreach (var authorization in order.Authorizations.Where(a => a.CancelledAt is null).TakeLast(2))
                facts.Add((Tone.Flow, $"{authorization.Number} by {authorization.By}"));
            if (order.HasDarkReturn)
                facts.Add((Tone.Warn, "Dark return: closes when you confirm"));
            return facts;
        }
    }

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(shown, Order))
            return;
        shown = Order;
        (unknown, finding, photo, reason) = (false, ParcelFinding.AsAnnounced, null, "");
        chosen = Order?.Likely;
        quantity = chosen is null ? 1 : Suggested(chosen);
    }

    private static int Suggested(ParcelLine line) => Math.Max(1, line.Waiting);

    private int MostOf(ParcelLine line) => finding == ParcelFinding.WrongItem ? 9 : Math.Max(1, line.Left);

    private static string LineWords(ParcelLine line)
    {
        var parts = new List<string> { line.Sku };
        if (line.Kit.Length > 0)
            parts.Add($"kit of {line.Kit}");
        if (line.PartOf.Length > 0)
            parts.Add($"part of kit {line.PartOf}");
        if (line.Ordered > 0)
            parts.Add($"{line.Ordered.ToString(CultureInfo.InvariantCulture)} ordered");
        if (line.InReturn > 0)
            parts.Add($"{line.InReturn.ToString(CultureInfo.InvariantCulture)} announced");
        if (line.Received > 0)
            parts.Add($"{line.Received.ToString(CultureInfo.InvariantCulture)} received already");
        return string.Join(" · ", parts.Where(p => p.Length > 0));
    }

    private void Choose(ParcelLine line)
    {
        (chosen, unknown, quantity) = (line, false, Suggested(line));
        if (finding == ParcelFinding.UnknownItem)
            finding = ParcelFinding.AsAnnounced;
    }

    private void ChooseUnknown()
    {
        (unknown, finding, quantity) = (true, ParcelFinding.UnknownItem, 1);
    }

    private void Find(ParcelFinding what)
    {
        finding = finding == what ? ParcelFinding.AsAnnounced : what;
        unknown = false;
        photo = null;
    }

    private Task ConfirmAsync() => Confirm.InvokeAsync(new ItemChoice(Order!, unknown ? null : chosen, quantity, unknown ? ParcelFinding.UnknownItem : finding, reason, NeedsPhoto ? photo : null, true));

    private string Day(DateTime at) => (Who ?? Viewer.Utc).Day(at, Clock.GetUtcNow().UtcDateTime);
}
