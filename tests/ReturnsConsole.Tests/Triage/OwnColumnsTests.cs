using ReturnsConsole.Features.Triage;
using Xunit;

namespace ReturnsConsole.Tests.Triage;

public sealed class OwnColumnsTests
{
    [Fact]
    public async Task Columns_Chosen_AreRememberedPerPerson_UntilReset()
    {
        using var world = new TriageWorld();
        var columns = new OwnColumns(world.Database, world.Guard);
        Assert.Equal(CaseColumns.Usual, await columns.ReadAsync(world.Fay, default));

        var chosen = CaseColumns.Usual.With(CaseColumn.Sku, true).With(CaseColumn.Due, false);
        Assert.True((await columns.KeepAsync(world.Fay, chosen, default)).Succeeded);
        Assert.Equal(chosen, await columns.ReadAsync(world.Fay, default));
        Assert.Equal(CaseColumns.Usual, await columns.ReadAsync(world.Wim, default));

        Assert.True((await columns.KeepAsync(world.Fay, CaseColumns.Usual, default)).Succeeded);
        Assert.Equal(CaseColumns.Usual, await columns.ReadAsync(world.Fay, default));
    }

    [Fact]
    public async Task SavedView_WithColumns_BringsThemBack()
    {
        using var world = new TriageWorld();
        var views = new SavedViews(world.Database, world.Guard, world.Clock);
        var view = CaseView.Everything with { Columns = CaseColumns.Of(CaseColumn.Sku, CaseColumn.Risk), Filter = new CaseFilter { Marketplace = "DE", Age = AgeFilter.Older }, Sort = CaseSort.Opened };
        Assert.True((await views.SaveAsync(world.Fay, "Old German ones", view, true, default)).Succeeded);
        Assert.Equal(view, Assert.Single((await views.ListAsync(world.Wim, default)).Value!).View);
    }
}
