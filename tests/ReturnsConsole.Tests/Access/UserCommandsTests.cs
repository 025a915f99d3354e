using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Access.Me;
using ReturnsConsole.Features.Access.People;
using ReturnsConsole.Shared;
using Xunit;

namespace ReturnsConsole.Tests.Access;

public sealed class UserCommandsTests : IDisposable
{
    private readonly AccessHouse house = new();

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task LastAdministrator_DemotedOrDisabled_Refused()
    {
        var root = await house.PersonAsync("root", Role.Admin);
        var off = await house.AddAsync("off", Role.Admin);
        Assert.True((await house.Get<DisableUser>().RunAsync(root, off.Id, off.AccessVersion, "left", default)).Succeeded);
        var self = await house.UserAsync("root");

        var demoted = await house.Get<ChangeUserRole>().RunAsync(root, self.Id, self.AccessVersion, Role.Finance, "try", default);
        var disabled = await house.Get<DisableUser>().RunAsync(root, self.Id, self.AccessVersion, "try", default);

        Assert.Equal((OutcomeKind.Refused, OutcomeKind.Refused), (demoted.Kind, disabled.Kind));
        Assert.Contains("last administrator", demoted.Message);
        Assert.Equal((Role.Admin, false), ((await house.UserAsync("root")).Role, (await house.UserAsync("root")).Disabled));
        Assert.DoesNotContain(await house.TrailAsync(), e => e.Why == "try");
    }

    [Fact]
    public async Task TwoAdministrators_DisableEachOtherAtOnce_OneRemains()
    {
        var a = await house.PersonAsync("ann", Role.Admin);
        var b = await house.PersonAsync("bob", Role.Admin);
        var (ann, bob) = (await house.UserAsync("ann"), await house.UserAsync("bob"));

        await Task.WhenAll(
            Task.Run(() => house.Get<DisableUser>().RunAsync(a, bob.Id, bob.AccessVersion, "x", default)),
            Task.Run(() => house.Get<DisableUser>().RunAsync(b, ann.Id, ann.AccessVersion, "x", default)));

        Assert.True((await house.UserAsync("ann")).Disabled ^ (await house.UserAsync("bob")).Disabled);
    }

    [Fact]
    public async Task RoleChange_Done_TrailHasBeforeAfterWhy()
    {
        var root = await house.PersonAsync("root", Role.Admin);
        var kim = await house.AddAsync("kim", Role.Cx);

        var outcome = await house.Get<ChangeUserRole>().RunAsync(root, kim.Id, kim.AccessVersion, Role.Finance, "moved to finance", default);

        Assert.True(outcome.Succeeded, outcome.Message);
        var entry = Assert.Single(await house.TrailAsync(), e => e.Action == "user.role-changed");
        Assert.Equal(("kim", "moved to finance", root.UserId), (entry.SubjectId, entry.Why, entry.ActorId));
        Assert.Contains("\"role\":\"Cx\"", entry.Before);
        Assert.Contains("\"role\":\"Finance\"", entry.After);
    }

    [Fact]
    public async Task RoleChange_OnAnOldView_ConflictSaysWhoAndWhat()
    {
        var root = await house.PersonAsync("root", Role.Admin);
        var kim = await house.AddAsync("kim", Role.Cx);
        await house.Get<ChangeUserRole>().RunAsync(root, kim.Id, kim.AccessVersion, Role.Finance, "first", default);

        var second = await house.Get<ChangeUserRole>().RunAsync(root, kim.Id, kim.AccessVersion, Role.Auditor, "second", default);

        Assert.Equal(OutcomeKind.Conflict, second.Kind);
        Assert.Contains("root", second.Message);
        Assert.Contains("Finance", second.Message);
        Assert.Equal(Role.Finance, (await house.UserAsync("kim")).Role);
    }

    [Fact]
    public async Task RoleChange_WithoutReasonOrToNone_Refused()
    {
        var root = await house.PersonAsync("root", Role.Admin);
        var kim = await house.AddAsync("kim", Role.Cx);

        Assert.Equal(OutcomeKind.Refused, (await house.Get<ChangeUserRole>().RunAsync(root, kim.Id, kim.AccessVersion, Role.Finance, " ", default)).Kind);
        Assert.Equal(OutcomeKind.Refused, (await house.Get<ChangeUserRole>().RunAsync(root, kim.Id, kim.AccessVersion, Role.None, "x", default)).Kind);
        Assert.Equal(OutcomeKind.Refused, (await house.Get<ChangeUserRole>().RunAsync(root, kim.Id, kim.AccessVersion, (Role)77, "x", default)).Kind);
    }

