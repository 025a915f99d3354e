using ReturnsConsole.Components;
using ReturnsConsole.Features.Lookup;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;
using Xunit;

namespace ReturnsConsole.Tests.Lookup;

/// <summary>The table of situations. It is Friday, 20 November 2026, 14:02 UTC.</summary>
public class StatusWordsTests
{
    private static readonly DateTime Now = new(2026, 11, 20, 14, 2, 0, DateTimeKind.Utc);

    private static readonly LookupReturn Plain = new()
    {
        Id = 1,
        Rma = "R1",
        Sku = "SCARF-RED",
        Resolution = ReturnResolution.StandardRefund,
        State = ReturnRequestState.Approved,
        Marketplace = "DE",
        Currency = "EUR",
        Value = 5990,
        InPolicy = true,
        RequestedAt = At(13, 19),
    };

    private static readonly LookupReturn FirstScan = Plain with { Resolution = ReturnResolution.RefundAtFirstScan, AmazonPrepaidLabel = true };

    public static TheoryData<string, LookupReturn, GoodsState, MoneyState, string, string> Situations() => new()
    {
        { "not sent", Plain, GoodsState.Waiting, MoneyState.None, "Parcel not sent yet", "The customer sends the parcel" },
        { "not sent, first scan", FirstScan, GoodsState.Waiting, MoneyState.None, "Parcel not sent yet", "The customer hands in the parcel; Amazon refunds at the first scan" },
        { "not approved", Plain with { State = ReturnRequestState.Pending }, GoodsState.Waiting, MoneyState.None, "Return not approved yet", "The request is approved or refused" },
        { "on the way", Plain with { FirstScanAt = At(16, 8) }, GoodsState.OnTheWay, MoneyState.None, "Parcel is on its way", "The parcel reaches our warehouse" },
        { "scanned yesterday", FirstScan with { FirstScanAt = At(19, 20) }, GoodsState.OnTheWay, MoneyState.None, "Scanned, Amazon refunds", "Amazon's refund is seen here by Sat 21 Nov" },
        { "scanned long ago", FirstScan with { FirstScanAt = At(10, 8) }, GoodsState.OnTheWay, MoneyState.None, "Scanned, refund not seen", "It should have been seen by Thu 12 Nov: raise a case" },
        { "at the hub", Plain with { FirstScanAt = At(16, 8), AtHubAt = At(17, 9), Platform = "Rebound" }, GoodsState.AtHub, MoneyState.None, "Parcel is at the returns hub", "The hub inspects the item and sends it on" },
        { "done at the hub", Plain with { AtHubAt = At(17, 9), ProcessedAt = At(18, 9) }, GoodsState.Processed, MoneyState.None, "Inspected at the hub", "Finance releases the refund, or the goods come to our warehouse first" },
        { "delivered only", Plain with { DeliveredAt = At(19, 9) }, GoodsState.Delivered, MoneyState.None, "Delivered, not scanned here", "The warehouse finds and inspects the item, and finance refunds" },
        { "received", Plain with { Receipts = [Dock(19)] }, GoodsState.Received, MoneyState.None, "Parcel is here, not yet inspected", "The warehouse inspects the item, then finance releases the refund" },
        { "received late", Plain with { Receipts = [Dock(12)] }, GoodsState.Received, MoneyState.None, "Parcel is here, not yet inspected", "The warehouse inspects the item, then finance releases the refund" },
        { "accepted", Graded(19, ConditionGrade.A), GoodsState.Accepted, MoneyState.Due, "Accepted, refund is due", "Finance releases the refund" },
        { "accepted late", Graded(12, ConditionGrade.A), GoodsState.Accepted, MoneyState.Late, "Accepted, refund is late", "Finance refunds at once" },
        { "accepted, Amazon pays", Graded(19, ConditionGrade.A) with { Resolution = ReturnResolution.RefundAtFirstScan }, GoodsState.Accepted, MoneyState.None, "Accepted, Amazon's refund not seen", "Finance asks Amazon" },
        { "not as sold", Plain with { Receipts = [Dock(18) with { Grade = ConditionGrade.D }] }, GoodsState.NotAccepted, MoneyState.None, "Inspected, finance decides", "Finance decides on the refund" },
        { "lost", Plain with { Receipts = [Dock(18) with { Disposition = Disposition.Lost }] }, GoodsState.Lost, MoneyState.None, "Parcel is lost", "Finance decides on the refund and claims from the carrier" },
        { "at Amazon", Plain with { IsFba = true, DeliveredAt = At(18, 9), FulfillmentCenter = "LEJ1" }, GoodsState.AtAmazon, MoneyState.None, "Returned to Amazon", "Amazon refunds" },
        { "returnless", Plain with { Resolution = ReturnResolution.ReturnlessRefund }, GoodsState.NotExpected, MoneyState.None, "Customer keeps the item", "The refund shows in Amazon's figures" },
        { "cancelled", Plain with { State = ReturnRequestState.Cancelled }, GoodsState.Cancelled, MoneyState.NotDue, "Return cancelled", "Nothing" },
        { "refused", Plain with { State = ReturnRequestState.Rejected }, GoodsState.Refused, MoneyState.NotDue, "Return refused", "Nothing" },
        { "replacement", Plain with { Resolution = ReturnResolution.Replacement }, GoodsState.Waiting, MoneyState.NotDue, "Replacement", "Nothing" },
        { "reported only", Plain with { ReportedRefund = 5990, FirstScanAt = At(16, 8) }, GoodsState.OnTheWay, MoneyState.Reported, "Amazon reports a refund", "The payment shows in Amazon's figures" },
        { "refunded", Plain with { Receipts = [Dock(18)], Refunds = [Paid(19, 5990)] }, GoodsState.Received, MoneyState.Refunded, "Refunded by Amazon", "Nothing. The refund is paid" },
        { "refunded, not sent", Plain with { Refunds = [Paid(19, 5990)] }, GoodsState.Waiting, MoneyState.Refunded, "Refunded, parcel still to come", "The parcel comes to our warehouse; the money is paid already" },
        { "refunded within tolerance", Plain with { Receipts = [Dock(18)], Refunds = [Paid(19, 5989)] }, GoodsState.Received, MoneyState.Refunded, "Refunded by Amazon", "Nothing. The refund is paid" },
        { "in part", Plain with { Receipts = [Dock(18)], Refunds = [Paid(19, 3000)] }, GoodsState.Received, MoneyState.Partly, "Refunded in part", "Finance checks why €29.90 is missing" },
        { "bank", Plain with { Refunds = [Paid(19, 5990) with { Kind = RefundKind.Chargeback }] }, GoodsState.Waiting, MoneyState.Elsewhere, "Taken back by the bank", "Nothing. No second refund is due" },
        { "claim", Plain with { Refunds = [Paid(19, 5990) with { Kind = RefundKind.GuaranteeClaim }] }, GoodsState.Waiting, MoneyState.Elsewhere, "Paid by an A-to-z claim", "Nothing. No second refund is due" },
    };

