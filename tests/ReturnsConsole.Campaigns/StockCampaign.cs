using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Triage;

namespace ReturnsConsole.Campaigns;

/// <summary>
/// Goods received, graded, released and corrected by several people while consoles are killed and the partners that are told misbehave; afterwards the partners' stock
/// against the ledger. Exit 0: no violation; 1: violations.
/// </summary>
internal static class StockCampaign
{
    private const int Speed = 120;
    private const int LeastPromises = 30;

    public static async Task<int> RunAsync(int seconds, int seed, string mutant)
    {
        var folder = Directory.CreateTempSubdirectory("stock-campaign-").FullName;
        var setting = new Setting(folder, TimeProvider.System.GetUtcNow().UtcDateTime, new DateTime(2026, 9, 1, 8, 0, 0, DateTimeKind.Utc), Speed, mutant);
        await using var sandbox = await SandboxChild.StartAsync(seed, setting.VirtualStart, Speed);
        var fleet = new Fleet(() => new NodeChild(setting, "stock-node"), new Random(seed));
        try
        {
            await using var services = NodeHost.Services(setting with { Mutant = Mutants.None }, StockNode.Add);
            var account = await PrepareAsync(services, sandbox);
            return await new Run(setting, sandbox, services, fleet, account, seed).RunAsync(seconds);
        }
        finally
        {
            await fleet.EndAsync();
            SqliteConnection.ClearAllPools();
            if (Environment.GetEnvironmentVariable("KEEP") is null)
                Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> PrepareAsync(ServiceProvider services, SandboxChild sandbox)
    {
        if (await services.GetRequiredService<DatabaseStart>().PrepareAsync(CancellationToken.None) is { } fault)
            throw new InvalidOperationException(fault);
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync();
        var company = new Company { Name = "Campaign" };
        db.Companies.Add(company);
        await db.SaveChangesAsync();
        var account = new Account { CompanyId = company.Id, Name = "Seller" };
        db.Accounts.Add(account);
        await db.SaveChangesAsync();
        foreach (var setting in new[] { SettingCatalogue.TellAmazon, SettingCatalogue.TellShop, SettingCatalogue.TellVendor })
            db.SettingValues.Add(new SettingValue { AccountId = account.Id, Name = setting.Name, Value = "on", ChangedById = 1, ChangedByName = "campaign", ChangedAt = DateTime.UnixEpoch });
        await db.SaveChangesAsync();
        await PartnerAsync(services, sandbox, account.Id, PartnerKind.AmazonSeller, "Amazon", "amazon", "amazon/auth/o2/token", new() { ["ClientId"] = "sandbox-client", ["MarketplaceIds"] = "ATVPDKIKX0DER", ["SellerId"] = "A1SANDBOXUS001" }, new() { ["ClientSecret"] = "sandbox-secret", ["RefreshToken"] = "Atzr|us" });
        await PartnerAsync(services, sandbox, account.Id, PartnerKind.AmazonVendor, "Vendor", "amazon", "amazon/auth/o2/token", new() { ["ClientId"] = "sandbox-client", ["WarehouseId"] = "W1", ["SellingPartyId"] = "SANDBOXVENDOR" }, new() { ["ClientSecret"] = "sandbox-secret", ["RefreshToken"] = "Atzr|vendor" });
        await PartnerAsync(services, sandbox, account.Id, PartnerKind.Commercetools, "Shop", "commercetools", "commercetools/oauth/token", new() { ["ProjectKey"] = "sandbox-shop", ["ClientId"] = "sandbox-ct-client" }, new() { ["ClientSecret"] = "sandbox-ct-secret" });
        return account.Id;
    }

    private static async Task PartnerAsync(ServiceProvider services, SandboxChild sandbox, int account, PartnerKind kind, string name, string path, string token, Dictionary<string, string> options, Dictionary<string, string> secrets)
    {
        var draft = new PartnerDraft(0, 0, kind, name, account, new Uri(sandbox.Address, path).ToString(), new Uri(sandbox.Address, token).ToString(), options, secrets);
        if ((await services.GetRequiredService<SavePartner>().RunAsync(Actor.System, draft, CancellationToken.None)).Outcome is { Succeeded: false } refused)
            throw new InvalidOperationException(refused.Message);
    }

    private sealed class Run(Setting setting, SandboxChild sandbox, ServiceProvider services, Fleet fleet, int account, int seed)
    {
        private readonly Stopwatch watch = Stopwatch.StartNew();

        private IDbContextFactory<ConsoleContext> Contexts => services.GetRequiredService<IDbContextFactory<ConsoleContext>>();

        public async Task<int> RunAsync(int seconds)
        {
            await sandbox.PostAsync("clock", new { now = setting.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) });
            await fleet.AddAsync();
            Console.WriteLine($"seed {seed}, mutant {setting.Mutant}, {seconds} s at {Speed} times real time");
            await FaultsAsync();
            var clients = new StockClients(Contexts, fleet.Nodes, setting, account, seed);
            using var stop = new CancellationTokenSource();
            var people = Enumerable.Range(1, 4).Select(n => clients.RunAsync(n, stop.Token)).ToList();
            await fleet.KillingAsync(TimeSpan.FromSeconds(seconds), () => clients.Promised.Count < LeastPromises);
            await stop.CancelAsync();
            await Task.WhenAll(people);
            var struck = (await sandbox.ListAsync("faults")).Sum(f => f.GetProperty("struck").GetInt32());
            Step("the storm is over");
            await sandbox.ClearFaultsAsync();
            await fleet.RestartAsync();
            await QuietAsync();
            Step("quiet");
            await fleet.Nodes[0].StopAsync();
            await services.GetRequiredService<Reconcile>().RunAsync("campaign", true, CancellationToken.None);
            var violations = await StockOracle.ViolationsAsync(services, sandbox, clients, account);
            await ReportAsync(clients, struck, violations);
            return violations.Count == 0 ? 0 : 1;
        }

        private async Task FaultsAsync()
        {
            foreach (var (partner, kind, operation, probability) in new[]
            {
                ("amazonSeller", "dropAfterAccept", "patchListingsItem", 0.25), ("commercetools", "dropAfterAccept", "updateInventory", 0.25), ("amazonVendor", "dropAfterAccept", "submitInventoryUpdate", 0.25),
                ("*", "dropBeforeAccept", "*", 0.03), ("*", "status500", "*", 0.03), ("*", "status503", "*", 0.03), ("*", "status429", "*", 0.02), ("*", "garbage", "*", 0.02), ("*", "truncate", "*", 0.02),
                ("*", "expiredToken", "*", 0.01), ("*", "slow", "*", 0.03),
            })
                await sandbox.PostAsync("faults", new { partner, operation, kind, probability, seed, milliseconds = 300 });
        }

        /// <summary>All files are read, all messages are at an end. What gave up in the storm a person sends once more; what stays unknown stays for the oracle to see.</summary>
        private async Task QuietAsync()
        {
            var late = watch.Elapsed + TimeSpan.FromSeconds(120);
            for (var calm = 0; calm < 3 && watch.Elapsed < late;)
            {
                await Task.Delay(700);
                await using var db = await Contexts.CreateDbContextAsync();
                OutboxStatus[] failed = [OutboxStatus.GaveUp, OutboxStatus.Refused];
                var again = await db.StockTold.AsNoTracking().Where(t => db.OutboxMessages.Any(m => m.PartnerId == t.PartnerId && m.Key == t.MessageKey && failed.Contains(m.Status))).Select(t => new { t.Id, t.Version }).ToListAsync();
                foreach (var told in again)
                    using (await fleet.Nodes[0].Http.PostAsJsonAsync("/again", new IdCall(1, told.Id, told.Version))) { }
                var busy = again.Count > 0 || await db.OutboxMessages.AnyAsync(m => m.Status != OutboxStatus.Done && m.Status != OutboxStatus.Cancelled)
                    || await db.OrderChanges.AnyAsync() || await db.SourceFiles.AnyAsync(f => f.Status == ImportStatus.Queued || f.Status == ImportStatus.Reading);
                calm = busy ? 0 : calm + 1;
            }
        }

        private async Task ReportAsync(StockClients clients, int struck, List<string> violations)
        {
            await using var db = await Contexts.CreateDbContextAsync();
            var (movements, corrections, told, receipts) = (await db.StockMovements.CountAsync(), await db.StockCorrections.CountAsync(), await db.StockTold.CountAsync(), await db.GoodsReceipts.CountAsync());
            var sellable = await db.StockBalances.SumAsync(b => b.Sellable);
            Console.WriteLine($"kills {fleet.Kills}, faults {struck}, clicks and files {clients.Asked}, receipts {receipts}, corrections and releases {corrections} of which promised {clients.Promised.Count}");
            Console.WriteLine($"movements {movements}, told {told}, sellable {sellable}");
            foreach (var group in violations.GroupBy(v => v.Split(':')[0]).OrderByDescending(g => g.Count()))
                Console.WriteLine($"  {group.Count()} × {group.First()}");
            if (File.Exists(Path.Combine(setting.Folder, "errors.log")))
                Console.WriteLine($"errors logged: {File.ReadLines(Path.Combine(setting.Folder, "errors.log")).Count()} lines{(Environment.GetEnvironmentVariable("KEEP") is null ? "" : " in " + setting.Folder)}");
            Console.WriteLine($"violations {violations.Count}, seed {seed}, mutant {setting.Mutant}, {watch.Elapsed.TotalSeconds:0} s");
        }

        private void Step(string what) => Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds:0} s: {what}, {fleet.Kills} kills");
    }
}
