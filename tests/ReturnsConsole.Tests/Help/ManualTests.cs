using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Help;
using ReturnsConsole.Features.Help.Tour;
using ReturnsConsole.Features.Home;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Tests.Access;
using Xunit;

namespace ReturnsConsole.Tests.Help;

public sealed class ManualTests
{
    public static TheoryData<Role> Roles() => [.. Enum.GetValues<Role>().Where(r => r != Role.None)];

    [Theory]
    [MemberData(nameof(Roles))]
    public void Role_HasItsPageItsTourAndItsHome(Role role)
    {
        var checks = RoleChecks.Of(role);

        Assert.InRange(checks.Daily.Count, 3, 7);
        Assert.InRange(checks.Weekly.Count, 3, 6);
        Assert.InRange(TourStep.Of(role).Count, 4, 6);
        Assert.Equal(role, HelpLinks.RoleOf(HelpLinks.Of(role)["help/".Length..]));
        var parts = HomeParts.Of(role);
        Assert.Equal(parts.Top.Count + parts.Wide.Count + parts.Narrow.Count, parts.Top.Concat(parts.Wide).Concat(parts.Narrow).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public void Checks_LinkOnlyToKindsThatExist(Role role)
    {
        foreach (var check in RoleChecks.Of(role).Daily.Concat(RoleChecks.Of(role).Weekly).Where(c => c.Where.StartsWith("cases?kind=", StringComparison.Ordinal)))
            Assert.NotNull(Features.Triage.CaseLinks.Read("/" + check.Where).Filter.Kind);
    }

    [Theory]
    [InlineData("finance", Role.Finance)]
    [InlineData("none", null)]
    [InlineData("1", null)]
    [InlineData("cases", null)]
    public void Name_LeadsToARoleOrNowhere(string name, Role? role) => Assert.Equal(role, HelpLinks.RoleOf(name));

    [Fact]
    public void Kinds_AllHaveAnOwnerWithAPage() =>
        Assert.All(ExceptionCatalogue.All, k => Assert.Contains(RoleChecks.All, c => c.Owner == k.Owner));

    [Fact]
    public async Task Tour_IsOffered_UntilTakenOrDeclined_ForThatPersonOnly()
    {
        using var house = new AccessHouse();
        var (fay, wim) = (await house.PersonAsync("fay", Role.Finance), await house.PersonAsync("wim", Role.Warehouse));
        var tour = house.Get<OwnTour>();

        Assert.True(await tour.IsOfferedAsync(fay, default));
        Assert.True((await tour.EndAsync(fay, default)).Succeeded);

        Assert.False(await tour.IsOfferedAsync(fay, default));
        Assert.True(await tour.IsOfferedAsync(wim, default));
        Assert.False((await tour.EndAsync(Actor.Nobody, default)).Succeeded);
    }

    [Fact]
    public void Tour_GoesForthAndBack_AndEnds()
    {
        var (tour, changes) = (new TourState(), 0);
        tour.Changed += () => changes++;

        tour.Start(Role.Cx);
        tour.Back();
        Assert.Equal(0, tour.At);
        while (!tour.IsLast)
            tour.Next();
        tour.Next();
        Assert.Equal(TourStep.Of(Role.Cx)[^1], tour.Now);
        tour.End();

        Assert.Null(tour.Now);
        Assert.True(changes > TourStep.Of(Role.Cx).Count);
    }
}
