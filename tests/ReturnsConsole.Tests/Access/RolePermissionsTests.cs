using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Access.People;
using ReturnsConsole.Shared;
using Xunit;

namespace ReturnsConsole.Tests.Access;

public class RolePermissionsTests
{
    // As the documentation has it; F W C A U are Finance, Warehouse, CX, Admin, Auditor.
    private static readonly Dictionary<Permission, string> Documented = new()
    {
        [Permission.ViewCases] = "FWCAU",
        [Permission.CommentOnCases] = "FWCA",
        [Permission.WorkCases] = "FWA",
        [Permission.WorkCxCases] = "FWCA",
        [Permission.ForceMatch] = "FA",
        [Permission.ViewImports] = "FWAU",
        [Permission.ImportFiles] = "FWA",
        [Permission.ViewFacts] = "FWCAU",
        [Permission.Export] = "FAU",
        [Permission.ViewAudit] = "AU",
        [Permission.ManageUsers] = "A",
        [Permission.ViewSettings] = "AU",
        [Permission.ManageSettings] = "A",
        [Permission.RunReconciliation] = "FA",
        [Permission.ViewSync] = "FWCAU",
        [Permission.ManagePartners] = "A",
        [Permission.EditReasonCodes] = "A",
        [Permission.ManageApiKeys] = "A",
        [Permission.WriteOffCases] = "FA",
        [Permission.AddReceipt] = "WA",
        [Permission.AuthorizePostHoc] = "WA",
        [Permission.GradeItems] = "W",
        [Permission.RequestRefunds] = "FA",
        [Permission.ApproveRefunds] = "FA",
        [Permission.SendRefunds] = "FA",
        [Permission.RequestCancellations] = "FCA",
        [Permission.CorrectStock] = "WA",
    };

    private static readonly Dictionary<Role, char> Letters = new() { [Role.Finance] = 'F', [Role.Warehouse] = 'W', [Role.Cx] = 'C', [Role.Admin] = 'A', [Role.Auditor] = 'U' };

    [Fact]
    public async Task Guard_EveryRoleAndPermission_AnswersAsDocumented()
    {
        using var house = new AccessHouse();
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.None))
        {
            var actor = await house.PersonAsync($"p{role}", role);
            foreach (var permission in Enum.GetValues<Permission>())
            {
                var refusal = await house.RefusalAsync(actor, permission);
                Assert.True(Documented[permission].Contains(Letters[role]) == refusal is null, $"{role} {permission}: {refusal ?? "allowed"}");
            }
        }
    }

    [Fact]
    public void Permissions_NoRole_None() => Assert.All(Enum.GetValues<Permission>(), p => Assert.False(RolePermissions.Allows(Role.None, p)));

    [Fact]
    public void Permissions_UnknownRole_None() => Assert.All(Enum.GetValues<Permission>(), p => Assert.False(RolePermissions.Allows((Role)99, p)));

    [Fact]
    public async Task UserCommands_EveryRoleButAdmin_ForbiddenAndNothingChanges()
    {
        using var house = new AccessHouse();
        await house.AddAsync("root", Role.Admin);
        var target = await house.AddAsync("kim", Role.Cx);
        foreach (var role in Enum.GetValues<Role>().Where(r => r is not (Role.None or Role.Admin)))
        {
            var actor = await house.PersonAsync($"p{role}", role);
            foreach (var (name, run) in Commands(house, target))
                Assert.True((await run(actor)).Kind == OutcomeKind.Forbidden, $"{name} as {role}");
        }
        foreach (var (name, run) in Commands(house, target))
            Assert.True((await run(Actor.Nobody)).Kind == OutcomeKind.Forbidden, $"{name} as nobody");
        var after = await house.UserAsync("kim");
        Assert.Equal((target.Role, target.Disabled, target.AccessVersion, target.PasswordHash, target.AllCompanies), (after.Role, after.Disabled, after.AccessVersion, after.PasswordHash, after.AllCompanies));
    }

    [Fact]
    public void UserCommands_AllInTheFolder_AreInTheMatrix()
    {
        using var house = new AccessHouse();
        var commands = typeof(CreateUser).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(CreateUser).Namespace && t.IsClass && t.GetMethod("RunAsync") is { } m && m.GetParameters() is [{ ParameterType: { } first }, ..] && first == typeof(Actor))
            .Select(t => t.Name).Order();

        Assert.Equal(commands, Commands(house, new ConsoleUser()).Select(c => c.Name).Append(nameof(UserList)).Order());
    }

    private static (string Name, Func<Actor, Task<Outcome>> Run)[] Commands(AccessHouse house, ConsoleUser target)
    {
        var none = CancellationToken.None;
        return
        [
            (nameof(CreateUser), async a => (await house.Get<CreateUser>().RunAsync(a, new NewUser("eve", "Eve", Role.Admin, true, []), none)).Outcome),
            (nameof(ChangeUserRole), a => house.Get<ChangeUserRole>().RunAsync(a, target.Id, target.AccessVersion, Role.Admin, "because", none)),
            (nameof(DisableUser), a => house.Get<DisableUser>().RunAsync(a, target.Id, target.AccessVersion, "because", none)),
            (nameof(EnableUser), a => house.Get<EnableUser>().RunAsync(a, target.Id, target.AccessVersion, "because", none)),
            (nameof(GrantCompanies), a => house.Get<GrantCompanies>().RunAsync(a, target.Id, target.AccessVersion, false, [], "because", none)),
            (nameof(ResetPassword), async a => (await house.Get<ResetPassword>().RunAsync(a, target.Id, "because", none)).Outcome),
            (nameof(EndSessions), a => house.Get<EndSessions>().RunAsync(a, target.Id, "because", none)),
        ];
    }
}
