using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Stock.Corrections;
using ReturnsConsole.Features.Stock.Ledger;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>What earlier runs left behind about the orders of this run: to write only the difference.</summary>
internal sealed class KnownResults
{
    /// <summary>By ascending key. Nothing packed: removed, and not folded in yet.</summary>
    public List<KnownMatches> Matches { get; private set; } = [];

    public List<PostedStock> Stock { get; } = [];

    public List<PostedCorrection> Corrections { get; } = [];

    /// <summary>The newest correction of all that was there when these were read.</summary>
    public long LastCorrection { get; private set; }

    public Dictionary<long, DateTime> Rechecks { get; } = [];

    public Dictionary<(int Account, CaseKind Kind, string Subject), KnownCase> Cases { get; } = [];

    /// <param name="connection">Open.</param>
    /// <param name="keys">Table of the run's keys; null = all.</param>
    /// <param name="loose">Kinds of cases without order that this run decides again.</param>
    public static KnownResults Read(DbConnection connection, DbTransaction? transaction, string? keys, IReadOnlyCollection<CaseKind> loose)
    {
        var known = new KnownResults();
        var texts = new TextBlock();
        var join = keys is null ? "" : $"{keys} k {(keys[0] == '#' ? "INNER JOIN" : "CROSS JOIN")} ";
        var on = keys is null ? "" : " ON t.OrderKey = k.OrderKey";
        // Cases join by their index on the order key alone, which a scan does not need.
        var (recent, folded) = (new List<KnownMatches>(), new List<KnownMatches>());
        Each(connection, transaction, $"SELECT t.OrderKey, t.Packed FROM {join}RecentMatches t{on} ORDER BY t.OrderKey", texts, r => recent.Add(new(r.Number(0), r.Text(1), true)));
        Each(connection, transaction, $"SELECT t.OrderKey, t.Packed FROM {join}OrderMatches t{on} ORDER BY t.OrderKey", texts, r => folded.Add(new(r.Number(0), r.Text(1), false)));
        known.Matches = Newest(recent, folded);
        Each(connection, transaction, $"SELECT t.Id, t.AccountId, t.OrderKey, t.Sku, t.InTransit, t.OnHandUninspected, t.Sellable, t.Quarantine, t.Scrap, t.Lost FROM {join}StockPositions t{on}", texts,
            r => known.Stock.Add(new(r.Number(0), new((int)r.Number(1), r.Number(2), r.Text(3).ToString(), new((int)r.Number(4), (int)r.Number(5), (int)r.Number(6), (int)r.Number(7), (int)r.Number(8), (int)r.Number(9))))));
        Each(connection, transaction, "SELECT COALESCE(MAX(Id), 0) FROM StockCorrections", texts, r => known.LastCorrection = r.Number(0));
        if (known.LastCorrection > 0)
        {
            Each(connection, transaction, $"{PostedCorrections.Select}{(keys is null ? "" : $" WHERE COALESCE(r.OrderKey, t.OrderKey) IN (SELECT OrderKey FROM {keys})")}", texts,
                r => known.Corrections.Add(new((int)r.Number(1), r.Number(2), r.Text(3).ToString(), new(r.Number(0), (Reconciliation.Stock.StockBucket)r.Number(4), (Reconciliation.Stock.StockBucket)r.Number(5), (int)r.Number(6), r.Number(7), (int)r.Number(8)))));
        }
        Each(connection, transaction, $"SELECT t.OrderKey, t.At FROM {join}OrderRechecks t{on}", texts, r => known.Rechecks[r.Number(0)] = r.At(1));
        Each(connection, transaction, $"SELECT {Columns} FROM {join}Cases t{on}{(keys is null ? " WHERE t.OrderKey <> 0" : " WHERE k.OrderKey <> 0")}", texts, known.AddCase);
        if (loose.Count > 0)
            Each(connection, transaction, $"SELECT {Columns} FROM Cases t WHERE t.OrderKey = 0 AND t.Kind IN ({string.Join(',', loose.Select(k => FactLinks.Text((long)k)))})", texts, known.AddCase);
        return known;
    }

    /// <summary>Corrections that were written after the rest was read, in the transaction that keeps others from writing more.</summary>
    public async Task TakeAsync(ConsoleContext db, IReadOnlyCollection<PostedCorrection> newer, CancellationToken ct)
    {
        var orders = newer.Select(c => c.OrderKey).Distinct().ToList();
        Stock.RemoveAll(s => orders.Contains(s.Standing.OrderKey));
        foreach (var p in await db.StockPositions.AsNoTracking().Where(p => orders.Contains(p.OrderKey)).ToListAsync(ct))
            Stock.Add(new(p.Id, new(p.AccountId, p.OrderKey, p.Sku, p.Counts)));
        Corrections.AddRange(newer);
    }

    private static List<KnownMatches> Newest(List<KnownMatches> recent, List<KnownMatches> folded)
    {
        if (recent.Count == 0)
            return folded;
        var both = new List<KnownMatches>(recent.Count + folded.Count);
        var at = 0;
        foreach (var row in recent)
        {
            for (; at < folded.Count && folded[at].Key < row.Key; at++)
                both.Add(folded[at]);
            if (at < folded.Count && folded[at].Key == row.Key)
                at++;
            both.Add(row);
        }
        both.AddRange(folded.Skip(at));
        return both;
    }

    private const string Columns = "t.Id, t.CompanyId, t.AccountId, t.Kind, t.SubjectKey, t.Status, t.FindingHash, t.OrderKey, t.AssigneeId, t.Currency, t.AtRisk, t.OpenedAt, t.DueAt, t.Version";

    private void AddCase(RowReader r)
    {
        var kind = (CaseKind)r.Number(3);
        var account = (int)r.Number(2);
        Cases[(account, kind, r.Text(4).ToString())] = new KnownCase
        {
            Id = r.Number(0),
            CompanyId = (int)r.Number(1),
            AccountId = account,
            Kind = kind,
            Status = (CaseStatus)r.Number(5),
            FindingHash = r.Number(6),
            OrderKey = r.Number(7),
            AssigneeId = (int)r.Number(8),
            Currency = r.Word(9).Text,
            AtRisk = r.Number(10),
            OpenedAt = r.At(11),
            DueAt = r.At(12),
            Version = (int)r.Number(13),
        };
    }

    private static void Each(DbConnection connection, DbTransaction? transaction, string sql, TextBlock texts, Action<RowReader> row)
    {
        using var reader = RowReader.Open(connection, transaction, sql, texts);
        while (reader.Read())
            row(reader);
    }
}

/// <summary>What is stored of an order.</summary>
/// <param name="IsRecent">It stands in <see cref="RecentMatches"/>.</param>
internal readonly record struct KnownMatches(long Key, FactText Packed, bool IsRecent);
