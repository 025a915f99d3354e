using System.Text;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Access;
using Xunit;

namespace ReturnsConsole.Tests.Partners;

/// <summary>Adding, changing and switching partners: who may, what is refused, and where credentials are not.</summary>
public sealed class PartnerCommandTests : IDisposable
{
    private const string Secret = "very-secret-word-27182";
    private readonly AccessHouse house = new();

    public void Dispose() => house.Dispose();

    [Theory]
    [InlineData(Role.Finance)]
    [InlineData(Role.Warehouse)]
    [InlineData(Role.Cx)]
    [InlineData(Role.Auditor)]
    public async Task Role_WithoutTheRight_DoesNothing(Role role)
    {
        var account = await AccountAsync("Northwind");
        var admin = await house.PersonAsync("root", Role.Admin);
        var id = (await house.Get<SavePartner>().RunAsync(admin, Draft(account), default)).Id;
        var actor = await house.PersonAsync("pat", role);

        Assert.Equal(OutcomeKind.Forbidden, (await house.Get<SavePartner>().RunAsync(actor, Draft(account) with { Name = "Other" }, default)).Outcome.Kind);
        Assert.Equal(OutcomeKind.Forbidden, (await house.Get<SwitchPartner>().RunAsync(actor, id, on: false, default)).Kind);
        Assert.NotNull((await house.Get<TestPartner>().RunAsync(actor, Draft(account), default)).Refusal);
        Assert.NotNull((await house.Get<PartnerList>().RunAsync(actor, default)).Refusal);
        Assert.False((await PartnersAsync()).Single().Paused);
    }

    [Fact]
    public async Task Company_NotGranted_IsOutOfReach()
    {
        var account = await AccountAsync("Northwind");
        var root = await house.PersonAsync("root", Role.Admin);
        var id = (await house.Get<SavePartner>().RunAsync(root, Draft(account), default)).Id;
        await house.AddAsync("part", Role.Admin, allCompanies: false);
        var part = await house.SignInAsync("part");

        Assert.Contains("Choose the account", (await house.Get<SavePartner>().RunAsync(part, Draft(account) with { Name = "Mine" }, default)).Outcome.Message, StringComparison.Ordinal);
        Assert.Equal(OutcomeKind.Forbidden, (await house.Get<SavePartner>().RunAsync(part, Draft(account) with { Id = id }, default)).Outcome.Kind);
        Assert.Equal(OutcomeKind.Forbidden, (await house.Get<SwitchPartner>().RunAsync(part, id, on: false, default)).Kind);
        Assert.Equal("You do not see this partner.", (await house.Get<TestPartner>().RunAsync(part, Draft(account) with { Id = id }, default)).Refusal);
    }

    [Fact]
    public async Task Credentials_AreEncrypted_AndStandNowhereElse()
    {
        var actor = await house.PersonAsync("root", Role.Admin);
        var account = await AccountAsync("Northwind");

        var saved = await house.Get<SavePartner>().RunAsync(actor, Draft(account), default);

        Assert.True(saved.Outcome.Succeeded, saved.Outcome.Message);
        var stored = (await PartnersAsync()).Single();
        Assert.NotEmpty(stored.Credentials);
        foreach (var text in new[] { stored.Credentials, stored.Options, stored.ToString()!, saved.ToString(), string.Join(' ', (await house.TrailAsync()).Select(e => $"{e.Before} {e.After} {e.Why} {e.SubjectId}")), (await house.Get<PartnerList>().RunAsync(actor, default)).Value!.Partners.Single().ToString() })
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.Contains((await house.TrailAsync()), e => e.Action == "partner.added" && e.Why == "Credentials entered: ClientSecret");
        Assert.Equal(Secret, house.Get<PartnerFactory>().ConnectionOf(stored).Secrets["ClientSecret"]);
        Assert.DoesNotContain(Secret, house.Get<PartnerFactory>().ConnectionOf(stored).ToString(), StringComparison.Ordinal);
        // One partner's cannot be read as another's.
        Assert.Equal(PartnerFault.Misconfigured, Assert.Throws<PartnerException>(() => house.Get<PartnerSecrets>().Unprotect("Another", stored.Credentials)).Fault);
    }

