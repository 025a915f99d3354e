using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Receiving;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Intake;
using Xunit;

namespace ReturnsConsole.Tests.Receiving;

public sealed class GradeItemTests
{
    [Fact]
    public async Task Grade_AsProposed_MovesStockAndKeepsWhoSaidItAndTheEvidence()
    {
        using var world = new ReceivingWorld();
        var goods = await world.WithBootsAsync();
        Assert.Equal(new StockCounts(0, 1, 0, 0, 0, 0), await world.StockAsync());

        var result = await world.GradeAsync(goods, ConditionGrade.A, Disposition.Restocked);

        Assert.Equal(OutcomeKind.Done, result.Outcome.Kind);
        Assert.Equal(new StockCounts(0, 0, 1, 0, 0, 0), await world.StockAsync());
        Assert.Equal(("Wanda Hill", ConditionGrade.A, Disposition.Restocked, Disposition.Restocked), (result.Grading!.ActorName, result.Grading.Grade, result.Grading.Disposition, result.Grading.Proposed));
        var entry = Assert.Single(await world.AuditAsync("goods.graded"));
        Assert.Equal("Wanda Hill", entry.ActorName);
        Assert.Contains("\"grade\":\"None\"", entry.Before, StringComparison.Ordinal);
        Assert.Contains("\"disposition\":\"Restocked\"", entry.After, StringComparison.Ordinal);
        await using var db = world.Triage.Database.CreateDbContext();
        var receipt = await db.GoodsReceipts.AsNoTracking().SingleAsync();
        var file = await db.SourceFiles.AsNoTracking().SingleAsync(f => f.Id == receipt.FileId);
        Assert.True(world.Intake.Evidence.Has(file.Sha256));
        Assert.Equal((OwnReceipts.Layout, goods.Id, goods.ReceivedAt), (file.Layout, receipt.Id, receipt.ReceivedAt));
        Assert.Empty(await world.Triage.VerifyAsync());
    }

    [Fact]
    public async Task Grade_SentTwice_WritesOnce()
    {
        using var world = new ReceivingWorld();
        var goods = await world.WithBootsAsync();

        var first = await world.GradeAsync(goods, ConditionGrade.A, Disposition.Restocked, key: "click");
        var second = await world.GradeAsync(goods, ConditionGrade.A, Disposition.Restocked, key: "click");
        var other = await world.GradeAsync(goods, ConditionGrade.B, Disposition.Restocked, key: "click");

        Assert.Equal((true, true, false), (second.Outcome.Succeeded, second.Repeated, other.Outcome.Succeeded));
        Assert.Equal(first.Grading!.Id, second.Grading!.Id);
        Assert.Equal(1, await world.Intake.CountAsync<ItemGrading>());
        Assert.Equal(1, await world.Intake.CountAsync<SourceFile>());
    }

    [Fact]
    public async Task Grade_TwoPeopleAtOnce_OneWinsAndTheOtherReadsWho()
    {
        using var world = new ReceivingWorld();
        var goods = await world.WithBootsAsync();

        var results = await Task.WhenAll(
            Task.Run(() => world.Grade.RunAsync(world.Wanda, new GradeRequest("one", goods.Id, goods.Version, 1, ConditionGrade.A, Disposition.Restocked), default)),
            Task.Run(() => world.Grade.RunAsync(world.Piet, new GradeRequest("two", goods.Id, goods.Version, 1, ConditionGrade.C, Disposition.Quarantined), default)));

        var lost = Assert.Single(results, r => !r.Outcome.Succeeded);
        var won = Assert.Single(results, r => r.Outcome.Succeeded).Grading!;
        Assert.Equal(OutcomeKind.Conflict, lost.Outcome.Kind);
        Assert.StartsWith($"{won.ActorName} was first: grade {won.Grade}", lost.Outcome.Message, StringComparison.Ordinal);
        Assert.Equal(won.Grade, (await world.GoodsAsync(goods.Id)).Grade);
        Assert.Equal(1, await world.Intake.CountAsync<ItemGrading>());
    }

