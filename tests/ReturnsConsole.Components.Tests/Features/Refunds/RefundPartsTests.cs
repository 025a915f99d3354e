using Bunit;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Refunds.Board;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Refunds.Screen;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Components.Tests.Features.Refunds;

/// <summary>Every state that a refund can be in, as people see it.</summary>
public sealed class RefundPartsTests : Page
{
    private const int Frank = 8;

    private static readonly RefundRow Row = new()
    {
        Id = 12,
        Key = "RC-12",
        Kind = InstructionKind.Refund,
        State = RefundState.Queued,
        AccountId = 1,
        Account = "Amazon EU",
        OrderId = "302-7716540-9923461",
        OrderItemId = "12345678901234",
        Sku = "PARKA-M-NVY",
        Marketplace = "DE",
        Total = 11_800,
        Currency = "EUR",
        Quantity = 0,
        Reason = "CustomerReturn",
        AskedBy = RefundAskedBy.Person,
        RequestedBy = "Frank Ott",
        RequestedById = Frank,
        RequestedAt = Now.AddDays(-2),
        StateAt = Now.AddDays(-1),
        OverBy = 0,
        BatchId = null,
        MessageNumber = 0,
        Said = "",
        ProofReference = "",
        ProofAt = null,
        Verdict = UnknownVerdict.None,
        VerdictBy = "",
        Version = 3,
    };

    private static readonly BatchRow Batch = new(44, 1, "Amazon EU", InstructionKind.Refund, BatchState.Answered, 9, 6, 1, 2, "ab12", 8_120, "POST_PAYMENT_ADJUSTMENT_DATA", "50044", "", Now.AddHours(-3), "Frank Ott", Now.AddHours(-3), Now.AddHours(-2), 2);

    private static readonly RefundAmounts Paid = new() { Item = 10_000, Shipping = 500, Tax = 800 };

    private static RefundDetail Detail(RefundRow row, int verdictBy = 0, BatchRow? batch = null, bool late = false) => new(
        row, new RefundAmounts { Item = 11_800 }, "", "Standing.", "Next.", null, "", RefundProof.None, row.Verdict == UnknownVerdict.None ? "" : "Not in Seller Central.", verdictBy, null, batch, [], ["Amazon was asked at 14:00.", "No refund of this item is seen."], late);

    private static RefundFormLine Line(GuardSettings? limits = null, params MoneyBack[] back)
    {
        var facts = new GuardFacts { OrderIsKnown = true, Paid = Paid, Currency = "USD", Ordered = 1, Back = back };
        var rules = limits ?? new GuardSettings(100_000, false, true);
        var left = RefundGuard.Decide(facts, new GuardWish(default, "USD"), rules).Left;
        var proposal = new RefundAmounts { Item = 10_000, Tax = 800 };
        return new("12345678901234", "PARKA-M-NVY", "Parka, navy", 1, "US", "USD", 5, Paid, back, left, proposal, ["Item paid: 100.00", "No restocking fee: 0 %"], RefundGuard.Decide(facts, new GuardWish(proposal, "USD"), rules), facts, rules, 1, 1, 0, []);
    }

    private IRenderedComponent<RefundStanding> Standing(RefundDetail detail, bool may = true) => Render<RefundStanding>(p => p
        .AddCascadingValue(Fiona).Add(s => s.Detail, detail).Add(s => s.Me, Fiona.UserId).Add(s => s.MayApprove, may).Add(s => s.MaySend, may));

    private static string[] Buttons(IRenderedComponent<IComponent> part) => [.. part.FindAll("button:not([aria-label])").Select(b => b.TextContent)];

    [Fact]
    public void Waiting_ForAnotherPerson_CanBeApprovedByThem()
    {
        Assert.Equal(["Approve", "Decline…", "Withdraw…"], Buttons(Standing(Detail(Row with { State = RefundState.AwaitingApproval }))));
    }