    [Fact]
    public async Task Draft_WithManyFaults_HearsAllOfThemAtOnce()
    {
        var actor = await house.PersonAsync("root", Role.Admin);
        var draft = new PartnerDraft(0, 0, PartnerKind.Commercetools, "a/b", 99, "ftp://x", "http://shop.example/token", new Dictionary<string, string> { ["ClientSecret"] = Secret, ["Colour"] = "red", ["WebhookAlgorithm"] = "MD5" },
            new Dictionary<string, string> { ["Password"] = Secret });

        var answer = await house.Get<SavePartner>().RunAsync(actor, draft, default);

        Assert.Equal(OutcomeKind.Refused, answer.Outcome.Kind);
        foreach (var part in new[] { "Name: 'a/b'", "Choose the account", "BaseUrl is 'ftp://x'", "only over https", "ProjectKey is missing", "ClientId is missing", "ClientSecret is missing", "ClientSecret is a credential", "Colour is not known", "Password is no credential", "WebhookAlgorithm is 'MD5'" })
            Assert.Contains(part, answer.Outcome.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, answer.Outcome.Message, StringComparison.Ordinal);
        Assert.Empty(await PartnersAsync());
    }

    [Theory]
    [InlineData("WebhookSigned", "timestamp.body", "no header carries it")]
    [InlineData("WebhookToleranceSeconds", "soon", "whole number of seconds")]
    public async Task Deliveries_ThatCouldNeverBeVerified_AreRefusedWhenTheyAreEntered(string key, string value, string words)
    {
        var actor = await house.PersonAsync("root", Role.Admin);
        var draft = Draft(await AccountAsync("Northwind"));

        var answer = await house.Get<SavePartner>().RunAsync(actor, draft with { Options = new Dictionary<string, string>(draft.Options) { [key] = value } }, default);

        Assert.Contains(words, answer.Outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_AreUnique_AndAccountsOfOneKindStandBesideEachOther()
    {
        var actor = await house.PersonAsync("root", Role.Admin);
        var account = await AccountAsync("Northwind");

        Assert.True((await house.Get<SavePartner>().RunAsync(actor, Draft(account) with { Name = "Shop DE" }, default)).Outcome.Succeeded);
        Assert.True((await house.Get<SavePartner>().RunAsync(actor, Draft(account) with { Name = "Shop UK" }, default)).Outcome.Succeeded);
        Assert.Contains("already", (await house.Get<SavePartner>().RunAsync(actor, Draft(account) with { Name = "shop de" }, default)).Outcome.Message, StringComparison.Ordinal);
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => house.Get<SavePartner>().RunAsync(actor, Draft(account) with { Name = "Shop FR" }, default)));

        Assert.Single(both, b => b.Outcome.Succeeded);
        Assert.Equal(["Shop DE", "Shop FR", "Shop UK"], (await PartnersAsync()).Select(p => p.Name).Order());
    }

    [Fact]
    public async Task Change_KeepsWhatIsLeftEmpty_AndRefusesAnOldView()
    {
        var actor = await house.PersonAsync("root", Role.Admin);
        var account = await AccountAsync("Northwind");
        var id = (await house.Get<SavePartner>().RunAsync(actor, Draft(account), default)).Id;
        var empty = new Dictionary<string, string> { ["ClientSecret"] = "" };

        var changed = await house.Get<SavePartner>().RunAsync(actor, Draft(account) with { Id = id, Secrets = empty, BaseUrl = "https://shop.example/other" }, default);
        var late = await house.Get<SavePartner>().RunAsync(actor, Draft(account) with { Id = id, Secrets = empty }, default);

        Assert.True(changed.Outcome.Succeeded, changed.Outcome.Message);
        Assert.Equal(OutcomeKind.Conflict, late.Outcome.Kind);
        var stored = (await PartnersAsync()).Single();
        Assert.Equal(("https://shop.example/other", Secret), (stored.BaseUrl, house.Get<PartnerFactory>().ConnectionOf(stored).Secrets["ClientSecret"]));
        Assert.Null((await house.TrailAsync()).Last(e => e.Action == "partner.changed").Why);
    }

