using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Tests.Triage;
using Xunit;

namespace ReturnsConsole.Tests.Lookup;

/// <summary>Who may work on a case, by who owns its kind.</summary>
public sealed class CxCasesTests
{
    public static TheoryData<CaseKind> Kinds() => [.. ExceptionCatalogue.All.Select(k => k.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kind_IsWorkedByItsOwner_CxOnlyOnItsOwn(CaseKind kind)
    {
        var own = kind is CaseKind.MissingOrderKey or CaseKind.OrderNotSynced or CaseKind.OrderChanged or CaseKind.PolicyConflict or CaseKind.CancellationRequested;

        Assert.Equal(own, ExceptionCatalogue.Of(kind).Owner == OwnerRole.Cx);
        Assert.Equal(own, RolePermissions.Allows(Role.Cx, CaseRights.ToWork(kind)));
        foreach (var role in (Role[])[Role.Finance, Role.Warehouse, Role.Admin])
            Assert.True(RolePermissions.Allows(role, CaseRights.ToWork(kind)), $"{role} {kind}");
        Assert.False(RolePermissions.Allows(Role.Auditor, CaseRights.ToWork(kind)));
    }

    [Fact]
    public async Task Cx_DismissesItsOwnKind_NotFinances()
    {
        using var world = new TriageWorld();
        world.Guard.Refused.Add(Permission.WorkCases);
        world.Return("", "BOOT", 1, rma: "NOKEY");
        world.Line("302-1111111-1111111", "BOOT", 5000);
        world.Refund("302-1111111-1111111", "BOOT", 1, 5000, "7001");
        world.Save(db => db.OrderChanges.Add(new OrderChange { OrderKey = 0 }));
        world.GoTo(20);
        await world.RunAsync();
        var cases = await world.CasesAsync();
        var (own, others) = (cases.Single(c => c.Kind == CaseKind.MissingOrderKey), cases.Single(c => c.Kind == CaseKind.OrphanedRefund));

        Assert.True((await new DismissCase(world.Editing).RunAsync(world.Fay, own.Id, own.Version, "found elsewhere", default)).Succeeded);
        Assert.Equal(Shared.OutcomeKind.Forbidden, (await new DismissCase(world.Editing).RunAsync(world.Fay, others.Id, others.Version, "no", default)).Kind);
        Assert.Equal(Shared.OutcomeKind.Forbidden, (await new AssignCase(world.Editing).RunAsync(world.Fay, others.Id, others.Version, 7, default)).Kind);
        Assert.Equal(others.Id, Assert.Single(await world.CasesAsync()).Id);
    }
}
