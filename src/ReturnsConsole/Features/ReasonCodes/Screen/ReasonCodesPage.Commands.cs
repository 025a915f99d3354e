using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.ReasonCodes.Versions;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.ReasonCodes.Screen;

/// <summary>What the buttons and keys of the page do.</summary>
public sealed partial class ReasonCodesPage
{
    [JSInvokable]
    public void EditByKey(string key, string column)
    {
        if (mayEdit && Enum.TryParse<MatrixColumn>(column, out var which) && RowOf(key) is { Change: not RowChange.Dropped } row)
            editing = new MatrixCell(row.Key, which);
        StateHasChanged();
    }

    [JSInvokable]
    public async Task DropByKey(string key)
    {
        if (mayEdit && editing is null && RowOf(key) is { After: not null } row)
            await DropAsync(row);
        StateHasChanged();
    }

    private Task DropAsync(RowDifference row) => RunAsync(actor => Edit.RunAsync(actor, [new MappingEdit(row.Key, row.After!.Values, null)], CancellationToken.None));

    private RowDifference? RowOf(string key) => board?.Rows.FirstOrDefault(r => r.Key.ToString() == key);

    private void EditAsync(MatrixCell? cell)
    {
        if (cell is null)
            left = editing;
        editing = cell;
    }

    private Task EditedAsync(CellEdit edit) => RunAsync(actor =>
        Edit.RunAsync(actor, [new MappingEdit(edit.Row.Key, edit.Row.After!.Values, MatrixColumns.With(edit.Row.After.Values, edit.Column, edit.Value))], CancellationToken.None));

    private Task UndoAsync(RowDifference row) => RunAsync(actor => Edit.RunAsync(actor, [new MappingEdit(row.Key, row.After?.Values, row.Before?.Values)], CancellationToken.None));

    private Task ConfirmAsync(IReadOnlyList<RowDifference> rows) => RunAsync(actor =>
        Edit.RunAsync(actor, [.. rows.Select(r => new MappingEdit(r.Key, r.After!.Values, r.After.Values with { ToBeConfirmed = false }))], CancellationToken.None));

    private Task ConfirmShownAsync() => ConfirmAsync(Unconfirmed);

    private Task UseAsync(IReadOnlyList<UnmappedCode> codes) => RunAsync(actor =>
        Edit.RunAsync(actor, [.. codes.Select(c => new MappingEdit(c.Key, null, MappingValues.Usual(CanonicalReasons.Find(c.Suggestion!.Reason)!)))], CancellationToken.None));

    private Task ChooseAsync(IReadOnlyList<UnmappedCode> codes) => AskAsync<MapDialog>(codes.Count == 1 ? $"Map {codes[0].Key.Code}" : $"Map {codes.Count} codes", (nameof(MapDialog.Codes), codes));

    private Task ActivateAsync() => board?.Draft is { } draft && impact is not null
        ? AskAsync<ActivateDialog>($"Activate version {draft.Number}", (nameof(ActivateDialog.Draft), draft), (nameof(ActivateDialog.Impact), impact), (nameof(ActivateDialog.From), from))
        : Task.CompletedTask;

    private Task DiscardAsync() => board?.Draft is { } draft
        ? AskAsync<DiscardDialog>("Discard the draft", (nameof(DiscardDialog.Draft), draft), (nameof(DiscardDialog.Changes), board.Changes))
        : Task.CompletedTask;

    private Task GoBackAsync(VersionRow to) => AskAsync<RollBackDialog>($"Go back to version {to.Number}", (nameof(RollBackDialog.To), to), (nameof(RollBackDialog.Newest), board!.Newest!.Number));

    private Task WithdrawAsync(VersionRow version) => RunAsync(actor => Withdrawing.RunAsync(actor, version.Id, CancellationToken.None));

    private Task ImportAsync() => AskAsync<ImportDialog>("Import reason codes");

    private Task FinishReviewAsync() => standing is { OpenId: { } id }
        ? AskAsync<FinishReviewDialog>("Finish the review", (nameof(FinishReviewDialog.Review), id), (nameof(FinishReviewDialog.Version), standing.OpenVersion))
        : Task.CompletedTask;

    private async Task AskAsync<TDialog>(string title, params (string Name, object Value)[] parameters)
        where TDialog : ComponentBase
    {
        var answer = await Dialogs.OpenAsync<TDialog>(title, parameters.ToDictionary(p => p.Name, p => (object?)p.Value), new DialogOptions { CloseDialogOnEsc = true, ShowClose = true, Width = "min(560px, 94vw)", AutoFocusFirstElement = true });
        if (answer is Outcome outcome)
            await SayAsync(outcome);
    }

    private async Task RunAsync(Func<Actor, Task<Outcome>> command)
    {
        try
        {
            await SayAsync(await command(await Current.GetAsync()));
        }
        catch (Exception fault)
        {
            said = Outcome.Refused($"This was not done. Reference: {Trouble.Note(Log, fault, "a change of reason codes")}");
        }
    }

    private async Task SayAsync(Outcome outcome)
    {
        said = outcome;
        await LoadAsync();
        StateHasChanged();
    }
}
