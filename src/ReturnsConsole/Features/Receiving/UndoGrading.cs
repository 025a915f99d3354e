using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Receiving;

/// <summary>Takes a grading back shortly after it was given: by who gave it, without a reason, as a counter-entry. Later it is a correction with a reason.</summary>
public sealed class UndoGrading(
    IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts, EvidenceStore evidence, AuditTrail audit, IOptions<ReceivingOptions> options,
    ReconciliationRequests requests, ChangeFeed feed, TimeProvider clock)
{
    private readonly GradingWriting writing = new(evidence, audit, clock);

    public async Task<GradeResult> RunAsync(Actor actor, long gradingId, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.GradeItems, ct) is { } refusal)
            return new(Outcome.Forbidden(refusal), null);
        var seen = (await accounts.RunAsync(actor, ct)).Select(a => a.Id).ToHashSet();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var given = await db.ItemGradings.AsNoTracking().SingleOrDefaultAsync(g => g.Id == gradingId, ct);
        if (given is null || !seen.Contains(given.AccountId))
            return new(Outcome.Refused("There is no such grading that you can see."), null);
        var key = string.Create(CultureInfo.InvariantCulture, $"undo/{gradingId}");
        if (await BeforeAsync(db, key, ct) is { } earlier)
            return earlier;
        var now = clock.GetUtcNow().UtcDateTime;
        if (given.Kind == GradingKind.Undone || given.ActorId != actor.UserId || now - given.At > TimeSpan.FromMinutes(options.Value.UndoMinutes))
            return new(Outcome.Refused($"Only who graded can take it back, within {options.Value.UndoMinutes} minutes. Correct it with a reason instead."), null);
        var goods = await db.GoodsReceipts.AsNoTracking().SingleOrDefaultAsync(r => r.Id == given.ReceiptId, ct);
        if (goods is null || goods.Hash != given.ReceiptHash)
            return new(Outcome.Conflict(await Gradings.WhoCameFirstAsync(db, given.ReceiptId, ct)), null);
        var paper = GradingPaper.Of(goods, goods.Quantity, given.GradeBefore, given.DispositionBefore, 0, now);
        var stored = await writing.StoreAsync(paper, ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        if (await BeforeAsync(db, key, ct) is { } same)
            return same;
        if (await db.GoodsReceipts.Where(r => r.Id == goods.Id).Select(r => r.Hash).SingleOrDefaultAsync(ct) != given.ReceiptHash)
            return new(Outcome.Conflict(await Gradings.WhoCameFirstAsync(db, given.ReceiptId, ct)), null);
        var undone = await writing.WriteAsync(db, actor, paper, stored, (id, receipt, hash) => new ItemGrading
        {
            Id = id,
            RequestKey = key,
            Kind = GradingKind.Undone,
            AccountId = goods.AccountId,
            ReceiptId = receipt,
            OrderKey = goods.OrderKey,
            OrderId = goods.OrderId,
            Sku = goods.Sku,
            Quantity = goods.Quantity,
            Grade = given.GradeBefore,
            Disposition = given.DispositionBefore,
            GradeBefore = goods.Grade,
            DispositionBefore = goods.Disposition,
            ReceiptHash = hash,
            At = paper.At,
            ActorId = actor.UserId,
            ActorName = actor.Name,
        }, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        requests.Request("a grading taken back");
        feed.Publish(ChangeTopic.Intake);
        feed.Publish(ChangeTopic.Audit);
        return new(Outcome.Done(Gradings.WordsOf(undone)), undone);
    }

    private static async Task<GradeResult?> BeforeAsync(ConsoleContext db, string key, CancellationToken ct) =>
        await db.ItemGradings.AsNoTracking().SingleOrDefaultAsync(g => g.RequestKey == key, ct) is { } there ? new(Outcome.Done(Gradings.WordsOf(there)), there, Repeated: true) : null;
}
