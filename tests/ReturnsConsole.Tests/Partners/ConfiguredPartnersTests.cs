using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Tests.Support;
using Xunit;

namespace ReturnsConsole.Tests.Partners;

/// <summary>Partners of the configuration: all faults at once, and what a start makes of them.</summary>
public sealed class ConfiguredPartnersTests : IDisposable
{
    private readonly FactDatabase database = new();
    private readonly FakeClock clock = new();

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task Faults_StopTheStart_AllOfThemListed_WithoutASecret()
    {
        var configured = Read(
            ("0:Kind", "Telex"), ("1:Kind", "Rebound"), ("1:Name", "a/b"), ("1:BaseUrl", "nowhere"), ("1:ApiKey", "hush-hush"), ("2:Kind", "HappyReturns"), ("2:Name", "HR"), ("2:ApiKey", "hush-hush"),
            ("2:Colour", "red"), ("2:WebhookSigned", "timestamp.body"), ("3:Kind", "HappyReturns"), ("3:Name", "Twice"), ("3:RetailerId", "r"), ("3:ApiKey", "hush-hush"), ("4:Kind", "HappyReturns"), ("4:Name", "twice"), ("4:RetailerId", "r"), ("4:ApiKey", "k"),
            ("5:Kind", "HappyReturns"), ("5:Name", "Sealed"), ("5:RetailerId", "r"), ("5:ApiKey", "hush-hush"), ("5:WebhookSigned", "timestamp.body"));

        var stopped = await Assert.ThrowsAsync<InvalidOperationException>(() => StoreAsync(configured));

        foreach (var part in new[] { "Partners:0:Kind is 'Telex'", "Partners:1:Name", "Partners:1: BaseUrl is 'nowhere'", "Partners:2: RetailerId is missing", "Partners:2:Colour is not known", "the name 'Twice' is given 2 times", "Partners:5: Sealed: 'Time header' is wrong" })
            Assert.Contains(part, stopped.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", stopped.Message, StringComparison.Ordinal);
        await using var db = database.CreateDbContext();
        Assert.False(await db.Partners.AnyAsync());
    }

    [Fact]
    public async Task Start_KeepsCredentialsInTheConfiguration_AndMakesTheAccount()
    {
        await StoreAsync(Read(("0:Kind", "HappyReturns"), ("0:Name", "HR"), ("0:Account", "Bars"), ("0:RetailerId", "r"), ("0:ApiKey", "hush-hush")));
        await StoreAsync(Read(("0:Kind", "HappyReturns"), ("0:Name", "HR"), ("0:Account", "Bars"), ("0:RetailerId", "other"), ("0:ApiKey", "hush-hush")));

        await using var db = database.CreateDbContext();
        var partner = await db.Partners.SingleAsync();
        Assert.Equal((true, "", """{"RetailerId":"other"}"""), (partner.FromConfiguration, partner.Credentials, partner.Options));
        Assert.Equal("Bars", (await db.Accounts.SingleAsync(a => a.Id == partner.AccountId)).Name);
    }

    [Fact]
    public async Task Partner_GoneAndBack_IsCalledAgain_UnlessAPersonSwitchedItOff()
    {
        var both = Read(("0:Kind", "HappyReturns"), ("0:Name", "One"), ("0:RetailerId", "r"), ("0:ApiKey", "k"), ("1:Kind", "HappyReturns"), ("1:Name", "Two"), ("1:RetailerId", "r"), ("1:ApiKey", "k"));
        await StoreAsync(both);
        await using (var db = database.CreateDbContext())
            await db.Partners.Where(p => p.Name == "Two").ExecuteUpdateAsync(set => set.SetProperty(p => p.Paused, true));
        await StoreAsync(Read());
        await using (var db = database.CreateDbContext())
            Assert.All(await db.Partners.ToListAsync(), p => Assert.False(p.IsCalled));

        await StoreAsync(both);

        await using (var db = database.CreateDbContext())
            Assert.Equal([("One", true), ("Two", false)], (await db.Partners.OrderBy(p => p.Name).ToListAsync()).Select(p => (p.Name, p.IsCalled)));
    }

    [Fact]
    public async Task Name_ThatIsTakenOnTheScreen_IsSaidInWords()
    {
        await using (var db = database.CreateDbContext())
        {
            db.Partners.Add(new Partner { AccountId = database.AccountId, Kind = PartnerKind.HappyReturns, Name = "HR", BaseUrl = "https://x", CreatedAt = clock.Now });
            await db.SaveChangesAsync();
        }

        var stopped = await Assert.ThrowsAsync<InvalidOperationException>(() => StoreAsync(Read(("0:Kind", "HappyReturns"), ("0:Name", "hr"), ("0:RetailerId", "r"), ("0:ApiKey", "k"))));

        Assert.Contains("'hr' belongs to a partner that was added on the screen", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_StartingAtOnce_MakeOnePartner()
    {
        var configured = Read(("0:Kind", "HappyReturns"), ("0:Name", "HR"), ("0:Account", "Bars"), ("0:RetailerId", "r"), ("0:ApiKey", "k"));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => StoreAsync(configured))));

        await using var db = database.CreateDbContext();
        Assert.Equal((1, 1), (await db.Partners.CountAsync(), await db.Accounts.CountAsync(a => a.Name == "Bars")));
    }

    private static ConfiguredPartners Read(params (string Key, string Value)[] entries) =>
        ConfiguredPartners.Read(new ConfigurationBuilder().AddInMemoryCollection(entries.Select(e => KeyValuePair.Create($"Partners:{e.Key}", (string?)e.Value))).Build());

    private Task StoreAsync(ConfiguredPartners configured) => new StoreConfiguredPartners(database, configured, clock).RunAsync(CancellationToken.None);
}
