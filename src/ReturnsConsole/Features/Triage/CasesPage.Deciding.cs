using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>Several cases at once, the way back, and views under a name.</summary>
public sealed partial class CasesPage
{
    private readonly HashSet<long> selected = [];
    private IReadOnlyList<SavedViewRow> views = [];
    private long lastSelected;
    private UndoStep? undo;
    private ITimer? undoEnds;

    [Inject]
    private CaseUndo Undo { get; set; } = null!;

    [Inject]
    private SavedViews Views { get; set; } = null!;

    private List<CaseRow> Chosen => [.. (rows ?? []).Concat(beyond.Values).Where(r => selected.Contains(r.Id)).DistinctBy(r => r.Id)];

    private string SelectedMoney => string.Join(" · ", BulkDialog.SumOf(Chosen));

    private static DialogOptions Wide => new() { CloseDialogOnEsc = true, ShowClose = true, Width = "min(560px, 94vw)" };

    private void Say(string what, UndoStep? back)
    {
        (said, undo) = (what, back);
        undoEnds?.Dispose();
        undoEnds = back is null ? null : Clock.CreateTimer(_ => _ = InvokeAsync(ForgetUndo), null, TimeSpan.FromSeconds(CaseUndo.Seconds), Timeout.InfiniteTimeSpan);
    }

    private void ForgetUndo()
    {
        undo = null;
        StateHasChanged();
    }

    private void SaidOfCase(CaseSaid word) => Say(word.Outcome.Message, word.Undo);

    private async Task UndoAsync()
    {
        if (undo is not { } step)
            return;
        Say("", null);
        Say((await step.Run(await Current.GetAsync())).Message, null);
        StateHasChanged();
    }

    [JSInvokable]
    public Task UndoByKey() => UndoAsync();

    /// <param name="rowId">The row with focus.</param>
    /// <param name="range">All rows from the one chosen last.</param>
    [JSInvokable]
    public void SelectByKey(long rowId, bool range)
    {
        var from = rows?.FindIndex(r => r.Id == lastSelected) ?? -1;
        var to = rows?.FindIndex(r => r.Id == rowId) ?? -1;
        if (to < 0)
            return;
        if (range && from >= 0)
            selected.UnionWith(rows!.Skip(Math.Min(from, to)).Take(Math.Abs(to - from) + 1).Select(r => r.Id));
        else
            Toggle(rowId);
        lastSelected = rowId;
        StateHasChanged();
    }

    private void Toggle(long rowId)
    {
        if (!selected.Remove(rowId))
            selected.Add(rowId);
        lastSelected = rowId;
    }

    private void ToggleAll()
    {
        if (rows is null)
            return;
        if (selected.Count >= rows.Count)
            ClearSelection();
        else
            selected.UnionWith(rows.Select(r => r.Id));
    }

    private void ClearSelection()
    {
        beyond.Clear();
        selected.Clear();
        StateHasChanged();
    }

    /// <summary>Wait and dismiss by key: the chosen rows, else the open case, else the row with focus.</summary>
    [JSInvokable]
    public async Task DecideByKey(string what, long rowId)
    {
        if (!Enum.TryParse<Resolution>(what, out var action) || action is not (Resolution.Wait or Resolution.Dismiss))
            return;
        if (selected.Count > 0)
            await BulkAsync(action);
        else if (panel is not null && view.CaseId is not null && (rowId == 0 || rowId == view.CaseId))
            await panel.ActAsync(action);
        else if (rows?.Find(r => r.Id == rowId) is { } row)
            await AskAsync([row], action);
        StateHasChanged();
    }

    private Task BulkAsync(Resolution action) => AskAsync(Chosen, action);

    private async Task AskAsync(List<CaseRow> cases, Resolution action)
    {
        if (cases.Count == 0)
            return;
        var title = action switch { Resolution.Assign => "Give cases to somebody", Resolution.Wait => "Set cases aside", _ => "Dismiss cases" };
        var answer = await Dialogs.OpenAsync<BulkDialog>(title, new Dictionary<string, object?> { ["Cases"] = cases, ["Action"] = action }, Wide);
        if (answer is not BulkResult result)
            return;
        beyond.Clear();
        selected.Clear();
        Say(result.Summary, result.Changed.Count > 0 ? Undo.Of(action, result.Changed) : null);
        await LoadAsync();
        StateHasChanged();
    }

    private string ExportHref(string format)
    {
        var address = CaseLinks.Write(view.ListOnly.FirstPage);
        return $"{CaseExport.Path}{address[CaseLinks.Path.Length..]}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}format={format}";
    }

    private async Task LoadViewsAsync()
    {
        try
        {
            views = (await Views.ListAsync(await Current.GetAsync(), CancellationToken.None)).Value ?? [];
        }
        catch (Exception fault)
        {
            Components.Trouble.Note(Log, fault, "reading the saved views");
        }
    }

    private async Task KeepViewAsync()
    {
        if (await Dialogs.OpenAsync<SaveViewDialog>("Keep this view", new Dictionary<string, object?> { ["View"] = view.ListOnly with { Columns = ShownColumns == CaseColumns.Usual ? null : ShownColumns } }, Wide) is not Outcome outcome)
            return;
        Say(outcome.Message, null);
        await LoadViewsAsync();
    }

    private async Task RemoveViewAsync(SavedViewRow saved)
    {
        var outcome = await Views.RemoveAsync(await Current.GetAsync(), saved.Id, CancellationToken.None);
        Say(outcome.Message, outcome.Succeeded ? new UndoStep(async actor =>
        {
            var back = await Views.SaveAsync(actor, saved.Name, saved.View, saved.Shared, CancellationToken.None);
            await LoadViewsAsync();
            return back;
        }) : null);
        await LoadViewsAsync();
    }

    private static string Number(int n) => n.ToString("N0", CultureInfo.InvariantCulture);
}
