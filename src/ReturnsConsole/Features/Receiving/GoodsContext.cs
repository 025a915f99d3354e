using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Features.Stock.Kits;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Receiving;

/// <summary>What the proposal needs to know about received goods, read from their order.</summary>
internal sealed record GoodsContext(string ItemName, string Reason, bool ReasonUnknown, bool OtherSku, bool Refused, bool NotSoldOnceOpened, Money? Value, Money Limit, string Kit)
{
    public ProposedDisposition Propose(ConditionGrade grade) => DispositionRules.Propose(
        new GradedGoods((Condition)grade, Reason, ReasonUnknown, OtherSku, NotSoldOnceOpened, Refused, Value?.Minor, Limit.Minor), Limit.Minor > 0 ? Limit.ToString() : "nothing");

    public static async Task<GoodsContext> LoadAsync(ConsoleContext db, GoodsReceipt goods, ReceivingOptions options, CancellationToken ct)
    {
        var lines = goods.OrderKey == OrderKey.None ? [] : await db.OrderLines.AsNoTracking().Where(l => l.OrderKey == goods.OrderKey && l.AccountId == goods.AccountId).ToListAsync(ct);
        var returns = (await ReturnsAsync(db, goods, ct)).Where(r => r.CancelledAt is null && r.Channel != ReturnChannel.Fba).ToList();
        var line = lines.Find(l => Same(l.Sku, goods.Sku));
        var kits = await KitBooks.LoadAsync(db, goods.AccountId, [goods.Sku, .. returns.Select(r => r.Sku)], ct);
        // A component belongs to the return of its kit.
        var own = returns.Where(r => Same(r.Sku, goods.Sku) || IsPart(kits, r, goods.Sku)).ToList();
        var history = await ReasonCodeHistory.LoadAsync(db, ct);
        var told = own.Where(r => r.ReasonCode.Trim().Length > 0).Select(r => history.Find(PlatformNames.Of(r.Channel), r.ReasonCode, ReasonCodeHistory.DayOf(r.RequestedAt, r.DeliveredAt))).ToList();
        var other = goods.Sku.Length == 0 || goods.Sku == IntakeWords.UnknownSku
            || (returns.Count > 0 ? own.Count == 0 && !returns.Exists(r => r.Sku.Length == 0) : line is null);
        var value = line is { ItemPrice: { } price, Quantity: > 0, Currency.Length: > 0 } ? new Money((price - (line.ItemPromotion ?? 0)) / line.Quantity, line.Currency) : default(Money?);
        var limits = (await SettingsReader.ReadAsync(db, ct)).MoneyOf(SettingCatalogue.ScrapBelow, goods.AccountId);
        var currency = value?.Currency ?? "EUR";
        return new GoodsContext(
            line?.ItemName is { Length: > 0 } name ? name : own.Find(r => r.ItemName.Length > 0)?.ItemName ?? "",
            told.Find(m => m is not null)?.CanonicalReason ?? "",
            told.Exists(m => m is null),
            other,
            own.Count > 0 && own.TrueForAll(r => ReturnWords.StateOf(r.RequestStatus) == ReturnRequestState.Rejected),
            options.IsNotSoldOnceOpened(goods.Sku),
            value,
            new Money(limits.Of(currency), currency),
            await KitWordsAsync(db, kits, goods, own, ct));
    }

    private static bool IsPart(KitBook? kits, ReturnItem item, string sku) => kits?.Of(item.Sku, item.RequestedAt ?? item.FirstScanAt ?? item.DeliveredAt)?.Any(p => p.Sku == sku) == true;

    private static async Task<string> KitWordsAsync(ConsoleContext db, KitBook? kits, GoodsReceipt goods, List<ReturnItem> own, CancellationToken ct)
    {
        if (await KitOrders.PartsAsync(db, kits, goods.OrderKey, goods.Sku, goods.ReceivedAt, ct) is { } parts)
            return $"Kit of {KitRules.Say(parts)}";
        return own.Find(r => IsPart(kits, r, goods.Sku)) is { } of && await KitOrders.PartsAsync(db, kits, goods.OrderKey, of.Sku, of.RequestedAt, ct) is { } whole ? $"Part of kit {of.Sku}: {KitRules.Say(whole)}" : "";
    }

    private static async Task<List<ReturnItem>> ReturnsAsync(ConsoleContext db, GoodsReceipt goods, CancellationToken ct)
    {
        var all = db.ReturnItems.AsNoTracking().Where(r => r.AccountId == goods.AccountId);
        if (goods.OrderKey != OrderKey.None)
            return await all.Where(r => r.OrderKey == goods.OrderKey).OrderBy(r => r.Id).Take(200).ToListAsync(ct);
        if (goods.RmaId.Length > 0)
            return await all.Where(r => r.RmaId == goods.RmaId && r.RmaId != "").OrderBy(r => r.Id).Take(50).ToListAsync(ct);
        return goods.TrackingId.Length == 0 ? [] : await all.Where(r => r.TrackingId == goods.TrackingId && r.TrackingId != "").OrderBy(r => r.Id).Take(50).ToListAsync(ct);
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
