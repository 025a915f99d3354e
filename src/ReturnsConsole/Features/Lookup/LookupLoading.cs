using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Features.Stock.Kits;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Lookup;

/// <summary>Everything that is known of one order: its facts by index, put together by the rules that reconciliation uses.</summary>
internal static class LookupLoading
{
    private const int Most = 200;

    public static async Task<LookupOrder> LoadAsync(ConsoleContext db, LookupHit hit, ReconciliationSettings settings, DateTime nowUtc, CancellationToken ct)
    {
        var rows = await RowsAsync(db, hit, ct);
        var account = await db.Accounts.AsNoTracking().Where(a => a.Id == hit.AccountId).Select(a => a.Name).SingleOrDefaultAsync(ct) ?? "";
        return await LookupFactsOf.OrderAsync(db, hit, account, rows, settings, nowUtc, ct);
    }

    private static async Task<LookupRows> RowsAsync(ConsoleContext db, LookupHit hit, CancellationToken ct)
    {
        if (hit.OrderKey == OrderKey.None)
        {
            return new()
            {
                Returns = await db.ReturnItems.AsNoTracking().Where(r => r.Id == hit.ReturnId).ToListAsync(ct),
                Receipts = await db.GoodsReceipts.AsNoTracking().Where(g => g.Id == hit.ReceiptId).ToListAsync(ct),
            };
        }
        var lines = await db.OrderLines.AsNoTracking().Where(o => o.OrderKey == hit.OrderKey && o.AccountId == hit.AccountId).OrderBy(o => o.Id).Take(Most).ToListAsync(ct);
        // Facts may stand under the seller's own id of the order.
        List<long> keys = [hit.OrderKey, .. lines.Where(l => l.MerchantOrderId.Length > 0).Select(l => OrderKey.From(l.MerchantOrderId)).Distinct()];
        var returns = await db.ReturnItems.AsNoTracking().Where(r => keys.Contains(r.OrderKey) && r.AccountId == hit.AccountId).OrderBy(r => r.Id).Take(Most).ToListAsync(ct);
        var receipts = await db.GoodsReceipts.AsNoTracking().Where(g => keys.Contains(g.OrderKey) && g.AccountId == hit.AccountId).OrderBy(g => g.Id).Take(Most).ToListAsync(ct);
        var numbers = returns.Select(r => r.TrackingId).Where(t => t.Length > 0).Distinct().Take(Most).ToList();
        var rmas = returns.Select(r => r.RmaId).Where(t => t.Length > 0).Distinct().Take(Most).ToList();
        if (numbers.Count > 0)
            receipts.AddRange(await db.GoodsReceipts.AsNoTracking().Where(g => g.TrackingId != "" && numbers.Contains(g.TrackingId) && g.OrderKey == 0 && g.AccountId == hit.AccountId).Take(Most).ToListAsync(ct));
        if (rmas.Count > 0)
            receipts.AddRange(await db.GoodsReceipts.AsNoTracking().Where(g => g.RmaId != "" && rmas.Contains(g.RmaId) && g.OrderKey == 0 && g.AccountId == hit.AccountId).Take(Most).ToListAsync(ct));
        return new()
        {
            Lines = lines,
            Returns = returns,
            Receipts = [.. receipts.DistinctBy(g => g.Id)],
            Refunds = await db.RefundSightings.AsNoTracking().Where(r => keys.Contains(r.OrderKey) && r.AccountId == hit.AccountId).OrderBy(r => r.Id).Take(Most).ToListAsync(ct),
            Forced = await db.ForcedMatches.AsNoTracking().Where(m => (m.RefundOrderKey == hit.OrderKey || m.ReturnOrderKey == hit.OrderKey) && m.AccountId == hit.AccountId)
                .Select(m => new ForcedMatchFact(m.RefundKey, m.ReturnKey)).ToListAsync(ct),
        };
    }
}

internal sealed class LookupRows
{
    public List<OrderLine> Lines { get; init; } = [];

    public List<ReturnItem> Returns { get; init; } = [];

    public List<GoodsReceipt> Receipts { get; init; } = [];

    public List<RefundSighting> Refunds { get; init; } = [];

    public List<ForcedMatchFact> Forced { get; init; } = [];
}

