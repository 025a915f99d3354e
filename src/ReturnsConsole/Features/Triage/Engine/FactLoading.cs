using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Features.Stock.Kits;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>
/// Loads the facts of a run in bulk. Few orders: their keys go into a temporary table and every fact table is joined with it by index. Many: every table is
/// read once from end to end, and what was read is sorted here. Never a query per order.
/// </summary>
internal sealed class FactLoading(IDbContextFactory<ConsoleContext> contexts)
{
    /// <summary>Every partner that has orders calls the stream so.</summary>
    private const string OrderStream = "orders";

    /// <summary>Keys of the run, expanded by the orders that aliases, tracking numbers and forced matches lead to.</summary>
    public async Task<(LoadedFacts Facts, long[] Keys, bool Keyless)> SomeAsync(IReadOnlyCollection<long> changed, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        var connection = db.Database.GetDbConnection();
        BulkPragmas.Apply(connection);
        using var scan = new FactScan(connection);
        var facts = new LoadedFacts
        {
            Forced = await db.ForcedMatches.AsNoTracking().ToListAsync(ct),
            Companies = await db.Accounts.AsNoTracking().ToDictionaryAsync(a => a.Id, a => a.CompanyId, ct),
        };
        facts.SyncingOrders = await SyncingAsync(db, ct);
        await SettledAsync(db, facts, ct);
        var keys = new HashSet<long>(changed);
        var keyless = keys.Remove(OrderKey.None);
        await using var table = RunKeys.Create(connection);
        table.Add(keys);
        var texts = new TextBlock();
        var links = new Dictionary<long, (long OrderKey, MatchRule Rule)>();
        Expand(scan, table, facts, keys, texts);
        var touched = await TouchedAsync(db, scan, table, keys, texts, links, ct);
        if (keyless || touched.Count > 0 || facts.Forced.Exists(f => HasKeyless(f) && (keys.Contains(f.RefundOrderKey) || keys.Contains(f.ReturnOrderKey))))
        {
            // Goods without an order come to an order of the run, or leave one that the run does not hold yet because a second order now fits as well.
            links.Clear();
            var all = ReadLinks(scan, null, texts, links);
            Extend(table, keys, all.Where(l => keyless || touched.Contains(l.Receipt)).Select(l => l.OrderKey));
            Expand(scan, table, facts, keys, texts);
            keyless = true;
            table.AddKeyless();
        }
        var reasons = await ReasonCodeHistory.LoadAsync(db, ct);
        facts.Aliases.Clear();
        var rows = new FactRows(reasons);
        scan.Read(FactSql.Select(FactSql.LineColumns, FactSql.Lines, table.Name), texts, r => FactRows.Line(r, facts.Lines, facts.Aliases));
        scan.Read(FactSql.Select(FactSql.ReturnColumns, FactSql.Returns, table.Name), texts, r => rows.Return(r, facts.Returns));
        scan.Read(FactSql.Select(FactSql.ReceiptColumns, FactSql.Receipts, table.Name), texts, r => FactRows.Receipt(r, facts.Receipts));
        scan.Read(FactSql.Select(FactSql.RefundColumns, FactSql.Refunds, table.Name), texts, r => FactRows.Refund(r, facts.Refunds));
        if (keyless)
            ReadVendorGoods(scan, texts, facts);
        Link(facts, links);
        var sorted = keys.ToArray();
        Array.Sort(sorted);
        return (facts, sorted, keyless);
    }

