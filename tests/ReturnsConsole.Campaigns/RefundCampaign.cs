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
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Refunds.Proof;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Triage;

namespace ReturnsConsole.Campaigns;

/// <summary>
/// Refunds asked for, approved, queued and sent by several people while consoles are killed and the partner misbehaves; afterwards the partner's books against
/// ours. Exit 0: no violation; 1: violations.
/// </summary>
internal static class RefundCampaign
{
    private const int Speed = 90;
    private const int Orders = 160;
    private const int LeastPromises = 60;

    public static async Task<int> RunAsync(int seconds, int seed, string mutant)
    {
        var folder = Directory.CreateTempSubdirectory("refund-campaign-").FullName;
        var setting = new Setting(folder, TimeProvider.System.GetUtcNow().UtcDateTime, new DateTime(2026, 9, 1, 8, 0, 0, DateTimeKind.Utc), Speed, mutant);
        await using var sandbox = await SandboxChild.StartAsync(seed, setting.VirtualStart.AddHours(-1), Speed);
        Run? run = null;
        try
        {
            var host = await PrepareAsync(setting, sandbox);
            await using var services = host.Services;
            run = new Run(setting, sandbox, services, host.Partner, seed);
            return await run.RunAsync(seconds);
        }
        finally
        {
            if (run is not null)
                await run.Fleet.EndAsync();
            SqliteConnection.ClearAllPools();
            if (Environment.GetEnvironmentVariable("KEEP") is null)
                Directory.Delete(folder, recursive: true);
        }
    }

    internal static ServiceProvider Services(Setting setting) => NodeHost.Services(setting, ConsoleNode.Add);

    private static async Task<(ServiceProvider Services, int Partner)> PrepareAsync(Setting setting, SandboxChild sandbox)
    {
        var services = Services(setting with { Mutant = Mutants.None });
        if (await services.GetRequiredService<DatabaseStart>().PrepareAsync(CancellationToken.None) is { } fault)
            throw new InvalidOperationException(fault);
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync();
        var company = new Company { Name = "Campaign" };
        db.Companies.Add(company);
        await db.SaveChangesAsync();
        var account = new Account { CompanyId = company.Id, Name = "Seller" };
        db.Accounts.Add(account);
        await db.SaveChangesAsync();
        await Mutants.PrepareAsync(db, setting.Mutant);
        var saved = await services.GetRequiredService<SavePartner>().RunAsync(Actor.System, new PartnerDraft(
            0, 0, PartnerKind.AmazonSeller, "Seller US", account.Id, new Uri(sandbox.Address, "amazon").ToString(), new Uri(sandbox.Address, "amazon/auth/o2/token").ToString(),
            new Dictionary<string, string> { ["ClientId"] = "sandbox-client", ["MarketplaceIds"] = "ATVPDKIKX0DER", ["SellerId"] = "A1SANDBOXUS001" },
            new Dictionary<string, string> { ["ClientSecret"] = "sandbox-secret", ["RefreshToken"] = "Atzr|us" }), CancellationToken.None);
        if (!saved.Outcome.Succeeded)
            throw new InvalidOperationException(saved.Outcome.Message);
        return (services, saved.Id);
    }

    private sealed class Run
    {
        private readonly Stopwatch watch = Stopwatch.StartNew();
        private readonly Setting first;
        private readonly SandboxChild sandbox;
        private readonly ServiceProvider services;
        private readonly int seed;
        private Setting now;
        private DateTime reconciled;

        public Run(Setting first, SandboxChild sandbox, ServiceProvider services, int partner, int seed)
        {
            (this.first, this.sandbox, this.services, this.seed, now) = (first, sandbox, services, seed, first);
            Fleet = new Fleet(() => new NodeChild(now, "node", $"{partner}"), new Random(seed));
        }

        public Fleet Fleet { get; }

        private List<NodeChild> Nodes => Fleet.Nodes;