/// <summary>From rows to the order as the words need it.</summary>
internal static class LookupFactsOf
{
    public static async Task<LookupOrder> OrderAsync(ConsoleContext db, LookupHit hit, string account, LookupRows rows, ReconciliationSettings settings, DateTime nowUtc, CancellationToken ct)
    {
        var reasons = rows.Returns.Any(r => r.ReasonCode.Length > 0) ? await ReasonCodeHistory.LoadAsync(db, ct) : ReasonCodeHistory.Of([]);
        var standing = OrderRules.Stand(FactsOf(hit, rows, reasons, await KitBooks.LoadAsync(db, hit.AccountId, rows.Returns.Select(r => r.Sku).Concat(rows.Lines.Select(l => l.Sku)), ct)), settings, nowUtc);
        var receipts = rows.Receipts.ToDictionary(g => g.Id);
        var items = rows.Returns.ToDictionary(r => r.Id);
        var first = rows.Lines.FirstOrDefault();
        return new()
        {
            AccountId = hit.AccountId,
            OrderKey = hit.OrderKey,
            Account = account,
            OrderId = hit.OrderId,
            Alias = rows.Lines.Select(l => l.MerchantOrderId).FirstOrDefault(m => m.Length > 0) ?? "",
            Marketplace = first?.Marketplace ?? rows.Returns.Select(r => Marketplace.CodeOf(r.Marketplace)).FirstOrDefault(m => m.Length > 0) ?? "",
            IsAmazon = hit.OrderKey > OrderKey.None || !rows.Returns.Exists(r => r.Channel == ReturnChannel.Commercetools),
            LinesAreKnown = first is not null,
            OrderedAt = rows.Lines.Min(l => l.PurchasedAt) ?? rows.Returns.Min(r => r.OrderedAt),
            LatestDeliveryAt = rows.Lines.Max(l => l.LatestDeliveryAt),
            Returns = [.. standing.Returns.Select(s => ReturnOf(s, items, receipts)).OrderByDescending(r => r.RequestedAt ?? r.DeliveredAt).ThenBy(r => r.Id)],
            LooseRefunds = [.. standing.Loose.Select(r => RefundOf(r, r.Total)).OrderBy(r => r.At)],
            LooseReceipts = [.. standing.LooseReceipts.Select(id => ReceiptOf(receipts[id])).OrderBy(r => r.At)],
        };
    }

    private static LookupReturn ReturnOf(ReturnStanding standing, Dictionary<long, ReturnItem> items, Dictionary<long, GoodsReceipt> receipts)
    {
        var all = standing.Folded.Prepend(standing.ReturnId).Select(id => items[id]).ToList();
        var master = all[0];
        var platform = all.Find(r => r.Channel >= ReturnChannel.Rebound);
        string Text(Func<ReturnItem, string> of) => all.Select(of).FirstOrDefault(t => t.Length > 0) ?? "";
        return new()
        {
            Id = standing.ReturnId,
            Told = [.. all.Select(r => r.Id)],
            Rma = Text(r => r.RmaId),
            MerchantRma = Text(r => r.MerchantRmaId),
            Sku = Text(r => r.Sku),
            ItemName = Text(r => r.ItemName),
            Quantity = Math.Max(1, master.Quantity),
            ToldBy = PlatformNames.TitleOf(master.Channel),
            Platform = platform is null ? "" : PlatformNames.TitleOf(platform.Channel),
            IsFba = master.Channel == ReturnChannel.Fba,
            FulfillmentCenter = master.FulfillmentCenter,
            Resolution = ReturnWords.ResolutionOf(master.Resolution),
            State = StateOf(master),
            AmazonPrepaidLabel = all.Exists(r => ReturnWords.IsAmazonPrepaid(r.LabelType)),
            Carrier = Text(r => r.Carrier),
            Tracking = Text(r => r.TrackingId),
            InPolicy = all.Select(r => r.InPolicy).FirstOrDefault(p => p is not null),
            AToZClaim = all.Exists(r => r.AToZClaim == true),
            Quarantined = all.Exists(r => r.Mapping == MappingStatus.Quarantined),
            RequestedAt = all.Min(r => r.RequestedAt),
            FirstScanAt = all.Min(r => r.FirstScanAt),
            AtHubAt = all.Min(r => r.AtHubAt),
            DeliveredAt = all.Min(r => r.DeliveredAt),
            ProcessedAt = all.Min(r => r.ProcessedAt),
            AcceptedAt = standing.AcceptedAt,
            Marketplace = standing.Marketplace,
            Currency = standing.Currency,
            Value = standing.Value,
            ReportedRefund = all.Max(r => r.ReportedRefund) ?? 0,
            Receipts = [.. standing.Receipts.Select(id => ReceiptOf(receipts[id])).OrderBy(r => r.At)],
            Refunds = [.. standing.Refunds.Select(r => RefundOf(r.Refund, r.Amount)).OrderBy(r => r.At)],
        };
    }