    [Theory]
    [MemberData(nameof(Situations))]
    public void Situation_HasItsWords(string situation, LookupReturn item, GoodsState goods, MoneyState money, string status, string next)
    {
        var answer = Say(item);

        Assert.Equal((situation, goods, money, status, next), (situation, answer.Tracks!.Goods, answer.Tracks.Money, answer.Status, answer.Rows.Single(r => r.Question == "What happens next").Text));
    }

    [Theory]
    [MemberData(nameof(Situations))]
    public void Situation_NeverSaysRefundedBeforeThereIsProof(string situation, LookupReturn item, GoodsState goods, MoneyState money, string status, string next)
    {
        var answer = Say(item);
        var proven = money is MoneyState.Refunded or MoneyState.Partly or MoneyState.Elsewhere;
        var money1 = answer.Rows.Single(r => r.Question == "Has money moved").Text;

        Assert.True(proven == (money1.StartsWith("Yes", StringComparison.Ordinal) || money1.StartsWith("In part", StringComparison.Ordinal)), $"{situation} ({goods}, {status}, {next}): {money1}");
        Assert.True(proven || !answer.Script.Contains("refunded €", StringComparison.Ordinal), answer.Script);
        Assert.NotEmpty(answer.Promise);
        Assert.All((string[])[answer.Sentence, answer.Script, answer.Promise], text => Assert.True(text.EndsWith('.') && !text.Contains("  ", StringComparison.Ordinal) && !text.Contains("..", StringComparison.Ordinal), text));
    }