    /// <summary>Everything. Two connections read at once.</summary>
    public async Task<LoadedFacts> AllAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var second = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        await second.Database.OpenConnectionAsync(ct);
        var facts = new LoadedFacts
        {
            Forced = await db.ForcedMatches.AsNoTracking().ToListAsync(ct),
            Companies = await db.Accounts.AsNoTracking().ToDictionaryAsync(a => a.Id, a => a.CompanyId, ct),
        };
        facts.SyncingOrders = await SyncingAsync(db, ct);
        await SettledAsync(db, facts, ct);
        var reasons = await ReasonCodeHistory.LoadAsync(db, ct);
        var links = new Dictionary<long, (long OrderKey, MatchRule Rule)>();
        using var one = FactScan.Alone(db.Database.GetDbConnection());
        using var two = FactScan.Alone(second.Database.GetDbConnection());
        // Returns have more columns than refunds: the reader of the refunds takes the last of them, so that both end together.
        var split = await db.ReturnItems.MaxAsync(r => (long?)r.Id, ct) / 7 * 6 ?? 0;
        var lastReturns = new FactSet<ReturnFact>();
        await Task.WhenAll(
            Task.Run(() =>
            {
                var (rows, texts) = (new FactRows(reasons), new TextBlock());
                facts.Refunds.Reserve(one.MostRows("RefundSightings"));
                one.Read(FactSql.Select(FactSql.RefundColumns, FactSql.Refunds, null), texts, r => FactRows.Refund(r, facts.Refunds));
                one.Read(FactSql.Select(FactSql.ReceiptColumns, FactSql.Receipts, null), texts, r => FactRows.Receipt(r, facts.Receipts));
                ReadLinks(one, null, texts, links);
                ReadVendorGoods(one, texts, facts);
                one.Read(FactSql.Select(FactSql.ReturnColumns, FactSql.Returns, null) + " WHERE t.Id > " + FactLinks.Text(split), texts, r => rows.Return(r, lastReturns));
            }, ct),
            Task.Run(() =>
            {
                var (rows, texts) = (new FactRows(reasons), new TextBlock());
                facts.Returns.Reserve(two.MostRows("ReturnItems"));
                two.Read(FactSql.Select(FactSql.ReturnColumns, FactSql.Returns, null) + " WHERE t.Id <= " + FactLinks.Text(split), texts, r => rows.Return(r, facts.Returns));
                two.Read(FactSql.Select(FactSql.LineColumns, FactSql.Lines, null), texts, r => FactRows.Line(r, facts.Lines, facts.Aliases));
            }, ct));
        facts.Returns.Append(lastReturns);
        Link(facts, links);
        return facts;
    }

    private static async Task<HashSet<int>> SyncingAsync(ConsoleContext db, CancellationToken ct) =>
        [.. await db.SyncStreams.Where(s => s.Stream == OrderStream && s.Watermark != null).Join(db.Partners, s => s.PartnerId, p => p.Id, (s, p) => p.AccountId)
            .Join(db.Accounts, id => id, a => a.Id, (id, a) => a.CompanyId).Distinct().ToListAsync(ct)];

    /// <summary>What administrators decided of the accounts.</summary>
    private static async Task SettledAsync(ConsoleContext db, LoadedFacts facts, CancellationToken ct)
    {
        var settings = await SettingsReader.ReadAsync(db, ct);
        facts.TrustHub = [.. facts.Companies.Keys.Where(settings.TrustsHub)];
        facts.Kits = await KitBooks.LoadAsync(db, settings, ct);
    }

    /// <summary>A person tied a fact without an order to an order.</summary>
    private static bool HasKeyless(ForcedMatch forced) => forced.RefundOrderKey == OrderKey.None || forced.ReturnOrderKey == OrderKey.None;

    private static void Link(LoadedFacts facts, Dictionary<long, (long OrderKey, MatchRule Rule)> links)
    {
        FactLinks.MoveKeylessGoods(facts, links);
        FactLinks.MoveAliases(facts);
        FactLinks.MoveForced(facts);
        FactLinks.MarkVendorGoods(facts);
        facts.Sort();
    }

    /// <summary>Keys that belong together with those of the run by alias or by a person's word, until no more are found.</summary>
    private static void Expand(FactScan scan, RunKeys table, LoadedFacts facts, HashSet<long> keys, TextBlock texts)
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
                    scan.Read($"SELECT o.OrderKey FROM {table.Name} k {table.Join} {source} ON t.OrderKey = k.OrderKey INNER JOIN OrderLines o ON o.MerchantOrderId = t.OrderId AND o.MerchantOrderId <> '' AND o.AccountId = t.AccountId WHERE k.OrderKey < 0", texts, r => found.Add(r.Number(0)));
            }
            scan.Read($"SELECT t.MerchantOrderId FROM {table.Name} k {table.Join} OrderLines t ON t.OrderKey = k.OrderKey WHERE t.MerchantOrderId <> ''", texts, r => found.Add(OrderKey.From(r.Text(0).Span)));
            Extend(table, keys, found);
        }
        while (keys.Count > before);
    }

    /// <summary>Goods without an order that lead to an order of the run: found from the side that has fewer rows.</summary>
    private static async Task<HashSet<long>> TouchedAsync(ConsoleContext db, FactScan scan, RunKeys table, HashSet<long> keys, TextBlock texts, Dictionary<long, (long OrderKey, MatchRule Rule)> links, CancellationToken ct)
    {
        var goods = await db.GoodsReceipts.Where(g => g.OrderKey == OrderKey.None).OrderBy(g => g.Id).Take(keys.Count).CountAsync(ct);
        return goods >= keys.Count
            ? [.. ReadLinks(scan, table.Name, texts, links).Select(l => l.Receipt)]
            : [.. ReadLinks(scan, null, texts, links).Where(l => keys.Contains(l.OrderKey)).Select(l => l.Receipt)];
    }

    private static List<(long Receipt, long OrderKey)> ReadLinks(FactScan scan, string? keys, TextBlock texts, Dictionary<long, (long OrderKey, MatchRule Rule)> links)
    {
        var all = new List<(long, long)>();
        scan.Read(FactLinks.KeylessGoodsSql(keys), texts, r =>
        {
            FactLinks.Add(links, r.Number(0), r.Number(2), (MatchRule)r.Number(3));
            all.Add((r.Number(0), r.Number(2)));
        });
        return all;
    }

    private static void ReadVendorGoods(FactScan scan, TextBlock texts, LoadedFacts facts) => scan.Read(FactLinks.VendorGoodsSql, texts, r => facts.VendorGoods.Add(r.Number(0)));

    private static void Extend(RunKeys table, HashSet<long> keys, IEnumerable<long> more)
    {
        var added = more.Where(k => k != OrderKey.None && keys.Add(k)).ToList();
        if (added.Count > 0)
            table.Add(added);
    }
}
