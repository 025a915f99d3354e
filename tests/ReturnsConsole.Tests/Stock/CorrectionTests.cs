using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Stock;
using ReturnsConsole.Features.Stock.Corrections;
using ReturnsConsole.Features.Stock.Ledger;
using ReturnsConsole.Features.Stock.Telling;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Triage;
using Xunit;

namespace ReturnsConsole.Tests.Stock;

/// <summary>Releases and corrections: facts of their own, which every reconciliation keeps.</summary>
public sealed class CorrectionTests : IDisposable
{
    private const string One = "302-1111111-1111111";
    private readonly TriageWorld world = new();
    private readonly CorrectStock correct;
    private readonly ReleaseFromQuarantine release;

    public CorrectionTests()
    {
        var books = new CorrectionBooks(world.Guard, new AuditTrail(world.Clock), new StockTelling(new OutboxWriter(world.Clock), world.Clock), world.Clock);
        correct = new(world.Database, world.Guard, books, world.Requests, world.Feed);
        release = new(world.Database, world.Guard, books, world.Requests, world.Feed);
    }

    [Fact]
    public async Task Release_OfAQuarantinedPiece_SurvivesReconciliation()
    {
        await QuarantinedAsync(2);

        var done = await ReleaseAsync(1);
        await world.RunAsync(full: true);
        await world.RunAsync(full: true);

        Assert.True(done.Succeeded, done.Message);
        Assert.Equal(new StockCounts(0, 0, 1, 1, 0, 0), (await BalanceAsync()).Counts);
        Assert.Empty(await world.VerifyAsync());
        await using var db = world.Database.CreateDbContext();
        var movement = await db.StockMovements.OrderBy(m => m.Id).LastAsync();
        Assert.Equal((StockBucket.Quarantine, StockBucket.Sellable, 1), (movement.From, movement.To, movement.Quantity));
        var fact = await db.StockCorrections.SingleAsync();
        Assert.Equal((fact.Id, "Fay Novak", ConditionGrade.B), (movement.CorrectionId, fact.ByName, fact.Grade));
        Assert.Contains(await db.AuditEntries.ToListAsync(), e => e.Action == "stock.released" && e.Why == "looked at it" && e.After!.Contains("\"sellable\":1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Release_AgainOrOfMore_IsRefusedInWords()
    {
        await QuarantinedAsync(1);
        Assert.Contains("1 piece of this receipt", (await ReleaseAsync(2)).Message, StringComparison.Ordinal);
        Assert.True((await ReleaseAsync(1)).Succeeded);

        var again = await ReleaseAsync(1);

        Assert.Equal(OutcomeKind.Refused, again.Kind);
        Assert.Contains("0 pieces of this receipt can be released", again.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Release_ThenAnotherPieceIsQuarantined_DoesNotReleaseThatOne()
    {
        await QuarantinedAsync(1);
        await ReleaseAsync(1);
        // The first turns out restocked by its own grading; then a second piece of the same order is held.
        Change(r => r.SetProperty(x => x.Disposition, Disposition.Restocked).SetProperty(x => x.Grade, ConditionGrade.A));
        world.Goods(One, "BOOT", 3);
        world.Save(db => db.GoodsReceipts.Where(r => r.Disposition == Disposition.None).ExecuteUpdate(s => s.SetProperty(x => x.Disposition, Disposition.Quarantined)));
        await world.RunAsync();

        Assert.Equal(new StockCounts(0, 0, 1, 1, 0, 0), (await BalanceAsync()).Counts);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Release_ItsReceiptFindsItsOrder_GoesAlong()
    {
        world.Goods("", "BOOT", 1, tracking: "T1");
        world.Save(db => db.GoodsReceipts.ExecuteUpdate(s => s.SetProperty(x => x.Disposition, Disposition.Quarantined)));
        await world.RunAsync();
        Assert.True((await ReleaseAsync(1)).Succeeded);

        world.Line(One, "BOOT", 5000);
        world.Return(One, "BOOT", 0, tracking: "T1", reason: "");
        world.Save(db =>
        {
            db.GoodsReceipts.ExecuteUpdate(s => s.SetProperty(x => x.OrderKey, OrderKey.From(One)));
            db.OrderChanges.AddRange(new() { OrderKey = OrderKey.None }, new() { OrderKey = OrderKey.From(One) });
            db.SaveChanges();
        });
        await world.RunAsync();

        Assert.Equal(new StockCounts(0, 0, 1, 0, 0, 0), (await BalanceAsync()).Counts);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Release_OfAnUnmappedReason_IsRefused()
    {
        world.Return(One, "BOOT", 0, quarantined: true);
        await QuarantinedAsync(1);

        Assert.Contains("reason is not mapped", (await ReleaseAsync(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correction_Found_IsSellableOnlyWithAGrade()
    {
        await QuarantinedAsync(1);

        var ungraded = await CorrectAsync(StockBucket.Customer, StockBucket.Sellable, 2, order: OrderKey.None);
        var graded = await CorrectAsync(StockBucket.Customer, StockBucket.Sellable, 2, ConditionGrade.A, OrderKey.None);
        await world.RunAsync(full: true);

        Assert.Contains("without a grade", ungraded.Message, StringComparison.Ordinal);
        Assert.True(graded.Succeeded, graded.Message);
        Assert.Equal(new StockCounts(0, 0, 2, 1, 0, 0), (await BalanceAsync()).Counts);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Correction_BelowZero_IsRefusedAndNothingMoves()
    {
        await QuarantinedAsync(1);

        var refused = await CorrectAsync(StockBucket.Quarantine, StockBucket.Customer, 2);

        Assert.Contains("no bucket goes below zero", refused.Message, StringComparison.Ordinal);
        Assert.Equal(new StockCounts(0, 0, 0, 1, 0, 0), (await BalanceAsync()).Counts);
    }

    [Fact]
    public async Task Correction_TheFactsTurnOutOtherwise_CountsForNothingAndNoBucketGoesBelowZero()
    {
        await QuarantinedAsync(2);
        Assert.True((await CorrectAsync(StockBucket.Quarantine, StockBucket.Scrap, 2)).Succeeded);

        Change(r => r.SetProperty(x => x.Disposition, Disposition.ReturnedToCustomer));
        await world.RunAsync();

        Assert.Equal(default, (await BalanceAsync()).Counts);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Correction_OfWhatWasSeenBefore_IsAConflict()
    {
        await QuarantinedAsync(2);
        var seen = await BalanceAsync();
        Assert.True((await CorrectAsync(StockBucket.Quarantine, StockBucket.Scrap, 1)).Succeeded);

        var again = await correct.RunAsync(world.Fay, new StockWish(seen.Id, seen.Version, OrderKey.From(One), StockBucket.Quarantine, StockBucket.Scrap, 1, ConditionGrade.None, "the same click"), default);

        Assert.Equal(OutcomeKind.Conflict, again.Kind);
        Assert.Equal(new StockCounts(0, 0, 0, 1, 1, 0), (await BalanceAsync()).Counts);
    }

    [Fact]
    public async Task Correction_OfOthersOrWithoutPermission_IsForbidden()
    {
        await QuarantinedAsync(1);
        world.Guard.Refused.Add(Permission.CorrectStock);
        Assert.Equal(OutcomeKind.Forbidden, (await CorrectAsync(StockBucket.Quarantine, StockBucket.Scrap, 1)).Kind);
        Assert.Equal(OutcomeKind.Forbidden, (await ReleaseAsync(1)).Kind);
        world.Guard.Refused.Clear();
        world.Guard.Companies = new HashSet<int> { 9_999 };
        Assert.Equal(OutcomeKind.Forbidden, (await CorrectAsync(StockBucket.Quarantine, StockBucket.Scrap, 1)).Kind);
        Assert.Equal(OutcomeKind.Forbidden, (await ReleaseAsync(1)).Kind);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Story_AfterARelease_ShowsWhoAndWhatIsLeft()
    {
        await QuarantinedAsync(2);
        await ReleaseAsync(1);

        var story = (await new StockStory(world.Database, world.Guard).RunAsync(world.Fay, (await BalanceAsync()).Id, default)).Value!;

        Assert.Equal(1, Assert.Single(story.Held).Left);
        var row = Assert.Single(story.Corrections);
        Assert.Equal((true, "Fay Novak", "looked at it"), (row.IsRelease, row.By, row.Why));
        Assert.Empty(story.Partners);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Corrections_AmongRandomFactsAndRuns_VerifyClean(int seed)
    {
        var random = new Random(seed);
        for (var step = 0; step < 30; step++)
        {
            var (grade, disposition) = ((ConditionGrade)random.Next(5), (Disposition)random.Next(6));
            switch (random.Next(5))
            {
                case 0:
                    world.Goods(One, "BOOT", 2, grade: grade, quantity: random.Next(1, 4));
                    break;
                case 1:
                    Change(r => r.SetProperty(x => x.Grade, grade).SetProperty(x => x.Disposition, disposition), random.Next(1, 6));
                    break;
                case 2 when await AnyAsync():
                    await ReleaseAsync(1);
                    break;
                case 3 when await AnyAsync():
                    await CorrectAsync((StockBucket)random.Next(7), (StockBucket)random.Next(7), random.Next(1, 3), grade, random.Next(2) == 0 ? OrderKey.None : OrderKey.From(One));
                    break;
                default:
                    await world.RunAsync(full: random.Next(2) == 0);
                    break;
            }
        }
        await world.RunAsync();
        var often = (await BalanceAsync()).Counts;
        await world.RunAsync(full: true);

        Assert.Equal(often, (await BalanceAsync()).Counts);
        Assert.Empty(await world.VerifyAsync());
    }

    private async Task<bool> AnyAsync()
    {
        await using var db = world.Database.CreateDbContext();
        return await db.StockBalances.AnyAsync();
    }

    private async Task QuarantinedAsync(int pieces)
    {
        world.Goods(One, "BOOT", 1, quantity: pieces);
        world.Save(db => db.GoodsReceipts.ExecuteUpdate(s => s.SetProperty(x => x.Disposition, Disposition.Quarantined)));
        await world.RunAsync();
        Assert.Equal(new StockCounts(0, 0, 0, pieces, 0, 0), (await BalanceAsync()).Counts);
    }

    private void Change(Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<GoodsReceipt>> set, long? receipt = null) => world.Save(db =>
    {
        db.GoodsReceipts.Where(r => receipt == null || r.Id == receipt).ExecuteUpdate(set);
        db.OrderChanges.Add(new() { OrderKey = OrderKey.From(One) });
        db.SaveChanges();
    });

    private async Task<Outcome> ReleaseAsync(int pieces)
    {
        var balance = await BalanceAsync();
        await using var db = world.Database.CreateDbContext();
        var receipt = await db.GoodsReceipts.OrderBy(r => r.Id).FirstAsync();
        return await release.RunAsync(world.Fay, new ReleaseWish(balance.Id, balance.Version, receipt.Id, pieces, ConditionGrade.B, "looked at it"), default);
    }

    private async Task<Outcome> CorrectAsync(StockBucket from, StockBucket to, int pieces, ConditionGrade grade = ConditionGrade.None, long? order = null)
    {
        var balance = await BalanceAsync();
        return await correct.RunAsync(world.Fay, new StockWish(balance.Id, balance.Version, order ?? OrderKey.From(One), from, to, pieces, grade, "counted the shelf"), default);
    }

    private async Task<StockBalance> BalanceAsync()
    {
        await using var db = world.Database.CreateDbContext();
        return await db.StockBalances.AsNoTracking().SingleAsync(b => b.Sku == "BOOT");
    }

    public void Dispose() => world.Dispose();
}
