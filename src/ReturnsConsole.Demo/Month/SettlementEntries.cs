namespace ReturnsConsole.Demo.Month;

/// <summary>One amount of a settlement, signed as Amazon signs it: money to the seller is positive.</summary>
internal sealed record SettlementEntry(DateTime PostedUtc, string Type, string AmountType, string Description, long Amount)
{
    public OrderLine? Line { get; init; }

    public string AdjustmentId { get; init; } = "";

    public string AdjustmentItemId { get; init; } = "";

    public string PromotionId { get; init; } = "";
}

/// <summary>Turns sales, refunds and reimbursements into settlement lines with their fees.</summary>
internal static class SettlementEntries
{
    private static readonly long[] FbaFees = [322, 486, 675, 1_040];

    public static IEnumerable<SettlementEntry> Of(MonthBook book)
    {
        var sales = book.Orders.Where(order => order.State == OrderState.Shipped).SelectMany(order => order.Lines).SelectMany(Sale);
        var refunds = book.Refunds.SelectMany(Refund);
        var reimbursements = book.Reimbursements.Select(item => new SettlementEntry(
            item.ApprovedUtc, "other-transaction", "FBA Inventory Reimbursement", item.LineDescription, item.AmountPerUnit * item.Quantity));
        var claims = book.Returns.Where(item => item.ClaimPaid > 0).Select(item => new SettlementEntry(
            item.ClaimedUtc.AddDays(3), "other-transaction", "other-transaction", "SAFE-T Reimbursement", item.ClaimPaid));
        return sales.Concat(refunds).Concat(reimbursements).Concat(claims).Where(entry => entry.Amount != 0);
    }

    private static IEnumerable<SettlementEntry> Sale(OrderLine line)
    {
        var net = (line.UnitPrice - line.UnitPromotion) * line.Quantity;
        var commission = Commission(line, net);
        yield return Entry("ItemPrice", "Principal", line.UnitPrice * line.Quantity);
        yield return Entry("ItemPrice", "Tax", line.UnitTax * line.Quantity);
        yield return Entry("ItemPrice", "Shipping", line.Shipping);
        yield return Entry("ItemPrice", "ShippingTax", line.ShippingTax);
        yield return Entry("ItemPrice", "GiftWrap", line.GiftWrap);
        yield return Entry("Promotion", "Principal", -line.UnitPromotion * line.Quantity) with { PromotionId = line.Market.ItemPromotion };
        yield return Entry("Promotion", "Shipping", -line.ShippingPromotion) with { PromotionId = line.Market.ShippingPromotion };
        yield return Entry("ItemWithheldTax", "MarketplaceFacilitatorTax-Principal", -line.UnitTax * line.Quantity);
        yield return Entry("ItemWithheldTax", "MarketplaceFacilitatorTax-Shipping", -line.ShippingTax);
        yield return Entry("ItemFees", "Commission", -commission);
        yield return Entry("ItemFees", "FBAPerUnitFulfillmentFee", line.Order.Fba ? -FbaFees[line.Article.Weight - 1] * line.Quantity : 0);
        yield return Entry("ItemFees", "GiftwrapChargeback", line.Order.Fba ? -line.GiftWrap : 0);
        yield return Entry("ItemFees", "DigitalServicesFee", -DigitalServices(line, commission));

        SettlementEntry Entry(string type, string description, long amount) =>
            new(line.Order.ShippedUtc, "Order", type, description, amount) { Line = line };
    }

    private static IEnumerable<SettlementEntry> Refund(PlannedRefund refund)
    {
        var line = refund.Line;
        var parts = refund.Parts;
        var commission = Commission(line, parts.Principal - parts.Promotion - parts.RestockingFee);
        yield return Entry("ItemPrice", "Tax", -parts.Tax);
        yield return Entry("ItemPrice", "Principal", -parts.Principal);
        yield return Entry("ItemPrice", "Shipping", -parts.Shipping);
        yield return Entry("ItemPrice", "ShippingTax", -parts.ShippingTax);
        yield return Entry("ItemPrice", "Goodwill", -parts.Goodwill);
        yield return Entry("ItemPrice", "RestockingFee", parts.RestockingFee);
        yield return Entry("Promotion", "Principal", parts.Promotion) with { PromotionId = line.Market.ItemPromotion };
        yield return Entry("Promotion", "Shipping", parts.ShippingPromotion) with { PromotionId = line.Market.ShippingPromotion };
        yield return Entry("ItemWithheldTax", "MarketplaceFacilitatorTax-Principal", parts.Tax);
        yield return Entry("ItemWithheldTax", "MarketplaceFacilitatorTax-Shipping", parts.ShippingTax);
        yield return Entry("ItemFees", "Commission", commission);
        yield return Entry("ItemFees", "RefundCommission", -Math.Min(500, Amounts.Share(commission, 20, 100)));
        yield return Entry("ItemFees", "DigitalServicesFee", DigitalServices(line, commission));

        SettlementEntry Entry(string type, string description, long amount) =>
            new(refund.PostedUtc, "Refund", type, description, amount) { Line = line, AdjustmentId = refund.AdjustmentId, AdjustmentItemId = refund.AdjustmentItemId };
    }

    private static long Commission(OrderLine line, long net) => Amounts.Share(net, line.Article.CommissionPercent, 100);

    private static long DigitalServices(OrderLine line, long commission) => line.Market.Code == "UK" ? Amounts.Share(commission, 2, 100) : 0;
}
