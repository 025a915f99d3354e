using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.ReasonCodes.Versions;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.ReasonCodes.Release;

/// <summary>
/// Lets go what waited for a reason code and is mapped now, and has the orders looked at again. Works in stretches, each one transaction: the return leaves
/// quarantine, is noted as released by its version, and its order is noted as changed, all or nothing. Killed between two stretches, the next run does the rest;
/// a version's own marker says when it is through. Running it with nothing to do changes nothing.
/// </summary>
public sealed class ReleaseReturns(IDbContextFactory<ConsoleContext> contexts, AuditTrail audit, ReconciliationRequests requests, ChangeFeed feed, TimeProvider clock)
{
    /// <summary>Returns per transaction: long enough to be quick, short enough that others get to write.</summary>
    public int Stretch { get; init; } = 20_000;

    /// <returns>How many returns were let go.</returns>
    public async Task<long> RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await BeginAsync(db, ct);
        var open = await db.ReasonCodeVersions.AsNoTracking().Where(v => v.BegunAt != null && v.ReleasedAt == null).OrderBy(v => v.Number).ToListAsync(ct);
        var history = await ReasonCodeHistory.LoadAsync(db, ct);
        foreach (var version in open)
            await DecideAgainAsync(db, version, ct);
        long released = 0;
        var through = open.Select(v => v.Id).ToHashSet();
        var waiting = await db.ReturnItems.Where(r => r.Mapping == MappingStatus.Quarantined).GroupBy(r => new { r.Channel, r.ReasonCode }).Select(g => g.Key).ToListAsync(ct);
        foreach (var code in waiting)
        {
            if (history.Coverage(PlatformNames.Of(code.Channel), code.ReasonCode) is not { } covered)
                continue;
            var now = await LetGoAsync(db, code.Channel, code.ReasonCode, covered.VersionId, covered.Until, ct);
            if (now > 0)
                through.Add(covered.VersionId);
            released += now;
        }
        foreach (var version in through)
            await FinishAsync(db, version, ct);
        if (released > 0 || open.Count > 0)
        {
            requests.Request("reason codes");
            feed.Publish(ChangeTopic.ReasonCodes);
        }
        return released;
    }

    private async Task BeginAsync(ConsoleContext db, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (!await db.ReasonCodeVersions.AnyAsync(v => v.ActivatedAt != null && v.BegunAt == null && v.EffectiveFrom <= now, ct))
            return;
        await using var transaction = await db.BeginWriteAsync(ct);
        await VersionStart.BeginDueAsync(db, audit, now, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
    }

    private async Task<long> LetGoAsync(ConsoleContext db, ReturnChannel channel, string code, int versionId, DateTime until, CancellationToken ct)
    {
        var held = db.ReturnItems.Where(r => r.Mapping == MappingStatus.Quarantined && r.Channel == channel && r.ReasonCode == code);
        if (until < DateTime.MaxValue.Date)
        {
            var end = until.AddDays(1);
            held = held.Where(r => (r.RequestedAt == null && r.DeliveredAt == null) || (r.RequestedAt ?? r.DeliveredAt) < end);
        }
        long released = 0;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            await using var transaction = await db.BeginWriteAsync(ct);
            var rows = await held.OrderBy(r => r.Id).Select(r => new { r.Id, r.OrderKey }).Take(Stretch).ToListAsync(ct);
            if (rows.Count == 0)
                return released;
            var now = clock.GetUtcNow().UtcDateTime;
            using (var letGo = BulkTable.Open(db, typeof(ReleasedReturn), nameof(ReleasedReturn.VersionId), nameof(ReleasedReturn.ReturnItemId), nameof(ReleasedReturn.ReleasedAt)))
            {
                letGo.Set(0, (long)versionId);
                letGo.Set(2, now);
                // A return that was held again later, by another code of its own, may come by twice; it is one return of the version.
                var first = rows[0].Id;
                var last = rows[^1].Id;
                var noted = (await db.ReleasedReturns.Where(r => r.VersionId == versionId && r.ReturnItemId >= first && r.ReturnItemId <= last).Select(r => r.ReturnItemId).ToListAsync(ct)).ToHashSet();
                foreach (var row in rows.Where(r => !noted.Contains(r.Id)))
                {
                    letGo.Set(1, row.Id);
                    letGo.Add();
                }
                letGo.Flush();
            }
            NoteOrders(db, rows.Select(r => r.OrderKey).Distinct());
            var upTo = rows[^1].Id;
            await held.Where(r => r.Id <= upTo).ExecuteUpdateAsync(set => set.SetProperty(r => r.Mapping, MappingStatus.Released), ct);
            await transaction.CommitAsync(ct);
            released += rows.Count;
            if (rows.Count < Stretch)
                return released;
        }
    }

    /// <summary>Where a version judges otherwise whose fault a code is, the orders with such returns are looked at again from its day on.</summary>
    private static async Task DecideAgainAsync(ConsoleContext db, ReasonCodeVersion version, CancellationToken ct)
    {
        var before = await db.ReasonCodeVersions.AsNoTracking().Where(v => v.Number < version.Number && v.ActivatedAt != null).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);
        if (before is null)
            return;
        var differences = MappingDifference.Between(await VersionStart.RowsAsync(db, before.Id, ct), await VersionStart.RowsAsync(db, version.Id, ct));
        var other = differences.Where(d => d.Change == RowChange.Changed && d.Before!.Values.SellerFault != d.After!.Values.SellerFault).Select(d => (d.Key.SourceSystem, ReasonCodeText.Normal(d.Key.Code))).ToHashSet();
        if (other.Count == 0)
            return;
        var used = await db.ReturnItems.Where(r => r.ReasonCode != "").GroupBy(r => new { r.Channel, r.ReasonCode }).Select(g => g.Key).ToListAsync(ct);
        foreach (var code in used.Where(u => other.Contains((PlatformNames.Of(u.Channel), ReasonCodeText.Normal(u.ReasonCode)))))
        {
            await using var transaction = await db.BeginWriteAsync(ct);
            var orders = await db.ReturnItems.Where(r => r.Channel == code.Channel && r.ReasonCode == code.ReasonCode && (r.RequestedAt ?? r.DeliveredAt) >= version.EffectiveFrom).Select(r => r.OrderKey).Distinct().ToListAsync(ct);
            NoteOrders(db, orders);
            await transaction.CommitAsync(ct);
        }
    }

    private static void NoteOrders(ConsoleContext db, IEnumerable<long> orders)
    {
        using var changes = BulkTable.Open(db, typeof(OrderChange), nameof(OrderChange.OrderKey));
        foreach (var order in orders)
        {
            changes.Set(0, order);
            changes.Add();
        }
        changes.Flush();
    }

    private async Task FinishAsync(ConsoleContext db, int versionId, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var released = await db.ReleasedReturns.LongCountAsync(r => r.VersionId == versionId, ct);
        await db.ReasonCodeVersions.Where(v => v.Id == versionId)
            .ExecuteUpdateAsync(set => set.SetProperty(v => v.ReleasedAt, v => v.ReleasedAt ?? now).SetProperty(v => v.Released, released).SetProperty(v => v.Version, v => v.Version + 1), ct);
    }
}
