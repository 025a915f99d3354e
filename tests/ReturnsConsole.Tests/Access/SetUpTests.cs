using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Access.SigningIn;
using ReturnsConsole.Shared;
using Xunit;

namespace ReturnsConsole.Tests.Access;

public sealed class SetUpTests : IDisposable
{
    private readonly AccessHouse house = new();

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task SetUp_RightToken_MakesAdministratorCompanyAndAccounts()
    {
        var outcome = await RunAsync(house.Get<SetUpToken>().Issue());

        Assert.True(outcome.Succeeded, outcome.Message);
        var user = await house.UserAsync("root");
        Assert.Equal((Role.Admin, true), (user.Role, user.AllCompanies));
        await using var db = house.Open();
        Assert.Equal(["Amazon EU", "Amazon US"], await db.Accounts.OrderBy(a => a.Name).Select(a => a.Name).ToListAsync());
        Assert.Single(await house.TrailAsync(), e => e.Action == "access.set-up");
    }

    [Fact]
    public async Task Token_Used_OpensNothingAgain()
    {
        var token = house.Get<SetUpToken>().Issue();
        Assert.True((await RunAsync(token)).Succeeded);

        Assert.False((await RunAsync(token, "second")).Succeeded);
        Assert.False(house.Get<SetUpToken>().Holds);
    }

    [Fact]
    public async Task Token_TwoAtOnce_OneAdministrator()
    {
        var token = house.Get<SetUpToken>().Issue();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => RunAsync(token, $"root{i}"))));

        Assert.Single(outcomes, o => o.Succeeded);
        await using var db = house.Open();
        Assert.Equal(1, await db.Users.CountAsync());
    }

    [Fact]
    public async Task Token_FaultyRequest_CanBeUsedAgain()
    {
        var token = house.Get<SetUpToken>().Issue();
        Assert.Equal(OutcomeKind.Refused, (await RunAsync(token, password: "short")).Kind);

        Assert.True((await RunAsync(token)).Succeeded);
    }

    [Fact]
    public async Task Token_TooOld_Refused()
    {
        var token = house.Get<SetUpToken>().Issue();
        house.Clock.Advance(TimeSpan.FromMinutes(60));

        Assert.False((await RunAsync(token)).Succeeded);
    }

    [Fact]
    public void Token_TenWrongTries_IsVoid()
    {
        var tokens = house.Get<SetUpToken>();
        var right = tokens.Issue();
        for (var i = 0; i < 10; i++)
            Assert.False(tokens.Fits("AAAA-AAAA-AAAA"));

        Assert.False(tokens.Fits(right));
        Assert.True(tokens.Fits(tokens.Issue()));
    }

    [Fact]
    public void Token_TypedInLowerCaseWithSpaces_Fits()
    {
        var tokens = house.Get<SetUpToken>();
        var right = tokens.Issue();

        Assert.Matches("^[2-9A-Y]{4}-[2-9A-Y]{4}-[2-9A-Y]{4}$", right);
        Assert.True(tokens.Fits($" {right.ToLowerInvariant().Replace("-", " ")} "));
    }

    private async Task<Outcome> RunAsync(string token, string name = "root", string password = AccessHouse.Password) =>
        (await house.Get<SetUp>().RunAsync(new SetUpRequest(token, name, "Root", password, "Acme", ["Amazon EU", "Amazon US"]), "test", CancellationToken.None)).Outcome;
}
