using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Access.Me;
using ReturnsConsole.Features.Access.People;
using ReturnsConsole.Features.Access.SigningIn;
using Xunit;

namespace ReturnsConsole.Tests.Access;

public sealed class AccessGuardTests : IDisposable
{
    private static readonly TimeSpan FiveSeconds = TimeSpan.FromSeconds(5);

    private readonly AccessHouse house = new();

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task Guard_DisabledByAnotherProcess_RefusesWithinFiveSeconds()
    {
        var kim = await house.PersonAsync("kim", Role.Finance);
        Assert.Null(await house.RefusalAsync(kim, Permission.ViewCases));
        await using (var db = house.Open())
            await db.Users.Where(u => u.Id == kim.UserId).ExecuteUpdateAsync(set => set.SetProperty(u => u.Disabled, true));

        house.Clock.Advance(FiveSeconds);

        Assert.NotNull(await house.RefusalAsync(kim, Permission.ViewCases));
    }

    [Fact]
    public async Task Guard_RoleChangedByAnotherProcess_RefusesWithinFiveSeconds()
    {
        var kim = await house.PersonAsync("kim", Role.Finance);
        Assert.Null(await house.RefusalAsync(kim, Permission.ForceMatch));
        await using (var db = house.Open())
            await db.Users.Where(u => u.Id == kim.UserId).ExecuteUpdateAsync(set => set.SetProperty(u => u.Role, Role.Cx).SetProperty(u => u.AccessVersion, u => u.AccessVersion + 1));

        house.Clock.Advance(FiveSeconds);

        Assert.NotNull(await house.RefusalAsync(kim, Permission.ForceMatch));
    }

    [Fact]
    public async Task Guard_DisabledHere_RefusesAtOnce()
    {
        var root = await house.PersonAsync("root", Role.Admin);
        var kim = await house.PersonAsync("kim", Role.Finance);
        Assert.Null(await house.RefusalAsync(kim, Permission.ViewCases));
        var user = await house.UserAsync("kim");

        var outcome = await house.Get<DisableUser>().RunAsync(root, user.Id, user.AccessVersion, "left", CancellationToken.None);

        Assert.True(outcome.Succeeded, outcome.Message);
        Assert.NotNull(await house.RefusalAsync(kim, Permission.ViewCases));
    }

    [Fact]
    public async Task Guard_SignedOut_RefusesAtOnce()
    {
        var kim = await house.PersonAsync("kim", Role.Finance);
        Assert.Null(await house.RefusalAsync(kim, Permission.ViewCases));

        await house.Get<SignOut>().RunAsync(kim, CancellationToken.None);

        Assert.NotNull(await house.RefusalAsync(kim, Permission.ViewCases));
    }

    [Fact]
    public async Task Guard_SomebodyElsesSession_Refuses()
    {
        var root = await house.PersonAsync("root", Role.Admin);
        var kim = await house.PersonAsync("kim", Role.Finance);

        Assert.NotNull(await house.RefusalAsync(kim with { SessionId = root.SessionId }, Permission.ManageUsers));
        Assert.NotNull(await house.RefusalAsync(kim with { SessionId = Guid.NewGuid() }, Permission.ViewCases));
        Assert.NotNull(await house.RefusalAsync(kim with { SessionId = null }, Permission.ViewCases));
    }

    [Fact]
    public async Task Session_IdleTooLong_IsOver()
    {
        var kim = await house.PersonAsync("kim", Role.Finance);
        house.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Null(await house.RefusalAsync(kim, Permission.ViewCases));

        house.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Null(await house.RefusalAsync(kim, Permission.ViewCases));
        house.Clock.Advance(TimeSpan.FromMinutes(61));

        Assert.Contains("60 minutes", await house.RefusalAsync(kim, Permission.ViewCases));
    }

    [Fact]
    public async Task Session_TwelveHoursOld_IsOverHoweverBusy()
    {
        var kim = await house.PersonAsync("kim", Role.Finance);
        for (var minutes = 0; minutes < 12 * 60 - 30; minutes += 30)
        {
            Assert.Null(await house.RefusalAsync(kim, Permission.ViewCases));
            house.Clock.Advance(TimeSpan.FromMinutes(30));
        }
        Assert.Null(await house.RefusalAsync(kim, Permission.ViewCases));

        house.Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.Contains("12 hours", await house.RefusalAsync(kim, Permission.ViewCases));
    }

    [Fact]
    public async Task Activity_Written_SurvivesARestart()
    {
        var kim = await house.PersonAsync("kim", Role.Finance);
        house.Clock.Advance(TimeSpan.FromMinutes(50));
        Assert.Null(await house.RefusalAsync(kim, Permission.ViewCases));

        await house.Get<SessionActivity>().WriteAsync(CancellationToken.None);

        await using var db = house.Open();
        Assert.Equal(house.Clock.Now, (await db.SignInSessions.SingleAsync(s => s.Id == kim.SessionId)).LastSeenAt);
    }