    [Fact]
    public async Task Grade_WithAnOldVersion_IsAConflict()
    {
        using var world = new ReceivingWorld();
        var goods = await world.WithBootsAsync();
        Assert.True((await world.GradeAsync(goods, ConditionGrade.C, Disposition.Quarantined)).Outcome.Succeeded);

        var late = await world.GradeAsync(goods, ConditionGrade.A, Disposition.Restocked, "better than it looks", by: world.Piet);

        Assert.Equal((OutcomeKind.Conflict, "Wanda Hill was first: grade C, quarantine. Nothing was written; correct it if that is wrong."), (late.Outcome.Kind, late.Outcome.Message));
    }

    [Fact]
    public async Task Units_GradedDifferently_AreSplitAndSumUp()
    {
        using var world = new ReceivingWorld();
        var goods = await world.WithBootsAsync(pieces: 3);

        Assert.True((await world.GradeAsync(goods, ConditionGrade.A, Disposition.Restocked, quantity: 1)).Outcome.Succeeded);
        goods = await world.GoodsAsync(goods.Id);
        Assert.Equal((2, true), (goods.Quantity, goods.IsToGrade));
        Assert.True((await world.GradeAsync(goods, ConditionGrade.D, Disposition.Scrapped, quantity: 1)).Outcome.Succeeded);
        goods = await world.GoodsAsync(goods.Id);

        Assert.Equal(new StockCounts(0, 1, 1, 0, 1, 0), await world.StockAsync());
        Assert.True((await world.GradeAsync(goods, ConditionGrade.C, Disposition.Quarantined)).Outcome.Succeeded);
        Assert.Equal(new StockCounts(0, 0, 1, 1, 1, 0), await world.StockAsync());
        var receipts = await world.Intake.ReceiptsAsync();
        Assert.Equal([1, 1, 1], receipts.Select(r => r.Quantity));
        Assert.Equal(["", $"receipt-{goods.Id}.1", $"receipt-{goods.Id}.2"], receipts.Select(r => r.Reference));
        Assert.Empty(await world.Triage.VerifyAsync());
    }

    [Fact]
    public async Task Correction_AfterRestock_NeedsAReason_AndMovesTheGoodsBack()
    {
        using var world = new ReceivingWorld();
        var goods = await world.WithBootsAsync();
        await world.GradeAsync(goods, ConditionGrade.A, Disposition.Restocked);
        Assert.Equal(1, (await world.StockAsync()).Sellable);
        goods = await world.GoodsAsync(goods.Id);

        var without = await world.GradeAsync(goods, ConditionGrade.C, Disposition.Quarantined);
        var with = await world.GradeAsync(goods, ConditionGrade.C, Disposition.Quarantined, "A scratch under the sole");

        Assert.Equal((OutcomeKind.Refused, "Say why it is corrected: the reason is kept with it."), (without.Outcome.Kind, without.Outcome.Message));
        Assert.True(with.Outcome.Succeeded);
        Assert.Equal(new StockCounts(0, 0, 0, 1, 0, 0), await world.StockAsync());
        await using var db = world.Triage.Database.CreateDbContext();
        var last = await db.StockMovements.AsNoTracking().OrderByDescending(m => m.Id).FirstAsync();
        Assert.Equal((StockBucket.Sellable, StockBucket.Quarantine, 1), (last.From, last.To, last.Quantity));
        Assert.Equal("A scratch under the sole", Assert.Single(await world.AuditAsync("goods.grading-corrected")).Why);
        Assert.Equal([GradingKind.Corrected, GradingKind.Graded], (await world.GoodsAsync(goods.Id)).History.Select(h => h.Grading.Kind));
    }

    [Fact]
    public async Task Correction_OfSomePieces_LeavesTheOthers()
    {
        using var world = new ReceivingWorld();
        var goods = await world.WithBootsAsync(pieces: 3);
        await world.GradeAsync(goods, ConditionGrade.A, Disposition.Restocked);
        goods = await world.GoodsAsync(goods.Id);

        Assert.True((await world.GradeAsync(goods, ConditionGrade.D, Disposition.Scrapped, "One is torn", quantity: 1)).Outcome.Succeeded);

        Assert.Equal(new StockCounts(0, 0, 2, 0, 1, 0), await world.StockAsync());
    }

