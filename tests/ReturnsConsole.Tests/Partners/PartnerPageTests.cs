using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Support;
using Xunit;

namespace ReturnsConsole.Tests.Partners;

/// <summary>What the page of a partner asks for: every fault at once, credentials that are never given back, reasons in the trail.</summary>
public sealed class PartnerPageTests : IDisposable
{
    private static readonly Actor Ada = new(7, "Ada", null);

    private readonly TestDatabase database = new();
    private readonly AllowAll guard = new();
    private readonly FakeClock clock = new();
    private readonly PartnerSecrets secrets = new(new EphemeralDataProtectionProvider());
    private readonly PartnerFactory factory;
    private readonly CheckPartner check;
    private readonly SavePartner save;
    private readonly int account;

    public PartnerPageTests()
    {
        var world = new PartnerWorld(new HttpClient(), new RateBuckets(clock), clock, new CallOptions());
        factory = new PartnerFactory(secrets, ConfiguredPartners.Read(new ConfigurationBuilder().Build()), world);
        check = new CheckPartner(database, guard, factory, world);
        save = new SavePartner(database, guard, secrets, new AuditTrail(clock), new ChangeFeed(), clock);
        using var db = database.CreateDbContext();
        var company = db.Companies.Add(new Company { Name = "Acme" }).Entity;
        db.SaveChanges();
        account = db.Accounts.Add(new Account { CompanyId = company.Id, Name = "Amazon EU" }).Entity.Id;
        db.SaveChanges();
        account = db.Accounts.Single().Id;
    }

