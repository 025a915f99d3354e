using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using Xunit;

namespace ReturnsConsole.Tests.Triage;

public sealed class SavedViewsTests : IDisposable
{
    private readonly TriageWorld world = new();
    private readonly CaseView view = CaseView.OfKind(CaseKind.DarkReturn).SortedBy(CaseSort.AtRisk) with { CaseId = 9, Move = PageMove.Last };

    private SavedViews Views => new(world.Database, world.Guard, world.Clock);

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task Save_OwnView_IsTheSameListForItsOwnerAlone()
    {
        Assert.True((await Views.SaveAsync(world.Fay, " Dark ones ", view, shared: false, default)).Succeeded);

        var mine = Assert.Single((await Views.ListAsync(world.Fay, default)).Value!);
        Assert.Equal(("Dark ones", true), (mine.Name, mine.Mine));
        Assert.Equal(view.ListOnly.FirstPage, mine.View);
        Assert.Empty((await Views.ListAsync(world.Wim, default)).Value!);
    }

    [Fact]
    public async Task Save_Shared_IsSeenByAllAndRemovedByItsOwnerAlone()
    {
        Assert.True((await Views.SaveAsync(world.Fay, "Dark ones", view, shared: true, default)).Succeeded);
        var seen = Assert.Single((await Views.ListAsync(world.Wim, default)).Value!);
        Assert.Equal((false, world.Fay.Name), (seen.Mine, seen.By));

        Assert.Equal(OutcomeKind.Refused, (await Views.RemoveAsync(world.Wim, seen.Id, default)).Kind);
        Assert.True((await Views.RemoveAsync(world.Fay, seen.Id, default)).Succeeded);
        Assert.Empty((await Views.ListAsync(world.Wim, default)).Value!);
    }

    [Fact]
    public async Task Save_TheSameNameAgain_Replaces()
    {
        Assert.True((await Views.SaveAsync(world.Fay, "Mine", view, shared: false, default)).Succeeded);
        Assert.True((await Views.SaveAsync(world.Fay, "MINE", CaseView.Everything, shared: false, default)).Succeeded);
        Assert.Equal(CaseView.Everything, Assert.Single((await Views.ListAsync(world.Fay, default)).Value!).View);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a name that is much too long for the column it stands in")]
    public async Task Save_NameThatIsNone_IsRefused(string name) =>
        Assert.Equal(OutcomeKind.Refused, (await Views.SaveAsync(world.Fay, name, view, shared: false, default)).Kind);

    [Fact]
    public void Presence_TwoPeopleOnOneCase_SeeEachOtherUntilTheyLeave()
    {
        var presence = new CasePresence(new ChangeFeed());
        using var fay = presence.Enter(5, 7, "Fay");
        var wim = presence.Enter(5, 8, "Wim");
        using var twice = presence.Enter(5, 8, "Wim");
        Assert.Equal(["Wim"], presence.Others(5, 7));
        Assert.Empty(presence.Others(6, 7));
        wim.Dispose();
        wim.Dispose();
        Assert.Equal(["Wim"], presence.Others(5, 7));
        twice.Dispose();
        Assert.Empty(presence.Others(5, 7));
    }
}
