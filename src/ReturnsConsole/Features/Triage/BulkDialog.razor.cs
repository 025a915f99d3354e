using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>One decision for several cases: says what will happen, does it case by case, each by its own rules, and shows what came of each.</summary>
public sealed partial class BulkDialog
{
    private IReadOnlyList<AssignablePerson> people = [];
    private List<(CaseRow Row, Outcome Outcome)>? results;
    private int personId;
    private string reason = "";
    private string? refusal;
    private bool busy;
    private int done;
    private WaitDays? days;

    [Parameter, EditorRequired]
    public IReadOnlyList<CaseRow> Cases { get; set; } = [];

    /// <summary>Assign, Wait or Dismiss.</summary>
    [Parameter, EditorRequired]
    public Resolution Action { get; set; }

    private List<Money> Sum => SumOf(Cases);

    private string Verb => Action switch { Resolution.Assign => "Assign", Resolution.Wait => "Wait with", _ => "Dismiss" };

    private string Effect => Action switch
    {
        Resolution.Assign => "Each of these cases gets a new owner.",
        Resolution.Wait => "These cases leave the queue and come back by themselves on that day, or earlier when their facts change.",
        _ => "These cases leave the queue with your reason. They come back only if their facts change. No money moves.",
    };

    private string Summary
    {
        get
        {
            var good = results!.Count(r => r.Outcome.Succeeded);
            return good == results!.Count ? $"Done for all {Many(good)}." : $"Done for {good.ToString(CultureInfo.InvariantCulture)} of {Many(results.Count)}; the rest is as it was.";
        }
    }

    protected override async Task OnInitializedAsync()
    {
        if (Action != Resolution.Assign)
            return;
        var actor = await Current.GetAsync();
        personId = actor.UserId;
        var answer = await People.RunAsync(actor, Cases[0].AccountId, Cases[0].Kind, CancellationToken.None);
        (people, refusal) = (answer.Value ?? [], answer.Refusal);
    }

    private async Task RunAsync()
    {
        if (busy)
            return;
        busy = true;
        var until = days?.Until ?? default;
        var outcomes = new List<(CaseRow, Outcome)>(Cases.Count);
        try
        {
            var actor = await Current.GetAsync();
            foreach (var row in Cases)
            {
                outcomes.Add((row, await OneAsync(actor, row, until)));
                done++;
                if (done % 10 == 0)
                    await InvokeAsync(StateHasChanged);
            }
        }
        catch (Exception fault)
        {
            var reference = Trouble.Note(Log, fault, "a decision about several cases");
            outcomes.AddRange(Cases.Skip(outcomes.Count).Select(row => (row, Outcome.Refused($"Not done. Reference: {reference}"))));
        }
        results = outcomes;
        busy = false;
    }

    private Task<Outcome> OneAsync(Actor actor, CaseRow row, DateTime until) => Action switch
    {
        Resolution.Assign => Assign.RunAsync(actor, row.Id, row.Version, personId, CancellationToken.None),
        Resolution.Wait => Wait.RunAsync(actor, row.Id, row.Version, until, reason, CancellationToken.None),
        _ => Dismiss.RunAsync(actor, row.Id, row.Version, reason, CancellationToken.None),
    };

    /// <summary>Gives the cases that were changed, as they were before.</summary>
    private void Close() => Dialogs.Close(new BulkResult(Summary, [.. results!.Where(r => r.Outcome.Succeeded).Select(r => r.Row)]));

    internal static List<Money> SumOf(IEnumerable<CaseRow> cases) =>
        [.. cases.Where(c => c.Currency.Length > 0).GroupBy(c => c.Currency).Select(g => new Money(g.Sum(c => c.AtRisk), g.Key)).OrderByDescending(m => m.Minor)];

    internal static string Many(int cases) => cases == 1 ? "1 case" : $"{cases.ToString("N0", CultureInfo.InvariantCulture)} cases";
}

/// <summary>What came of a decision about several cases.</summary>
/// <param name="Changed">Those that were changed, as they were before.</param>
public sealed record BulkResult(string Summary, IReadOnlyList<CaseRow> Changed);
