using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ReturnsConsole.PartnerSandbox.Amazon.Life;
using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.World;
using Money = ReturnsConsole.PartnerSandbox.World.Amounts;

namespace ReturnsConsole.PartnerSandbox.Amazon.Feeds;

/// <summary>Refunds by order adjustment.</summary>
internal static partial class AdjustmentFeed
{
    /// <summary>Not Amazon's own numbers: which codes it uses for these is not public.</summary>
    public const string ExceedsRefundable = "90001";
    public const string NotShipped = "90002";
    public const string WrongCurrency = "90003";
    private const string OrderNotFound = "18028";

    private static readonly string[] Reasons =
    [
        "NoInventory", "CustomerReturn", "GeneralAdjustment", "CouldNotShip", "DifferentItem", "Abandoned", "CustomerCancel", "PriceError", "ProductOutofStock", "CustomerAddressIncorrect",
        "Exchange", "Other", "CarrierCreditDecision", "RiskAssessmentInformationNotValid", "CarrierCoverageFailure", "TransactionRecord", "Undeliverable", "RefusedDelivery",
    ];

    private static readonly string[] Components =
    [
        "Principal", "Shipping", "Tax", "ShippingTax", "RestockingFee", "RestockingFeeTax", "GiftWrap", "GiftWrapTax", "Surcharge", "ReturnShipping", "Goodwill", "ExportCharge", "COD", "CODTax",
        "Other", "FreeReplacementReturnShipping",
    ];

    /// <exception cref="FeedShapeException">The message breaks the schema.</exception>
    public static Func<FeedFault?> Message(FeedContext context, XElement adjustment)
    {
        XmlFeed.Sequence(adjustment, "AmazonOrderID|MerchantOrderID!", "ActionType?", "CODCollectionMethod?", "AdjustedItem+");
        if (adjustment.Element("ActionType")?.Value is not (null or "Refund"))
            throw new FeedShapeException("ActionType Cancel is not part of this sandbox; cancel by order acknowledgement.");

        var items = adjustment.Elements("AdjustedItem").Select(Item).ToList();
        return () => Execute(context, adjustment.Elements().First(), items);
    }

    private static AdjustedItem Item(XElement item)
    {
        XmlFeed.Sequence(
            item, "AmazonOrderItemCode|MerchantOrderItemID!", "MerchantAdjustmentItemID?", "AdjustmentReason!", "ItemPriceAdjustments?", "PromotionAdjustments*", "DirectPaymentAdjustments?",
            "QuantityCancelled?", "Quantity?");
        var code = item.Elements().First();
        if (code.Name.LocalName == "AmazonOrderItemCode" && !ItemCode().IsMatch(code.Value))
            throw new FeedShapeException($"cvc-pattern-valid: Value '{code.Value}' is not facet-valid for AmazonOrderItemCode.");

        if (!Reasons.Contains(item.Element("AdjustmentReason")!.Value))
            throw new FeedShapeException($"cvc-enumeration-valid: Value '{item.Element("AdjustmentReason")!.Value}' is not a valid AdjustmentReason.");

        var key = item.Element("MerchantAdjustmentItemID")?.Value;
        if (key is { Length: 0 or > 50 })
            throw new FeedShapeException("MerchantAdjustmentItemID must have 1 to 50 characters.");

        var quantity = item.Element("Quantity")?.Value is { } text ? Quantity(text) : (int?)null;
        var prices = Amounts(item.Element("ItemPriceAdjustments"));
        var promotions = item.Elements("PromotionAdjustments").SelectMany(element =>
        {
            XmlFeed.Sequence(element, "PromotionClaimCode?", "MerchantPromotionID?", "Component+");
            return element.Elements("Component").Select(Amount);
        }).ToList();
        return new AdjustedItem(code.Name.LocalName == "AmazonOrderItemCode", code.Value, key, quantity, prices, promotions);
    }

    private static List<(string Type, long Minor, string Currency)> Amounts(XElement? adjustments)
    {
        if (adjustments is null)
            return [];

        XmlFeed.Sequence(adjustments, "Component+");
        return [.. adjustments.Elements("Component").Select(Amount)];
    }

