using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Sync.Runs;
using ReturnsConsole.Features.Triage;

namespace ReturnsConsole.Demo;

/// <summary>Connects the console with the sandbox's partners, as an administrator would on the screen.</summary>
internal sealed class DemoPartners(IServiceProvider services, Uri sandbox)
{
    public const string VendorAccount = "Amazon Vendor";
    public const string ShopAccount = "Web shop";
    private const string WebhookSecret = "demo-webhook-secret";

    /// <summary>Reason codes of the returns platforms and the shop, and what they mean here. The Amazon ones are known from the start.</summary>
    private static readonly (string Code, string Reason, bool SellerFault)[] ShopReasons =
    [
        ("TOO_SMALL", "TooSmall", false), ("TOO_LARGE", "TooLarge", false), ("CHANGED_MIND", "UnwantedItem", false), ("FAULTY", "Defective", true), ("NOT_AS_DESCRIBED", "NotAsDescribed", true),
    ];

    /// <summary>Reports that are empty here; they are not worth waiting for.</summary>
    private static readonly string[] Later = ["fba-returns", "reimbursements"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Connects all of them and takes what they have, before anything runs by itself: cases are decided once everything is there.</summary>
    public async Task ConnectAsync(DateOnly asOf, CancellationToken ct)
    {
        var accounts = await AccountsAsync(ct);
        await KnowReasonsAsync(ct);
        PartnerDraft[] drafts =
        [
            Seller("Amazon US", "us", "na", "A1SANDBOXUS001", "ATVPDKIKX0DER", accounts),
            Seller("Amazon UK", "uk", "eu", "A1SANDBOXUK001", "A1F83G8C2ARO7P", accounts),
            Seller("Amazon DE", "de", "eu", "A1SANDBOXDE001", "A1PA6795UKMFR9", accounts),
            Amazon(PartnerKind.AmazonVendor, "Amazon Vendor", "vendor", "na", accounts[VendorAccount]),
            Platform(PartnerKind.Rebound, "Rebound", accounts["Amazon US"]),
            Platform(PartnerKind.HappyReturns, "Happy Returns", accounts["Amazon US"]),
            Draft(PartnerKind.Commercetools, "commercetools", accounts[ShopAccount], "commercetools", "commercetools/oauth/token",
                [("ProjectKey", "sandbox-shop"), ("ClientId", "sandbox-ct-client"), ("CallsPerSecond", "200")], [("ClientSecret", "sandbox-ct-secret")]),
        ];
        var partners = new List<(int Id, PartnerKind Kind)>();
        foreach (var draft in drafts)
            partners.Add((await SaveAsync(draft, ct), draft.Kind));
        await Task.WhenAll(partners.Select(partner => FirstPassAsync(partner.Id, partner.Kind, ct)));
        await services.GetRequiredService<Reconcile>().RunAsync("demo", full: false, ct);
        await new DemoVendor(services).RunAsync(accounts[VendorAccount], asOf, ct);
        await new DemoRefunds(services).RunAsync(ct);
    }

    /// <summary>From now on those who push may push to the console.</summary>
    public static async Task AimAsync(SandboxProcess process, string console)
    {
        foreach (var (kind, name) in ((PartnerKind, string)[])[(PartnerKind.Rebound, "Rebound"), (PartnerKind.HappyReturns, "Happy Returns")])
            await process.AimAsync(kind == PartnerKind.Rebound ? "rebound" : "happyReturns", new Uri(new Uri(console), $"/api/v1/webhooks/{kind.ToString().ToLowerInvariant()}/{Uri.EscapeDataString(name)}"), WebhookSecret);
    }

    private async Task FirstPassAsync(int partner, PartnerKind kind, CancellationToken ct)
    {
        var sync = services.GetRequiredService<RunSync>();
        var clock = services.GetRequiredService<TimeProvider>();
        await Task.WhenAll(PartnerConnectors.Describe(kind).Streams.Where(s => !Later.Contains(s.Name)).Select(async stream =>
        {
            var until = clock.GetUtcNow() + Patience;
            var report = await sync.RunAsync(partner, stream.Name, "demo", ct);
            while (report is { Status: SyncRunStatus.Waiting, Again: { } wait } && clock.GetUtcNow() + wait < until)
            {
                await Task.Delay(wait, clock, ct);
                report = await sync.RunAsync(partner, stream.Name, "demo", ct);
            }
            if (report.Status == SyncRunStatus.Failed)
                throw new InvalidOperationException($"{report.Partner}, {report.Stream}: {report.Message}");
        }));
    }

    private async Task<Dictionary<string, int>> AccountsAsync(CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync(ct);
        var company = await db.Companies.Select(c => c.Id).SingleAsync(ct);
        db.Accounts.AddRange(new Account { CompanyId = company, Name = VendorAccount }, new Account { CompanyId = company, Name = ShopAccount });
        await db.SaveChangesAsync(ct);
        return await db.Accounts.ToDictionaryAsync(a => a.Name, a => a.Id, ct);
    }

    private async Task KnowReasonsAsync(CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync(ct);
        var version = await db.ReasonCodeVersions.Where(v => v.BegunAt != null).Select(v => v.Id).SingleAsync(ct);
        var known = (await db.ReasonCodeMappings.Where(m => m.VersionId == version).Select(m => new { m.SourceSystem, m.Code }).ToListAsync(ct)).Select(m => (m.SourceSystem, m.Code)).ToHashSet();
        var amazons = StarterReasonCodes.All.Where(r => r.SourceSystem == PlatformNames.Amazon).Select(r => (r.Code, r.CanonicalReason, r.SellerFault));
        foreach (var (code, reason, fault) in ShopReasons.Concat(amazons))
        {
            foreach (var platform in (string[])[PlatformNames.Rebound, PlatformNames.HappyReturns])
            {
                if (known.Add((platform, code)))
                    db.ReasonCodeMappings.Add(new ReasonCodeMapping { VersionId = version, SourceSystem = platform, Code = code, CanonicalReason = reason, SellerFault = fault });
            }
        }
        await db.SaveChangesAsync(ct);
    }

    private PartnerDraft Platform(PartnerKind kind, string name, int account) => kind == PartnerKind.Rebound
        ? Draft(kind, name, account, "rebound/api", "", [("Login", "sandbox-login"), ("CallsPerMinute", "6000"), ("Dispositions", "Rejected=Scrapped")], [("ApiKey", "sandbox-api-key"), ("WebhookSecret", WebhookSecret)])
        : Draft(kind, name, account, "happy-returns", "", [("RetailerId", "sandbox-retailer"), ("CallsPerSecond", "20")], [("ApiKey", "sandbox-hr-key"), ("WebhookSecret", WebhookSecret)]);

    private PartnerDraft Seller(string name, string key, string region, string seller, string marketplace, Dictionary<string, int> accounts) =>
        Amazon(PartnerKind.AmazonSeller, name, key, region, accounts[name], ("SellerId", seller), ("MarketplaceIds", marketplace));

    private PartnerDraft Amazon(PartnerKind kind, string name, string key, string region, int account, params (string, string)[] options) =>
        Draft(kind, name, account, "amazon", "amazon/auth/o2/token", [("ClientId", "sandbox-client"), ("Region", region), .. options], [("ClientSecret", "sandbox-secret"), ("RefreshToken", $"Atzr|{key}")]);

    private PartnerDraft Draft(PartnerKind kind, string name, int account, string path, string tokens, (string, string)[] options, (string, string)[] secrets) => new(
        0, 0, kind, name, account, new Uri(sandbox, path).ToString(), tokens.Length == 0 ? "" : new Uri(sandbox, tokens).ToString(), options.ToDictionary(o => o.Item1, o => o.Item2),
        secrets.ToDictionary(s => s.Item1, s => s.Item2));

    private async Task<int> SaveAsync(PartnerDraft draft, CancellationToken ct)
    {
        var saved = await services.GetRequiredService<SavePartner>().RunAsync(Actor.Terminal, draft, ct);
        if (!saved.Outcome.Succeeded)
            throw new InvalidOperationException($"{draft.Name}: {saved.Outcome.Message}");
        return saved.Id;
    }
}