        public async Task<int> RunAsync(int seconds)
        {
            await TellAsync();
            await Fleet.AddAsync();
            var orders = await OrdersAsync();
            Say($"seed {seed}, mutant {first.Mutant}, {orders.Count} order lines, {seconds} s at {Speed} times real time");
            await FaultsAsync();
            var clients = new Clients(Contexts, Nodes, orders, seed);
            using var stop = new CancellationTokenSource();
            var people = Enumerable.Range(1, 4).Select(n => clients.RunAsync(n, stop.Token)).Append(clients.SendingAsync(stop.Token)).ToList();
            await Fleet.KillingAsync(TimeSpan.FromSeconds(seconds), () => clients.Promised.Count < LeastPromises);
            await stop.CancelAsync();
            await Task.WhenAll(people);
            var struck = (await sandbox.ListAsync("faults")).Sum(f => f.GetProperty("struck").GetInt32());
            Step("the storm is over");
            await sandbox.ClearFaultsAsync();
            await QuietAsync();
            Step("quiet");
            await SettleAsync();
            Step("settled");
            // Judged in the time that it has become.
            await using var later = Services(now with { Mutant = Mutants.None });
            var violations = await Oracle.ViolationsAsync(later, sandbox, clients, reconciled);
            await ReportAsync(clients, struck, violations);
            return violations.Count == 0 ? 0 : 1;
        }

        private IDbContextFactory<ConsoleContext> Contexts => services.GetRequiredService<IDbContextFactory<ConsoleContext>>();

