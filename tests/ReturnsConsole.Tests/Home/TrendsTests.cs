using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Home.Trends;
using ReturnsConsole.Features.Intake.Weeks;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Triage;
using Xunit;

namespace ReturnsConsole.Tests.Home;

/// <summary>The weekly figures, and that each has exactly its rows.</summary>
public sealed class TrendsTests : IDisposable
{
    private const string Order = "204-1234567-7654321";
    private readonly TriageWorld world = new();

    // Day 0 is Thursday 1 October 2026; its week begins on Monday 28 September.
    private static readonly DateOnly FirstWeek = new(2026, 9, 28);

    public TrendsTests() => world.GoTo(13);

    private TrendCounting Counting => new(world.Database, Options.Create(world.Settings), world.Clock);

    private TrendRows Rows => new(world.Database, world.Guard, new VisibleAccounts(world.Database, world.Guard), Options.Create(world.Settings), world.Clock);

    public void Dispose() => world.Dispose();

    private async Task<TrendView> CountAsync() => (await Counting.RunAsync(default)).Of(new HashSet<int> { world.Database.AccountId });

    private async Task<PagedResult<TrendRow>> RowsOf(TrendFigure figure, int page = 0) => (await Rows.RunAsync(world.Fay, figure, page, default)).Value!;

    private void Priced(string order, string sku, long price, int quantity, string currency = "EUR") => world.Save(db =>
        db.OrderLines.Add(new OrderLine { AccountId = world.Database.AccountId, OrderKey = OrderKey.From(order), OrderId = order, Sku = sku, Occurrence = 0, Quantity = quantity, Currency = currency, Marketplace = "DE", ItemPrice = price }));

    private void Seen(string order, RefundOrigin origin, double day, long amount, string id, string currency = "EUR") => world.Save(db => db.RefundSightings.Add(new RefundSighting
    {
        AccountId = world.Database.AccountId,
        NaturalKey = origin == RefundOrigin.Settlement ? "" : $"{origin}/{id}",
        OrderKey = OrderKey.From(order),
        OrderId = order,
        Origin = origin,
        Kind = Connectors.Files.SettlementLineKind.Refund,
        SettlementPk = origin == RefundOrigin.Settlement ? 1 : 0,
        MerchantAdjustmentItemId = id,
        Sku = "BOOT",
        Currency = currency,
        Marketplace = "DE",
        PostedAt = TriageWorld.Day(day),
        Principal = -amount,
        BuyerTotal = -amount,
        FileId = 1,
        Line = 1,
    }));

    [Fact]
    public async Task Refund_SeenDeferredReleasedAndSettled_CountsOnce()
    {
        Seen(Order, RefundOrigin.DeferredTransaction, 0, 5_000, "7001");
        Seen(Order, RefundOrigin.ReleasedTransaction, 2, 5_000, "7001");
        Seen(Order, RefundOrigin.Settlement, 3, 5_000, "7001");

        var trend = Assert.Single((await CountAsync()).Money);

        Assert.Equal(("EUR", 1, 5_000), (trend.Currency, trend.Weeks.Sum(w => w.Refunds), trend.Weeks.Sum(w => w.RefundAmount)));
    }

    [Fact]
    public async Task Currencies_AreNeverAdded()
    {
        Seen(Order, RefundOrigin.Settlement, 0, 5_000, "7001");
        Seen("304-1234567-7654321", RefundOrigin.Settlement, 0, 900, "7002", "GBP");
        Seen("304-1234567-7654322", RefundOrigin.Settlement, 0, 100, "7003", "GBP");

        var money = (await CountAsync()).Money;

        Assert.Equal([("GBP", 1_000L), ("EUR", 5_000L)], money.Select(t => (t.Currency, t.Weeks.Sum(w => w.RefundAmount))));
    }

    [Fact]
    public async Task Receipts_AreWorthTheShareThatWasPaid_OrHaveNoKnownPrice()
    {
        Priced(Order, "BOOT", 16_998, 2);
        world.Goods(Order, "BOOT", 0);
        world.Goods("999-0000000-0000000", "SOCK", 0);

        var view = await CountAsync();
        var week = Assert.Single(view.Money).Weeks.Single(w => w.Monday == FirstWeek);

        Assert.Equal((1, 8_499), (week.Receipts, week.ReceiptAmount));
        Assert.Equal(1, view.Unpriced.Weeks.Single(w => w.Monday == FirstWeek).Receipts);
        Assert.Equal("SOCK", Assert.Single((await RowsOf(new ReceiptsOfWeek(FirstWeek, ""))).Items).Sku);
    }

    [Fact]
    public async Task AmazonsOwnReceipt_IsAReceipt()
    {
        Priced(Order, "BOOT", 8_000, 1);
        world.Save(db => db.ReturnItems.Add(new ReturnItem { AccountId = world.Database.AccountId, OrderKey = OrderKey.From(Order), OrderId = Order, Channel = ReturnChannel.Fba, NaturalKey = "LPN1", Sku = "BOOT", Quantity = 1, FulfillmentCenter = "LEJ1", DeliveredAt = TriageWorld.Day(0) }));

        var row = Assert.Single((await RowsOf(new ReceiptsOfWeek(FirstWeek, "EUR"))).Items);

        Assert.Equal(("Amazon LEJ1", 8_000L), (row.What, row.Amount));
        Assert.Equal(1, Assert.Single((await CountAsync()).Money).Weeks.Single(w => w.Monday == FirstWeek).Receipts);
    }

