using ReturnsConsole.Features.Stock.Corrections;
using ReturnsConsole.Features.Stock.Ledger;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Reconciliation.Stock;
using Xunit;

namespace ReturnsConsole.Tests.Stock;

/// <summary>Random lives of parcels, told late, twice, out of order or not at all: the ledger ends the same, and never has what no fact says.</summary>
public sealed class StockHistoryTests
{
    private const int Histories = 10_000;
    private static readonly DateTime Day = new(2026, 11, 2, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Ledger_SameEventsInAnyOrder_EndsTheSame()
    {
        Parallel.For(0, Histories, seed =>
        {
            var random = new Random(seed);
            var events = Events(random);
            var trusts = random.Next(2) == 0;
            var (once, _) = Tell(events, trusts, seed);
            var shuffled = events.Concat(events.Where(_ => random.Next(3) == 0)).ToArray();
            random.Shuffle(shuffled);
            var (again, movements) = Tell(shuffled, trusts, seed);
            Assert.True(once == again, $"Seed {seed}: {once} one way, {again} the other.");
            Assert.True(movements <= events.Count * 6, $"Seed {seed}: {movements} movements of {events.Count} events.");
        });
    }

    /// <summary>People release and correct between the events: the ledger ends where one look at all facts and corrections puts it, and never below zero on the way.</summary>
    [Fact]
    public void Ledger_WithReleasesAndCorrections_IsWhereOneLookAtEverythingPutsIt()
    {
        Parallel.For(0, Histories, seed =>
        {
            var random = new Random(seed);
            var facts = new Dictionary<string, Told>(StringComparer.Ordinal);
            var corrections = new List<(long Order, CorrectionFact Fact, string Receipt)>();
            var posted = new Dictionary<(int Account, long Order, string Sku), StockCounts>();
            var balance = default(StockCounts);
            foreach (var told in Events(random))
            {
                if (!facts.TryGetValue(told.Key, out var known) || told.Version > known.Version)
                    facts[told.Key] = told;
                Post(With(facts.Values, corrections));
                if (random.Next(3) == 0)
                    Decide(random, facts, corrections, posted, Post);
                Assert.True(balance.Sellable <= facts.Values.Where(f => f.Place == GoodsPlace.Sellable).Sum(f => f.Quantity) + corrections.Where(c => c.Fact.To == StockBucket.Sellable).Sum(c => c.Fact.Quantity), $"Seed {seed}");
            }
            Assert.Equal(With(facts.Values, corrections).Values.Aggregate(default(StockCounts), (a, b) => a.Plus(b)), balance);

            void Post(Dictionary<(int Account, long Order, string Sku), StockCounts> found)
            {
                foreach (var m in StockChange.Between(posted, found, Day))
                {
                    balance[m.From] -= m.Quantity;
                    balance[m.To] += m.Quantity;
                }
                posted = found;
                Assert.True(StockCounts.Buckets.All(b => balance[b] >= 0), $"Seed {seed}: {balance}");
            }
        });
    }

    /// <summary>As the use cases do: on top of what the ledger holds, refused where it may not be.</summary>
    private static void Decide(Random random, Dictionary<string, Told> facts, List<(long Order, CorrectionFact Fact, string Receipt)> corrections, Dictionary<(int Account, long Order, string Sku), StockCounts> posted,
        Action<Dictionary<(int Account, long Order, string Sku), StockCounts>> post)
    {
        var held = facts.Values.Where(f => f.Place == GoodsPlace.Quarantine && !f.Scanned).ToList();
        var id = corrections.Count + 1;
        if (held.Count > 0 && random.Next(2) == 0)
        {
            var receipt = held[random.Next(held.Count)];
            var left = Math.Min(receipt.Quantity - corrections.Where(c => c.Receipt == receipt.Key).Sum(c => c.Fact.Quantity), posted.GetValueOrDefault((1, receipt.Order, "BOOT")).Quarantine);
            if (left < 1)
                return;
            corrections.Add((receipt.Order, new(id, StockBucket.Quarantine, StockBucket.Sellable, random.Next(1, left + 1), ReceiptId(receipt.Key)), receipt.Key));
        }
        else
        {
            var order = random.Next(4);
            var (from, to, pieces) = ((StockBucket)random.Next(7), (StockBucket)random.Next(7), random.Next(1, 3));
            if (CorrectionRules.Refusal(posted.GetValueOrDefault((1, order, "BOOT")), from, to, pieces, graded: true) is not null)
                return;
            corrections.Add((order, new(id, from, to, pieces), ""));
        }
        // The use case puts it on top of what was posted; that is what everything anew gives, too.
        var (of, fact, _) = corrections[^1];
        var next = new Dictionary<(int Account, long Order, string Sku), StockCounts>(posted);
        next[(1, of, "BOOT")] = CorrectionRules.Apply(next.GetValueOrDefault((1, of, "BOOT")), [fact with { ReceiptId = 0 }]);
        Assert.Equal(With(facts.Values, corrections).Where(f => f.Value != default).OrderBy(f => f.Key.Order), next.Where(f => f.Value != default).OrderBy(f => f.Key.Order));
        post(next);
    }

    private static Dictionary<(int Account, long Order, string Sku), StockCounts> With(IReadOnlyCollection<Told> facts, List<(long Order, CorrectionFact Fact, string Receipt)> corrections) => PostedCorrections.Over(
        Found(facts, trusts: true).Select(f => new StockStanding(f.Key.Item1, f.Key.Item2, f.Key.Item3, f.Value)),
        corrections.Select(c => facts.FirstOrDefault(f => c.Receipt.Length > 0 && f.Key == c.Receipt) is { } receipt
            ? new PostedCorrection(1, receipt.Order, "BOOT", c.Fact with { StillHeld = receipt.Place == GoodsPlace.Quarantine ? receipt.Quantity : 0 })
            : new PostedCorrection(1, c.Order, "BOOT", c.Fact)), []);

    private static long ReceiptId(string key) => key.Sum(c => c) + 1L;

    /// <summary>Takes in one event after the other, as runs do, and looks at the ledger after each.</summary>
    private static (StockCounts Balance, int Movements) Tell(IReadOnlyList<Told> events, bool trusts, int seed)
    {
        var facts = new Dictionary<string, Told>(StringComparer.Ordinal);
        var posted = new Dictionary<(int, long, string), StockCounts>();
        var balance = default(StockCounts);
        var written = 0;
        foreach (var told in events)
        {
            // What a source says of the same thing again counts when it is not older.
            if (!facts.TryGetValue(told.Key, out var known) || told.Version > known.Version)
                facts[told.Key] = told;
            var found = Found(facts.Values, trusts);
            var movements = StockChange.Between(posted, found, Day);
            foreach (var m in movements)
            {
                Assert.True(m.Quantity > 0, $"Seed {seed}");
                balance[m.From] -= m.Quantity;
                balance[m.To] += m.Quantity;
            }
            written += movements.Count;
            posted = found;
            Assert.True(StockCounts.Buckets.All(b => balance[b] >= 0), $"Seed {seed}: {balance}");
            Assert.Equal(found.Values.Aggregate(default(StockCounts), (a, b) => a.Plus(b)), balance);
            var graded = facts.Values.Where(f => f.Place == GoodsPlace.Sellable && (!f.IsHub || trusts)).Sum(f => f.Quantity);
            Assert.True(balance.Sellable <= graded, $"Seed {seed}: {balance.Sellable} sellable, {graded} graded.");
        }
        return (balance, written);
    }

    private static Dictionary<(int, long, string), StockCounts> Found(IEnumerable<Told> facts, bool trusts)
    {
        var found = new Dictionary<(int, long, string), StockCounts>();
        foreach (var of in facts.GroupBy(f => f.Order))
        {
            var order = new OrderFacts();
            foreach (var fact in of)
            {
                if (fact.Scanned)
                    order.Returns.Add(new ReturnFact { Sku = "BOOT", Quantity = fact.Quantity, Platform = fact.IsHub ? (byte)2 : (byte)0, FirstScanAt = Day });
                else
                    order.Receipts.Add(new ReceiptFact { Sku = "BOOT", NaturalKey = fact.Key, Quantity = fact.Quantity, IsHub = fact.IsHub, Place = fact.Place });
            }
            var skus = new List<SkuCounts>();
            StockRules.Place(order, trusts, skus);
            foreach (var sku in skus)
                found[(1, of.Key, sku.Sku.ToString())] = sku.Counts;
        }
        return found;
    }

    /// <summary>A thing that a source tells about, in one of its versions. A later version may know the order that an earlier one did not.</summary>
    private sealed record Told(string Key, int Version, long Order, int Quantity, bool Scanned, bool IsHub, GoodsPlace Place);

    private static List<Told> Events(Random random)
    {
        var events = new List<Told>();
        for (var thing = random.Next(1, 6); thing > 0; thing--)
        {
            var (order, quantity, hub, scan) = (random.Next(1, 4), random.Next(1, 4), random.Next(3) == 0, random.Next(3) == 0);
            for (var version = 1; version <= random.Next(1, 5); version++)
            {
                var known = version > 1 || random.Next(3) > 0 ? order : 0;
                events.Add(new($"{(scan ? "scan" : hub ? "hub" : "dock")}/{thing}", version, known, quantity, scan, hub, (GoodsPlace)random.Next(Enum.GetValues<GoodsPlace>().Length)));
            }
        }
        return events;
    }
}
