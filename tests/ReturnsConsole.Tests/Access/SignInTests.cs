using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Access.SigningIn;
using ReturnsConsole.Features.Audit;
using Xunit;

namespace ReturnsConsole.Tests.Access;

public sealed class SignInTests : IDisposable
{
    private readonly AccessHouse house = new();

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task SignIn_FiveWrongPasswords_LocksForFifteenMinutes()
    {
        await house.AddAsync("kim", Role.Finance);
        for (var i = 0; i < 5; i++)
            Assert.Null((await TryAsync("kim", "wrong")).User);

        Assert.Null((await TryAsync("kim", AccessHouse.Password)).User);
        house.Clock.Advance(TimeSpan.FromMinutes(14.9));
        Assert.Null((await TryAsync("kim", AccessHouse.Password)).User);
        house.Clock.Advance(TimeSpan.FromMinutes(0.2));

        Assert.NotNull((await TryAsync("kim", AccessHouse.Password)).User);
        var trail = await house.TrailAsync();
        Assert.Single(trail, e => e.Action == "access.locked-out" && e.SubjectId == "kim");
        Assert.Equal(7, trail.Count(e => e.Action == "access.sign-in-failed"));
    }

    [Fact]
    public async Task SignIn_FourWrongThenRight_StartsCountingAnew()
    {
        await house.AddAsync("kim", Role.Finance);
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++)
                await TryAsync("kim", "wrong");
            Assert.NotNull((await TryAsync("kim", AccessHouse.Password)).User);
        }
    }

    [Fact]
    public async Task SignIn_ManyGuessesAtOnce_OneLockAndNoneLost()
    {
        await house.AddAsync("kim", Role.Finance);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => TryAsync("kim", "wrong"))));

        Assert.Null((await TryAsync("kim", AccessHouse.Password)).User);
        Assert.Equal(13, (await house.TrailAsync()).Count(e => e.Action == "access.sign-in-failed"));
        Assert.Single(await house.TrailAsync(), e => e.Action == "access.locked-out");
    }

    [Fact]
    public async Task SignIn_Disabled_RefusedLikeAWrongPassword()
    {
        await house.AddAsync("kim", Role.Finance);
        await using (var db = house.Open())
            await db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.Disabled, true));

        Assert.Null((await TryAsync("kim", AccessHouse.Password)).User);
    }

    [Fact]
    public async Task SignIn_UnknownName_HashesAsOftenAsAKnownOne()
    {
        await house.AddAsync("kim", Role.Finance);
        var hasher = new CountingHasher();
        var signIn = new SignIn(house.Get<IDbContextFactory<ConsoleContext>>(), house.Get<ConsoleUsers>(), hasher, house.Get<AuditTrail>(), house.Clock, house.Get<IOptions<AccessOptions>>());

        var known = await hasher.CountAsync(() => signIn.RunAsync("kim", "wrong", "", null, CancellationToken.None));
        var unknown = await hasher.CountAsync(() => signIn.RunAsync("nobody", "wrong", "", null, CancellationToken.None));
        var empty = await hasher.CountAsync(() => signIn.RunAsync(null, null, "", null, CancellationToken.None));

        Assert.Equal((1, 1, 1), (known, unknown, empty));
    }

    [Fact]
    public async Task SignIn_PasswordTypedAsName_IsNotInTheTrail()
    {
        await house.AddAsync("kim", Role.Finance);

        await TryAsync("my-secret-as-a-name", "kim");
        await TryAsync("kim", "my-secret-as-a-name");

        Assert.DoesNotContain(await house.TrailAsync(), e => $"{e.SubjectId}{e.Why}{e.Before}{e.After}{e.ActorName}".Contains("my-secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SignIn_Twice_TwoSessions()
    {
        var first = await house.PersonAsync("kim", Role.Finance);
        var second = await house.SignInAsync("KIM");

        Assert.NotEqual(first.SessionId, second.SessionId);
        Assert.Null(await house.RefusalAsync(first, Permission.ViewCases));
        Assert.Null(await house.RefusalAsync(second, Permission.ViewCases));
    }

    [Theory]
    [InlineData("/cases?kind=1", "/cases?kind=1")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("/sign-out", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void ReturnAddress_OnlyOwnPaths(string? given, string expected) => Assert.Equal(expected, LocalAddress.Of(given));

    private Task<Features.Access.SigningIn.SignInResult> TryAsync(string name, string password) => house.Get<SignIn>().RunAsync(name, password, "test", "10.0.0.1", CancellationToken.None);

    private sealed class CountingHasher : IPasswordHasher<ConsoleUser>
    {
        private int verified;

        public async Task<int> CountAsync(Func<Task> act)
        {
            verified = 0;
            await act();
            return verified;
        }

        public string HashPassword(ConsoleUser user, string password) => "hash";

        public PasswordVerificationResult VerifyHashedPassword(ConsoleUser user, string hashedPassword, string providedPassword)
        {
            verified++;
            return PasswordVerificationResult.Failed;
        }
    }
}
