using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>
/// Loads the facts of a run in bulk. Few orders: their keys go into a temporary table and every fact table is joined with it by index. Many: every table is
/// read once from end to end, and what was read is sorted here. Never a query per order.
/// </summary>
internal sealed class FactLoading(IDbContextFactory<ConsoleContext> contexts)
{
    /// <summary>Keys of the run, expanded by the orders that aliases, tracking numbers and forced matches lead to.</summary>
    public async Task<(LoadedFacts Facts, long[] Keys, bool Keyless)> SomeAsync(IReadOnlyCollection<long> changed, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        var connection = db.Database.GetDbConnection();
        BulkPragmas.Apply(connection);
        var facts = new LoadedFacts { Forced = await db.ForcedMatches.AsNoTracking().ToListAsync(ct) };
        var keys = new HashSet<long>(changed);
        var keyless = keys.Remove(OrderKey.None);
        await using var table = RunKeys.Create(connection);
        table.Add(keys);
        var texts = new TextBlock();
        var links = new Dictionary<long, (long OrderKey, MatchRule Rule)>();
        Expand(connection, table, facts, keys, texts);
        var touched = ReadLinks(connection, table.Name, texts, links).Select(l => l.Receipt).ToHashSet();
        if (keyless || touched.Count > 0)
        {
            // Goods without an order come to an order of the run, or leave one that the run does not hold yet because a second order now fits as well.
            links.Clear();
            var all = ReadLinks(connection, null, texts, links);
            Extend(table, keys, all.Where(l => keyless || touched.Contains(l.Receipt)).Select(l => l.OrderKey));
            Expand(connection, table, facts, keys, texts);
            keyless = true;
            table.AddKeyless();
        }
        var reasons = await ReasonCodeHistory.LoadAsync(db, ct);
        facts.Aliases.Clear();
        var rows = new FactRows(reasons);
        Read(connection, FactSql.Select(FactSql.LineColumns, FactSql.Lines, table.Name), texts, r => rows.Line(r, facts.Lines, facts.Aliases));
        Read(connection, FactSql.Select(FactSql.ReturnColumns, FactSql.Returns, table.Name), texts, r => rows.Return(r, facts.Returns));
        Read(connection, FactSql.Select(FactSql.ReceiptColumns, FactSql.Receipts, table.Name), texts, r => FactRows.Receipt(r, facts.Receipts));
        Read(connection, FactSql.Select(FactSql.RefundColumns, FactSql.Refunds, table.Name), texts, r => rows.Refund(r, facts.Refunds));
        Link(facts, links);
        var sorted = keys.ToArray();
        Array.Sort(sorted);
        return (facts, sorted, keyless);
    }