    [Fact]
    public async Task Refusal_Repeated_IsInTheTrailOnce()
    {
        var kim = await house.PersonAsync("kim", Role.Cx);
        for (var i = 0; i < 5; i++)
            Assert.NotNull(await house.RefusalAsync(kim, Permission.ManageUsers));

        await house.Get<Refusals>().WriteWaitingAsync(CancellationToken.None);

        var entry = Assert.Single(await house.TrailAsync(), e => e.Action == "access.refused");
        Assert.Equal((kim.UserId, "ManageUsers"), (entry.ActorId, entry.SubjectId));
    }

    [Fact]
    public async Task OneTimePassword_UntilChanged_AllowsNothing()
    {
        await house.AddAsync("root", Role.Admin);
        var made = await house.Get<CreateUser>().RunAsync(Actor.Terminal, new NewUser("kim", "Kim", Role.Finance, true, []), CancellationToken.None);
        var kim = await house.SignInAsync("kim", made.OneTimePassword!);
        Assert.Contains("own password", await house.RefusalAsync(kim, Permission.ViewCases));

        var changed = await house.Get<ChangePassword>().RunAsync(kim, made.OneTimePassword!, "quiet-harbour-lamp-3", CancellationToken.None);

        Assert.True(changed.Succeeded, changed.Message);
        Assert.Null(await house.RefusalAsync(kim, Permission.ViewCases));
    }

    [Fact]
    public async Task Companies_Granted_OnlyThoseAndNoneForADeadSession()
    {
        var root = await house.PersonAsync("root", Role.Admin);
        var company = new Company { Name = "Acme GmbH" };
        await using (var db = house.Open())
        {
            db.Companies.AddRange(company, new Company { Name = "Acme Inc" });
            await db.SaveChangesAsync();
        }
        await house.Get<CreateUser>().RunAsync(root, new NewUser("kim", "Kim", Role.Finance, false, [company.Id], AccessHouse.Password), CancellationToken.None);
        var kim = await house.SignInAsync("kim");
        var guard = house.Get<IAccessGuard>();

        Assert.Equal([company.Id], await guard.CompaniesAsync(kim, CancellationToken.None));
        Assert.Null(await guard.CompaniesAsync(root, CancellationToken.None));
        Assert.Empty((await guard.CompaniesAsync(kim with { SessionId = Guid.NewGuid() }, CancellationToken.None))!);
        Assert.Empty((await guard.CompaniesAsync(Actor.Nobody, CancellationToken.None))!);
    }

    [Fact]
    public async Task OpenWindow_UserDisabled_IsSentAwayWithinFiveSeconds()
    {
        var kim = await house.PersonAsync("kim", Role.Finance);
        var other = await house.PersonAsync("lee", Role.Finance);
        var windows = new OpenWindows(house.Get<Microsoft.Extensions.Options.IOptions<AccessOptions>>());
        var left = new TaskCompletionSource<string>();
        var window = new OpenWindow(kim, to => { left.SetResult(to); return Task.CompletedTask; });
        var stays = new OpenWindow(other, _ => throw new InvalidOperationException("sent away"));
        Assert.True(windows.TryAdd(window) && windows.TryAdd(stays));
        using var watch = new WindowWatch(windows, house.Get<AccessState>(), house.Clock, NullLogger<WindowWatch>.Instance);
        await watch.StartAsync(CancellationToken.None);
        await house.Clock.TimerMade;
        await using (var db = house.Open())
            await db.Users.Where(u => u.Id == kim.UserId).ExecuteUpdateAsync(set => set.SetProperty(u => u.Disabled, true));

        house.Clock.Advance(FiveSeconds);

        Assert.Equal("/sign-in?ended=1", await left.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.True(window.IsOver);
        Assert.False(stays.IsOver);
        Assert.Equal([stays], windows.All());
        await watch.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task OpenWindows_OverTheCap_NotTaken()
    {
        using var small = new AccessHouse(("Access:MaxWindowsPerUser", "2"));
        var kim = await small.PersonAsync("kim", Role.Finance);
        var windows = new OpenWindows(small.Get<Microsoft.Extensions.Options.IOptions<AccessOptions>>());
        OpenWindow New(Actor actor) => new(actor, _ => Task.CompletedTask);
        var first = New(kim);

        Assert.True(windows.TryAdd(first));
        Assert.True(windows.TryAdd(New(kim)));
        Assert.False(windows.TryAdd(New(kim)));
        Assert.True(windows.TryAdd(New(kim with { UserId = 99 })));
        windows.Remove(first);
        Assert.True(windows.TryAdd(New(kim)));
    }
}
