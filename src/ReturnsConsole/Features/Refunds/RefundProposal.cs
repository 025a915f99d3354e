using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds;

/// <summary>What the account's policy would refund for a line: the share of the pieces that come back, shipping where the seller is at fault, less the fee of the worst grade; never more than is left.</summary>
internal static class RefundProposal
{
    /// <param name="refunded">Return items that a refund of ours is for already.</param>
    public static (RefundAmounts Amounts, IReadOnlyList<string> Why) Of(
        OrderLine line, GuardFacts facts, long left, List<ReturnItem> returns, List<GoodsReceipt> receipts, RefundPolicy policy, ReconciliationSettings settings, ReasonCodeHistory reasons,
        IReadOnlySet<long>? refunded = null)
    {
        if (facts.Paid is not { } paid || left <= 0)
            return (default, []);
        var why = new List<string>();
        var ofShop = RefundVias.Of(line.OrderId) == RefundVia.Shop;
        var before = ofShop ? returns.Where(r => r.CancelledAt is null && refunded?.Contains(r.Id) == true).Sum(r => r.Quantity) : 0;
        var open = returns.Where(r => r.CancelledAt is null && !(ofShop && refunded?.Contains(r.Id) == true)).ToList();
        var pieces = open.Count == 0 ? line.Quantity : Math.Min(line.Quantity, open.Where(r => r.Channel < ReturnChannel.Rebound).Select(r => r.Quantity).DefaultIfEmpty(open[0].Quantity).Sum());
        var onTop = !ofShop && settings.TaxComesOnTop(line.Marketplace);
        var amounts = new RefundAmounts { Item = Share(paid.Item), Tax = onTop ? Share(paid.Tax) : 0, Promotion = Share(line.ItemPromotion ?? 0) };
        why.Add($"{pieces} of {line.Quantity} pieces: {new Money(amounts.Total, line.Currency)}");
        if (open.Find(r => reasons.Find(PlatformNames.Of(r.Channel), r.ReasonCode, ReasonCodeHistory.DayOf(r.RequestedAt, r.DeliveredAt))?.SellerFault == true) is { } fault)
        {
            var shipping = Math.Max(0, paid.Shipping - (line.ShipPromotion ?? 0));
            (amounts.Shipping, amounts.ShippingTax) = (shipping, onTop ? paid.ShippingTax : 0);
            if (amounts.Shipping > 0)
                why.Add($"Shipping, because the seller answers for '{fault.ReasonCode}': {new Money(amounts.Shipping + amounts.ShippingTax, line.Currency)}");
        }
        else if (receipts.Count > 0 && policy.RestockingFees.FirstOrDefault(f => f.Grade == receipts.Max(r => r.Grade).ToString()) is { Percent: > 0 } fee)
        {
            amounts.RestockingFee = Math.Min(amounts.Item, (long)Math.Round((decimal)amounts.Item * fee.Percent / 100, MidpointRounding.AwayFromZero));
            why.Add($"Restocking fee of {fee.Percent} % for grade {fee.Grade}: −{new Money(amounts.RestockingFee, line.Currency)}");
        }
        if (open.Find(r => string.Equals(r.Wish, "credit", StringComparison.OrdinalIgnoreCase)) is { } credit)
            why.Add($"The return was registered with the wish '{credit.Wish}': store credit instead of money. Nothing here tells whether it was given.");
        if (amounts.Total > left)
        {
            var cut = amounts.Total - left;
            why.Add($"Only {new Money(left, line.Currency)} are left.");
            amounts = Cut(amounts, cut);
        }
        return (amounts, why);

        // A shop's line is given back piece by piece until exactly nothing is left of it.
        long Share(long amount) => pieces == line.Quantity ? amount
            : ofShop ? LargestRemainder.OfPieces(amount, line.Quantity, before, pieces)
            : (long)Math.Round((decimal)amount * pieces / line.Quantity, MidpointRounding.AwayFromZero);
    }

    /// <summary>Takes the sum from the item first, then from tax and shipping.</summary>
    private static RefundAmounts Cut(RefundAmounts a, long cut)
    {
        a.Item -= Take(a.Item - a.RestockingFee, ref cut);
        a.Tax -= Take(a.Tax, ref cut);
        a.Shipping -= Take(a.Shipping, ref cut);
        a.ShippingTax -= Take(a.ShippingTax, ref cut);
        return a;
    }

    private static long Take(long most, ref long cut)
    {
        var taken = Math.Clamp(cut, 0, Math.Max(0, most));
        cut -= taken;
        return taken;
    }
}