    /// <summary>Everything. On SQLite two connections read at once.</summary>
    public async Task<LoadedFacts> AllAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var second = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        await second.Database.OpenConnectionAsync(ct);
        var facts = new LoadedFacts { Forced = await db.ForcedMatches.AsNoTracking().ToListAsync(ct) };
        var reasons = await ReasonCodeHistory.LoadAsync(db, ct);
        var links = new Dictionary<long, (long OrderKey, MatchRule Rule)>();
        var (one, two) = (db.Database.GetDbConnection(), second.Database.GetDbConnection());
        BulkPragmas.Apply(one);
        BulkPragmas.Apply(two);
        await Task.WhenAll(
            Task.Run(() =>
            {
                var (rows, texts) = (new FactRows(reasons), new TextBlock());
                facts.Refunds.Reserve(MostRows(one, "RefundSightings"));
                Read(one, FactSql.Select(FactSql.RefundColumns, FactSql.Refunds, null), texts, r => rows.Refund(r, facts.Refunds));
                Read(one, FactSql.Select(FactSql.ReceiptColumns, FactSql.Receipts, null), texts, r => FactRows.Receipt(r, facts.Receipts));
                ReadLinks(one, null, texts, links);
            }, ct),
            Task.Run(() =>
            {
                var (rows, texts) = (new FactRows(reasons), new TextBlock());
                facts.Returns.Reserve(MostRows(two, "ReturnItems"));
                Read(two, FactSql.Select(FactSql.ReturnColumns, FactSql.Returns, null), texts, r => rows.Return(r, facts.Returns));
                Read(two, FactSql.Select(FactSql.LineColumns, FactSql.Lines, null), texts, r => rows.Line(r, facts.Lines, facts.Aliases));
            }, ct));
        Link(facts, links);
        return facts;
    }

    private static void Link(LoadedFacts facts, Dictionary<long, (long OrderKey, MatchRule Rule)> links)
    {
        FactLinks.MoveKeylessGoods(facts, links);
        FactLinks.MoveAliases(facts);
        FactLinks.MoveForced(facts);
        facts.Sort();
    }

    /// <summary>Keys that belong together with those of the run by alias or by a person's word, until no more are found.</summary>
    private static void Expand(DbConnection connection, RunKeys table, LoadedFacts facts, HashSet<long> keys, TextBlock texts)
    {
        int before;
        do
        {
            before = keys.Count;
            Extend(table, keys, facts.Forced.Where(f => keys.Contains(f.RefundOrderKey) || keys.Contains(f.ReturnOrderKey)).SelectMany(f => new[] { f.RefundOrderKey, f.ReturnOrderKey }).ToList());
            var found = new List<long>();
            if (keys.Any(k => k < 0))
            {
                foreach (var source in (string[])[FactSql.Returns, FactSql.Receipts, FactSql.Refunds])
                    Read(connection, $"SELECT o.OrderKey FROM {table.Name} k {table.Join} {source} ON t.OrderKey = k.OrderKey INNER JOIN OrderLines o ON o.MerchantOrderId = t.OrderId AND o.MerchantOrderId <> '' AND o.AccountId = t.AccountId WHERE k.OrderKey < 0", texts, r => found.Add(r.Number(0)));
            }
            Read(connection, $"SELECT t.MerchantOrderId FROM {table.Name} k {table.Join} OrderLines t ON t.OrderKey = k.OrderKey WHERE t.MerchantOrderId <> ''", texts, r => found.Add(OrderKey.From(r.Text(0).Span)));
            Extend(table, keys, found);
        }
        while (keys.Count > before);
    }

    private static List<(long Receipt, long OrderKey)> ReadLinks(DbConnection connection, string? keys, TextBlock texts, Dictionary<long, (long OrderKey, MatchRule Rule)> links)
    {
        var all = new List<(long, long)>();
        Read(connection, FactLinks.KeylessGoodsSql(keys), texts, r =>
        {
            FactLinks.Add(links, r.Number(0), r.Number(2), (MatchRule)r.Number(3));
            all.Add((r.Number(0), r.Number(2)));
        });
        return all;
    }

    private static void Extend(RunKeys table, HashSet<long> keys, IEnumerable<long> more)
    {
        var added = more.Where(k => k != OrderKey.None && keys.Add(k)).ToList();
        if (added.Count > 0)
            table.Add(added);
    }

    private static void Read(DbConnection connection, string sql, TextBlock texts, Action<RowReader> row)
    {
        if (connection is SqlConnection)
            sql = sql.Replace("CROSS JOIN ReturnItems r CROSS JOIN GoodsReceipts g", ", ReturnItems r, GoodsReceipts g", StringComparison.Ordinal).Replace("CROSS JOIN ReturnItems r", ", ReturnItems r", StringComparison.Ordinal);
        using var reader = RowReader.Open(connection, null, sql, texts);
        while (reader.Read())
            row(reader);
    }

    private static long MostRows(DbConnection connection, string table)
    {
        if (connection is not SqliteConnection)
            return 0;
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COALESCE(MAX(Id) - MIN(Id) + 1, 0) FROM {table}";
        return Math.Min((long)command.ExecuteScalar()!, 2_000_000);
    }
}
