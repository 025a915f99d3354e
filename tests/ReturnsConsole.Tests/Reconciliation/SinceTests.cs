using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.Engine;
using ReturnsConsole.Reconciliation;
using Xunit;

namespace ReturnsConsole.Tests.Reconciliation;

/// <summary>From when the facts disagree, for every kind; and what a case makes of it. Day 0 is Thursday, 1 October 2026.</summary>
public sealed class SinceTests
{
    private const string A = "BOOT-42";
    private const string B = "SOCK-L";

    private static OrderStory Story() => new();

    /// <summary>What happened, and the day from which it is wrong.</summary>
    public static TheoryData<string, string, double> Table => new()
    {
        { "refunded on day 5, no return", "OrphanedRefund", 19 },
        { "refunded on day 5, goods never came", "OrphanedRefund", 19 },
        { "refunded on days 5 and 6", "DuplicateRefund", 6 },
        { "too little on day 5", "RefundAmountBreak", 7 },
        { "half on day 5, half of the rest on day 8", "RefundAmountBreak", 10 },
        { "refunded on day 5 for two, one arrived on day 6", "RefundAmountBreak", 9 },
        { "accepted on day 4, a Monday", "RefundDue", 5 },
        { "label on day 1", "DarkReturn", 15 },
        { "unasked goods on day 6", "DarkReturn", 6 },
        { "another item on day 4", "SkuMismatch", 4 },
        { "one of two on day 4", "QuantityMismatch", 7 },
        { "two of one on day 4", "QuantityMismatch", 4 },
        { "goods of an unknown order on day 4", "ReceiptWithoutOrder", 4 },
        { "refund of an unknown order on day 5", "UnmatchedSettlementLine", 7 },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Finding_OfAStory_IsAsOldAsItsFacts(string story, string kind, double day)
    {
        var finding = Assert.Single(Tell(story).On(30).Findings, f => f.Kind.ToString() == kind);

        Assert.Equal(OrderStory.Day(day), finding.Since);
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Finding_OfAStory_IsNotThereAMomentBefore(string story, string kind, double day)
    {
        // What must be waited for opens exactly then; what is wrong at once is as old as its fact.
        if (day is 15 or 19 or 7 or 9 or 10 || kind == "RefundDue")
            Assert.DoesNotContain(Tell(story).On(day - 0.01).Findings, f => f.Kind.ToString() == kind);
        Assert.Contains(Tell(story).On(day).Findings, f => f.Kind.ToString() == kind);
    }

    [Fact]
    public void Finding_WithoutOrder_IsAsOldAsItsFacts()
    {
        var end = OrderStory.Day(3);
        var settlement = new SettlementFact { Pk = 1, SettlementId = "1", Currency = "EUR", StartAt = end.AddDays(-14), EndAt = end, DeclaredTotal = 1, SummedTotal = 2 };

        Assert.Equal(end, Assert.Single(SettlementRules.Decide([settlement])).Since);
        Assert.Equal(OrderStory.Day(1), KeylessRules.MissingOrderKey(Story().Return(A, 1).Facts.Returns[0]).Since);
        Assert.Equal(OrderStory.Day(2), UnmappedReasonCodeRule.Find(new QuarantinedReason("amazon", "X", 1, 0, "", 1, OrderStory.Day(2))).Since);
    }

    [Fact]
    public void Case_Opened_IsAsOldAsTheDisagreement()
    {
        var step = Assert.Single(Steps(Since(OrderStory.Day(10)), [], OrderStory.Day(30)));

        Assert.Equal((OrderStory.Day(10), OrderStory.Day(17)), (step.OpenedAt, step.DueAt));
    }

    [Fact]
    public void Case_WithoutADateOrFromTheFuture_IsAsOldAsTheRun()
    {
        Assert.Equal(OrderStory.Day(30), Assert.Single(Steps(Since(null), [], OrderStory.Day(30))).OpenedAt);
        Assert.Equal(OrderStory.Day(30), Assert.Single(Steps(Since(OrderStory.Day(31)), [], OrderStory.Day(30))).OpenedAt);
    }

    [Fact]
    public void Case_Known_KeepsItsAgeWhenTheFindingChanges()
    {
        var known = Known(CaseStatus.Open);

        var step = Assert.Single(Steps(Since(OrderStory.Day(4)), known, OrderStory.Day(30)));

        Assert.Equal((CaseEventKind.Changed, OrderStory.Day(20)), (step.Event, step.OpenedAt));
    }

    [Fact]
    public void Case_ClosedAndTrueAgain_StartsAnew()
    {
        var step = Assert.Single(Steps(Since(OrderStory.Day(4)), Known(CaseStatus.ClosedByFacts), OrderStory.Day(30)));

        Assert.Equal((CaseEventKind.Reopened, OrderStory.Day(30), OrderStory.Day(37)), (step.Event, step.OpenedAt, step.DueAt));
    }

    [Fact]
    public void Finding_OtherSince_IsTheSameFinding() => Assert.Equal(FindingHash.Of(Since(null)), FindingHash.Of(Since(OrderStory.Day(3))));

    private static Finding Since(DateTime? at) =>
        new() { Kind = CaseKind.OrphanedRefund, SubjectKey = "x", Severity = FindingSeverity.High, Headline = "Refunded, no return", Sentence = "It was refunded.", Since = at };

    private static Dictionary<(int, CaseKind, string), KnownCase> Known(CaseStatus status) =>
        new() { [(1, CaseKind.OrphanedRefund, "x")] = new KnownCase { AccountId = 1, Kind = CaseKind.OrphanedRefund, Status = status, OpenedAt = OrderStory.Day(20), DueAt = OrderStory.Day(27) } };

    private static List<CaseStep> Steps(Finding finding, Dictionary<(int, CaseKind, string), KnownCase> known, DateTime now) =>
        CaseDifference.Of([new CaseFinding(1, 1, finding, FindingHash.Of(finding))], known, new ReconciliationSettings(), now);

    private static OrderStory Tell(string story) => story switch
    {
        "refunded on day 5, no return" => Story().Line(A, 5000).Refund(A, 5, 5000),
        "refunded on day 5, goods never came" => Story().Line(A, 5000).Return(A, 1).Refund(A, 5, 5000),
        "refunded on days 5 and 6" => Story().Line(A, 5000).Return(A, 1, delivered: 3).Refund(A, 5, 5000).Refund(A, 6, 5000),
        "too little on day 5" => Story().Line(A, 5000).Return(A, 1, delivered: 3).Refund(A, 5, 4000),
        "half on day 5, half of the rest on day 8" => Story().Line(A, 4000).Return(A, 1, delivered: 3).Refund(A, 5, 2000).Refund(A, 8, 1000),
        "refunded on day 5 for two, one arrived on day 6" => Story().Line(A, 10000, quantity: 2).Return(A, 1, quantity: 2).Goods(A, 6).Refund(A, 5, 10000),
        "accepted on day 4, a Monday" => Story().Line(A, 5000).Return(A, 1).Goods(A, 4, accepted: true),
        "label on day 1" => Story().Line(A, 5000).Return(A, 1, prepaid: true),
        "unasked goods on day 6" => Story().Line(A, 5000).Goods(A, 6),
        "another item on day 4" => Story().Line(A, 5000).Return(A, 1).Goods(B, 4),
        "one of two on day 4" => Story().Line(A, 10000, quantity: 2).Return(A, 1, quantity: 2).Goods(A, 4),
        "two of one on day 4" => Story().Line(A, 5000).Return(A, 1).Goods(A, 4, quantity: 2),
        "goods of an unknown order on day 4" => Story().Goods(A, 4),
        "refund of an unknown order on day 5" => Story().Refund(A, 5, 5000),
        _ => throw new ArgumentOutOfRangeException(nameof(story), story, "Unknown story."),
    };
}
