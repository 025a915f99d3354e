using ReturnsConsole.Connectors.Commercetools;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Shop;

/// <summary>Which payment of an order a refund goes back by. Pure. Where more than one could carry it nobody guesses.</summary>
public static class ShopPaying
{
    /// <param name="onTheWay">Refunds of ours that were sent, by their keys: what the payments do not show yet counts.</param>
    /// <returns>The payment, or why there is none.</returns>
    public static (ShopPaymentSeen? Payment, string Why) Choose(ShopOrderSeen? order, long total, string currency, IReadOnlyList<(string Key, long Total)> onTheWay)
    {
        if (order is null)
            return (null, "The order's payments were never read.");
        var charged = order.Payments.Where(p => p.Charged > 0).ToList();
        if (charged.Count == 0)
            return (null, "None of the order's payments shows a charge that went through: there is nothing to give back by it.");
        var own = charged.Where(p => p.Currency == currency).ToList();
        if (own.Count == 0)
            return (null, $"The order was paid in {charged[0].Currency}; a refund in {currency} cannot go back by that payment.");
        if (own.Count > 1)
            return (null, $"The order was paid by {own.Count} payments ({string.Join(", ", own.Select(p => p.Method.Length > 0 ? p.Method : p.Id))}). By which of them it goes back is decided in the shop: refund it there.");
        var shown = own[0].Transactions.Select(t => t.InteractionId).Where(k => k.Length > 0).ToHashSet(StringComparer.Ordinal);
        var left = own[0].Left - onTheWay.Where(o => !shown.Contains(o.Key)).Sum(o => o.Total);
        return left >= total ? (own[0], "") : (null, $"Of the payment only {new Money(Math.Max(0, left), currency)} are left to give back; this is {new Money(total, currency)}.");
    }
}