    [Fact]
    public void Received_CountsTheDeadlineFromReceipt_ByTheMarketplacesRule()
    {
        var germany = Say(Plain with { Receipts = [Dock(19)] });
        var states = Say(Plain with { Marketplace = "US", Receipts = [Dock(19)] });

        Assert.Equal("by Mon 23 Nov", Next(germany).By);
        Assert.Equal("Deadline: 2 business days after receipt, that is Mon 23 Nov", Next(germany).Detail);
        Assert.Equal("Deadline: 4 calendar days after receipt, that is Mon 23 Nov", Next(states).Detail);
        Assert.Contains("will have done so by Monday 23 November", germany.Script, StringComparison.Ordinal);
        Assert.Contains("You may promise the day of inspection. Do not promise a date for the money itself.", germany.Promise, StringComparison.Ordinal);
    }

    [Fact]
    public void Received_AfterItsDeadline_PromisesNoDay()
    {
        var answer = Say(Plain with { Receipts = [Dock(12)] });

        Assert.True(Next(answer).Late);
        Assert.StartsWith("was due by", Next(answer).By, StringComparison.Ordinal);
        Assert.DoesNotContain("will have done so by", answer.Script, StringComparison.Ordinal);
        Assert.Equal(Tone.Warn, answer.Tone);
    }

    [Fact]
    public void Quarantined_SaysWhatHoldsItUp()
    {
        var answer = Say(Plain with { Quarantined = true });

        Assert.Contains(answer.Rows, r => r.Question == "What holds it up" && r.Text.Contains("reason code", StringComparison.Ordinal));
        Assert.Equal((DataState.Quarantined, Tone.Warn), (answer.Tracks!.Data, answer.Tone));
    }

    [Fact]
    public void ReturnWithoutOrder_SaysSo() =>
        Assert.Contains(Say(Plain, new() { AccountId = 1, OrderKey = 0 }).Rows, r => r.Question == "What holds it up" && r.Text.Contains("names no order", StringComparison.Ordinal));

    [Fact]
    public void Order_WithoutReturn_TellsNoneAndMovesNothing()
    {
        var answer = StatusWords.Of(Order([]), null, Context());

        Assert.Equal(("No return known", Tone.Still), (answer.Status, answer.Tone));
        Assert.Null(answer.Tracks);
    }

    [Fact]
    public void Order_RefundedWithoutReturn_SaysWhoAndWhen() =>
        Assert.Equal("Amazon refunded €24.00 on 9 November. No return is known.", StatusWords.Of(Order([]) with { LooseRefunds = [Paid(9, 2400)] }, null, Context()).Sentence);

    [Fact]
    public void Focus_IsTheReturnAskedFor_ElseTheOneInWhichSomethingIsToHappen()
    {
        var done = Plain with { Id = 2, Rma = "R2", Receipts = [Dock(18)], Refunds = [Paid(19, 2400)], Value = 2400, RequestedAt = At(15, 8) };
        var order = Order([done, Plain]);

        Assert.Equal("Parcel not sent yet", StatusWords.Of(order, null, Context()).Status);
        Assert.Equal("Refunded by Amazon, 19 Nov", Assert.Single(StatusWords.Of(order, null, Context()).Others).Status);
        Assert.Equal("Refunded by Amazon", StatusWords.Of(order, 2, Context()).Status);
    }

