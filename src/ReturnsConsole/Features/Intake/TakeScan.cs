using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Intake.Answers;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake;

/// <summary>Writes a scan into the day's list. A scan that was sent before, whatever the reason, is there already and stays as it is.</summary>
public sealed class TakeScan(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, ChangeFeed feed, TimeProvider clock)
{
    private const int MaxCode = 200;
    private static readonly TimeSpan OldestWait = TimeSpan.FromDays(30);

    /// <param name="scannedAt">By the browser's clock; one that cannot be is not believed.</param>
    /// <param name="answer">What was answered; null for one that waited and is only recorded.</param>
    public async Task<Outcome> RunAsync(Actor actor, Guid scanId, string code, DateTime scannedAt, ParcelAnswer? answer, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.AddReceipt, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        if (string.IsNullOrWhiteSpace(code) || scanId == Guid.Empty)
            return Outcome.Refused("The scan was empty.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.ParcelScans.AnyAsync(s => s.ScanId == scanId, ct))
            return Outcome.Done("The scan is in the list already.");
        var now = clock.GetUtcNow().UtcDateTime;
        var order = answer is { Orders: [var first, ..] } ? first : null;
        db.ParcelScans.Add(new ParcelScan
        {
            ScanId = scanId,
            Code = Clip(code),
            At = now,
            ScannedAt = scannedAt > now || scannedAt < now - OldestWait ? now : scannedAt,
            ActorId = actor.UserId,
            ActorName = actor.Name,
            Result = answer?.Result ?? ScanResult.Unknown,
            AccountId = order?.AccountId ?? 0,
            OrderId = order?.OrderId ?? "",
        });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            await using var fresh = await contexts.CreateDbContextAsync(ct);
            if (!await fresh.ParcelScans.AnyAsync(s => s.ScanId == scanId, ct))
                throw;
            return Outcome.Done("The scan is in the list already.");
        }
        feed.Publish(ChangeTopic.Intake);
        return Outcome.Done("Scan recorded.");
    }

    internal static string Clip(string code)
    {
        var text = string.Concat(code.Where(c => !char.IsControl(c))).Trim();
        return text.Length <= MaxCode ? text : text[..(MaxCode - 1)] + "…";
    }
}

/// <summary>"Not this": a scan that leads to nothing is put aside, and stays in the list as that.</summary>
public sealed class PutScanAside(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail audit, ChangeFeed feed)
{
    public async Task<Outcome> RunAsync(Actor actor, Guid scanId, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.AddReceipt, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        var scan = await db.ParcelScans.SingleOrDefaultAsync(s => s.ScanId == scanId, ct);
        if (scan is null || scan.State != ScanState.NotAnswered)
            return Outcome.Refused("The scan was answered already.");
        scan.State = ScanState.PutAside;
        await audit.AppendAsync(db, new AuditRecord(actor, "intake.put-aside", "scan", scan.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        feed.Publish(ChangeTopic.Intake);
        return Outcome.Done("Put aside. Scan the next parcel.");
    }
}
