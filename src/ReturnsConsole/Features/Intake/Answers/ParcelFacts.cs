using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Features.Stock.Kits;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake.Answers;

/// <summary>Loads all that is known of a few orders, each kind of fact by one look into its index.</summary>
internal sealed class ParcelFacts
{
    private const int Most = 200;
    private List<OrderLine> lines = [];
    private List<ReturnItem> returns = [];
    private List<GoodsReceipt> receipts = [];
    private List<RefundSighting> refunds = [];
    private List<ExceptionCase> cases = [];
    private List<ReturnAuthorization> authorizations = [];
    private readonly Dictionary<int, KitBook> kits = [];

    /// <summary>The orders that identifiers lead to; the seller's own number leads to the order behind it.</summary>
    /// <param name="named">Returned items whose own number was scanned.</param>
    public static async Task<List<ParcelOrder>> LoadAsync(
        ConsoleContext db, IReadOnlyCollection<(int Account, long OrderKey)> orders, IReadOnlySet<long> named, IReadOnlyDictionary<int, string> accounts, CancellationToken ct)
    {
        var facts = new ParcelFacts();
        var keys = orders.Select(o => o.OrderKey).Where(k => k != OrderKey.None).Distinct().ToList();
        var aliases = keys.Where(k => k < 0).ToList();
        if (aliases.Count > 0)
            keys = [.. keys.Concat(await BehindAsync(db, aliases, ct)).Distinct()];
        facts.lines = await db.OrderLines.AsNoTracking().Where(l => keys.Contains(l.OrderKey)).OrderBy(l => l.Id).Take(Most).ToListAsync(ct);
        var alsoUnder = facts.lines.Where(l => l.MerchantOrderId.Length > 0).Select(l => OrderKey.From(l.MerchantOrderId)).Distinct().ToList();
        var all = keys.Concat(alsoUnder).Distinct().ToList();
        facts.returns = await db.ReturnItems.AsNoTracking().Where(r => all.Contains(r.OrderKey)).OrderBy(r => r.Id).Take(Most).ToListAsync(ct);
        if (named.Count > 0 && orders.Any(o => o.OrderKey == OrderKey.None))
        {
            var ids = named.ToList();
            facts.returns.AddRange(await db.ReturnItems.AsNoTracking().Where(r => ids.Contains(r.Id) && r.OrderKey == OrderKey.None).Take(Most).ToListAsync(ct));
        }
        facts.receipts = await db.GoodsReceipts.AsNoTracking().Where(r => all.Contains(r.OrderKey)).OrderBy(r => r.Id).Take(Most).ToListAsync(ct);
        facts.refunds = await db.RefundSightings.AsNoTracking().Where(r => all.Contains(r.OrderKey)).OrderBy(r => r.Id).Take(Most).ToListAsync(ct);
        facts.cases = await db.Cases.AsNoTracking().Where(c => all.Contains(c.OrderKey) && (c.Status == CaseStatus.Open || c.Status == CaseStatus.Waiting || c.Status == CaseStatus.AwaitingApproval)).OrderBy(c => c.Id).Take(Most).ToListAsync(ct);
        facts.authorizations = await db.ReturnAuthorizations.AsNoTracking().Where(a => all.Contains(a.OrderKey)).OrderBy(a => a.Id).Take(Most).ToListAsync(ct);
        foreach (var account in facts.returns.Select(r => r.AccountId).Distinct())
        {
            if (await KitBooks.LoadAsync(db, account, facts.returns.Where(r => r.AccountId == account).Select(r => r.Sku), ct) is { } book)
                facts.kits[account] = book;
        }
        return [.. facts.Orders(orders, named, accounts)];
    }

    /// <summary>The same stamp that an answer carried, as it is now.</summary>
    public static async Task<string> StampAsync(ConsoleContext db, int account, IReadOnlyCollection<long> keys, CancellationToken ct)
    {
        var all = keys.Where(k => k != OrderKey.None).ToList();
        var receipts = await db.GoodsReceipts.Where(r => r.AccountId == account && all.Contains(r.OrderKey)).Select(r => new { r.Id, r.ReceivedAt }).ToListAsync(ct);
        var authorization = await db.ReturnAuthorizations.Where(a => a.AccountId == account && all.Contains(a.OrderKey)).Select(a => new { a.Id, a.Version }).ToListAsync(ct);
        return Stamp(receipts.Select(r => (r.Id, r.ReceivedAt)), authorization.Select(a => (a.Id, a.Version)));
    }