    [Fact]
    public async Task KeptCredentials_AreNotSentElsewhere()
    {
        var actor = await house.PersonAsync("root", Role.Admin);
        var account = await AccountAsync("Northwind");
        var id = (await house.Get<SavePartner>().RunAsync(actor, Draft(account), default)).Id;
        var thief = Draft(account) with { Id = id, Secrets = new Dictionary<string, string>(), TokenUrl = "https://thief.example/token" };

        var saved = await house.Get<SavePartner>().RunAsync(actor, thief, default);
        var tested = await house.Get<TestPartner>().RunAsync(actor, thief, default);

        Assert.Contains("Enter them again: ClientSecret", saved.Outcome.Message, StringComparison.Ordinal);
        Assert.Contains("Enter them again: ClientSecret", tested.Refusal, StringComparison.Ordinal);
        Assert.True((await house.Get<SavePartner>().RunAsync(actor, thief with { Secrets = new Dictionary<string, string> { ["ClientSecret"] = "new" } }, default)).Outcome.Succeeded);
    }

    [Fact]
    public async Task Switch_StopsAndStarts_AndSaysWhatHadStoppedIt()
    {
        var actor = await house.PersonAsync("root", Role.Admin);
        var id = (await house.Get<SavePartner>().RunAsync(actor, Draft(await AccountAsync("Northwind")), default)).Id;
        await using (var db = house.Open())
            await db.Partners.ExecuteUpdateAsync(set => set.SetProperty(p => p.StoppedBecause, "access denied"));

        Assert.True((await house.Get<SwitchPartner>().RunAsync(actor, id, on: false, default)).Succeeded);
        Assert.True((await PartnersAsync()).Single().Paused);
        Assert.Contains("already", (await house.Get<SwitchPartner>().RunAsync(actor, id, on: false, default)).Message, StringComparison.Ordinal);
        Assert.True((await house.Get<SwitchPartner>().RunAsync(actor, id, on: true, default)).Succeeded);

        var partner = (await PartnersAsync()).Single();
        Assert.Equal((false, "", true), (partner.Paused, partner.StoppedBecause, partner.IsCalled));
        Assert.Equal(["partner.off", "partner.on"], (await house.TrailAsync()).Where(e => e.SubjectKind == "partner" && e.Action != "partner.added").Select(e => e.Action));
        Assert.Contains("access denied", (await house.TrailAsync()).Last(e => e.Action == "partner.on").Why, StringComparison.Ordinal);
        Assert.Equal(OutcomeKind.Refused, (await house.Get<SwitchPartner>().RunAsync(actor, 999, on: true, default)).Kind);
    }

    internal static PartnerDraft Draft(int account) => new(0, 0, PartnerKind.Commercetools, "Shop", account, "https://shop.example/api", "https://auth.example/token",
        new Dictionary<string, string> { ["ProjectKey"] = "p", ["ClientId"] = "c" }, new Dictionary<string, string> { ["ClientSecret"] = Secret });

    private async Task<int> AccountAsync(string name)
    {
        await using var db = house.Open();
        var company = new Company { Name = name };
        db.Companies.Add(company);
        await db.SaveChangesAsync();
        var account = new Account { CompanyId = company.Id, Name = name };
        db.Accounts.Add(account);
        await db.SaveChangesAsync();
        return account.Id;
    }

    private async Task<List<Partner>> PartnersAsync()
    {
        await using var db = house.Open();
        return await db.Partners.AsNoTracking().ToListAsync();
    }
}
