using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Imports.Facts;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Shipments.Unloading;

/// <summary>
/// Writes the goods receipts that scans stand for, many to a file, by the way of the receipts file. What is due stands in the scans themselves: a process that
/// dies between scan and receipt leaves it to the next one, and a receipt that two processes write is one receipt by its reference.
/// </summary>
public sealed class WriteUnloadReceipts(IDbContextFactory<ConsoleContext> contexts, EvidenceStore evidence, AuditTrail audit, ReconciliationRequests requests, ChangeFeed feed, TimeProvider clock) : IDisposable
{
    private const int MostRows = 1_000;
    private readonly DockReceipts receipts = new(evidence, audit, clock);
    private readonly SemaphoreSlim one = new(1, 1);

    /// <returns>How many were written.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            var all = 0;
            for (var written = MostRows; written == MostRows; all += written)
                written = await SomeAsync(ct);
            if (all > 0)
            {
                requests.Request("items unloaded");
                feed.Publish(ChangeTopic.Shipments);
                feed.Publish(ChangeTopic.Audit);
            }
            return all;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<int> SomeAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await db.ShipmentScans.AsNoTracking().Where(s => s.Receipt == ScanReceipt.Due || s.Receipt == ScanReceipt.WithdrawalDue).OrderBy(s => s.Id).Take(MostRows).ToListAsync(ct);
        foreach (var file in due.GroupBy(s => (s.AccountId, s.ActorId, s.ActorName)))
            await WriteAsync(db, new Actor(file.Key.ActorId, file.Key.ActorName, null), [.. file], ct);
        return due.Count;
    }

    private async Task WriteAsync(ConsoleContext db, Actor actor, List<ShipmentScan> scans, CancellationToken ct)
    {
        var there = await ReceivedAsync(db, scans, ct);
        var rows = scans.Where(s => !IsTold(s, there)).Select(Of).DistinctBy(r => (r.Reference, r.Withdrawn)).ToList();
        var stored = rows.Count == 0 ? null : await receipts.StoreAsync(rows, ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        var ids = scans.ConvertAll(s => s.Id);
        // What somebody took back or wrote meanwhile is left to the next round.
        var still = await db.ShipmentScans.Where(s => ids.Contains(s.Id) && (s.Receipt == ScanReceipt.Due || s.Receipt == ScanReceipt.WithdrawalDue)).ToDictionaryAsync(s => s.Id, s => s, ct);
        if (still.Count != scans.Count || scans.Exists(s => still[s.Id].Receipt != s.Receipt) || !there.SetEquals(await ReceivedAsync(db, scans, ct)))
            return;
        foreach (var scan in still.Values)
            scan.Receipt = scan.Receipt == ScanReceipt.Due ? ScanReceipt.Written : ScanReceipt.Withdrawn;
        if (stored is not null)
            await receipts.WriteAsync(db, actor, rows, stored, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>An item that came with another shipment before is received, perhaps graded: a second receipt would take that back.</summary>
    private static bool IsTold(ShipmentScan scan, HashSet<string> there) => scan.Receipt == ScanReceipt.Due && there.Contains(scan.Reference);

    /// <summary>References of these scans whose goods are here.</summary>
    private static async Task<HashSet<string>> ReceivedAsync(ConsoleContext db, List<ShipmentScan> scans, CancellationToken ct)
    {
        var account = scans[0].AccountId;
        var keys = scans.Select(s => FactUpserts<GoodsReceipt>.NaturalKey("ref", IntakeWords.Source, s.Reference)).Distinct().ToList();
        return [.. await db.GoodsReceipts.Where(r => keys.Contains(r.NaturalKey) && r.AccountId == account && r.Disposition != Disposition.Lost).Select(r => r.Reference).ToListAsync(ct)];
    }

    private static DockReceipt Of(ShipmentScan scan)
    {
        var withdrawn = scan.Receipt == ScanReceipt.WithdrawalDue;
        var at = withdrawn && scan.UndoneAt is { } undone ? undone > scan.At ? undone : scan.At.AddMilliseconds(1) : scan.At;
        return new DockReceipt(scan.AccountId, scan.OrderId, scan.RmaId, scan.Sku, scan.Quantity, "", at, scan.Reference, withdrawn);
    }
}
