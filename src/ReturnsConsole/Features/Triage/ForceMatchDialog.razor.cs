using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Triage;

/// <summary>Candidates with what differs from the case, and the reason that is kept with the match.</summary>
public sealed partial class ForceMatchDialog
{
    private IReadOnlyList<MatchCandidate>? candidates;
    private MatchCandidateRef? chosen;
    private string search = "";

    [CascadingParameter]
    public Viewer? Who { get; set; }

    [Inject]
    private MatchCandidates Candidates { get; set; } = null!;

    [Inject]
    private ForceMatchCase ForceMatch { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var answer = await Candidates.RunAsync(await Current.GetAsync(), Case.Id, search, CancellationToken.None);
        candidates = answer.Value ?? [];
        Refusal = answer.Refusal;
        chosen = candidates.Count == 1 ? candidates[0].Ref : null;
    }

    private Task MatchAsync() => chosen is { } candidate
        ? DecideAsync(actor => ForceMatch.RunAsync(actor, Case.Id, Case.Version, candidate, Why, CancellationToken.None))
        : Task.CompletedTask;

    private static string NameOf(MatchCandidate c) =>
        c.Ref.Kind == FactKind.Receipt ? $"Goods received: {Or(c.Sku, "no SKU")}" : c.RmaId.Length > 0 ? $"Return {c.RmaId}" : $"Return of {Or(c.Sku, "an unnamed item")}";

    private string DescribeOf(MatchCandidate c)
    {
        var parts = new List<string>();
        if (c.OrderId.Length > 0)
            parts.Add(c.OrderId);
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"{c.Quantity} × {Or(c.Sku, "no SKU")}"));
        if (c.TrackingId.Length > 0)
            parts.Add(c.TrackingId);
        if (c.At is { } at)
            parts.Add((Who ?? Viewer.Utc).Day(at, Clock.GetUtcNow().UtcDateTime));
        return string.Join(" · ", parts);
    }

    private string DifferencesOf(MatchCandidate c)
    {
        var differs = new List<string>();
        if (Case.OrderId.Length > 0 && c.OrderId != Case.OrderId)
            differs.Add(c.OrderId.Length == 0 ? "names no order" : "another order");
        if (Case.Sku.Length > 0 && c.Sku.Length > 0 && c.Sku != Case.Sku)
            differs.Add($"SKU {c.Sku}, the case is about {Case.Sku}");
        return string.Join("; ", differs);
    }

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;
}