    private static LookupReceipt ReceiptOf(GoodsReceipt g) => new(g.ReceivedAt, g.Source, g.Grade, g.Disposition, g.Sku, g.TrackingId);

    private static LookupRefund RefundOf(in RefundFact r, long amount) => new(r.PostedAt, amount, r.Currency, r.Kind, r.Source);

    private static ReturnRequestState StateOf(ReturnItem r) => r.CancelledAt is null ? ReturnWords.StateOf(r.RequestStatus) : ReturnRequestState.Cancelled;

    private static OrderFacts FactsOf(LookupHit hit, LookupRows rows, ReasonCodeHistory reasons, KitBook? kits)
    {
        var facts = new OrderFacts { Key = hit.OrderKey, Kits = kits };
        foreach (var l in rows.Lines)
        {
            facts.Lines.Add(new OrderLineFact
            {
                Id = l.Id,
                OrderId = l.OrderId,
                Sku = l.Sku,
                OrderItemId = l.OrderItemId,
                Occurrence = l.Occurrence,
                Quantity = l.Quantity,
                Currency = l.Currency,
                Marketplace = l.Marketplace,
                PriceIsKnown = l.ItemPrice is not null,
                ItemPrice = l.ItemPrice ?? 0,
                ItemTax = l.ItemTax ?? 0,
                Shipping = l.Shipping ?? 0,
                ShippingTax = l.ShippingTax ?? 0,
                GiftWrap = l.GiftWrap ?? 0,
                GiftWrapTax = l.GiftWrapTax ?? 0,
                ItemPromotion = l.ItemPromotion ?? 0,
                ShipPromotion = l.ShipPromotion ?? 0,
            });
        }
        foreach (var r in rows.Returns)
            facts.Returns.Add(ReturnFactOf(r, reasons));
        foreach (var g in rows.Receipts)
        {
            facts.Receipts.Add(new ReceiptFact
            {
                Id = g.Id,
                OrderId = g.OrderId,
                NaturalKey = g.NaturalKey,
                Rma = g.RmaId,
                Sku = g.Sku,
                TrackingId = g.TrackingId,
                Source = g.Source,
                Quantity = g.Quantity,
                ReceivedAt = g.ReceivedAt,
                Accepted = g.Grade is ConditionGrade.A or ConditionGrade.B || g.Disposition == Disposition.Restocked,
                Lost = g.Disposition == Disposition.Lost,
            });
        }
        facts.Sightings.AddRange(rows.Refunds.Select(SightingFacts.Of));
        facts.Forced.AddRange(rows.Forced);
        return facts;
    }

    private static ReturnFact ReturnFactOf(ReturnItem r, ReasonCodeHistory reasons)
    {
        var system = PlatformNames.Of(r.Channel);
        var mapping = r.ReasonCode.Length == 0 ? null : reasons.Find(system, r.ReasonCode, ReasonCodeHistory.DayOf(r.RequestedAt, r.DeliveredAt));
        return new()
        {
            Id = r.Id,
            NaturalKey = r.NaturalKey,
            OrderId = r.OrderId,
            Rma = r.RmaId,
            MerchantRma = r.MerchantRmaId,
            Sku = r.Sku,
            OrderItemId = r.OrderItemId,
            TrackingId = r.TrackingId,
            Quantity = r.Quantity,
            Currency = r.Currency,
            Marketplace = Marketplace.CodeOf(r.Marketplace),
            Resolution = ReturnWords.ResolutionOf(r.Resolution),
            State = StateOf(r),
            IsFba = r.Channel == ReturnChannel.Fba,
            Platform = r.Channel >= ReturnChannel.Rebound ? (byte)r.Channel : (byte)0,
            FirstScanAt = r.FirstScanAt,
            AmazonPrepaidLabel = ReturnWords.IsAmazonPrepaid(r.LabelType),
            SellerAtFault = mapping?.SellerFault == true,
            FaultIsUnknown = mapping is null && r.ReasonCode.Length > 0,
            RequestedAt = r.RequestedAt,
            DeliveredAt = r.DeliveredAt,
            OrderAmount = r.OrderAmount ?? 0,
            ReportedRefund = r.ReportedRefund ?? 0,
        };
    }
}