    [Fact]
    public async Task Check_EmptyForm_NamesEveryEntryAtOnce()
    {
        var faults = await FaultsAsync(new PartnerDraft(0, 0, PartnerKind.AmazonSeller, "", 0, "", "", Nothing, Nothing));
        Assert.Equal(["Name", "Account", "BaseUrl", "TokenUrl", "ClientId", "ClientSecret", "RefreshToken", "MarketplaceIds"], faults.Select(f => f.Key));
        Assert.All(faults, f => Assert.StartsWith("is missing", f.What, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_ForATest_AsksForNoName() =>
        Assert.Empty((await check.RunAsync(Ada, Rebound() with { Name = "", AccountId = 0 }, naming: false, default)).Value!.All);

    [Fact]
    public async Task Check_NameThatIsTaken_SaysSo()
    {
        Assert.True((await save.RunAsync(Ada, Rebound(), default)).Outcome.Succeeded);
        var fault = Assert.Single(await FaultsAsync(Rebound()));
        Assert.Equal(("Name", "is taken: there is a partner called Rebound UK already."), (fault.Key, fault.What));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    public async Task Check_NameThatCannotStandInAnAddress_IsRefused(string name) => Assert.Equal("Name", Assert.Single(await FaultsAsync(Rebound() with { Name = name })).Key);

    [Fact]
    public async Task Check_KeptPartner_NeedsNoCredentialAgain_UnlessItIsRemoved()
    {
        var saved = await save.RunAsync(Ada, Rebound(), default);
        var kept = Rebound() with { Id = saved.Id, Secrets = Nothing };
        Assert.Empty(await FaultsAsync(kept));
        Assert.Equal("ApiKey", Assert.Single(await FaultsAsync(kept with { Forgotten = new HashSet<string> { "ApiKey" } })).Key);
    }

    [Fact]
    public async Task Check_KeptCredentials_AreNotSentToAnotherHost()
    {
        var saved = await save.RunAsync(Ada, Rebound(), default);
        var fault = Assert.Single(await FaultsAsync(Rebound() with { Id = saved.Id, Secrets = Nothing, BaseUrl = "https://elsewhere.example/api" }));
        Assert.Equal("BaseUrl", fault.Key);
        Assert.Contains("Enter them again: ApiKey", fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OfAnAdministratorOfOneCompany_LeavesOthersOut()
    {
        var saved = await save.RunAsync(Ada, Rebound(), default);
        guard.Companies = new HashSet<int>();
        Assert.Empty((await new PartnerList(database, guard).RunAsync(Ada, default)).Value!.Partners);
        Assert.NotNull((await new PartnerDetails(database, guard, factory).RunAsync(Ada, saved.Id, default)).Refusal);
    }

    [Fact]
    public async Task Check_LegacyRebound_AsksForNothingOfTheOtherGeneration()
    {
        var headless = Rebound() with { Options = new Dictionary<string, string> { ["Generation"] = "headless" }, Secrets = Nothing };
        Assert.Equal(["ClientId", "ClientSecret"], (await FaultsAsync(headless)).Select(f => f.Key));
        Assert.Empty(await FaultsAsync(Rebound()));
    }

    [Fact]
    public async Task Check_WebhookSettingsThatDoNotGoTogether_AreSaidBeforeTheyAreSaved()
    {
        var fault = Assert.Single(await FaultsAsync(Rebound() with { Options = new Dictionary<string, string> { ["Login"] = "profile", ["WebhookToleranceSeconds"] = "soon" } }));
        Assert.Equal("", fault.Key);
        Assert.Contains("Time tolerance", fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WithoutTheRight_IsRefused()
    {
        guard.Refused.Add(Permission.ManagePartners);
        Assert.NotNull((await check.RunAsync(Ada, Rebound(), naming: true, default)).Refusal);
        Assert.NotNull((await new PartnerDetails(database, guard, factory).RunAsync(Ada, 1, default)).Refusal);
    }

    [Fact]
    public async Task Details_TellWhichCredentialsAreKept_NeverWhatTheyAre()
    {
        var saved = await save.RunAsync(Ada, Rebound(), default);
        var detail = (await new PartnerDetails(database, guard, factory).RunAsync(Ada, saved.Id, default)).Value!;
        Assert.Equal(["ApiKey"], detail.SecretsKept);
        Assert.DoesNotContain("s3cret", System.Text.Json.JsonSerializer.Serialize(detail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Details_KeysOfTheKeyRingAreGone_SaysWhatToDo()
    {
        var saved = await save.RunAsync(Ada, Rebound(), default);
        var others = new PartnerFactory(new PartnerSecrets(new EphemeralDataProtectionProvider()), ConfiguredPartners.Read(new ConfigurationBuilder().Build()), new PartnerWorld(new HttpClient(), new RateBuckets(clock), clock, new CallOptions()));
        var detail = (await new PartnerDetails(database, guard, others).RunAsync(Ada, saved.Id, default)).Value!;
        Assert.Empty(detail.SecretsKept);
        Assert.Contains("Enter the credentials again", detail.KeysLost, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_ForgottenCredential_IsGone_AndTheTrailNamesIt()
    {
        var draft = Rebound() with { Secrets = new Dictionary<string, string> { ["ApiKey"] = "s3cret", ["WebhookSecretPrevious"] = "old-one" } };
        var saved = await save.RunAsync(Ada, draft, default);
        int version;
        await using (var db = database.CreateDbContext())
            version = db.Partners.Single().Version;
        var changed = await save.RunAsync(Ada, Rebound() with { Id = saved.Id, Version = version, Secrets = Nothing, Forgotten = new HashSet<string> { "WebhookSecretPrevious" } }, default);
        Assert.True(changed.Outcome.Succeeded, changed.Outcome.Message);
        Assert.Equal(["ApiKey"], (await new PartnerDetails(database, guard, factory).RunAsync(Ada, saved.Id, default)).Value!.SecretsKept);
        await using var after = database.CreateDbContext();
        Assert.Equal("Credentials removed: WebhookSecretPrevious", after.AuditEntries.OrderBy(a => a.Id).Last().Why);
    }

    [Fact]
    public async Task Switch_WithAReason_WritesItIntoTheTrail()
    {
        var saved = await save.RunAsync(Ada, Rebound(), default);
        var switching = new SwitchPartner(database, guard, new AuditTrail(clock), new ChangeFeed());
        Assert.Equal(OutcomeKind.Refused, (await switching.RunAsync(Ada, saved.Id, on: false, new string('x', SwitchPartner.MaxReason + 1), default)).Kind);
        Assert.True((await switching.RunAsync(Ada, saved.Id, on: false, "The contract ends", default)).Succeeded);
        await using var db = database.CreateDbContext();
        Assert.True(db.Partners.Single().Paused);
        Assert.Equal("The contract ends", db.AuditEntries.Single(a => a.Action == "partner.off").Why);
    }

    private static Dictionary<string, string> Nothing => [];

    private PartnerDraft Rebound() => new(0, 0, PartnerKind.Rebound, "Rebound UK", account, "https://partner.example/api", "",
        new Dictionary<string, string> { ["Login"] = "profile" }, new Dictionary<string, string> { ["ApiKey"] = "s3cret" });

    private async Task<IReadOnlyList<FieldFault>> FaultsAsync(PartnerDraft draft) => (await check.RunAsync(Ada, draft, naming: true, default)).Value!.All;

    public void Dispose() => database.Dispose();
}