    [Fact]
    public async Task Correction_ByAnOlderClock_StillWins()
    {
        using var world = new ReceivingWorld();
        var goods = await world.WithBootsAsync();
        await world.GradeAsync(goods, ConditionGrade.A, Disposition.Restocked);
        goods = await world.GoodsAsync(goods.Id);
        world.Triage.Clock.Advance(TimeSpan.FromDays(-1));

        Assert.True((await world.GradeAsync(goods, ConditionGrade.D, Disposition.Scrapped, "Broken after all")).Outcome.Succeeded);

        Assert.Equal(new StockCounts(0, 0, 0, 0, 1, 0), await world.StockAsync());
    }

    [Fact]
    public async Task Disposition_OtherThanProposed_NeedsAReason()
    {
        using var world = new ReceivingWorld();
        var goods = await world.WithBootsAsync();

        var without = await world.GradeAsync(goods, ConditionGrade.A, Disposition.Quarantined);
        var with = await world.GradeAsync(goods, ConditionGrade.A, Disposition.Quarantined, "Recall of this batch");

        Assert.Equal((OutcomeKind.Refused, "Back into stock is proposed. Say why it is not done."), (without.Outcome.Kind, without.Outcome.Message));
        Assert.Equal(("Recall of this batch", Disposition.Restocked), (with.Grading!.Reason, with.Grading.Proposed));
    }

