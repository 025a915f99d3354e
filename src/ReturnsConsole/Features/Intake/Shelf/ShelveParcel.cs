using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Intake.Scanning;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake.Shelf;

/// <param name="OtherCodes">Further codes of the same parcel that were scanned.</param>
public sealed record ShelveRequest(Guid ScanId, string Code, IReadOnlyList<string> OtherCodes, string ShelfCode, Guid? PhotoId);

/// <summary>A parcel that fits nothing: a place, a picture, and goods received that name no order, so that it is a case until somebody knows whose it is.</summary>
public sealed class ShelveParcel(
    IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts, EvidenceStore evidence, AuditTrail audit, IOptions<IntakeOptions> options, ReconciliationRequests requests, ChangeFeed feed,
    TimeProvider clock)
{
    private const int MostCodes = 20;
    private readonly DockReceipts receipts = new(evidence, audit, clock);

    public async Task<Outcome> RunAsync(Actor actor, ShelveRequest request, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.AddReceipt, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        if (await accounts.RunAsync(actor, ct) is not [var account, ..])
            return Outcome.Refused("No account is granted to you yet. An administrator grants companies under Users.");
        if (!options.Value.AllShelves.Contains(request.ShelfCode))
            return Outcome.Refused($"There is no shelf {request.ShelfCode}. Choose one of those shown.");
        if (request.PhotoId is null)
            return Outcome.Refused("Take a picture first: it is how the parcel is recognised later.");
        var key = request.ScanId.ToString("N");
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await BeforeAsync(db, key, ct) is { } earlier)
            return earlier;
        var code = TakeScan.Clip(request.Code);
        var values = request.OtherCodes.Prepend(request.Code).SelectMany(ScanReadings.Of).Distinct(StringComparer.Ordinal).Take(MostCodes).ToList();
        var receipt = new DockReceipt(account.Id, "", "", "", 1, values.Count > 0 ? values[0] : "UNREADABLE", clock.GetUtcNow().UtcDateTime, key);
        var stored = await receipts.StoreAsync(receipt, ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        if (await BeforeAsync(db, key, ct) is { } race)
            return race;
        if (!await db.IntakePhotos.AnyAsync(p => p.Id == request.PhotoId && p.ErasedAt == null, ct))
            return Outcome.Refused("The picture is not there any more. Take it again.");
        var parcel = new UnidentifiedParcel
        {
            RequestKey = key,
            AccountId = account.Id,
            Code = code,
            ShelfCode = request.ShelfCode,
            PhotoId = request.PhotoId,
            ReceiptReference = key,
            At = receipt.ReceivedAt,
            ActorId = actor.UserId,
            ActorName = actor.Name,
        };
        db.UnidentifiedParcels.Add(parcel);
        await db.SaveChangesAsync(ct);
        db.UnidentifiedCodes.AddRange(values.Select(v => new UnidentifiedCode { ParcelId = parcel.Id, Value = v }));
        await receipts.WriteAsync(db, actor, receipt, stored, ct);
        await ScanAsync(db, actor, request, receipt.ReceivedAt, account.Id, ct);
        await audit.AppendAsync(db, new AuditRecord(actor, "intake.shelved", "shelf", request.ShelfCode, After: JsonSerializer.Serialize(new { code, shelf = request.ShelfCode, photo = true })), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        requests.Request("an unidentified parcel");
        feed.Publish(ChangeTopic.Intake);
        feed.Publish(ChangeTopic.Cases);
        return Outcome.Done($"On shelf {request.ShelfCode}. The console keeps looking and says when it knows whose it is.");
    }

    private static async Task<Outcome?> BeforeAsync(ConsoleContext db, string key, CancellationToken ct) =>
        await db.UnidentifiedParcels.AsNoTracking().Where(p => p.RequestKey == key).Select(p => p.ShelfCode).SingleOrDefaultAsync(ct) is { } shelf ? Outcome.Done($"The parcel is on shelf {shelf} already.") : null;

    private static async Task ScanAsync(ConsoleContext db, Actor actor, ShelveRequest request, DateTime now, int account, CancellationToken ct)
    {
        var scan = await db.ParcelScans.SingleOrDefaultAsync(s => s.ScanId == request.ScanId, ct);
        if (scan is null)
        {
            scan = new ParcelScan { ScanId = request.ScanId, Code = TakeScan.Clip(request.Code), At = now, ScannedAt = now, ActorId = actor.UserId, ActorName = actor.Name, Result = ScanResult.Unknown };
            db.ParcelScans.Add(scan);
        }
        (scan.State, scan.Note, scan.AccountId) = (ScanState.Shelved, request.ShelfCode, account);
    }
}
