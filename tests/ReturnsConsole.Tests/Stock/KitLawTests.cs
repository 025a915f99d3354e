using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Tests.Reconciliation;
using Xunit;

namespace ReturnsConsole.Tests.Stock;

/// <summary>What holds for every order with kits, whatever happened to it.</summary>
public sealed class KitLawTests
{
    /// <summary>Until day 20 a kit is 2 × A and 1 × B, then 1 × A and 3 × C.</summary>
    private static readonly KitBook Kits = new([
        ("KIT", new(OrderStory.Day(-100), [new("A", 2), new("B", 1)])),
        ("KIT", new(OrderStory.Day(20), [new("A", 1), new("C", 3)])),
    ]);

    [Fact]
    public void Ledger_SameFactsInAnyOrder_EndsTheSame() => ForEveryOrder((order, random) =>
    {
        var before = Place(order);
        Shuffle(order.Returns, random);
        Shuffle(order.Receipts, random);
        return before.SequenceEqual(Place(order));
    });

    [Fact]
    public void Ledger_KitsAndTheirPieces_AreTheSamePieces() => ForEveryOrder((order, _) =>
    {
        var parts = KitRules.PartsIn(order, Kits, "KIT");
        var byHand = new OrderFacts { Key = order.Key };
        foreach (var r in order.Returns)
            byHand.Returns.AddRange(Parts(r.Sku, parts).Select(p => r with { Sku = p.Sku, Quantity = r.Quantity * p.Pieces }));
        foreach (var r in order.Receipts)
            byHand.Receipts.AddRange(Parts(r.Sku, parts).Select(p => r with { Sku = p.Sku, Quantity = r.Quantity * p.Pieces }));
        var found = new List<SkuCounts>();
        StockRules.Place(byHand, true, found);
        return Text(found).SequenceEqual(Place(order));
    });

    /// <summary>Whatever arrived at our own dock stands somewhere: kits by the recipe, everything else by itself.</summary>
    [Fact]
    public void Ledger_WhatArrived_IsConserved() => ForEveryOrder((order, _) =>
    {
        order.Returns.RemoveAll(r => r.Sku != "KIT");
        for (var i = 0; i < order.Returns.Count; i++)
            order.Returns[i] = order.Returns[i] with { FirstScanAt = null };
        order.Receipts.RemoveAll(r => r.IsHub || r.Place is GoodsPlace.WentBack or GoodsPlace.NeverCame);
        var parts = KitRules.PartsIn(order, Kits, "KIT");
        var came = order.Receipts.SelectMany(r => Parts(r.Sku, parts).Select(p => (Sku: p.Sku.ToString(), Pieces: r.Quantity * p.Pieces))).GroupBy(p => p.Sku).ToDictionary(g => g.Key, g => g.Sum(p => p.Pieces));
        var found = Unpacked(order);
        return found.TrueForAll(f => f.Counts.Total == came[f.Sku.ToString()]) && found.Count == came.Count;
    });

    [Fact]
    public void Verdict_FactsInAnyOrder_IsTheSame() => ForEveryOrder((order, random) =>
    {
        var before = Verdict(order);
        Shuffle(order.Returns, random);
        Shuffle(order.Receipts, random);
        return before == Verdict(order);
    });

    /// <summary>A kit is reported by one kind of case at most, and never as incomplete once all of it is here.</summary>
    [Fact]
    public void Verdict_OneReturn_IsNotTwoCasesOfCount() => ForEveryOrder((order, _) =>
    {
        var found = OrderRules.Decide(order, new ReconciliationSettings { InspectionHours = 1_000_000 }, OrderStory.Day(60)).Findings;
        return found.Where(f => f.Kind is CaseKind.KitIncomplete or CaseKind.QuantityMismatch).GroupBy(f => f.Facts[0]).All(g => g.Count() == 1);
    });

    private static IEnumerable<KitPart> Parts(FactText sku, IReadOnlyList<KitPart>? parts) => sku == "KIT" && parts is not null ? parts : [new(sku, 1)];

    private static List<SkuCounts> Unpacked(OrderFacts order)
    {
        var (unpacked, found) = (new OrderFacts(), new List<SkuCounts>());
        KitRules.Unpack(order, Kits, unpacked);
        StockRules.Place(unpacked, true, found);
        return found;
    }

    private static List<string> Place(OrderFacts order) => Text(Unpacked(order));

    private static List<string> Text(List<SkuCounts> found) => [.. found.Select(f => $"{f.Sku} {f.Counts}").Order(StringComparer.Ordinal)];

    private static string Verdict(OrderFacts order)
    {
        var copy = new OrderFacts { Key = order.Key, Kits = order.Kits };
        copy.Lines.AddRange(order.Lines);
        copy.Returns.AddRange(order.Returns);
        copy.Receipts.AddRange(order.Receipts);
        copy.Sightings.AddRange(order.Sightings);
        var verdict = OrderRules.Decide(copy, new ReconciliationSettings(), OrderStory.Day(40));
        return string.Join('\n', verdict.Findings.Select(f => $"{f.Kind} {f.SubjectKey} {f.Sentence} {f.AtRisk}").Order(StringComparer.Ordinal)) + string.Join(';', verdict.Matches.Order(Comparer<Match>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString())))) + verdict.RecheckAt;
    }

    private static void ForEveryOrder(Func<OrderFacts, Random, bool> law) =>
        Prop.ForAll(Gen.Choose(0, 1_000_000_000).ToArbitrary(), seed => law(Order(seed), new Random(seed))).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    private static OrderFacts Order(int seed)
    {
        var random = new Random(seed);
        string[] skus = ["KIT", "KIT", "A", "B", "C", "X"];
        var story = new OrderStory();
        story.Line("KIT", 9_000, quantity: random.Next(3) + 1);
        for (var i = random.Next(4); i > 0; i--)
            story.Return(skus[random.Next(skus.Length)], random.Next(40), quantity: random.Next(3) + 1, rma: random.Next(2) == 0 ? $"Q{i}" : "", unmapped: random.Next(4) == 0);
        for (var i = random.Next(6); i > 0; i--)
            story.Goods(skus[random.Next(skus.Length)], 20 + random.Next(20), quantity: random.Next(4) + 1, accepted: random.Next(2) == 0, rma: random.Next(3) == 0 ? "Q1" : "");
        for (var i = random.Next(3); i > 0; i--)
            story.Refund("KIT", 20 + random.Next(20), 4_000 + random.Next(3) * 1_000);
        var facts = story.Facts;
        for (var i = 0; i < facts.Returns.Count; i++)
            facts.Returns[i] = facts.Returns[i] with { FirstScanAt = random.Next(3) > 0 ? OrderStory.Day(10) : null, Platform = (byte)(random.Next(3) == 0 ? 2 : 0), IsFba = random.Next(9) == 0 };
        for (var i = 0; i < facts.Receipts.Count; i++)
            facts.Receipts[i] = facts.Receipts[i] with { Place = (GoodsPlace)random.Next(Enum.GetValues<GoodsPlace>().Length), IsHub = random.Next(3) == 0 };
        facts.Kits = Kits;
        return facts;
    }

    private static void Shuffle<T>(List<T> list, Random random)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }
}