        private async Task TellAsync()
        {
            await sandbox.PostAsync("clock", new { now = first.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) });
            await sandbox.PostAsync("scenarios", new { name = "bulk", orders = Orders, returns = 1, account = "us", seed });
            // Amazon refunds some of these by itself while ours wait.
            await sandbox.PostAsync("scenarios", new { name = "dark return", orders = 40, start = first.VirtualStart.AddDays(-9).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), account = "us", seed = seed + 1_000 });
        }

        private async Task FaultsAsync()
        {
            foreach (var (kind, operation, probability) in new[]
            {
                ("dropAfterAccept", "createFeed", 0.35), ("fatalPartial", "feed", 0.2), ("dropBeforeAccept", "*", 0.02), ("status500", "*", 0.03), ("status503", "*", 0.03), ("status429", "*", 0.03),
                ("garbage", "*", 0.02), ("truncate", "*", 0.02), ("expiredToken", "*", 0.01), ("slow", "*", 0.03),
            })
                await sandbox.PostAsync("faults", new { partner = "amazonSeller", operation, kind, probability, seed, milliseconds = 400 });
        }

        private async Task<List<OrderOf>> OrdersAsync()
        {
            var late = watch.Elapsed + TimeSpan.FromSeconds(60);
            while (true)
            {
                await using var db = await Contexts.CreateDbContextAsync();
                var found = await db.OrderLines.AsNoTracking().OrderBy(l => l.Id).Select(l => new { l.AccountId, l.OrderId }).Distinct().ToListAsync();
                if (found.Count >= Orders || watch.Elapsed > late)
                    return found.Count > 0 ? [.. found.Select(f => new OrderOf(f.AccountId, f.OrderId))] : throw new InvalidOperationException("No order came.");
                await Task.Delay(200);
            }
        }

        /// <summary>Nothing more is asked for: what waits leaves, what was sent is answered.</summary>
        private async Task QuietAsync()
        {
            var late = watch.Elapsed + TimeSpan.FromSeconds(60);
            while (watch.Elapsed < late)
            {
                using (var answer = await Nodes[0].Http.PostAsJsonAsync("/process", new { }))
                    answer.EnsureSuccessStatusCode();
                await Task.Delay(1_500);
                await using var db = await Contexts.CreateDbContextAsync();
                OutboxStatus[] busy = [OutboxStatus.Waiting, OutboxStatus.Sending, OutboxStatus.Pending];
                if (!await db.OutboxMessages.AnyAsync(m => busy.Contains(m.Status)) && !await db.RefundRequests.AnyAsync(r => r.State == RefundState.Submitted))
                    return;
            }
        }

        /// <summary>Sixteen days later the settlements are there. What is still unknown two people look up at the partner and say what they found.</summary>
        private async Task SettleAsync()
        {
            await Nodes[0].KillAsync();
            await sandbox.PostAsync("clock", new { advance = "P16D" });
            now = first with { VirtualStart = first.VirtualStart.AddDays(16) };
            await Fleet.RestartAsync();
            var done = 0;
            for (var rounds = 0; rounds < 40 && done < 3; rounds++)
            {
                await Task.Delay(1_000);
                await using var db = await Contexts.CreateDbContextAsync();
                done = await db.Settlements.AnyAsync() && !await db.RefundRequests.AnyAsync(r => r.State == RefundState.PendingConfirmation) ? done + 1 : 0;
            }
            var truth = (await Oracle.LedgerAsync(sandbox)).Select(p => p.Key).ToHashSet();
            await using (var db = await Contexts.CreateDbContextAsync())
            {
                foreach (var request in await db.RefundRequests.AsNoTracking().Where(r => r.State == RefundState.OutcomeUnknown).ToListAsync())
                    await LookUpAsync(request, truth.Contains(request.Key));
            }
            Step("looked up");
            await Nodes[0].StopAsync();
            await using var last = Services(now);
            // As every start does: what a killed console was reading is read now.
            var imports = last.GetRequiredService<ImportRunner>();
            await imports.RecoverAsync(CancellationToken.None);
            while (await imports.RunNextAsync(CancellationToken.None))
            {
            }
            await last.GetRequiredService<MatchProof>().RunAsync(CancellationToken.None);
            Step("proven");
            reconciled = now.Clock.GetUtcNow().UtcDateTime;
            await last.GetRequiredService<Reconcile>().RunAsync("campaign", true, CancellationToken.None);
        }

        private async Task LookUpAsync(RefundRequest request, bool happened)
        {
            using var proposed = await Nodes[0].Http.PostAsJsonAsync("/propose", new IdCall(1, request.Id, request.Version, happened));
            await using var db = await Contexts.CreateDbContextAsync();
            var version = await db.RefundRequests.Where(r => r.Id == request.Id).Select(r => r.Version).SingleAsync();
            using var confirmed = await Nodes[0].Http.PostAsJsonAsync("/confirm", new IdCall(2, request.Id, version));
        }

        private async Task ReportAsync(Clients clients, int struck, List<string> violations)
        {
            await using var db = await Contexts.CreateDbContextAsync();
            var states = await db.RefundRequests.GroupBy(r => r.State).Select(g => new { g.Key, Count = g.Count() }).OrderBy(g => g.Key).ToListAsync();
            var batches = await db.RefundBatches.CountAsync();
            var ledger = await Oracle.LedgerAsync(sandbox);
            Say($"kills {Fleet.Kills}, faults {struck}, wishes {clients.Wishes}, promised {clients.Promised.Count}, documents {batches}");
            Say($"refunds: {string.Join(", ", states.Select(s => $"{s.Count} {RefundWords.Of(s.Key)}"))}; Amazon carried out {ledger.Count(p => p.Key is not null)} of ours");
            foreach (var group in violations.GroupBy(v => v.Split(':')[0]).OrderByDescending(g => g.Count()))
                Say($"  {group.Count()} × {group.First()}");
            if (File.Exists(Path.Combine(first.Folder, "errors.log")))
                Say($"errors logged: {File.ReadLines(Path.Combine(first.Folder, "errors.log")).Count()} lines{(Environment.GetEnvironmentVariable("KEEP") is null ? "" : " in " + first.Folder)}");
            Say($"violations {violations.Count}, seed {seed}, mutant {first.Mutant}, {watch.Elapsed.TotalSeconds:0} s");
        }

        private void Step(string what) => Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds:0} s: {what}, {Fleet.Kills} kills");

        private static void Say(string text) => Console.WriteLine(text);
    }
}
