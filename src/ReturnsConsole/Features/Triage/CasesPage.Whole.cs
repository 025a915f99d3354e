using ReturnsConsole.Components;

namespace ReturnsConsole.Features.Triage;

/// <summary>Choosing all that the filter shows, not only the page.</summary>
public sealed partial class CasesPage
{
    /// <summary>More are not decided at one stroke; the next ones follow when these are done.</summary>
    private const int MostAtOnce = 1_000;

    private readonly Dictionary<long, CaseRow> beyond = [];

    /// <summary>The whole page is chosen, and there is more behind it.</summary>
    private bool MayChooseAll => rows is { Count: > 0 } && beyond.Count == 0 && page is { } shown && (shown.HasNext || shown.HasPrevious) && rows.TrueForAll(r => selected.Contains(r.Id));

    private string AllWords => page!.Capped || page.Total > MostAtOnce ? $"Select the first {Number(MostAtOnce)} of this list" : $"Select all {TotalWords} of this list";

    private async Task ChooseAllAsync()
    {
        try
        {
            var actor = await Current.GetAsync();
            var request = new CaseListRequest(view.Filter, view.Sort, view.Descending, PageSize: 200);
            var asked = view.ListOnly;
            while (beyond.Count < MostAtOnce && (await List.RunAsync(actor, request, CancellationToken.None)).Value is { } next && asked == view.ListOnly)
            {
                foreach (var row in next.Items.Take(MostAtOnce - beyond.Count))
                    beyond[row.Id] = row;
                if (!next.HasNext || next.Cursor is not { } cursor)
                    break;
                request = request with { Move = PageMove.Next, Cursor = cursor };
            }
            selected.Clear();
            selected.UnionWith(beyond.Keys);
        }
        catch (Exception fault)
        {
            beyond.Clear();
            Say($"The rest of the list could not be read. Reference: {Trouble.Note(Log, fault, "choosing all that a filter shows")}", null);
        }
    }
}