    [Fact]
    public async Task Evidence_OfGradings_ReadAsFilesInAnyOrder_SaysWhatTheBooksSay()
    {
        using var world = new ReceivingWorld();
        var goods = await world.WithBootsAsync(pieces: 3);
        await world.GradeAsync(goods, ConditionGrade.A, Disposition.Restocked, quantity: 1);
        await world.GradeAsync(await world.GoodsAsync(goods.Id), ConditionGrade.C, Disposition.Quarantined);
        await world.GradeAsync(await world.GoodsAsync(goods.Id), ConditionGrade.D, Disposition.Scrapped, "Torn");
        using var elsewhere = new ReturnsConsole.Tests.Imports.ImportHouse();
        await using var db = world.Triage.Database.CreateDbContext();
        foreach (var file in await db.SourceFiles.AsNoTracking().OrderByDescending(f => f.Id).ToListAsync())
        {
            using var content = new StreamReader(world.Intake.Evidence.Open(file.Sha256, file.Name, file.Bytes).Open());
            await elsewhere.ImportAsync(file.Name, await content.ReadToEndAsync());
        }

        await using var other = elsewhere.Database.CreateDbContext();
        Assert.Equal(await SayAsync(db), await SayAsync(other));

        static async Task<List<string>> SayAsync(ConsoleContext context) =>
            [.. (await context.GoodsReceipts.AsNoTracking().ToListAsync()).Select(r => $"{r.NaturalKey} {r.Quantity} {r.Grade} {r.Disposition} {r.ReceivedAt:O} {r.RecordedAt:O}").Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Undo_ByTheSamePerson_RestoresWhatWas_Once()
    {
        using var world = new ReceivingWorld();
        var goods = await world.WithBootsAsync();
        var given = (await world.GradeAsync(goods, ConditionGrade.A, Disposition.Restocked)).Grading!;
        await world.StockAsync();

        Assert.False((await world.Undo.RunAsync(world.Piet, given.Id, default)).Outcome.Succeeded);
        var undone = await world.Undo.RunAsync(world.Wanda, given.Id, default);
        var again = await world.Undo.RunAsync(world.Wanda, given.Id, default);

        Assert.True(undone.Outcome.Succeeded, undone.Outcome.Message);
        Assert.True(again.Repeated);
        Assert.Equal(new StockCounts(0, 1, 0, 0, 0, 0), await world.StockAsync());
        Assert.True((await world.GoodsAsync(goods.Id)).IsToGrade);
    }

    [Fact]
    public async Task Undo_LateOrAfterACorrection_IsRefused()
    {
        using var world = new ReceivingWorld();
        var goods = await world.WithBootsAsync();
        var given = (await world.GradeAsync(goods, ConditionGrade.A, Disposition.Restocked)).Grading!;
        await world.GradeAsync(await world.GoodsAsync(goods.Id), ConditionGrade.B, Disposition.Restocked, "Opened", by: world.Piet);

        Assert.Equal(OutcomeKind.Conflict, (await world.Undo.RunAsync(world.Wanda, given.Id, default)).Outcome.Kind);
        world.Triage.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(OutcomeKind.Refused, (await world.Undo.RunAsync(world.Wanda, given.Id, default)).Outcome.Kind);
    }

    [Theory]
    [InlineData(0, ConditionGrade.A, Disposition.Restocked, "Between 1 and 1 piece")]
    [InlineData(2, ConditionGrade.A, Disposition.Restocked, "Between 1 and 1 piece")]
    [InlineData(1, ConditionGrade.None, Disposition.Restocked, "Choose a grade")]
    [InlineData(1, (ConditionGrade)9, Disposition.Restocked, "Choose a grade")]
    [InlineData(1, ConditionGrade.A, Disposition.Lost, "Choose what becomes")]
    [InlineData(1, ConditionGrade.A, Disposition.None, "Choose what becomes")]
    [InlineData(1, ConditionGrade.D, Disposition.Restocked, "Grade D cannot go back")]
    public async Task Grade_ThatCannotBe_IsRefusedInWords(int quantity, ConditionGrade grade, Disposition disposition, string words)
    {
        using var world = new ReceivingWorld();
        var goods = await world.WithBootsAsync();

        var result = await world.GradeAsync(goods, grade, disposition, "because", quantity);

        Assert.Equal(OutcomeKind.Refused, result.Outcome.Kind);
        Assert.StartsWith(words, result.Outcome.Message, StringComparison.Ordinal);
        Assert.Equal(0, await world.Intake.CountAsync<ItemGrading>());
    }

    [Fact]
    public async Task Grade_WithoutTheRight_WithoutTheAccount_OrOfAHubsGoods_WritesNothing()
    {
        using var world = new ReceivingWorld();
        var goods = await world.WithBootsAsync();
        world.Triage.Guard.Refused.Add(Permission.GradeItems);
        Assert.Equal(OutcomeKind.Forbidden, (await world.GradeAsync(goods, ConditionGrade.A, Disposition.Restocked)).Outcome.Kind);
        Assert.Equal(OutcomeKind.Forbidden, (await world.Undo.RunAsync(world.Wanda, 1, default)).Outcome.Kind);
        world.Triage.Guard.Refused.Clear();
        world.Triage.Guard.Companies = new HashSet<int>();
        Assert.Equal(OutcomeKind.Refused, (await world.GradeAsync(goods, ConditionGrade.A, Disposition.Restocked)).Outcome.Kind);
        world.Triage.Guard.Companies = null;
        world.Triage.Save(db => db.GoodsReceipts.ExecuteUpdate(set => set.SetProperty(r => r.Source, PlatformNames.Rebound)));
        Assert.StartsWith("A hub reports", (await world.GradeAsync(goods, ConditionGrade.A, Disposition.Restocked)).Outcome.Message, StringComparison.Ordinal);
        Assert.Equal(0, await world.Intake.CountAsync<ItemGrading>());
    }

    [Fact]
    public async Task Grade_RoleTakenWhileItIsWritten_WritesNothing()
    {
        using var world = new ReceivingWorld();
        var goods = await world.WithBootsAsync();

        var result = await world.Grading(new RevokedAfter(1)).RunAsync(world.Wanda, new GradeRequest("k", goods.Id, goods.Version, 1, ConditionGrade.A, Disposition.Restocked), default);

        Assert.Equal(OutcomeKind.Forbidden, result.Outcome.Kind);
        Assert.Equal(0, await world.Intake.CountAsync<ItemGrading>());
        Assert.True((await world.GoodsAsync(goods.Id)).IsToGrade);
    }

    [Fact]
    public async Task Photos_BelongToTheGrading_AndOneThatIsGoneIsRefused()
    {
        using var world = new ReceivingWorld();
        var goods = await world.WithBootsAsync();
        var photo = await world.Intake.PhotoAsync();
        var request = new GradeRequest("k", goods.Id, goods.Version, 1, ConditionGrade.A, Disposition.Restocked) { Photos = [Guid.NewGuid()], Checked = ["All parts are there"], Notes = " fine " };

        Assert.StartsWith("A picture is not there", (await world.Grade.RunAsync(world.Wanda, request, default)).Outcome.Message, StringComparison.Ordinal);
        Assert.True((await world.Grade.RunAsync(world.Wanda, request with { Photos = [photo, photo] }, default)).Outcome.Succeeded);

        var said = Assert.Single((await world.GoodsAsync(goods.Id)).History);
        Assert.Equal([photo], said.Photos);
        Assert.Equal(("All parts are there", "fine"), (said.Grading.Checked, said.Grading.Notes));
    }

    [Fact]
    public async Task Photo_OfThirtyMegabytes_OrOfAnotherType_IsRefusedInWords()
    {
        using var world = new ReceivingWorld();

        var large = await world.Intake.Photos.RunAsync(world.Wanda, new MemoryStream(new byte[30 * 1024 * 1024]), default);
        var wrong = await world.Intake.Photos.RunAsync(world.Wanda, new MemoryStream("%PDF-1.7 not a picture"u8.ToArray()), default);

        Assert.Equal("The picture is larger than 8 MB. Take it with a smaller size.", large.Outcome.Message);
        Assert.Equal("This is no picture that can be kept. Take a JPEG or PNG picture.", wrong.Outcome.Message);
    }

    [Fact]
    public async Task DockEntry_OfWhichAPartIsGraded_IsNotTakenBack()
    {
        using var world = new ReceivingWorld();
        world.Triage.Line(IntakeWorld.Order, "BOOT", 5_000, quantity: 2);
        world.Triage.Return(IntakeWorld.Order, "BOOT", 0, rma: "RMA1", tracking: IntakeWorld.Tracking, quantity: 2, reason: "");
        await world.Intake.FillAsync();
        var order = (await world.Intake.ScanAsync(IntakeWorld.Tracking)).Orders[0];
        var let = (await world.Intake.Authorize.RunAsync(world.Wanda, IntakeWorld.Request(order, order.Lines[0], quantity: 2), default)).Authorization!;
        var scanned = (await world.Scan.RunAsync(world.Wanda, let.Number, default)).Value!;
        var goods = await world.GoodsAsync(scanned.Only!.Value);
        Assert.True((await world.GradeAsync(goods, ConditionGrade.B, Disposition.Restocked, quantity: 1)).Outcome.Succeeded);

        var undo = await world.Intake.Undo.RunAsync(world.Wanda, let.Number, let.Version, "Another parcel", default);

        Assert.Equal((OutcomeKind.Refused, "Some of the goods have been graded already. Correct them where goods are graded."), (undo.Kind, undo.Message));
        Assert.Equal(new StockCounts(0, 1, 1, 0, 0, 0), await world.StockAsync());
        Assert.Empty(await world.Triage.VerifyAsync());
    }

    [Fact]
    public async Task InspectionOverdue_OpensAfterTheHours_AndClosesWhenGraded()
    {
        using var world = new ReceivingWorld();
        var goods = await world.WithBootsAsync();
        Assert.DoesNotContain(await world.Triage.CasesAsync(), c => c.Kind == CaseKind.InspectionOverdue);

        world.Triage.GoTo(3.1);
        await world.Triage.RunAsync();
        var open = Assert.Single(await world.Triage.CasesAsync(), c => c.Kind == CaseKind.InspectionOverdue);
        Assert.Contains("has not been graded within 48 hours", open.Sentence, StringComparison.Ordinal);
        await world.GradeAsync(await world.GoodsAsync(goods.Id), ConditionGrade.B, Disposition.Restocked);
        await world.Triage.RunAsync();

        Assert.DoesNotContain(await world.Triage.CasesAsync(), c => c.Kind == CaseKind.InspectionOverdue);
    }

    [Fact]
    public async Task Verify_SellableDockGoodsThatNobodyGraded_SaysSo()
    {
        using var world = new ReceivingWorld();
        await world.WithBootsAsync();
        world.Triage.Save(db => db.GoodsReceipts.ExecuteUpdate(set => set.SetProperty(r => r.Source, "Dock").SetProperty(r => r.Grade, ConditionGrade.A).SetProperty(r => r.Disposition, Disposition.Restocked)));
        await world.Triage.RunAsync(full: true);

        var finding = Assert.Single(await world.Triage.VerifyAsync());

        Assert.Equal("nothing is sellable without a grade", finding.Invariant);
    }

    private sealed class RevokedAfter(int yes) : IAccessGuard
    {
        private int asked;

        public Task<string?> RefusalAsync(Actor actor, Permission permission, CancellationToken ct) => Task.FromResult(asked++ < yes ? null : "Your role was changed.");

        public Task<IReadOnlySet<int>?> CompaniesAsync(Actor actor, CancellationToken ct) => Task.FromResult<IReadOnlySet<int>?>(null);
    }
}