    private static string Stamp(IEnumerable<(long Id, DateTime At)> receipts, IEnumerable<(long Id, int Version)> authorizations)
    {
        long sum = 17;
        foreach (var (id, at) in receipts.OrderBy(r => r.Id))
            sum = unchecked(((sum * 31) + id) * 31 + Instants.ToMilliseconds(at));
        foreach (var (id, version) in authorizations.OrderBy(a => a.Id))
            sum = unchecked(((sum * 31) + id) * 31 + version);
        return sum.ToString("x", CultureInfo.InvariantCulture);
    }

    /// <summary>Orders whose number at the seller has one of these keys.</summary>
    private static async Task<List<long>> BehindAsync(ConsoleContext db, List<long> aliases, CancellationToken ct)
    {
        var names = await db.ReturnItems.AsNoTracking().Where(r => aliases.Contains(r.OrderKey)).Select(r => r.OrderId).Distinct().Take(Most).ToListAsync(ct);
        return await db.OrderLines.AsNoTracking().Where(l => l.MerchantOrderId != "" && names.Contains(l.MerchantOrderId)).Select(l => l.OrderKey).Distinct().Take(Most).ToListAsync(ct);
    }

    private IEnumerable<ParcelOrder> Orders(IReadOnlyCollection<(int Account, long OrderKey)> wanted, IReadOnlySet<long> named, IReadOnlyDictionary<int, string> accounts)
    {
        var told = new HashSet<(int, long)>();
        foreach (var (account, key) in wanted)
        {
            var behind = key < 0 ? lines.FirstOrDefault(l => l.AccountId == account && OrderKey.From(l.MerchantOrderId) == key)?.OrderKey ?? key : key;
            if (!accounts.TryGetValue(account, out var name) || !told.Add((account, behind)))
                continue;
            if (behind == OrderKey.None)
            {
                foreach (var item in returns.Where(r => r.AccountId == account && r.OrderKey == OrderKey.None && named.Contains(r.Id)))
                    yield return Without(item, name);
                continue;
            }
            yield return Order(account, name, behind, named);
        }
    }

    private ParcelOrder Order(int account, string name, long key, IReadOnlySet<long> named)
    {
        var ownLines = lines.Where(l => l.AccountId == account && l.OrderKey == key).ToList();
        HashSet<long> keys = [key, .. ownLines.Where(l => l.MerchantOrderId.Length > 0).Select(l => OrderKey.From(l.MerchantOrderId))];
        var ownReturns = returns.Where(r => r.AccountId == account && keys.Contains(r.OrderKey)).ToList();
        var ownReceipts = receipts.Where(r => r.AccountId == account && keys.Contains(r.OrderKey)).ToList();
        var own = authorizations.Where(a => a.AccountId == account && keys.Contains(a.OrderKey)).ToList();
        var id = ownLines.FirstOrDefault()?.OrderId ?? (OrderKey.TextOf(key) is { Length: > 0 } amazon ? amazon : ownReturns.FirstOrDefault()?.OrderId ?? "");
        var marketplace = ownLines.FirstOrDefault(l => l.Marketplace.Length > 0)?.Marketplace ?? ownReturns.FirstOrDefault(r => r.Marketplace.Length > 0)?.Marketplace ?? "";
        var shown = Lines(ownLines, ownReturns, ownReceipts, named);
        if (kits.TryGetValue(account, out var book))
            shown = KitLines.Unpack(shown, ownReturns, ownReceipts, book);
        return new ParcelOrder(account, name, key, id, Marketplace.CodeOf(marketplace), shown, [.. ownReturns.Select(Known)],
            Refunds(refunds.Where(r => r.AccountId == account && keys.Contains(r.OrderKey))), [.. ownReceipts.Select(Known)],
            [.. cases.Where(c => c.AccountId == account && keys.Contains(c.OrderKey)).Select(c => new KnownCase(c.Id, c.Kind, c.Headline))], [.. own.Select(Known)],
            Stamp(ownReceipts.Select(r => (r.Id, r.ReceivedAt)), own.Select(a => (a.Id, a.Version))))
        { AllKeys = keys };
    }

