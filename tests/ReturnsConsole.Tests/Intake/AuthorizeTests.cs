using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using Xunit;

namespace ReturnsConsole.Tests.Intake;

public class AuthorizeTests
{
    [Fact]
    public async Task Authorization_OfADarkReturn_ClosesItsCase_AndNothingIsGraded()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        var dark = Assert.Single(await world.OpenAsync(CaseKind.DarkReturn));
        var order = (await world.ScanAsync(IntakeWorld.Tracking)).Orders[0];

        var result = await world.Authorize.RunAsync(world.Wanda, IntakeWorld.Request(order, order.Likely!), default);
        await world.Triage.RunAsync();

        Assert.True(result.Outcome.Succeeded, result.Outcome.Message);
        Assert.Equal(("RA-000001", AuthorizationOrigin.PostHoc, 1), (result.Authorization!.Number, result.Authorization.Origin, result.Authorization.Quantity));
        var receipt = Assert.Single(await world.ReceiptsAsync());
        Assert.Equal((IntakeWorld.Order, "BOOT-42", IntakeWorld.Rma, ConditionGrade.None, Disposition.None), (receipt.OrderId, receipt.Sku, receipt.RmaId, receipt.Grade, receipt.Disposition));
        Assert.Empty(await world.Triage.CasesAsync());
        Assert.Equal(CaseStatus.ClosedByFacts, (await world.Triage.CasesAsync(null)).Single(c => c.Id == dark.Id).Status);
        Assert.Empty(await world.Triage.VerifyAsync());
        await using var db = world.Triage.Database.CreateDbContext();
        Assert.Contains(await db.CaseEvents.Where(e => e.CaseId == dark.Id).ToListAsync(), e => e.Text.StartsWith("RA-000001", StringComparison.Ordinal) && e.ActorName == "Wanda Hill");
        Assert.Equal("RA-000001", (await db.AuditEntries.SingleAsync(a => a.Action == "intake.authorized")).SubjectId);
        var file = await db.SourceFiles.SingleAsync();
        Assert.True(world.Evidence.Has(file.Sha256));
        Assert.Equal((file.Id, 2L), (receipt.FileId, receipt.Line));
        Assert.Equal(SourceRecordOutcome.Accepted, (await db.SourceRecords.SingleAsync(r => r.Id == SourceRecord.KeyOf(file.Id, 2, 0))).Outcome);
        Assert.Equal(IntakeWorld.Order, (await world.ScanAsync("RA-000001")).Orders[0].OrderId);
    }

    [Fact]
    public async Task Authorization_OfGoodsNobodyAnnounced_OpensNoCase()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        var order = (await world.ScanAsync(IntakeWorld.Order)).Orders[0];
        var sock = order.Lines.Single(l => l.Sku == "SOCK");

        var result = await world.Authorize.RunAsync(world.Wanda, IntakeWorld.Request(order, sock), default);
        await world.Triage.RunAsync();

        Assert.True(result.Outcome.Succeeded, result.Outcome.Message);
        Assert.Equal(CaseKind.DarkReturn, Assert.Single(await world.Triage.CasesAsync()).Kind);
        Assert.DoesNotContain(await world.Triage.CasesAsync(), c => c.Sku == "SOCK");
        await using var db = world.Triage.Database.CreateDbContext();
        Assert.Equal(("RA-000001", ReturnChannel.PostHoc), await db.ReturnItems.Where(r => r.Sku == "SOCK").Select(r => new ValueTuple<string, ReturnChannel>(r.PlatformReturnId, r.Channel)).SingleAsync());
    }

    [Fact]
    public async Task Authorization_SentAgainAndAtOnce_IsOne()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        var order = (await world.ScanAsync(IntakeWorld.Tracking)).Orders[0];
        var request = IntakeWorld.Request(order, order.Likely!);

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => world.Authorize.RunAsync(world.Wanda, request, default))));
        var later = await world.Authorize.RunAsync(world.Wanda, request, default);

        Assert.All([.. results, later], r => Assert.True(r.Outcome.Succeeded, r.Outcome.Message));
        Assert.Single(results.Append(later), r => !r.Repeated);
        Assert.Equal(1, await world.CountAsync<ReturnAuthorization>());
        Assert.Single(await world.ReceiptsAsync());
        Assert.Equal(1, await world.CountAsync<SourceFile>());
    }

    [Fact]
    public async Task Authorization_KilledBeforeItsCommit_LeavesNothing_AndTheResendMakesOne()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        var order = (await world.ScanAsync(IntakeWorld.Tracking)).Orders[0];
        var request = IntakeWorld.Request(order, order.Likely!);
        // The audit entry is the last thing written before the commit.
        var killed = world.Authorizing(new AuditTrail(new BrokenClock()));

        await Assert.ThrowsAsync<InvalidOperationException>(() => killed.RunAsync(world.Wanda, request, default));
        Assert.Empty(await world.ReceiptsAsync());
        Assert.Equal(0, await world.CountAsync<ReturnAuthorization>());
        Assert.Equal(0, await world.CountAsync<SourceFile>());
        Assert.Single(await world.OpenAsync(CaseKind.DarkReturn));

        Assert.True((await world.Authorize.RunAsync(world.Wanda, request, default)).Outcome.Succeeded);
        Assert.Single(await world.ReceiptsAsync());
        await world.Triage.RunAsync();
        Assert.Empty(await world.Triage.VerifyAsync());
    }

    [Fact]
    public async Task Authorization_OfTwoPeopleAtOnce_TheSecondIsToldWhoWasFirst()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        var hers = (await world.ScanAsync(IntakeWorld.Tracking)).Orders[0];
        var his = (await world.ScanAsync(IntakeWorld.Order)).Orders[0];

        var first = await world.Authorize.RunAsync(world.Wanda, IntakeWorld.Request(hers, hers.Likely!), default);
        var second = await world.Authorize.RunAsync(world.Piet, IntakeWorld.Request(his, his.Likely!), default);

        Assert.True(first.Outcome.Succeeded);
        Assert.Equal(OutcomeKind.Conflict, second.Outcome.Kind);
        Assert.Contains("RA-000001 by Wanda Hill", second.Outcome.Message, StringComparison.Ordinal);
        Assert.Single(await world.ReceiptsAsync());
    }

    [Fact]
    public async Task Authorization_OfMoreThanWasOrdered_IsRefused()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        var order = (await world.ScanAsync(IntakeWorld.Tracking)).Orders[0];
        var result = await world.Authorize.RunAsync(world.Wanda, IntakeWorld.Request(order, order.Likely!, quantity: 3), default);
        Assert.Equal((OutcomeKind.Refused, "Only 2 more of BOOT-42 can come."), (result.Outcome.Kind, result.Outcome.Message));
    }

    [Fact]
    public async Task WrongItem_NeedsAPicture_AndOpensSkuMismatch()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        var order = (await world.ScanAsync(IntakeWorld.Tracking)).Orders[0];

        var bare = await world.Authorize.RunAsync(world.Wanda, IntakeWorld.Request(order, order.Likely!, finding: ParcelFinding.WrongItem), default);
        Assert.Contains("picture", bare.Outcome.Message, StringComparison.Ordinal);
        var shown = await world.Authorize.RunAsync(world.Wanda, IntakeWorld.Request(order, order.Likely!, finding: ParcelFinding.WrongItem, photo: await world.PhotoAsync()), default);
        await world.Triage.RunAsync();

        Assert.True(shown.Outcome.Succeeded, shown.Outcome.Message);
        Assert.Equal(CaseKind.SkuMismatch, Assert.Single(await world.Triage.CasesAsync()).Kind);
    }

    [Fact]
    public async Task UnknownItem_IsReceivedUnderNoSku_AndAPersonLooks()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        var order = (await world.ScanAsync(IntakeWorld.Tracking)).Orders[0];
        var request = IntakeWorld.Request(order, order.Lines[0], finding: ParcelFinding.UnknownItem, photo: await world.PhotoAsync()) with { Sku = "", OrderItemId = "" };

        Assert.True((await world.Authorize.RunAsync(world.Wanda, request, default)).Outcome.Succeeded);
        await world.Triage.RunAsync();

        Assert.Equal(IntakeWords.UnknownSku, Assert.Single(await world.ReceiptsAsync()).Sku);
        Assert.NotEmpty(await world.Triage.CasesAsync());
    }

    [Fact]
    public async Task EmptyBox_BringsNoGoods_TellsTheCase_AndTheReturnStaysDark()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        var order = (await world.ScanAsync(IntakeWorld.Tracking)).Orders[0];

        var result = await world.Authorize.RunAsync(world.Wanda, IntakeWorld.Request(order, order.Likely!, finding: ParcelFinding.EmptyBox, photo: await world.PhotoAsync()), default);
        await world.Triage.RunAsync();

        Assert.True(result.Outcome.Succeeded, result.Outcome.Message);
        Assert.Equal(0, result.Authorization!.Quantity);
        Assert.Empty(await world.ReceiptsAsync());
        var dark = Assert.Single(await world.OpenAsync(CaseKind.DarkReturn));
        await using var db = world.Triage.Database.CreateDbContext();
        Assert.Contains(await db.CaseEvents.Where(e => e.CaseId == dark.Id).ToListAsync(), e => e.Text.Contains("empty box", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Undo_IsACounterEntry_TheCaseComesBack_NothingIsDeleted()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        var order = (await world.ScanAsync(IntakeWorld.Tracking)).Orders[0];
        var done = (await world.Authorize.RunAsync(world.Wanda, IntakeWorld.Request(order, order.Likely!), default)).Authorization!;
        await world.Triage.RunAsync();
        world.Triage.GoTo(31);

        Assert.Equal(OutcomeKind.Refused, (await world.Undo.RunAsync(world.Piet, done.Number, done.Version, " ", default)).Kind);
        var undone = await world.Undo.RunAsync(world.Piet, done.Number, done.Version, "Another parcel", default);
        await world.Triage.RunAsync();

        Assert.True(undone.Succeeded, undone.Message);
        Assert.Equal(Disposition.Lost, Assert.Single(await world.ReceiptsAsync()).Disposition);
        Assert.Single(await world.OpenAsync(CaseKind.DarkReturn));
        Assert.Equal(2, await world.CountAsync<SourceFile>());
        await using var db = world.Triage.Database.CreateDbContext();
        var kept = await db.ReturnAuthorizations.SingleAsync();
        Assert.Equal(("Piet Vos", "Another parcel"), (kept.CancelledBy, kept.CancelledWhy));
        Assert.Equal("Another parcel", (await db.AuditEntries.SingleAsync(a => a.Action == "intake.authorization-undone")).Why);
        Assert.Equal(OutcomeKind.Refused, (await world.Undo.RunAsync(world.Piet, done.Number, kept.Version, "Again", default)).Kind);
        Assert.Empty(await world.Triage.VerifyAsync());

        // The parcel can be recorded rightly afterwards.
        order = (await world.ScanAsync(IntakeWorld.Tracking)).Orders[0];
        Assert.True((await world.Authorize.RunAsync(world.Wanda, IntakeWorld.Request(order, order.Likely!), default)).Outcome.Succeeded);
        await world.Triage.RunAsync();
        Assert.Empty(await world.OpenAsync(CaseKind.DarkReturn));
    }

    [Theory]
    [InlineData(Permission.AuthorizePostHoc)]
    [InlineData(Permission.AddReceipt)]
    public async Task Authorization_WithoutTheRight_IsForbidden(Permission missing)
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        var order = (await world.ScanAsync(IntakeWorld.Tracking)).Orders[0];
        world.Triage.Guard.Refused.Add(missing);
        Assert.Equal(OutcomeKind.Forbidden, (await world.Authorize.RunAsync(world.Wanda, IntakeWorld.Request(order, order.Likely!), default)).Outcome.Kind);
        Assert.Empty(await world.ReceiptsAsync());
    }

    private sealed class BrokenClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new InvalidOperationException("killed");
    }
}
