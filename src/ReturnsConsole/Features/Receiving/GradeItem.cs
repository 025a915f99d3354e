using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Intake.Shelf;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Receiving;

/// <summary>
/// A person says how good received goods are and what becomes of them, or corrects what was said. Some of the pieces: they are split off. The ledger follows at
/// the next pass of the rules. The same request again is the same grading; of two people at once one wins and the other is told.
/// </summary>
public sealed class GradeItem(
    IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts, EvidenceStore evidence, AuditTrail audit, IOptions<ReceivingOptions> options,
    ReconciliationRequests requests, ChangeFeed feed, TimeProvider clock)
{
    private readonly GradingWriting writing = new(evidence, audit, clock);

    public async Task<GradeResult> RunAsync(Actor actor, GradeRequest request, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.GradeItems, ct) is { } refusal)
            return new(Outcome.Forbidden(refusal), null);
        if (FaultOf(request) is { } fault)
            return new(Outcome.Refused(fault), null);
        var seen = (await accounts.RunAsync(actor, ct)).Select(a => a.Id).ToHashSet();
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await BeforeAsync(db, request, ct) is { } earlier)
            return earlier;
        var goods = await db.GoodsReceipts.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.ReceiptId, ct);
        if (goods is null || !seen.Contains(goods.AccountId))
            return new(Outcome.Refused("These goods are not there any more. Scan the item again."), null);
        if (await WhyNotAsync(db, goods, request, ct) is { } why)
            return new(why, null);
        var proposed = (await GoodsContext.LoadAsync(db, goods, options.Value, ct)).Propose(request.Grade);
        var isCorrection = !ReceivingWords.IsToGrade(goods.Grade, goods.Disposition);
        if (ReasonFault(request, isCorrection, ReceivingWords.Of(proposed.Place)) is { } reasonless)
            return new(Outcome.Refused(reasonless), null);
        var paper = GradingPaper.Of(goods, request.Quantity, request.Grade, request.Disposition, await PartsAsync(db, goods, ct), clock.GetUtcNow().UtcDateTime);
        var stored = await writing.StoreAsync(paper, ct);
        GradeResult result;
        try
        {
            result = await WriteAsync(db, actor, request, paper, stored, (id, receipt, hash) => new ItemGrading
            {
                Id = id,
                RequestKey = request.Key,
                Kind = isCorrection ? GradingKind.Corrected : GradingKind.Graded,
                AccountId = goods.AccountId,
                ReceiptId = receipt,
                OrderKey = goods.OrderKey,
                OrderId = goods.OrderId,
                Sku = goods.Sku,
                Quantity = request.Quantity,
                Grade = request.Grade,
                Disposition = request.Disposition,
                GradeBefore = goods.Grade,
                DispositionBefore = goods.Disposition,
                Proposed = ReceivingWords.Of(proposed.Place),
                Ground = proposed.Ground,
                Reason = request.Reason.Trim(),
                Checked = string.Join('\n', request.Checked.Take(Checklist.MostPoints).Select(p => p.Length <= 100 ? p : p[..100])),
                Notes = request.Notes.Trim(),
                ReceiptHash = hash,
                At = paper.At,
                ActorId = actor.UserId,
                ActorName = actor.Name,
            }, ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // The same request won the race on another connection.
            await using var fresh = await contexts.CreateDbContextAsync(ct);
            if (await BeforeAsync(fresh, request, ct) is not { } other)
                throw;
            return other;
        }
        if (result.Outcome.Succeeded && !result.Repeated)
        {
            requests.Request("goods graded");
            feed.Publish(ChangeTopic.Intake);
            feed.Publish(ChangeTopic.Audit);
        }
        return result;
    }

    private async Task<GradeResult> WriteAsync(ConsoleContext db, Actor actor, GradeRequest request, GradingPaper paper, StoredEvidence stored, Func<long, long, long, ItemGrading> make, CancellationToken ct)
    {
        await using var transaction = await db.BeginWriteAsync(ct);
        if (await BeforeAsync(db, request, ct) is { } earlier)
            return earlier;
        // Whose account was closed or whose role was taken while the evidence was written must not have the last word.
        if (await guard.RefusalAsync(actor, Permission.GradeItems, ct) is { } refusal)
            return new(Outcome.Forbidden(refusal), null);
        var now = await db.GoodsReceipts.AsNoTracking().Where(r => r.Id == request.ReceiptId).Select(r => new { r.Hash, r.Quantity }).SingleOrDefaultAsync(ct);
        if (now is null || now.Hash != request.Version)
            return new(Outcome.Conflict(await Gradings.WhoCameFirstAsync(db, request.ReceiptId, ct)), null);
        var grading = await writing.WriteAsync(db, actor, paper, stored, make, ct);
        db.GradingPhotos.AddRange(request.Photos.Distinct().Select(p => new GradingPhoto { GradingId = grading.Id, PhotoId = p }));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new(Outcome.Done(Gradings.WordsOf(grading)), grading);
    }

    private static async Task<GradeResult?> BeforeAsync(ConsoleContext db, GradeRequest request, CancellationToken ct)
    {
        if (await db.ItemGradings.AsNoTracking().SingleOrDefaultAsync(g => g.RequestKey == request.Key, ct) is not { } there)
            return null;
        return there.Grade == request.Grade && there.Disposition == request.Disposition && there.Quantity == request.Quantity
            ? new(Outcome.Done(Gradings.WordsOf(there)), there, Repeated: true)
            : new(Outcome.Conflict($"This click was recorded already as {ReceivingWords.Of(there.Grade, there.Disposition)}. Open the item again to correct it."), null);
    }

    private static string? FaultOf(GradeRequest request) => request switch
    {
        { Key.Length: 0 or > 60 } => "The request had no number of its own. Load the page anew.",
        _ when !ReceivingWords.Grades.Contains(request.Grade) => "Choose a grade from A to D.",
        _ when !ReceivingWords.Dispositions.Contains(request.Disposition) => "Choose what becomes of the item.",
        { Grade: ConditionGrade.D, Disposition: Disposition.Restocked } => "Grade D cannot go back into stock. Choose another grade, or what else becomes of the item.",
        _ when request.Reason.Trim().Length > ItemGrading.MaxReason => $"The reason is too long: at most {ItemGrading.MaxReason} characters.",
        _ when request.Notes.Trim().Length > ItemGrading.MaxNotes => $"The notes are too long: at most {ItemGrading.MaxNotes} characters.",
        _ when request.Photos.Count > ItemGrading.MostPhotos => $"At most {ItemGrading.MostPhotos} pictures belong to one grading.",
        _ => null,
    };

    private static string? ReasonFault(GradeRequest request, bool isCorrection, Disposition proposed)
    {
        if (request.Reason.Trim().Length > 0)
            return null;
        if (isCorrection)
            return "Say why it is corrected: the reason is kept with it.";
        return request.Disposition == proposed ? null : $"{ReceivingWords.Of(proposed)} is proposed. Say why it is not done.";
    }

    private static async Task<Outcome?> WhyNotAsync(ConsoleContext db, GoodsReceipt goods, GradeRequest request, CancellationToken ct)
    {
        if (goods.Source is PlatformNames.Rebound or PlatformNames.HappyReturns)
            return Outcome.Refused("A hub reports these goods; they are graded here when our own dock has received them.");
        if (goods.Hash != request.Version)
            return Outcome.Conflict(await Gradings.WhoCameFirstAsync(db, goods.Id, ct));
        if (goods.Disposition == Disposition.Lost)
            return Outcome.Refused("These goods are written down as not here. If they are, receive them again at intake.");
        if (request.Quantity < 1 || request.Quantity > goods.Quantity)
            return Outcome.Refused($"Between 1 and {ReceivingWords.Pieces(goods.Quantity)} can be graded here.");
        if (goods.Grade == request.Grade && goods.Disposition == request.Disposition)
            return Outcome.Refused($"It says so already: {ReceivingWords.Of(goods.Grade, goods.Disposition)}.");
        var shelf = goods.Reference.Length == 0 || goods.Source != IntakeWords.Source ? null
            : await db.UnidentifiedParcels.AsNoTracking().Where(p => p.ReceiptReference == goods.Reference && p.AccountId == goods.AccountId && (p.State == ShelfState.Waiting || p.State == ShelfState.Matched))
                .Select(p => p.ShelfCode).FirstOrDefaultAsync(ct);
        if (shelf is not null)
            return Outcome.Refused($"This parcel lies unidentified on shelf {shelf}. Take it to intake first.");
        var photos = request.Photos.Distinct().ToList();
        if (photos.Count > 0 && await db.IntakePhotos.CountAsync(p => photos.Contains(p.Id) && p.ErasedAt == null, ct) != photos.Count)
            return Outcome.Refused("A picture is not there any more. Take it again.");
        return null;
    }

    private static async Task<int> PartsAsync(ConsoleContext db, GoodsReceipt goods, CancellationToken ct)
    {
        var start = GradingPaper.BaseOf(goods) + ".";
        return await db.GoodsReceipts.CountAsync(r => r.OrderKey == goods.OrderKey && r.AccountId == goods.AccountId && r.Source == goods.Source && r.Reference.StartsWith(start), ct);
    }
}