    [Fact]
    public async Task EachFigure_HasAsManyRowsAsItSays()
    {
        for (var i = 0; i < 60; i++)
            Seen($"204-1234567-{i:D7}", RefundOrigin.Settlement, i % 2 == 0 ? 0 : 6, 1_000 + i, $"A{i}");
        world.Goods(Order, "DARK", 0);
        world.Return("204-7777777-7777777", "LATE", 0);
        var view = await CountAsync();

        foreach (var week in Assert.Single(view.Money).Weeks)
        {
            var rows = await RowsOf(new RefundsOfWeek(week.Monday, "EUR"));
            Assert.Equal((week.Refunds, Math.Min(week.Refunds, TrendRows.PageSize)), (rows.Total, rows.Items.Count));
        }
        var audit = new IntakeAudit(world.Database, world.Guard, new VisibleAccounts(world.Database, world.Guard));
        foreach (var week in view.Goods)
        {
            Assert.Equal(week.Dark, (await audit.RowsAsync(world.Fay, week.Monday, IntakeAuditSide.Dark, 0, default)).Value!.Total);
            Assert.Equal(week.Missing, (await audit.RowsAsync(world.Fay, week.Monday, IntakeAuditSide.Missing, 0, default)).Value!.Total);
        }
        Assert.Equal((1, 1), (view.Goods.Sum(w => w.Dark), view.Goods.Sum(w => w.Missing)));
    }

    [Fact]
    public async Task Reasons_CountTheLastFourWeeks_AndTheFourBefore()
    {
        world.GoTo(40);
        foreach (var day in (double[])[38, 39, 2, 3, 4, -40])
            world.Return($"204-1234567-{1_000_000 + (int)(day * 10):D7}", "BOOT", day, reason: "");

        var reason = Assert.Single((await CountAsync()).Reasons);

        Assert.Equal(("BOOT", ReasonWeeks.NoReason, 2, 3), (reason.Sku, reason.Reason, reason.Count, reason.Before));
        Assert.Equal(2, (await RowsOf(new ReturnsForReason("BOOT", reason.Reason))).Total);
    }

    [Fact]
    public async Task OtherCompanies_AreLeftOut()
    {
        Seen(Order, RefundOrigin.Settlement, 0, 5_000, "7001");
        world.Guard.Companies = new HashSet<int>();

        Assert.Empty((await RowsOf(new RefundsOfWeek(FirstWeek, "EUR"))).Items);
        Assert.Empty((await Counting.RunAsync(default)).Of(new HashSet<int>()).Money);
    }

    [Theory]
    [InlineData("refunds", "2026-11-16", "EUR", null, null, true)]
    [InlineData("refunds", "2026-11-17", "EUR", null, null, false)]
    [InlineData("refunds", "2026-11-16", null, null, null, false)]
    [InlineData("receipts", "2026-11-16", "none", null, null, true)]
    [InlineData("reasons", null, null, "BOOT", "TooSmall", true)]
    [InlineData("reasons", null, null, "BOOT", null, false)]
    [InlineData("elsewhere", "2026-11-16", "EUR", null, null, false)]
    public void Address_NamesAFigureOrNone(string kind, string? week, string? currency, string? sku, string? reason, bool isOne) =>
        Assert.Equal(isOne, TrendFigure.Read(kind, week, currency, sku, reason) is not null);

    private static bool IsOld(TrendSnapshot kept, DateTime now) => kept.ThisWeek != WeekSpan.Of(now);

    [Fact]
    public async Task Kept_IsCountedOnce_UntilFactsChange_AndNeverMoreThanATwentiethOfTheTime()
    {
        var (counts, feed, clock) = (0, world.Feed, world.Clock);
        using var told = new SemaphoreSlim(0);
        using var listening = feed.Subscribe(ChangeTopic.Figures, () => told.Release());
        using var kept = new KeptFigures<TrendSnapshot>(_ =>
        {
            counts++;
            clock.Advance(TimeSpan.FromSeconds(10));
            return Task.FromResult(new TrendSnapshot(clock.Now, WeekSpan.Of(clock.Now), [], [], [], []));
        }, IsOld, feed, clock, NullLogger<KeptFigures<TrendSnapshot>>.Instance);

        Assert.Null(kept.Latest());
        await told.WaitAsync();
        Assert.NotNull(kept.Latest());
        Assert.NotNull(kept.Latest());
        Assert.Equal(1, counts);

        feed.Publish(ChangeTopic.Imports);
        Assert.NotNull(kept.Latest());
        await clock.TimerMade;
        clock.Advance(TimeSpan.FromSeconds(199));
        Assert.Equal(1, counts);
        clock.Advance(TimeSpan.FromSeconds(2));
        await told.WaitAsync();
        Assert.Equal(2, counts);
    }

    [Fact]
    public async Task Kept_FailedCount_LeavesWhatThereWas_AndIsTriedAgain()
    {
        var fails = true;
        using var told = new SemaphoreSlim(0);
        using var listening = world.Feed.Subscribe(ChangeTopic.Figures, () => told.Release());
        using var kept = new KeptFigures<TrendSnapshot>(_ => fails ? throw new InvalidOperationException("no disk") : Task.FromResult(new TrendSnapshot(world.Clock.Now, WeekSpan.Of(world.Clock.Now), [], [], [], [])), IsOld, world.Feed, world.Clock, NullLogger<KeptFigures<TrendSnapshot>>.Instance);

        Assert.Null(kept.Latest());
        await told.WaitAsync();
        fails = false;
        Assert.Null(kept.Latest());
        await world.Clock.TimerMade;
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        await told.WaitAsync();
        Assert.NotNull(kept.Latest());
    }
}
