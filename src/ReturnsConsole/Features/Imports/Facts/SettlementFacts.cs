using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>How one settlement of a file ties out. Minor units; declared is null when the file declares none.</summary>
internal sealed record TieOut(string SettlementId, string Currency, long? Declared, long Summed, int Lines, int Unclassified, bool KnownBefore);

/// <summary>Settlements of one file, each summed and tied out by itself.</summary>
internal sealed class SettlementFacts(ConsoleContext db, SourceFile file, SourceRecords records, OrderChanges changes) : IDisposable
{
    private readonly List<OpenSettlement> open = [];
    private readonly SettlementLines lines = new(db, file.Id);
    private readonly RefundGroups refunds = new(db, file.AccountId, file.Id);
    private OpenSettlement? current;
    private (RowRef Row, bool New)? summary;

    public bool Any => open.Count > 0;

    /// <summary>The settlement being read was imported before.</summary>
    public bool IsKnown => (current ?? (open.Count > 0 ? open[^1] : null))?.Known is not null;

    public void Begin(SettlementHead head)
    {
        var known = db.Settlements.AsNoTracking().SingleOrDefault(s => s.AccountId == file.AccountId && s.SettlementId == head.SettlementId);
        if (known is not null && known.Currency != head.Currency)
            throw new PartnerFileException(new FileRefusal(RefusalReason.NotAReport, Differs(known)));
        open.Add(known is null ? new OpenSettlement(head, Insert(head)) : new OpenSettlement(head, known) { Mendable = Mendable(known) });
        RecordHead(head.Row.Line);
        summary = (head.Row, known is null);
    }

    /// <summary>
    /// A row of this line comes next. A head that stands on a line of its own is a row too; where a file has no summary row, its first line is the head.
    /// </summary>
    public void RecordHead(long nextLine)
    {
        if (summary is not { } head)
            return;
        summary = null;
        if (head.Row.Line != nextLine)
            records.Add(head.Row, head.New ? SourceRecordOutcome.Accepted : SourceRecordOutcome.Duplicate);
    }

    public void Add(in SettlementLineRow row)
    {
        if (current is null || !row.SettlementId.SequenceEqual(current.IdBytes))
            current = Find(row.SettlementId);
        if (summary is not null)
            RecordHead(row.Row.Line);
        var into = current;
        into.Count(row);
        if (into.Known is null)
        {
            if (records.IsNew(row.Row.Line))
                records.Add(row.Row, SourceRecordOutcome.Accepted);
            Write(into, row);
        }
        else if (into.Mendable > 0 && !into.Overflowed)
        {
            if (!into.Hold(row))
                RecordHeld(into);
        }
        else if (records.IsNew(row.Row.Line))
        {
            records.Add(row.Row, SourceRecordOutcome.Duplicate);
        }
    }

    /// <summary>Writes what is open and ties out.</summary>
    /// <exception cref="PartnerFileException">A settlement of this id but other content was imported before.</exception>
    public IReadOnlyList<TieOut> Finish()
    {
        RecordHead(0);
        foreach (var settlement in open.Where(s => s.Known is not null))
            Settle(settlement);
        refunds.Flush();
        refunds.FlushTable();
        lines.Flush();
        foreach (var settlement in open)
            Store(settlement);
        return [.. open.Select(s => s.Result())];
    }

    public void Dispose()
    {
        lines.Dispose();
        refunds.Dispose();
    }

    private void Settle(OpenSettlement settlement)
    {
        var known = settlement.Known!;
        if ((settlement.LineCount == known.LineCount && settlement.ContentHash == known.ContentHash) || IsSameInOtherLayout(settlement, known))
        {
            RecordHeld(settlement);
            return;
        }
        // Rows that were rejected, mended and brought again: no more of them than were rejected, and none that is there already.
        if (settlement.Overflowed || settlement.Held.Count == 0 || AnyKnown(known, settlement.Held))
            throw new PartnerFileException(new FileRefusal(RefusalReason.NotAReport, Differs(known)));
        settlement.Completes = true;
        foreach (var held in settlement.Held)
        {
            if (records.IsNew(held.Row.Line))
                records.Add(held.Row, SourceRecordOutcome.Accepted);
            Write(settlement, held.ToRow());
        }
    }

    /// <summary>V1 and V2 cut the same settlement into different rows: where declared total and sum agree, the second tells nothing new.</summary>
    private bool IsSameInOtherLayout(OpenSettlement settlement, Settlement known)
    {
        if (known.DeclaredTotal is null || settlement.Head.DeclaredTotalMinor != known.DeclaredTotal || settlement.Summed != known.SummedTotal)
            return false;
        var formats = db.SourceFiles.AsNoTracking().Where(f => f.Id == known.FileId || f.Id == file.Id).Select(f => f.Format).ToList();
        return formats is [var one, var other] && one != other;
    }

