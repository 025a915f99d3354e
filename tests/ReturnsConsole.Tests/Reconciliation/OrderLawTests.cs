using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Features.Triage.Engine;
using ReturnsConsole.Reconciliation;
using Xunit;

namespace ReturnsConsole.Tests.Reconciliation;

/// <summary>What holds for every order, whatever happened to it.</summary>
public sealed class OrderLawTests
{
    private static readonly string[] Skus = ["A", "B", ""];

    [Fact]
    public void Verdict_FactsInAnyOrder_IsTheSame() => ForEveryOrder((story, random) =>
    {
        var before = Text(story.On(40));
        Shuffle(story.Facts.Lines, random);
        Shuffle(story.Facts.Returns, random);
        Shuffle(story.Facts.Receipts, random);
        Shuffle(story.Facts.Sightings, random);
        return before == Text(story.On(40));
    });

    [Fact]
    public void Verdict_SightingsTwice_IsTheSame() => ForEveryOrder((story, random) =>
    {
        var before = Text(story.On(40));
        foreach (var sighting in story.Facts.Sightings.ToList().Where(_ => random.Next(2) == 0))
            story.Facts.Sightings.Add(sighting);
        return before == Text(story.On(40));
    });

    [Fact]
    public void Verdict_DecidedTwice_IsTheSame() => ForEveryOrder((story, _) => Text(story.On(40)) == Text(story.On(40)));

    [Fact]
    public void Amounts_MatchedAndUnmatched_SumToTheRefunds() => ForEveryOrder((story, _) =>
    {
        var verdict = story.On(40);
        var refunds = new List<RefundFact>();
        RefundMerging.Merge(story.Facts.Sightings, new ReconciliationSettings(), refunds);
        return verdict.Matches.Where(m => m.RefundId != 0).Sum(m => m.Amount) + verdict.Unmatched.Sum(u => u.Amount) == refunds.Sum(r => r.Total);
    });

    [Fact]
    public void Subjects_OfOneOrder_AreDifferent() => ForEveryOrder((story, _) =>
    {
        var findings = story.On(40).Findings;
        return findings.Select(f => (f.Kind, f.SubjectKey)).Distinct().Count() == findings.Count;
    });

    [Fact]
    public void Matches_PackedAndRead_AreTheSame() => ForEveryOrder((story, _) =>
    {
        var matches = story.On(40).Matches;
        var packed = new ByteBuffer();
        foreach (var match in matches)
            MatchPacking.Append(packed, match);
        return MatchPacking.Read(packed.Span).SequenceEqual(matches);
    });

    private static void ForEveryOrder(Func<OrderStory, Random, bool> law) =>
        Prop.ForAll(Gen.Choose(0, 1_000_000_000).ToArbitrary(), seed => law(Random(seed), new Random(seed))).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    private static OrderStory Random(int seed)
    {
        var random = new Random(seed);
        var story = new OrderStory { Marketplace = random.Next(2) == 0 ? "DE" : "US" };
        var price = random.Next(3) * 500 + 1000;
        for (var i = random.Next(3); i > 0; i--)
            story.Line(Skus[i % 2], price * (random.Next(2) + 1), quantity: random.Next(2) + 1, shipping: random.Next(2) * 499);
        for (var i = random.Next(4); i > 0; i--)
        {
            story.Return(Skus[random.Next(2)], random.Next(5), quantity: random.Next(2) + 1, rma: "R" + i, tracking: random.Next(2) == 0 ? "T" + i : "", delivered: random.Next(2) == 0 ? 6 : null,
                resolution: (ReturnResolution)random.Next(7), prepaid: random.Next(2) == 0, state: (ReturnRequestState)random.Next(6), orderAmount: random.Next(2) * price);
        }
        for (var i = random.Next(4); i > 0; i--)
            story.Goods(Skus[random.Next(3)], random.Next(5) + 5, quantity: random.Next(2) + 1, accepted: random.Next(2) == 0, rma: random.Next(3) == 0 ? "R1" : "", tracking: random.Next(3) == 0 ? "T2" : "");
        for (var i = random.Next(5); i > 0; i--)
        {
            story.Refund(Skus[random.Next(3)], random.Next(20), price, shipping: random.Next(2) * 499, restocking: random.Next(3) == 0 ? 100 : 0, adjustment: "X" + random.Next(4),
                adjustmentItem: random.Next(2) == 0 ? "M" + random.Next(6) : "", source: (RefundSource)(random.Next(3) + 1), settlement: random.Next(2) + 1);
        }
        return story;
    }

    private static void Shuffle<T>(List<T> list, Random random)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }

    private static string Text(OrderVerdict verdict) => string.Join('\n',
        verdict.Matches.Select(m => m.ToString()).Concat(verdict.Unmatched.Select(u => u.ToString()))
            .Concat(verdict.Findings.Select(f => $"{f.Kind} {f.SubjectKey} {f.Sentence} {f.AtRisk} {string.Join(';', f.Facts)} {string.Join(';', f.NotMatched)}")).Order(StringComparer.Ordinal))
        + verdict.RecheckAt;
}