    [Fact]
    public void Waiting_OnesOwn_IsNotApprovableAndSaysWhy()
    {
        var own = Standing(Detail(Row with { State = RefundState.AwaitingApproval, RequestedById = Fiona.UserId }));
        Assert.Equal(["Withdraw…"], Buttons(own));
        Assert.Contains("You asked for it: somebody else approves it.", own.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Refund_ForSomebodyWhoMayOnlyLook_HasNoButtons() => Assert.Empty(Buttons(Standing(Detail(Row with { State = RefundState.OutcomeUnknown }), may: false)));

    [Theory]
    [InlineData(RefundState.Submitted)]
    [InlineData(RefundState.PendingConfirmation)]
    [InlineData(RefundState.Confirmed)]
    [InlineData(RefundState.Rejected)]
    [InlineData(RefundState.Cancelled)]
    public void Told_CannotBeTakenBack(RefundState state) => Assert.Empty(Buttons(Standing(Detail(Row with { State = state, BatchId = 44, MessageNumber = 3 }, batch: Batch))));

    [Fact]
    public void Unknown_SaysDoNotSendAgain_ShowsWhatWasLookedAt_AndAsksForAWord()
    {
        var said = new List<bool>();
        var unknown = Render<RefundStanding>(p => p.AddCascadingValue(Fiona).Add(s => s.Detail, Detail(Row with { State = RefundState.OutcomeUnknown })).Add(s => s.Me, Fiona.UserId).Add(s => s.MaySend, true)
            .Add(s => s.Propose, EventCallback.Factory.Create<bool>(this, said.Add)));
        Assert.Contains("Outcome unknown: do not send again", unknown.Find(".tag.hold").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Amazon was asked at 14:00.", "No refund of this item is seen."], unknown.FindAll(".plainlist li").Select(l => l.TextContent));
        unknown.FindAll("button:not([aria-label])")[1].Click();
        Assert.Equal([false], said);
    }

    [Fact]
    public void Unknown_WithOnesOwnVerdict_WaitsForSomebodyElse()
    {
        var row = Row with { State = RefundState.OutcomeUnknown, Verdict = UnknownVerdict.NeverHappened, VerdictBy = "Fiona Nolan" };
        Assert.Equal(["Take it back…"], Buttons(Standing(Detail(row, Fiona.UserId))));
        Assert.Contains("Not in Seller Central.", Standing(Detail(row, Fiona.UserId)).Markup, StringComparison.Ordinal);
        Assert.Equal(["I do not agree…", "I agree: it never happened"], Buttons(Standing(Detail(row, Frank))));
    }

    [Fact]
    public void Table_OfEachTab_SaysWhyItIsEmpty()
    {
        foreach (var view in RefundScreenWords.Tabs)
            Assert.NotEmpty(Render<RefundTable>(p => p.Add(t => t.List, new RefundListRequest(view)).Add(t => t.Rows, [])).Find(".empty p").TextContent);
        var filtered = Render<RefundTable>(p => p.Add(t => t.List, new RefundListRequest(RefundView.Unknown, OrderId: "1")).Add(t => t.Rows, []));
        Assert.Equal("refunds?show=unknown", filtered.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void Table_WhileReading_ShowsGreyRows() => Assert.NotEmpty(Render<RefundTable>(p => p.Add(t => t.List, new RefundListRequest(RefundView.Queued)).Add(t => t.Rows, null)).FindAll(".ghost"));

    [Fact]
    public void Table_OfRows_SaysWhereEachStandsAndHowMuch()
    {
        var table = Render<RefundTable>(p => p.AddCascadingValue(Fiona).Add(t => t.List, new RefundListRequest(RefundView.All)).Add(t => t.Pickable, true).Add(t => t.Selected, new HashSet<long> { 12 })
            .Add(t => t.Rows, [Row, Row with { Id = 13, State = RefundState.OutcomeUnknown, Verdict = UnknownVerdict.Happened, VerdictBy = "Frank Ott" }]));
        var rows = table.FindAll("tbody tr");
        Assert.Contains("Queued", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("118.00 EUR", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Frank Ott: it happened; a second person must agree", rows[1].TextContent, StringComparison.Ordinal);
        Assert.True(rows[0].QuerySelector("input")!.HasAttribute("checked"));
        Assert.Equal("refunds/12", rows[0].QuerySelector("a[data-open]")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData(BatchState.Waiting, "Amazon was not told yet")]
    [InlineData(BatchState.Submitted, "works on it")]
    [InlineData(BatchState.Answered, "2 stay unknown")]
    [InlineData(BatchState.Unknown, "It is not sent again")]
    [InlineData(BatchState.Refused, "nothing of it happened")]
    [InlineData(BatchState.Dissolved, "in the queue again")]
    public void Document_SaysInWordsHowFarItIs(BatchState state, string words)
    {
        var card = Render<BatchCard>(p => p.AddCascadingValue(Fiona).Add(c => c.Row, Batch with { State = state }).Add(c => c.MayExport, true).Add(c => c.MaySend, true));
        Assert.Contains(words, card.Find(".standing-words").TextContent, StringComparison.Ordinal);
        Assert.Equal(state == BatchState.Waiting, card.FindAll("button.danger").Count == 1);
        Assert.Equal("refunds/batches/44/document", card.Find("a[download]").GetAttribute("href"));
        Assert.Equal("6 of 9 accepted, 1 rejected, 2 unknown", card.Find(".batchwords").TextContent);
    }

    [Fact]
    public void Form_AnswersWhileSomebodyTypes()
    {
        var line = Line(null, new MoneyBack(MoneySource.AmazonAtFirstScan, "A-1", new RefundAmounts { Item = 2_000 }, 2_000, "USD", Now.AddDays(-3)));
        var form = Form(line);
        Assert.Contains("Refunded by Amazon at first scan", form.Markup, StringComparison.Ordinal);
        Assert.True(form.Find("button[type=submit]").HasAttribute("disabled"));
        Assert.Contains("more than is left", form.Find(".note.critical").TextContent, StringComparison.Ordinal);

        form.Find("#p-Item").Input("80.00");
        Assert.Contains("goes into the queue", form.Find(".guard .note").TextContent, StringComparison.Ordinal);
        Assert.False(form.Find("button[type=submit]").HasAttribute("disabled"));

        form.Find("#p-Item").Input("80,00");
        Assert.Contains("found '80,00', expected 0 or more, a point and at most 2 decimals", form.Find("#p-Item-fault").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", form.Find("#p-Item").GetAttribute("aria-invalid"));
        Assert.True(form.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public void Form_OverTheThreshold_AsksForApprovalAndSaysWhy()
    {
        var asked = new List<RefundReason>();
        var form = Form(Line(new GuardSettings(5_000, false, true)), ask: asked.Add);
        Assert.Contains("From 50.00 USD on a second person must agree.", form.Find(".note.warn").TextContent, StringComparison.Ordinal);
        Assert.Equal("Ask for approval", form.Find("button[type=submit]").TextContent);
        form.Find("select").Change("GeneralAdjustment");
        form.Find("form").Submit();
        Assert.Equal([new RefundReason("GeneralAdjustment", "")], asked);
    }

    [Fact]
    public void Form_ForSomebodyWhoMayNotAsk_ShowsTheArithmeticOnly()
    {
        var form = Form(Line(), may: false);
        Assert.Empty(form.FindAll("button[type=submit]"));
        Assert.All(form.FindAll("input"), i => Assert.True(i.HasAttribute("disabled")));
        Assert.Contains("Your role asks for no refunds.", form.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Entry_InATaxInclusiveMarketplace_HasNoTaxParts() =>
        Assert.DoesNotContain(new RefundEntry(Line(new GuardSettings(1, false, false))).Parts, p => p.Name.Contains("tax", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void CancelForm_AsksForChosenPiecesWithAReason()
    {
        CancelWishes? asked = null;
        var line = Line() with { Quantity = 3, CanCancel = 3 };
        var form = Render<CancelForm>(p => p.Add(f => f.Form, Whole(line, new RefundPolicy())).Add(f => f.MayAsk, true).Add(f => f.Ask, EventCallback.Factory.Create<CancelWishes>(this, w => asked = w)));
        Assert.True(form.Find("button[type=submit]").HasAttribute("disabled"));
        Assert.DoesNotContain("Do not tell Amazon", form.Markup, StringComparison.Ordinal);
        form.Find("input[type=checkbox]").Change(true);
        form.Find("select").Change("2");
        form.FindAll("select")[1].Change("NoInventory");
        form.Find("form").Submit();
        Assert.Equal((2, "NoInventory", true, false), (asked!.Lines.Single().Quantity, asked.Reason, asked.TellAmazon, asked.ZeroStock));
    }

    [Fact]
    public void CancelForm_OffersSilenceAndZeroStockOnlyWhereTheSettingsDo()
    {
        var form = Render<CancelForm>(p => p.Add(f => f.Form, Whole(Line() with { CanCancel = 1 }, new RefundPolicy { AllowSilentCancellation = true, AllowZeroStock = true })).Add(f => f.MayAsk, true));
        Assert.Contains("Do not tell Amazon", form.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Set the quantity at Amazon to 0", form.Markup, StringComparison.Ordinal);
        form.Find("select").Change("NoInventory");
        Assert.Contains("Set the quantity at Amazon to 0", form.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(31.5, "31 h left", "")]
    [InlineData(3.2, "3 h left", "soon")]
    [InlineData(0.5, "less than an hour", "soon")]
    [InlineData(-1.5, "2 h late", "late")]
    public void BuyersWhoWantToCancel_HaveTheirClock(double hours, string words, string css)
    {
        var row = new CaseRow(5, 1, CaseKind.CancellationRequested, CaseStatus.Open, CaseSeverity.High, "302-7716540-9923461", "PARKA-M-NVY", "DE", "The buyer wants to cancel", 0, "", Now.AddHours(hours - 48), Now.AddHours(hours), null, 0, "", 1);
        var table = Render<BuyerRequestTable>(p => p.AddCascadingValue(Fiona).Add(t => t.Rows, [row]).Add(t => t.Now, Now).Add(t => t.MayCancel, true));
        var left = table.FindAll("td")[3].QuerySelector("span")!;
        Assert.Equal((words, css), (left.TextContent, left.ClassName ?? ""));
        Assert.Equal("refunds/cancel?account=1&order=302-7716540-9923461", table.Find("a.btn").GetAttribute("href"));
    }

    [Fact]
    public void Links_OfAList_AreReadBack()
    {
        Assert.Equal("refunds", RefundLinks.ToList(new RefundListRequest(RefundView.Queued)));
        Assert.Equal("refunds?show=to-approve&kind=refunds&account=3&order=302-1&after=9", RefundLinks.ToList(new RefundListRequest(RefundView.ToApprove, InstructionKind.Refund, 3, "302-1", null, 9)));
        Assert.All(RefundScreenWords.Tabs, t => Assert.Equal(t, RefundScreenWords.ViewOf(RefundScreenWords.SlugOf(t))));
        Assert.Equal(RefundView.Queued, RefundScreenWords.ViewOf("nonsense"));
    }

    private static RefundForm Whole(RefundFormLine line, RefundPolicy policy) => new(1, "Amazon US", "111-1234567-7654321", Now, "", policy, [line]);

    private IRenderedComponent<RefundLineForm> Form(RefundFormLine line, bool may = true, Action<RefundReason>? ask = null) => Render<RefundLineForm>(p => p
        .AddCascadingValue(Fiona).Add(f => f.Form, Whole(line, new RefundPolicy())).Add(f => f.Line, line).Add(f => f.Entry, new RefundEntry(line)).Add(f => f.MayAsk, may)
        .Add(f => f.Ask, EventCallback.Factory.Create<RefundReason>(this, r => ask?.Invoke(r))));
}