    private void RecordHeld(OpenSettlement settlement)
    {
        foreach (var held in settlement.Held.Where(h => records.IsNew(h.Row.Line)))
            records.Add(held.Row, SourceRecordOutcome.Duplicate);
        settlement.Held.Clear();
    }

    private void Write(OpenSettlement settlement, in SettlementLineRow row)
    {
        var key = OrderKey.From(row.OrderId);
        settlement.Written(lines.NextId, row);
        lines.Add(settlement.Pk, key, row);
        var refund = RefundGroups.IsRefund(row.Kind);
        if (refund)
            refunds.Add(settlement.Pk, settlement.Head.Currency, key, row);
        if (key != OrderKey.None || refund)
            changes.Add(key);
    }

    private Settlement Insert(SettlementHead head)
    {
        var settlement = new Settlement
        {
            AccountId = file.AccountId,
            SettlementId = head.SettlementId,
            Currency = head.Currency,
            StartAt = head.StartUtc,
            EndAt = head.EndUtc,
            DepositAt = head.DepositUtc,
            DeclaredTotal = head.DeclaredTotalMinor,
            FileId = file.Id,
            Line = head.Row.Line,
        };
        db.Settlements.Add(settlement);
        db.SaveChanges();
        return settlement;
    }

    private void Store(OpenSettlement settlement)
    {
        if (settlement.Known is { } known && !settlement.Completes)
            return;
        var before = settlement.Known;
        db.Settlements.Where(s => s.Id == settlement.Pk).ExecuteUpdate(set => set
            .SetProperty(s => s.SummedTotal, (before?.SummedTotal ?? 0) + settlement.Summed)
            .SetProperty(s => s.LineCount, (before?.LineCount ?? 0) + settlement.LineCount)
            .SetProperty(s => s.UnclassifiedLines, (before?.UnclassifiedLines ?? 0) + settlement.Unclassified)
            .SetProperty(s => s.ContentHash, unchecked((before?.ContentHash ?? 0) + settlement.ContentHash))
            .SetProperty(s => s.FirstLineId, before is { FirstLineId: > 0 } ? before.FirstLineId : settlement.FirstLineId)
            .SetProperty(s => s.LastLineId, Math.Max(before?.LastLineId ?? 0, settlement.LastLineId))
            .SetProperty(s => s.Marketplace, before is { Marketplace.Length: > 0 } ? before.Marketplace : settlement.Marketplace));
    }

    /// <summary>How many rows of the settlement's first file were rejected and did not come again yet.</summary>
    private int Mendable(Settlement known)
    {
        var rejected = db.RejectedRows.Count(r => r.FileId == known.FileId);
        return rejected == 0 ? 0 : rejected - db.SettlementLines.Where(l => l.SettlementPk == known.Id && l.FileId != known.FileId).Select(l => new { l.FileId, l.Line }).Distinct().Count();
    }

    private bool AnyKnown(Settlement known, IReadOnlyList<HeldLine> held)
    {
        var from = SourceRecord.KeyOf(known.FileId, 0, 0);
        var to = SourceRecord.KeyOf(known.FileId + 1, 0, 0);
        return held.Select(h => h.Row.Hash).Distinct().Chunk(500).Any(hashes =>
            db.SourceRecords.Any(r => r.Id >= from && r.Id < to && r.Outcome == SourceRecordOutcome.Accepted && hashes.Contains(r.Hash)));
    }

    private string Differs(Settlement known)
    {
        var earlier = db.SourceFiles.AsNoTracking().Single(f => f.Id == known.FileId);
        var total = new Money(known.DeclaredTotal ?? known.SummedTotal, known.Currency);
        return string.Create(CultureInfo.InvariantCulture,
            $"Settlement {known.SettlementId} was imported from {earlier.Name} on {earlier.FinishedAt ?? earlier.ReceivedAt:yyyy-MM-dd} with a total of {total.ToDecimalString()} {total.Currency} and {known.LineCount:N0} lines; this file differs. Nothing was changed. Find out which of the two files is right.");
    }

    private OpenSettlement Find(ReadOnlySpan<byte> settlementId)
    {
        foreach (var settlement in open)
        {
            if (settlementId.SequenceEqual(settlement.IdBytes))
                return settlement;
        }
        throw new InvalidOperationException($"A line of settlement {Encoding.UTF8.GetString(settlementId)} came before its head.");
    }
}
