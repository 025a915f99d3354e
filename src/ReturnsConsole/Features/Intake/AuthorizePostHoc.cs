using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Intake.Answers;
using ReturnsConsole.Features.Intake.Shelf;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake;

/// <summary>
/// Lets one item in at the dock: the authorisation with its number, the goods as received, and word to everybody, in one transaction. The same request again
/// is the same authorisation. Nothing is graded here, so nothing becomes sellable.
/// </summary>
public sealed class AuthorizePostHoc(
    IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts, EvidenceStore evidence, AuditTrail audit, ReconciliationRequests requests, ChangeFeed feed, TimeProvider clock)
{
    private readonly DockReceipts receipts = new(evidence, audit, clock);

    public async Task<AuthorizeResult> RunAsync(Actor actor, AuthorizeRequest request, CancellationToken ct)
    {
        foreach (var permission in (Permission[])[Permission.AuthorizePostHoc, Permission.AddReceipt])
        {
            if (await guard.RefusalAsync(actor, permission, ct) is { } refusal)
                return new(Outcome.Forbidden(refusal), null);
        }
        var seen = (await accounts.RunAsync(actor, ct)).ToDictionary(a => a.Id, a => a.Name);
        if (!seen.ContainsKey(request.AccountId))
            return new(Outcome.Forbidden("You do not see this account."), null);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await BeforeAsync(db, request.Key, ct) is { } earlier)
            return earlier;
        // What the order is like is read before the transaction to store the evidence, and its stamp is compared inside it.
        var draft = await DraftAsync(db, request, seen, ct);
        // What overtook this request may be the same request, sent twice.
        if (draft.Refusal is { } why)
            return await BeforeAsync(db, request.Key, ct) ?? new(why, null);
        if (draft.Receipt is { ReceivedAt: var at } && at == default)
            draft = draft with { Receipt = draft.Receipt with { ReceivedAt = clock.GetUtcNow().UtcDateTime } };
        var stored = draft.Receipt is null ? null : await receipts.StoreAsync(draft.Receipt, ct);
        AuthorizeResult result;
        try
        {
            result = await WriteAsync(db, actor, request, draft, stored, ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // The same request won the race on another connection.
            await using var fresh = await contexts.CreateDbContextAsync(ct);
            if (await BeforeAsync(fresh, request.Key, ct) is not { } other)
                throw;
            return other;
        }
        if (result.Outcome.Succeeded && !result.Repeated)
        {
            requests.Request("a parcel at the dock");
            feed.Publish(ChangeTopic.Intake);
            feed.Publish(ChangeTopic.Cases);
            feed.Publish(ChangeTopic.Audit);
        }
        return result;
    }

    private static async Task<AuthorizeResult?> BeforeAsync(ConsoleContext db, string key, CancellationToken ct) =>
        await db.ReturnAuthorizations.AsNoTracking().SingleOrDefaultAsync(a => a.RequestKey == key, ct) is { } there
            ? new(Outcome.Done($"{there.Number} was recorded already."), there, Repeated: true) : null;

    private async Task<AuthorizeResult> WriteAsync(ConsoleContext db, Actor actor, AuthorizeRequest request, AuthorizationDraft draft, StoredEvidence? stored, CancellationToken ct)
    {
        await using var transaction = await db.BeginWriteAsync(ct);
        if (await BeforeAsync(db, request.Key, ct) is { } earlier)
            return earlier;
        if (request.Stamp != await ParcelFacts.StampAsync(db, request.AccountId, draft.Keys, ct))
            return new(Outcome.Conflict(await WhoCameFirstAsync(db, draft.Keys, ct)), null);
        var id = db.NextId(typeof(ReturnAuthorization));
        var authorization = draft.Make(id, actor, request, clock.GetUtcNow().UtcDateTime);
        if (request.ShelvedId is not null && draft.Receipt is { Reference: var shelfReference })
            await db.GoodsReceipts.Where(r => r.Source == IntakeWords.Source && r.Reference == shelfReference).ExecuteUpdateAsync(set => set.SetProperty(r => r.AccountId, request.AccountId), ct);
        if (draft.Receipt is not null)
            await receipts.WriteAsync(db, actor, draft.Receipt with { Authorization = draft.IsAnnounced ? null : authorization }, stored!, ct);
        db.ReturnAuthorizations.Add(authorization);
        var identifiers = new Identifiers.IdentifierWriter(db);
        identifiers.Add(authorization);
        identifiers.Flush();
        await ScanAsync(db, actor, request, authorization, ct);
        if (request.ShelvedId is { } shelved && await ShelvedAsync(db, shelved, authorization, ct) is { } refusal)
            return new(refusal, null);
        var words = WordsOf(authorization);
        foreach (var open in draft.Order.Cases)
            db.CaseEvents.Add(new CaseEvent { CaseId = open.Id, At = authorization.At, Kind = CaseEventKind.Comment, ActorId = actor.UserId, ActorName = actor.Name, Text = words });
        await audit.AppendAsync(db, new AuditRecord(actor, "intake.authorized", "authorization", authorization.Number, After: JsonOf(authorization)), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new(Outcome.Done(words), authorization);
    }

    private async Task<AuthorizationDraft> DraftAsync(ConsoleContext db, AuthorizeRequest request, Dictionary<int, string> seen, CancellationToken ct)
    {
        var named = request.ReturnItemId != 0 ? new HashSet<long> { request.ReturnItemId } : [];
        var orders = await ParcelFacts.LoadAsync(db, [(request.AccountId, request.OrderKey)], named, seen, ct);
        if (orders.Count != 1)
            return AuthorizationDraft.Refused("The order is not there any more. Scan the parcel again.");
        if (orders[0].Stamp != request.Stamp)
            return AuthorizationDraft.Overtaken(await WhoCameFirstAsync(db, orders[0].AllKeys, ct));
        var photo = request.PhotoId is { } id && !await db.IntakePhotos.AnyAsync(p => p.Id == id && p.ErasedAt == null, ct);
        if (photo)
            return AuthorizationDraft.Refused("The picture is not there any more. Take it again.");
        var reference = request.Key;
        if (request.ShelvedId is { } shelved)
        {
            reference = await db.UnidentifiedParcels.AsNoTracking().Where(p => p.Id == shelved).Select(p => p.ReceiptReference).SingleOrDefaultAsync(ct) ?? "";
            if (reference.Length == 0)
                return AuthorizationDraft.Refused("The parcel is not on the shelf any more. Scan it again.");
        }
        var receivedAt = request.ShelvedId is null ? null
            : await db.GoodsReceipts.AsNoTracking().Where(r => r.AccountId == request.AccountId && r.Source == IntakeWords.Source && r.Reference == reference).Select(r => (DateTime?)r.ReceivedAt).SingleOrDefaultAsync(ct);
        var reasonCode = request.Reason.Length == 0 ? "" : (await ReasonCodeHistory.LoadAsync(db, ct)).InForce(clock.GetUtcNow().UtcDateTime)
            .Where(m => m.SourceSystem == PlatformNames.Amazon && m.CanonicalReason == request.Reason).Select(m => m.Code).Order(StringComparer.Ordinal).FirstOrDefault("");
        return AuthorizationDraft.Of(request, orders[0], reference, receivedAt, reasonCode);
    }

    private async Task ScanAsync(ConsoleContext db, Actor actor, AuthorizeRequest request, ReturnAuthorization authorization, CancellationToken ct)
    {
        var scan = await db.ParcelScans.SingleOrDefaultAsync(s => s.ScanId == request.ScanId, ct);
        if (scan is null)
        {
            var now = clock.GetUtcNow().UtcDateTime;
            scan = new ParcelScan { ScanId = request.ScanId, Code = TakeScan.Clip(request.Code), At = now, ScannedAt = now, ActorId = actor.UserId, ActorName = actor.Name, Result = ScanResult.Known };
            db.ParcelScans.Add(scan);
        }
        scan.Note = scan.State == ScanState.Authorized ? TakeScan.Clip($"{scan.Note}, {authorization.Number}") : authorization.Number + (authorization.Finding == ParcelFinding.AsAnnounced ? "" : $" · {IntakeWords.Of(authorization.Finding)}");
        scan.State = ScanState.Authorized;
        scan.AccountId = authorization.AccountId;
        scan.OrderId = authorization.OrderId;
    }

    private async Task<Outcome?> ShelvedAsync(ConsoleContext db, int id, ReturnAuthorization authorization, CancellationToken ct)
    {
        var parcel = await db.UnidentifiedParcels.SingleOrDefaultAsync(p => p.Id == id, ct);
        if (parcel is null || parcel.State is ShelfState.Fetched or ShelfState.Withdrawn)
            return Outcome.Conflict("Somebody else has fetched this parcel from the shelf meanwhile.");
        (parcel.State, parcel.EndedAt, parcel.EndedWhy, parcel.OrderKey, parcel.OrderId) = (ShelfState.Fetched, clock.GetUtcNow().UtcDateTime, authorization.Number, authorization.OrderKey, authorization.OrderId);
        return null;
    }

    private static async Task<string> WhoCameFirstAsync(ConsoleContext db, IReadOnlyCollection<long> keys, CancellationToken ct)
    {
        var last = await db.ReturnAuthorizations.AsNoTracking().Where(a => keys.Contains(a.OrderKey)).OrderByDescending(a => a.Id).FirstOrDefaultAsync(ct);
        return last is null
            ? "Goods of this order were recorded meanwhile. Look at the parcel again before you repeat."
            : string.Create(CultureInfo.InvariantCulture, $"Something of this order was recorded meanwhile; the last was {last.Number} by {last.ActorName} at {last.At:HH:mm} UTC. Look at the parcel again before you repeat.");
    }

    internal static string WordsOf(ReturnAuthorization a) => a.Finding == ParcelFinding.EmptyBox
        ? $"{a.Number}: an empty box came for order {a.OrderId}."
        : string.Create(CultureInfo.InvariantCulture, $"{a.Number}: {a.Quantity} × {(a.Sku.Length > 0 ? a.Sku : "unknown item")} received at the dock{(a.Finding == ParcelFinding.AsAnnounced ? "" : $" ({IntakeWords.Of(a.Finding)})")}.");

    private static string JsonOf(ReturnAuthorization a) => JsonSerializer.Serialize(new
    {
        number = a.Number,
        origin = a.Origin.ToString(),
        order = a.OrderId,
        sku = a.Sku,
        quantity = a.Quantity,
        finding = a.Finding.ToString(),
        reason = a.Reason,
        photo = a.PhotoId is not null,
    });
}