    [Fact]
    public void ShopOrder_IsNotPaidByAmazon()
    {
        var answer = StatusWords.Of(Order([Graded(19, ConditionGrade.B)]) with { IsAmazon = false }, null, Context());

        Assert.DoesNotContain("Amazon", answer.Script + answer.Promise, StringComparison.Ordinal);
        Assert.Equal("Not an Amazon order: our own shop's conditions hold.", answer.Eligibility.Verdict);
    }

    [Fact]
    public void Timeline_FutureOnTop_ThenNewestFirst()
    {
        var steps = Say(Plain with { FirstScanAt = At(16, 8), Carrier = "DHL", Platform = "Rebound", Receipts = [Dock(19)] }).Timeline;

        Assert.Equal(["Amazon pays the refund", "The warehouse inspects the item", "Arrived at our dock", "First scan of the carrier", "Return asked for", "Ordered"], steps.Select(s => s.Text));
        Assert.Equal([true, true, false, false, false, false], steps.Select(s => s.IsFuture));
        Assert.Equal("DHL, via Rebound", steps[3].Source);
        Assert.Equal(Tone.Flow, steps[2].Tone);
    }

    [Fact]
    public void Days_AreTheReadersOwn()
    {
        var late = Plain with { Receipts = [Dock(19) with { At = new(2026, 11, 19, 23, 30, 0, DateTimeKind.Utc) }] };

        Assert.Contains("20 November", StatusWords.Of(Order([late]), null, Context() with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") }).Sentence, StringComparison.Ordinal);
        Assert.Contains("19 November", StatusWords.Of(Order([late]), null, Context()).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Ticket_HoldsStatusAnswersAndTheTextForTheCustomer()
    {
        var order = Order([Plain with { Receipts = [Dock(19)] }]);
        var answer = StatusWords.Of(order, null, Context());
        var text = TicketText.Of(order, answer, Now);

        Assert.StartsWith("Order 306-5519283-0047518 (DE)\nParcel is here, not yet inspected.", text, StringComparison.Ordinal);
        Assert.Contains($"To the customer: {answer.Script}", text, StringComparison.Ordinal);
        Assert.EndsWith("As of 2026-11-20 14:02 UTC", text, StringComparison.Ordinal);
    }

    internal static LookupOrder Order(IReadOnlyList<LookupReturn> returns) => new()
    {
        AccountId = 1,
        OrderKey = 30655192830047519,
        OrderId = "306-5519283-0047518",
        Marketplace = "DE",
        LinesAreKnown = true,
        OrderedAt = new(2026, 10, 28, 21, 5, 0, DateTimeKind.Utc),
        Returns = returns,
    };

    internal static LookupContext Context(LookupSettings? policy = null) => new(Now, TimeZoneInfo.Utc, new ReconciliationSettings(), policy ?? new LookupSettings());

    internal static LookupAnswer Say(LookupReturn item, LookupOrder? order = null) => StatusWords.Of((order ?? Order([])) with { Returns = [item] }, null, Context());

    private static AnswerRow Next(LookupAnswer answer) => answer.Rows.Single(r => r.Question == "What happens next");

    private static LookupReturn Graded(int day, ConditionGrade grade) => Plain with { Receipts = [Dock(day) with { Grade = grade }], AcceptedAt = At(day, 15) };

    private static LookupReceipt Dock(int day) => new(At(day, 15), "Dock 1", Sku: "SCARF-RED");

    private static LookupRefund Paid(int day, long amount) => new(At(day, 10), amount, "EUR");

    private static DateTime At(int day, int hour) => new(2026, 11, day, hour, 0, 0, DateTimeKind.Utc);
}