    private static (string Type, long Minor, string Currency) Amount(XElement component)
    {
        XmlFeed.Sequence(component, "Type!", "Amount!");
        var type = component.Element("Type")!.Value;
        if (!Components.Contains(type))
            throw new FeedShapeException($"cvc-enumeration-valid: Value '{type}' is not a valid component type.");

        var amount = component.Element("Amount")!;
        if (Money.Minor(amount.Value) is not { } minor || minor < 0)
            throw new FeedShapeException($"cvc-fractionDigits-valid: '{amount.Value}' is not an amount with at most 2 fraction digits.");

        var currency = amount.Attribute("currency")?.Value ?? throw new FeedShapeException("Attribute 'currency' must appear on element 'Amount'.");
        return (type, minor, currency);
    }

    private static int Quantity(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) && quantity > 0
        ? quantity
        : throw new FeedShapeException($"'{text}' is not a quantity.");

    private static FeedFault? Execute(FeedContext context, XElement orderId, List<AdjustedItem> items)
    {
        var account = context.Account;
        var order = orderId.Name.LocalName == "AmazonOrderID" ? account.Order(orderId.Value) : account.OrderBySellerId(orderId.Value);
        if (order is null)
        {
            return new FeedFault(
                OrderNotFound,
                $"Your order cannot be found using Merchant ID {account.Market.SellerId} and Order {orderId.Value}. Enter the correct order ID and then resubmit your feed.",
                ("AmazonOrderID", orderId.Value));
        }

        if (order.Shipped is null)
            return new FeedFault(NotShipped, "The order has not been shipped; cancel it instead of refunding it.", ("AmazonOrderID", order.Id));

        var refunds = new List<(AmazonLine Line, AdjustedItem Item, RefundParts Parts)>();
        foreach (var item in items)
        {
            var line = item.IsAmazons ? order.Line(item.Code) : order.Lines.Find(one => one.MerchantItemId == item.Code);
            if (line is null)
                return new FeedFault(OrderNotFound, $"The item {item.Code} is not part of order {order.Id}.", ("AmazonOrderItemCode", item.Code));

            if (item.Currencies.Any(currency => currency != account.Market.Currency))
                return new FeedFault(WrongCurrency, $"The order is in {account.Market.Currency}.", ("AmazonOrderID", order.Id));

            var parts = item.Parts;
            var asked = parts.ToBuyer + refunds.Where(refund => refund.Line == line).Sum(refund => refund.Parts.ToBuyer);
            if (asked > line.Refundable)
            {
                return new FeedFault(
                    ExceedsRefundable,
                    $"The requested refund {Money.Text(asked)} exceeds the remaining refundable amount {Money.Text(line.Refundable)}.",
                    ("AmazonOrderItemCode", item.Code));
            }

            refunds.Add((line, item, parts));
        }

        foreach (var (line, item, parts) in refunds)
            Pay(context, line, item, parts);

        return null;
    }

    private static void Pay(FeedContext context, AmazonLine line, AdjustedItem item, RefundParts parts)
    {
        context.World.Amazon.Money.PostRefund(context.Account, line, parts, item.Key);
        context.World.Ledger.Add(new LedgerEntry(
            "amazonSeller", "refund", line.Order.Id, line.ItemId, line.Article.Sku, item.Quantity, Money.Text(parts.ToBuyer), context.Account.Market.Currency, item.Key, context.World.Now));
    }

    [GeneratedRegex(@"^\d{14,15}$", RegexOptions.NonBacktracking)]
    private static partial Regex ItemCode();

    /// <summary>One adjusted item. With a Quantity, amounts count per unit: that is what over-refunded sellers have seen.</summary>
    private sealed record AdjustedItem(
        bool IsAmazons, string Code, string? Key, int? Quantity, List<(string Type, long Minor, string Currency)> Prices, List<(string Type, long Minor, string Currency)> Promotions)
    {
        public IEnumerable<string> Currencies => Prices.Concat(Promotions).Select(amount => amount.Currency);

        public RefundParts Parts => new([.. Prices.Select(price => (price.Type, price.Minor * (Quantity ?? 1)))], Promotions.Sum(promotion => promotion.Minor) * (Quantity ?? 1));
    }
}