    [Fact]
    public async Task PasswordReset_OldOneAndOpenSessionsAreVoid()
    {
        var root = await house.PersonAsync("root", Role.Admin);
        var kim = await house.PersonAsync("kim", Role.Cx);

        var reset = await house.Get<ResetPassword>().RunAsync(root, kim.UserId, "forgot", default);

        Assert.NotNull(await house.RefusalAsync(kim, Permission.ViewCases));
        Assert.Null((await house.Get<Features.Access.SigningIn.SignIn>().RunAsync("kim", AccessHouse.Password, "", null, default)).User);
        var again = await house.SignInAsync("kim", reset.OneTimePassword!);
        Assert.NotNull(await house.RefusalAsync(again, Permission.ViewCases));
        Assert.DoesNotContain(await house.TrailAsync(), e => $"{e.Before}{e.After}{e.Why}".Contains(reset.OneTimePassword!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task EndSessions_ThatUserOnly()
    {
        var root = await house.PersonAsync("root", Role.Admin);
        var kim = await house.PersonAsync("kim", Role.Cx);

        await house.Get<EndSessions>().RunAsync(root, kim.UserId, null, default);

        Assert.NotNull(await house.RefusalAsync(kim, Permission.ViewCases));
        Assert.Null(await house.RefusalAsync(root, Permission.ViewCases));
    }

    [Fact]
    public async Task OwnSession_EndingSomebodyElses_DoesNothing()
    {
        var kim = await house.PersonAsync("kim", Role.Cx);
        var lee = await house.PersonAsync("lee", Role.Cx);

        var outcome = await house.Get<EndOwnSession>().RunAsync(kim, lee.SessionId, default);

        Assert.Equal(OutcomeKind.Refused, outcome.Kind);
        Assert.Null(await house.RefusalAsync(lee, Permission.ViewCases));
    }

    [Fact]
    public async Task OwnPassword_Changed_EndsOtherSessionsNotThisOne()
    {
        var first = await house.PersonAsync("kim", Role.Cx);
        var second = await house.SignInAsync("kim");

        var outcome = await house.Get<ChangePassword>().RunAsync(second, AccessHouse.Password, "quiet-harbour-lamp-3", default);

        Assert.True(outcome.Succeeded, outcome.Message);
        Assert.Null(await house.RefusalAsync(second, Permission.ViewCases));
        Assert.NotNull(await house.RefusalAsync(first, Permission.ViewCases));
    }

    [Fact]
    public async Task OwnPassword_WrongPresentOneFiveTimes_LocksTheAccount()
    {
        var kim = await house.PersonAsync("kim", Role.Cx);
        for (var i = 0; i < 5; i++)
            Assert.False((await house.Get<ChangePassword>().RunAsync(kim, "wrong", "quiet-harbour-lamp-3", default)).Succeeded);

        Assert.False((await house.Get<ChangePassword>().RunAsync(kim, AccessHouse.Password, "quiet-harbour-lamp-3", default)).Succeeded);
    }

    [Theory]
    [InlineData("short-one", false, "12 characters")]
    [InlineData("my name is kimberly ok", false, "user name")]
    [InlineData("P@ssw0rd2026!", false, "lists")]
    [InlineData("passwordpassword1", false, "lists")]
    [InlineData("123456789012", false, "lists")]
    [InlineData("aaaaaaaaaaaaaaaa", false, "lists")]
    [InlineData("tall grass river", false, null)]
    [InlineData("tall grass river", true, "symbol")]
    [InlineData("Tall grass river 9!", true, null)]
    public void PasswordRules_SayWhatIsMissing(string password, bool amazon, string? fault)
    {
        using var strict = new AccessHouse(("Access:Password:AmazonPolicy", amazon ? "true" : "false"));

        var found = strict.Get<PasswordRules>().FaultOf(password, "kimberly");

        if (fault is null)
            Assert.Null(found);
        else
            Assert.Contains(fault, found);
    }
}