    private static ParcelOrder Without(ReturnItem item, string account) => new(item.AccountId, account, OrderKey.None, item.OrderId, Marketplace.CodeOf(item.Marketplace),
        [new ParcelLine(item.Sku, item.OrderItemId, item.ItemName.Length > 0 ? item.ItemName : item.Sku, 0, Math.Max(1, item.Quantity), 0, true)], [Known(item)], [], [], [], [], Stamp([], []));

    private static List<ParcelLine> Lines(List<OrderLine> lines, List<ReturnItem> returns, List<GoodsReceipt> receipts, IReadOnlySet<long> named)
    {
        var result = new List<ParcelLine>();
        // Lines of one SKU are one choice at the dock: nobody can tell their pieces apart.
        foreach (var same in lines.GroupBy(l => l.Sku, StringComparer.OrdinalIgnoreCase))
        {
            var first = same.First();
            result.Add(Line(first.Sku, first.OrderItemId, first.ItemName, same.Sum(l => l.Quantity), returns.Where(r => Same(r, first.Sku, first.OrderItemId)).ToList(), receipts, named));
        }
        foreach (var same in returns.Where(r => r.CancelledAt is null && !lines.Exists(l => Same(r, l.Sku, l.OrderItemId))).GroupBy(r => r.Sku, StringComparer.OrdinalIgnoreCase))
            result.Add(Line(same.Key, same.First().OrderItemId, same.First().ItemName, 0, [.. same], receipts, named));
        return result;
    }

    private static ParcelLine Line(string sku, string item, string name, int ordered, List<ReturnItem> returns, List<GoodsReceipt> receipts, IReadOnlySet<long> named) =>
        new(sku, item, name.Length > 0 ? name : sku.Length > 0 ? sku : "Item without SKU", ordered, Announced(returns),
            receipts.Where(r => r.Disposition != Disposition.Lost && string.Equals(r.Sku, sku, StringComparison.OrdinalIgnoreCase)).Sum(r => r.Quantity), returns.Exists(r => named.Contains(r.Id)));

    /// <summary>Amazon and a platform tell of the same pieces: the larger count stands, not the sum. What the dock authorised by itself announces nothing.</summary>
    private static int Announced(List<ReturnItem> returns)
    {
        var live = returns.Where(r => r.CancelledAt is null && r.Channel is not (ReturnChannel.PostHoc or ReturnChannel.Fba) && ReturnWords.StateOf(r.RequestStatus) is not (ReturnRequestState.Rejected or ReturnRequestState.Cancelled)).ToList();
        return live.Count == 0 ? 0 : live.GroupBy(r => r.Channel).Max(g => g.Sum(r => Math.Max(1, r.Quantity)));
    }

    private static bool Same(ReturnItem r, string sku, string orderItem) =>
        string.Equals(r.Sku, sku, StringComparison.OrdinalIgnoreCase) || (r.Sku.Length == 0 && orderItem.Length > 0 && r.OrderItemId == orderItem);

    private static List<KnownRefund> Refunds(IEnumerable<RefundSighting> sightings)
    {
        var seen = sightings.Select(SightingFacts.Of).ToList();
        var merged = new List<RefundFact>();
        RefundMerging.Merge(seen, new ReconciliationSettings(), merged);
        return [.. merged.Where(r => r.Kind != RefundKind.Other).OrderBy(r => r.PostedAt).Select(r => new KnownRefund(r.Total, r.Currency, r.PostedAt, r.Kind, r.Source))];
    }

    private static KnownReturn Known(ReturnItem r) => new(r.Id, r.Channel, r.RmaId, r.MerchantRmaId, r.Sku, r.OrderItemId, r.Quantity, r.RequestStatus, r.Resolution, r.LabelType, r.ReasonCode, r.TrackingId, r.RequestedAt,
        r.FirstScanAt, r.DeliveredAt, r.CancelledAt, r.ReportedRefund, r.Currency);

    private static KnownReceipt Known(GoodsReceipt r) => new(r.Id, r.Sku, r.Quantity, r.ReceivedAt, r.Source, r.Reference, r.Grade, r.Disposition);

    private static KnownAuthorization Known(ReturnAuthorization a) => new(a.Number, a.Sku, a.Quantity, a.Finding, a.At, a.ActorName, a.CancelledAt);
}
