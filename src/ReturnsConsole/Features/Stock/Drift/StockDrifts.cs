using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Stock.Telling;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Reconciliation.Stock;

namespace ReturnsConsole.Features.Stock.Drift;

/// <summary>What partners were told and what they say, side by side. Read in bulk, in every run.</summary>
internal static class StockDrifts
{
    private static readonly OutboxStatus[] UnderWay = [OutboxStatus.Waiting, OutboxStatus.Sending, OutboxStatus.Pending];
    private static readonly OutboxStatus[] Failed = [OutboxStatus.Refused, OutboxStatus.GaveUp, OutboxStatus.Unknown];

    /// <summary>Of all SKUs that any partner was told about.</summary>
    public static async Task<List<(int Account, DriftFacts Facts)>> AllAsync(ConsoleContext db, CancellationToken ct) => await OfAsync(db, db.StockTold, ct);

    /// <summary>Of one SKU: by partner.</summary>
    public static async Task<Dictionary<int, DriftFacts>> OfSkuAsync(ConsoleContext db, int account, string sku, CancellationToken ct) =>
        (await OfAsync(db, db.StockTold.Where(t => t.AccountId == account && t.Sku == sku), ct, byId: true)).ToDictionary(f => f.Account, f => f.Facts);

    private static async Task<List<(int Account, DriftFacts Facts)>> OfAsync(ConsoleContext db, IQueryable<StockTold> told, CancellationToken ct, bool byId = false)
    {
        var newestIds = told.GroupBy(t => new { t.AccountId, t.Sku, t.PartnerId }).Select(g => g.Max(t => t.Id));
        var newest = await db.StockTold.AsNoTracking().Where(t => newestIds.Contains(t.Id)).OrderBy(t => t.Id).ToListAsync(ct);
        if (newest.Count == 0)
            return [];
        var open = await (from t in told.AsNoTracking()
                          join m in db.OutboxMessages on new { t.PartnerId, Key = t.MessageKey } equals new { m.PartnerId, m.Key }
                          where UnderWay.Contains(m.Status) || Failed.Contains(m.Status)
                          orderby t.Id
                          select new { t.AccountId, t.Sku, t.PartnerId, t.Change, m.Status, m.CreatedAt, m.Message }).ToListAsync(ct);
        var bySku = open.ToLookup(o => (o.AccountId, o.Sku, o.PartnerId));
        var partners = await db.Partners.AsNoTracking().ToDictionaryAsync(p => p.Id, ct);
        var orders = await db.SyncStreams.AsNoTracking().Where(s => s.Stream == "orders").ToDictionaryAsync(s => s.PartnerId, s => s.Watermark, ct);
        var figures = await FiguresAsync(db, newest, partners.Values.Where(p => p.Kind == PartnerKind.Commercetools).ToDictionary(p => p.Id, p => p.AccountId), ct);
        var sold = await OrderedAsync(db, [.. newest.Where(t => t.ConfirmedAt is not null && Latest(t, figures.GetValueOrDefault((t.PartnerId, t.Sku))).Said is { } says && says != t.Confirmed)], ct);
        var facts = new List<(int, DriftFacts)>();
        foreach (var t in newest)
        {
            if (!partners.TryGetValue(t.PartnerId, out var partner))
                continue;
            var of = bySku[(t.AccountId, t.Sku, t.PartnerId)].ToList();
            var (said, at) = Latest(t, figures.GetValueOrDefault((t.PartnerId, t.Sku)));
            facts.Add((byId ? t.PartnerId : t.AccountId, new DriftFacts
            {
                Partner = partner.Name,
                Sku = t.Sku,
                IsUnderWay = of.Exists(o => UnderWay.Contains(o.Status)),
                Failed = [.. of.Where(o => Failed.Contains(o.Status)).Select(o => new FailedTelling(o.Change, o.Status == OutboxStatus.Unknown, o.CreatedAt, o.Message))],
                Confirmed = t.Confirmed,
                ConfirmedAt = t.ConfirmedAt,
                Said = said,
                SaidAt = at,
                OrderedSince = sold[(partner.AccountId, t.Sku)].Where(l => l.At > t.ConfirmedAt - DriftRules.Settling && l.At <= at + DriftRules.Settling).Sum(l => l.Quantity),
                OrdersKnownUntil = orders.GetValueOrDefault(t.PartnerId),
            }));
        }
        return facts;
    }

    private static (long? Said, DateTime? At) Latest(StockTold told, (long OnStock, DateTime At)? figure) =>
        figure is { } f && !(told.SaidAt >= f.At) ? (f.OnStock, f.At) : (told.Said, told.SaidAt);

    /// <summary>Figures that partners tell by themselves: shops, of the stock that has no supply channel.</summary>
    private static async Task<Dictionary<(int Partner, string Sku), (long OnStock, DateTime At)?>> FiguresAsync(ConsoleContext db, List<StockTold> newest, Dictionary<int, int> shops, CancellationToken ct)
    {
        var figures = new Dictionary<(int, string), (long, DateTime)?>();
        foreach (var shop in newest.Where(t => shops.ContainsKey(t.PartnerId)).GroupBy(t => t.PartnerId))
        {
            foreach (var skus in shop.Select(t => t.Sku).Distinct().Chunk(500))
            {
                var account = shops[shop.Key];
                foreach (var f in await db.PartnerStock.AsNoTracking().Where(s => skus.Contains(s.Sku) && s.AccountId == account && s.Platform == PlatformNames.Commercetools && s.Location == "" && s.UpdatedAt != null).ToListAsync(ct))
                    figures[(shop.Key, f.Sku)] = (f.OnStock, f.UpdatedAt!.Value);
            }
        }
        return figures;
    }

    /// <summary>Lines that came to be known after the confirmations: a stretch at the end of the table.</summary>
    private static async Task<ILookup<(int Account, string Sku), (DateTime At, int Quantity)>> OrderedAsync(ConsoleContext db, IReadOnlyCollection<StockTold> differing, CancellationToken ct)
    {
        var lines = new List<(int Account, string Sku, DateTime At, int Quantity)>();
        var from = differing.Count == 0 ? 0 : differing.Min(t => t.OrdersUpTo);
        foreach (var skus in differing.Select(t => t.Sku).Distinct().Chunk(500))
        {
            foreach (var l in await db.OrderLines.AsNoTracking().Where(l => l.Id > from && skus.Contains(l.Sku) && l.PurchasedAt != null).Select(l => new { l.AccountId, l.Sku, l.PurchasedAt, l.Quantity }).ToListAsync(ct))
                lines.Add((l.AccountId, l.Sku, l.PurchasedAt!.Value, l.Quantity));
        }
        return lines.ToLookup(l => (l.Account, l.Sku), l => (l.At, l.Quantity));
    }
}
