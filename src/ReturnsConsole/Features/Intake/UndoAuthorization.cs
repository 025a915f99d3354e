using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake;

/// <summary>Takes an authorisation back by a counter-entry: the goods are written down as not come, the return as cancelled, with who, when and why. Nothing is deleted.</summary>
public sealed class UndoAuthorization(
    IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts, EvidenceStore evidence, AuditTrail audit, ReconciliationRequests requests, ChangeFeed feed, TimeProvider clock)
{
    public const int MaxReason = 200;
    private readonly DockReceipts receipts = new(evidence, audit, clock);

    /// <param name="version">Of the authorisation as it was shown.</param>
    public async Task<Outcome> RunAsync(Actor actor, string number, int version, string reason, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.AuthorizePostHoc, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        var why = (reason ?? "").Trim();
        if (why.Length is 0 or > MaxReason)
            return Outcome.Refused("Say why: the reason is kept with the counter-entry.");
        var seen = (await accounts.RunAsync(actor, ct)).Select(a => a.Id).ToHashSet();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var shown = await db.ReturnAuthorizations.AsNoTracking().SingleOrDefaultAsync(a => a.Number == number, ct);
        if (shown is null || !seen.Contains(shown.AccountId))
            return Outcome.Refused($"There is no authorisation {number} that you can see.");
        var now = clock.GetUtcNow().UtcDateTime;
        var goods = await ReceiptAsync(db, shown, ct);
        var counter = Counter(shown, goods, await db.ReturnItems.AnyAsync(r => r.Channel == ReturnChannel.PostHoc && r.AccountId == shown.AccountId && r.NaturalKey == shown.Number + "|1", ct), now);
        var stored = counter is null ? null : await receipts.StoreAsync(counter, ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        var authorization = await db.ReturnAuthorizations.SingleAsync(a => a.Id == shown.Id, ct);
        if (authorization.CancelledAt is not null)
            return Outcome.Refused($"{number} was taken back already by {authorization.CancelledBy}.");
        if (authorization.Version != version)
            return Outcome.Conflict($"{number} was changed meanwhile. It has been read again; look before you repeat.");
        if (await ReceiptAsync(db, shown, ct) is { } there && (there.Grade != ConditionGrade.None || there.Disposition != Disposition.None))
            return Outcome.Refused("The goods have been graded already. Correct them where goods are graded.");
        var part = shown.ReceiptReference + ".";
        if (shown.ReceiptReference.Length > 0 && await db.GoodsReceipts.AnyAsync(r => r.OrderKey == shown.OrderKey && r.AccountId == shown.AccountId && r.Source == IntakeWords.Source && r.Reference.StartsWith(part), ct))
            return Outcome.Refused("Some of the goods have been graded already. Correct them where goods are graded.");
        (authorization.CancelledAt, authorization.CancelledBy, authorization.CancelledWhy) = (now, actor.Name, why);
        if (counter is not null)
            await receipts.WriteAsync(db, actor, counter, stored!, ct);
        await NoteAsync(db, actor, authorization, why, now, ct);
        await audit.AppendAsync(db, new AuditRecord(actor, "intake.authorization-undone", "authorization", number, Before: JsonSerializer.Serialize(new { order = shown.OrderId, sku = shown.Sku, quantity = shown.Quantity }), Why: why), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        requests.Request("a dock entry taken back");
        feed.Publish(ChangeTopic.Intake);
        feed.Publish(ChangeTopic.Cases);
        return Outcome.Done($"{number} is taken back. The parcel counts as not received; scan it again to record it rightly.");
    }

    private static Task<GoodsReceipt?> ReceiptAsync(ConsoleContext db, ReturnAuthorization a, CancellationToken ct) => a.ReceiptReference.Length == 0
        ? Task.FromResult<GoodsReceipt?>(null)
        : db.GoodsReceipts.AsNoTracking().SingleOrDefaultAsync(r => r.AccountId == a.AccountId && r.Source == IntakeWords.Source && r.Reference == a.ReceiptReference, ct);

    private static DockReceipt? Counter(ReturnAuthorization a, GoodsReceipt? goods, bool hasReturn, DateTime now) => goods is null
        ? null
        : new DockReceipt(a.AccountId, goods.OrderId, goods.RmaId, goods.Sku, goods.Quantity, goods.TrackingId, now > goods.ReceivedAt ? now : goods.ReceivedAt.AddMilliseconds(1), a.ReceiptReference, Withdrawn: true)
        {
            Authorization = hasReturn ? a : null,
        };

    private static async Task NoteAsync(ConsoleContext db, Actor actor, ReturnAuthorization a, string why, DateTime now, CancellationToken ct)
    {
        if (await db.ParcelScans.Where(s => s.AccountId == a.AccountId && s.OrderId == a.OrderId && s.State == ScanState.Authorized && s.Note.Contains(a.Number)).OrderByDescending(s => s.Id).FirstOrDefaultAsync(ct) is { } scan)
            scan.State = ScanState.Undone;
        var open = await db.Cases.Where(c => c.OrderKey == a.OrderKey && c.AccountId == a.AccountId && (c.Status == CaseStatus.Open || c.Status == CaseStatus.Waiting || c.Status == CaseStatus.AwaitingApproval)).Select(c => c.Id).Take(50).ToListAsync(ct);
        foreach (var id in open)
            db.CaseEvents.Add(new CaseEvent { CaseId = id, At = now, Kind = CaseEventKind.Comment, ActorId = actor.UserId, ActorName = actor.Name, Text = $"{a.Number} taken back at the dock: {why}" });
    }
}
