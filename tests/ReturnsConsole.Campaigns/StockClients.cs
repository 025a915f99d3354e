using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Stock.Corrections;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Campaigns;

/// <summary>The warehouse: parcels come, are graded, graded otherwise, told twice; pieces are released, found, missing; buttons are pressed twice and answers are lost.</summary>
internal sealed class StockClients(IDbContextFactory<ConsoleContext> contexts, List<NodeChild> nodes, Setting setting, int account, int seed)
{
    public static readonly string[] Skus = ["TS-BLK-S", "TS-BLK-M", "JK-NVY-L", "JN-IND-32", "KT-STL-17", "BG-CNV-20"];
    private static readonly string[] Dispositions = ["Restocked", "Restocked", "Restocked", "Quarantined", "Quarantined", "Scrapped", "ReturnedToCustomer", ""];
    private readonly ConcurrentDictionary<int, string> parcels = [];
    private int number;

    /// <summary>Corrections and releases whose yes was seen, by their reason.</summary>
    public ConcurrentDictionary<string, bool> Promised { get; } = [];

    public int Asked => number;

    public Task RunAsync(int person, CancellationToken stop) => Task.Run(async () =>
    {
        var random = new Random((seed * 31) + person);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await (random.Next(100) switch
                {
                    < 55 => ReceiveAsync(random, person),
                    < 75 => ReleaseAsync(random, person),
                    < 95 => CorrectAsync(random, person),
                    _ => TellAgainAsync(random, person),
                });
            }
            catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                // The console died while it was asked: nobody knows, and that is the point.
            }
            await Task.Delay(random.Next(20, 150), CancellationToken.None);
        }
    }, CancellationToken.None);

    /// <summary>A file of some parcels: new ones, and known ones that are graded, graded otherwise or told as they were.</summary>
    private async Task ReceiveAsync(Random random, int person)
    {
        var file = new StringBuilder("order_id,sku,quantity,received_at,grade,disposition,source,reference\n");
        for (var rows = random.Next(1, 5); rows > 0; rows--)
        {
            var parcel = !parcels.IsEmpty && random.Next(3) > 0 ? random.Next(1, parcels.Count + 1) : parcels.Count + 1;
            if (!parcels.TryGetValue(parcel, out var fixedPart))
                parcels[parcel] = fixedPart = $"111-{random.Next(40):0000000}-1234567,{Skus[random.Next(Skus.Length)]},{random.Next(1, 4)}";
            var disposition = random.Next(4) == 0 ? "" : Dispositions[random.Next(Dispositions.Length)];
            var grade = disposition.Length > 0 && random.Next(8) > 0 ? "ABCD"[random.Next(4)].ToString() : "";
            file.Append(CultureInfo.InvariantCulture, $"{fixedPart},{setting.Clock.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ},{grade},{disposition},dock north,P{parcel}\n");
        }
        var call = new FileCall(person, account, $"receipts {Interlocked.Increment(ref number)}.csv", file.ToString());
        // Half of the senders do not believe that it went.
        for (var times = random.Next(2); times >= 0; times--)
            using (await Pick(random).Http.PostAsJsonAsync("/receipts", call)) { }
    }

    private async Task ReleaseAsync(Random random, int person)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var held = await db.GoodsReceipts.AsNoTracking().Where(r => r.Disposition == Disposition.Quarantined && (r.Id % 5 == 0 || !db.StockCorrections.Any(c => c.ReceiptId == r.Id))).OrderBy(r => r.Id).Take(60).ToListAsync();
        if (held.Count == 0)
            return;
        var one = held[random.Next(held.Count)];
        if (await db.StockBalances.AsNoTracking().SingleOrDefaultAsync(b => b.Sku == one.Sku && b.AccountId == account) is not { } balance)
            return;
        var why = $"release {Interlocked.Increment(ref number)}";
        await ClickAsync(random, "/release", why, new ReleaseCall(person, new ReleaseWish(balance.Id, balance.Version, one.Id, random.Next(1, one.Quantity + 1), (ConditionGrade)random.Next(1, 5), why)));
    }

    private async Task CorrectAsync(Random random, int person)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var balances = await db.StockBalances.AsNoTracking().Where(b => b.AccountId == account).ToListAsync();
        if (balances.Count == 0)
            return;
        var balance = balances[random.Next(balances.Count)];
        var positions = await db.StockPositions.AsNoTracking().Where(p => p.AccountId == account && p.Sku == balance.Sku).ToListAsync();
        var position = positions.Count == 0 ? null : positions[random.Next(positions.Count)];
        // Mostly what is there, sometimes what is not.
        var there = StockCounts.Buckets.Where(b => position?.Counts[b] > 0).ToList();
        var (order, from, to) = random.Next(5) switch
        {
            0 => (OrderKey.None, StockBucket.Customer, StockBucket.Sellable),
            1 => (position?.OrderKey ?? OrderKey.None, (StockBucket)random.Next(7), (StockBucket)random.Next(7)),
            _ when there.Count == 0 => (OrderKey.None, StockBucket.Customer, StockBucket.Quarantine),
            2 => (position!.OrderKey, there[random.Next(there.Count)], StockBucket.Customer),
            _ => (position!.OrderKey, there[random.Next(there.Count)], random.Next(2) == 0 ? StockBucket.Scrap : StockBucket.Quarantine),
        };
        var why = $"correction {Interlocked.Increment(ref number)}";
        await ClickAsync(random, "/correct", why, new CorrectCall(person, new StockWish(balance.Id, balance.Version, order, from, to, random.Next(1, 4), (ConditionGrade)random.Next(5), why)));
    }

    /// <summary>Somebody presses the button although all is well, or before it is known: it must be refused or do no harm.</summary>
    private async Task TellAgainAsync(Random random, int person)
    {
        await using var db = await contexts.CreateDbContextAsync();
        OutboxStatus[] failed = [OutboxStatus.GaveUp, OutboxStatus.Refused];
        var told = await db.StockTold.AsNoTracking().Where(t => db.OutboxMessages.Any(m => m.PartnerId == t.PartnerId && m.Key == t.MessageKey && (failed.Contains(m.Status) || m.Status == OutboxStatus.Done)))
            .OrderByDescending(t => t.Id).Take(10).Select(t => new { t.Id, t.Version }).ToListAsync();
        if (told.Count > 0)
            await ClickAsync(random, "/again", null, new IdCall(person, told[random.Next(told.Count)].Id, told[0].Version));
    }

    private async Task ClickAsync<T>(Random random, string path, string? mark, T call)
    {
        var clicks = Enumerable.Range(0, random.Next(3) == 0 ? 2 : 1).Select(_ => Pick(random).Http.PostAsJsonAsync(path, call)).ToList();
        foreach (var click in clicks)
        {
            using var answer = await click;
            if ((await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Outcome>())!.Succeeded && mark is not null)
                Promised[mark] = true;
        }
    }

    private NodeChild Pick(Random random)
    {
        var ready = nodes.ToList().Where(n => n.IsReady).ToList();
        return ready.Count == 0 ? throw new InvalidOperationException("no console is up") : ready[random.Next(ready.Count)];
    }
}
