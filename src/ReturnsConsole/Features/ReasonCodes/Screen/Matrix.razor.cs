using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ReturnsConsole.Features.ReasonCodes.Screen;

/// <summary>The cell that is being edited.</summary>
public readonly record struct MatrixCell(CodeKey Key, MatrixColumn Column);

/// <summary>A new value for one cell.</summary>
public sealed record CellEdit(RowDifference Row, MatrixColumn Column, string Value);

/// <summary>All codes with their reasons and what each target is told. One tab stop; arrows move, Enter edits, Esc leaves it as it was.</summary>
public sealed partial class Matrix
{
    private string typed = "";
    private MatrixCell? shown;

    [Parameter, EditorRequired]
    public IReadOnlyList<RowDifference> Rows { get; set; } = [];

    /// <summary>All rows, for what other rows use.</summary>
    [Parameter]
    public IReadOnlyList<RowDifference> Known { get; set; } = [];

    [Parameter]
    public MatrixView View { get; set; } = new();

    [Parameter]
    public bool MayEdit { get; set; }

    [Parameter]
    public MatrixCell? Editing { get; set; }

    [Parameter]
    public EventCallback<MatrixCell?> EditingChanged { get; set; }

    [Parameter]
    public EventCallback<CellEdit> Edited { get; set; }

    [Parameter]
    public EventCallback<RowDifference> Undo { get; set; }

    [Parameter]
    public EventCallback<RowDifference> Confirm { get; set; }

    [Parameter]
    public EventCallback<RowDifference> Drop { get; set; }

    private IEnumerable<string> LiableWords => WordsOf(v => v.LiabilityCode, CanonicalReasons.All.Select(r => r.Liability));

    private IEnumerable<string> CostWords => WordsOf(v => v.CostCode, []);

    private IEnumerable<string> CommercetoolsWords => WordsOf(v => v.CommercetoolsCode, CanonicalReasons.All.Select(r => r.CommercetoolsCode));

    protected override void OnParametersSet()
    {
        if (Editing == shown)
            return;
        shown = Editing;
        if (Editing is { } cell && Rows.FirstOrDefault(r => r.Key == cell.Key) is { } row)
            typed = MatrixColumns.ValueOf(row.Shown.Values, cell.Column);
    }

    private async Task BeginAsync(RowDifference row, MatrixColumn column)
    {
        if (MayEdit && row.Change != RowChange.Dropped && Editing != new MatrixCell(row.Key, column))
            await EditingChanged.InvokeAsync(new MatrixCell(row.Key, column));
    }

    private Task KeyAsync(KeyboardEventArgs e) => e.Key switch
    {
        "Enter" => CommitAsync(),
        "Escape" => EditingChanged.InvokeAsync(null),
        _ => Task.CompletedTask,
    };

    private Task LeaveAsync() => CommitAsync();

    private async Task CommitAsync()
    {
        if (Editing is not { } cell || Rows.FirstOrDefault(r => r.Key == cell.Key) is not { } row)
            return;
        var value = typed.Trim();
        await EditingChanged.InvokeAsync(null);
        if (value != MatrixColumns.ValueOf(row.Shown.Values, cell.Column))
            await Edited.InvokeAsync(new CellEdit(row, cell.Column, value));
    }

    private static string? WasOf(RowDifference row, MatrixColumn column)
    {
        if (row.Change != RowChange.Changed)
            return null;
        var (was, now) = (MatrixColumns.TextOf(row.Before!.Values, column), MatrixColumns.TextOf(row.After!.Values, column));
        return was == now ? null : was;
    }

    private bool IsPointed(RowDifference row) => View.Code == row.Key.Code && (View.Source is null || View.Source == row.Key.SourceSystem);

    private string ClassOf(RowDifference row) => $"{(IsPointed(row) ? "pointed" : "")} {(row.Change == RowChange.Dropped ? "dropped" : "")}".Trim();

    private static string ListOf(MatrixColumn column) => column switch
    {
        MatrixColumn.Liable => "liable-codes",
        MatrixColumn.Cost => "cost-codes",
        _ => "commercetools-codes",
    };

    private IEnumerable<string> WordsOf(Func<MappingValues, string> of, IEnumerable<string> usual) =>
        Known.Select(r => of(r.Shown.Values)).Concat(usual).Where(w => w.Length > 0).Distinct().Order(StringComparer.Ordinal).Take(100);
}
