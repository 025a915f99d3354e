using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.Engine;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using Xunit;

namespace ReturnsConsole.Tests.Triage;

public sealed class ReconcileTests
{
    private const string One = "302-1111111-1111111";
    private const string Two = "302-2222222-2222222";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Case_FactsChange_OpensChangesClosesAndComesBack(bool throughEntities)
    {
        using var world = new TriageWorld(throughEntities);
        world.Line(One, "BOOT", 5000);
        world.Refund(One, "BOOT", 1, 5000);
        world.GoTo(20);
        await world.RunAsync();
        var opened = Assert.Single(await world.CasesAsync());
        Assert.Equal((CaseKind.OrphanedRefund, 5000L, "EUR", One), (opened.Kind, opened.AtRisk, opened.Currency, opened.OrderId));

        world.Return(One, "BOOT", 0);
        await world.RunAsync();
        Assert.Equal("Refunded, goods never came", Assert.Single(await world.CasesAsync()).Headline);

        world.Goods(One, "BOOT", 19);
        await world.RunAsync();
        Assert.Empty(await world.CasesAsync());
        Assert.Equal(opened.Id, Assert.Single(await world.CasesAsync(CaseStatus.ClosedByFacts)).Id);

        world.Save(db => db.GoodsReceipts.ExecuteDelete());
        await world.RunAsync(full: true);
        Assert.Equal(opened.Id, Assert.Single(await world.CasesAsync()).Id);
        world.Save(db => Assert.Equal([CaseEventKind.Opened, CaseEventKind.Changed, CaseEventKind.ClosedByFacts, CaseEventKind.Reopened], db.CaseEvents.OrderBy(e => e.Id).Select(e => e.Kind)));
        Assert.Empty(await world.VerifyAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_NothingNew_WritesNothing(bool full)
    {
        using var world = new TriageWorld();
        world.Line(One, "BOOT", 5000);
        world.Return(One, "BOOT", 0, delivered: 3);
        world.Refund(One, "BOOT", 4, 4000);
        world.Refund(Two, "SOCK", 4, 900);
        world.Goods("", "HAT", 5);
        world.Settlement("26688578961", 1000, 400, 500);
        world.GoTo(30);
        var first = await world.RunAsync();
        var before = await Content(world);

        var second = await world.RunAsync(full);

        Assert.Equal(4, first.CasesOpened);
        Assert.Equal((0, 0, 0, 0L, 0L), (second.CasesOpened, second.CasesChanged, second.CasesClosed, second.MatchesWritten, second.MatchesRemoved));
        Assert.Equal(before, await Content(world));
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Order_WaitingTimeOver_OpensWithoutNewFacts()
    {
        using var world = new TriageWorld();
        world.Line(One, "BOOT", 5000);
        world.Refund(One, "BOOT", 1, 5000);
        world.GoTo(5);
        await world.RunAsync();
        Assert.Empty(await world.CasesAsync());

        world.GoTo(15.5);
        var run = await world.RunAsync();

        Assert.Equal(1, run.Orders);
        Assert.Single(await world.CasesAsync());
        world.Save(db => Assert.Empty(db.OrderRechecks));
    }

    [Fact]
    public async Task Goods_WithoutOrder_FindTheirReturnByTracking()
    {
        using var world = new TriageWorld();
        world.Goods("", "BOOT", 5, tracking: "1Z9");
        world.GoTo(6);
        await world.RunAsync();
        Assert.Equal(CaseKind.ReceiptWithoutOrder, Assert.Single(await world.CasesAsync()).Kind);

        world.Return(One, "BOOT", 0, tracking: "1Z9");
        await world.RunAsync();

        Assert.Empty(await world.CasesAsync());
        Assert.Equal(MatchRule.Tracking, Assert.Single(await MatchesAsync(world, One)).Rule);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Goods_WithTrackingOfTwoOrders_AreNotGuessed()
    {
        using var world = new TriageWorld();
        world.Return(One, "BOOT", 0, tracking: "1Z9");
        world.Return(Two, "BOOT", 0, tracking: "1Z9");
        world.Goods("", "BOOT", 5, tracking: "1Z9");
        world.GoTo(6);

        await world.RunAsync();

        Assert.Equal(CaseKind.ReceiptWithoutOrder, Assert.Single(await world.CasesAsync()).Kind);
    }

    [Fact]
    public async Task Goods_UnderTheSellersOwnOrderId_MatchByAlias()
    {
        using var world = new TriageWorld();
        world.Goods("WEB-1001", "BOOT", 5);
        world.GoTo(6);
        await world.RunAsync();
        world.Line(One, "BOOT", 5000, alias: "WEB-1001");
        world.Return(One, "BOOT", 0);
        world.Refund(One, "BOOT", 5, 5000);

        world.GoTo(30);
        await world.RunAsync();

        Assert.Empty(await world.CasesAsync());
        Assert.Contains(await MatchesAsync(world, One), m => m.Rule == MatchRule.Alias && m.ReceiptId != 0);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Settlement_LinesNotTotal_OpensAndClosesWithoutOrders()
    {
        using var world = new TriageWorld();
        world.Settlement("26688578961", 1000, 400, 599);
        await world.RunAsync();
        Assert.Equal((CaseKind.SettlementBreak, 1L), (Assert.Single(await world.CasesAsync()).Kind, (await world.CasesAsync())[0].AtRisk));

        world.Save(db =>
        {
            db.SettlementLines.Where(l => l.Amount == 599).ExecuteUpdate(s => s.SetProperty(l => l.Amount, 600));
            db.Settlements.ExecuteUpdate(s => s.SetProperty(x => x.SummedTotal, 1000));
        });
        await world.RunAsync();

        Assert.Empty(await world.CasesAsync());
    }

    [Fact]
    public async Task ReasonCode_WithoutMapping_IsOneCaseForAllItsReturns()
    {
        using var world = new TriageWorld();
        world.Return(One, "BOOT", 0, quarantined: true, reason: "CR-ODD", delivered: 2);
        world.Return(Two, "SOCK", 0, quarantined: true, reason: "CR-ODD", delivered: 2);

        await world.RunAsync();

        var c = Assert.Single(await world.CasesAsync());
        Assert.Equal(CaseKind.UnmappedReasonCode, c.Kind);
        Assert.StartsWith("2 returns wait", c.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_WithoutOrderId_AreCasesOfTheirOwn()
    {
        using var world = new TriageWorld();
        world.Return("", "BOOT", 0, rma: "R1");
        world.Refund("", "SOCK", 0, 700);
        world.Refund("", "HAT", 0, 800);
        world.GoTo(10);

        await world.RunAsync();

        Assert.Equal([CaseKind.UnmatchedSettlementLine, CaseKind.UnmatchedSettlementLine, CaseKind.MissingOrderKey], (await world.CasesAsync()).Select(c => c.Kind).Order());
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Runs_AtOnceFromTwoConsoles_OpenNoCaseTwice()
    {
        using var world = new TriageWorld();
        for (var i = 0; i < 300; i++)
            world.Refund($"302-{i:D7}-1234567", "BOOT", 1, 1000 + i);
        world.GoTo(30);
        var settings = Microsoft.Extensions.Options.Options.Create(world.Settings);
        // Real time: one waits for the other.
        using var one = new Reconcile(world.Database, settings, new ChangeFeed(), TimeProvider.System);
        using var other = new Reconcile(world.Database, settings, new ChangeFeed(), TimeProvider.System);

        await Task.WhenAll(Task.Run(() => one.RunAsync("one", false, default)), Task.Run(() => other.RunAsync("other", false, default)));

        var cases = await world.CasesAsync(null);
        Assert.Equal(300, cases.Count);
        Assert.All(cases, c => Assert.Equal(0, c.Version));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Matches_Recent_GoBeforeTheOthersAndAreFoldedIn(bool throughEntities)
    {
        using var world = new TriageWorld(throughEntities, mostRecentMatches: 3);
        world.Return(One, "BOOT", 0);
        world.Refund(One, "BOOT", 1, 5000);
        world.Return(Two, "HAT", 0);
        world.Refund(Two, "HAT", 1, 900);
        await world.RunAsync(full: true);
        Assert.Equal((2, 0), await RowsAsync(world));

        world.Goods(One, "BOOT", 3);
        world.Save(db => db.ReturnItems.Where(r => r.OrderId == Two).ExecuteDelete());
        world.Save(db =>
        {
            db.OrderChanges.Add(new OrderChange { OrderKey = OrderKey.From(Two) });
            db.SaveChanges();
        });
        await world.RunAsync();
        Assert.Equal((2, 2), await RowsAsync(world));
        Assert.Contains(await MatchesAsync(world, One), m => m.ReceiptId != 0);
        Assert.Empty(await MatchesAsync(world, Two));

        world.Return("302-3333333-3333333", "SOCK", 4);
        world.Refund("302-3333333-3333333", "SOCK", 5, 700);
        await world.RunAsync();
        Assert.Equal((2, 0), await RowsAsync(world));
        Assert.Contains(await MatchesAsync(world, One), m => m.ReceiptId != 0);
        Assert.Empty(await MatchesAsync(world, Two));
        Assert.NotEmpty(await MatchesAsync(world, "302-3333333-3333333"));

        static async Task<(int Folded, int Recent)> RowsAsync(TriageWorld world)
        {
            await using var db = world.Database.CreateDbContext();
            return (await db.OrderMatches.CountAsync(), await db.RecentMatches.CountAsync());
        }
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Runs_DayByDay_EndLikeOneRunOverAll(int seed)
    {
        using var daily = new TriageWorld(throughEntities: seed % 3 == 0, mostRecentMatches: seed % 4 * 3 + 1);
        using var once = new TriageWorld(throughEntities: seed % 2 == 0);
        var random = new Random(seed);
        for (var day = 0; day < 6; day++)
        {
            for (var i = 0; i < 12; i++)
            {
                var fact = Fact(random, day);
                fact(daily);
                fact(once);
            }
            daily.GoTo(day * 5);
            await daily.RunAsync();
        }
        daily.GoTo(40);
        once.GoTo(40);
        await daily.RunAsync();
        await once.RunAsync(full: true);

        Assert.Equal(Open(await once.CasesAsync()), Open(await daily.CasesAsync()));
        foreach (var order in Enumerable.Range(0, 8).SelectMany(n => new[] { $"302-{n:D7}-1234567", $"WEB-{n:D7}" }))
            Assert.Equal(await MatchesAsync(once, order), await MatchesAsync(daily, order));
        Assert.Empty(await daily.VerifyAsync());
        Assert.Empty(await once.VerifyAsync());
        static List<string> Open(IEnumerable<ExceptionCase> cases) => [.. cases.Select(c => $"{c.Kind} {c.SubjectKey} {c.AtRisk} {c.Sentence}").Order(StringComparer.Ordinal)];
    }

    private static Action<TriageWorld> Fact(Random random, int day)
    {
        var order = $"302-{random.Next(8):D7}-1234567";
        var own = random.Next(6) == 0 ? "" : random.Next(6) == 0 ? $"WEB-{order[4..11]}" : order;
        var (sku, price, parcel) = (random.Next(2) == 0 ? "A" : "B", random.Next(1, 4) * 1000, $"T{random.Next(8)}");
        return random.Next(4) switch
        {
            0 => w => w.Line(order, sku, price, alias: $"WEB-{order[4..11]}"),
            1 => w => w.Return(own, sku, day * 5, tracking: parcel),
            2 => w => w.Goods(own, sku, day * 5, tracking: parcel),
            _ => w => w.Refund(own, sku, day * 5, price),
        };
    }

    private static async Task<IReadOnlyList<Match>> MatchesAsync(TriageWorld world, string order)
    {
        await using var db = world.Database.CreateDbContext();
        return await StoredMatches.OfAsync(db, OrderKey.From(order), CancellationToken.None);
    }

    private static async Task<string> Content(TriageWorld world)
    {
        await using var db = world.Database.CreateDbContext();
        var cases = await db.Cases.AsNoTracking().OrderBy(c => c.Id).ToListAsync();
        var events = await db.CaseEvents.CountAsync();
        var tallies = await db.CaseTallies.AsNoTracking().OrderBy(t => t.Kind).ToListAsync();
        return System.Text.Json.JsonSerializer.Serialize(new { cases, events, tallies });
    }
}
