using System.Xml.Linq;
using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Feeds;

/// <summary>Order acknowledgements: Success sets our numbers, Failure cancels.</summary>
internal static class AcknowledgementFeed
{
    public const string AlreadyShipped = "90004";
    private const string OrderNotFound = "18028";

    private static readonly string[] Reasons =
    [
        "NoInventory", "ShippingAddressUndeliverable", "CustomerExchange", "BuyerCanceled", "GeneralAdjustment", "CarrierCreditDecision", "RiskAssessmentInformationNotValid", "CarrierCoverageFailure",
        "CustomerReturn", "MerchandiseNotReceived", "CannotVerifyInformation", "PricingError", "RejectOrder", "WeatherDelay",
    ];

    /// <exception cref="FeedShapeException">The message breaks the schema.</exception>
    public static Func<FeedFault?> Message(FeedContext context, XElement acknowledgement)
    {
        XmlFeed.Sequence(acknowledgement, "AmazonOrderID!", "MerchantOrderID?", "StatusCode!", "Item*");
        var status = acknowledgement.Element("StatusCode")!.Value;
        if (status is not ("Success" or "Failure"))
            throw new FeedShapeException($"cvc-enumeration-valid: Value '{status}' is not a valid StatusCode.");

        foreach (var item in acknowledgement.Elements("Item"))
        {
            XmlFeed.Sequence(item, "AmazonOrderItemCode!", "MerchantOrderItemID?", "CancelReason?", "Quantity?");
            if (item.Element("CancelReason")?.Value is { } reason && !Reasons.Contains(reason))
                throw new FeedShapeException($"cvc-enumeration-valid: Value '{reason}' is not a valid CancelReason.");

            if (item.Element("Quantity")?.Value is { } quantity && (!int.TryParse(quantity, out var number) || number < 1))
                throw new FeedShapeException($"'{quantity}' is not a quantity.");
        }

        return () => Execute(context, acknowledgement, status == "Failure");
    }

    private static FeedFault? Execute(FeedContext context, XElement acknowledgement, bool cancels)
    {
        var id = acknowledgement.Element("AmazonOrderID")!.Value;
        if (context.Account.Order(id) is not { } order)
            return new FeedFault(OrderNotFound, $"Your order cannot be found using Merchant ID {context.Account.Market.SellerId} and Order {id}.", ("AmazonOrderID", id));

        var items = acknowledgement.Elements("Item").Select(item => (Element: item, Line: order.Line(item.Element("AmazonOrderItemCode")!.Value))).ToList();
        if (items.Find(item => item.Line is null) is { Element: { } stranger })
            return new FeedFault(OrderNotFound, $"The item {stranger.Element("AmazonOrderItemCode")!.Value} is not part of order {id}.", ("AmazonOrderID", id));

        if (!cancels)
        {
            order.SellerOrderId = acknowledgement.Element("MerchantOrderID")?.Value ?? order.SellerOrderId;
            foreach (var (element, line) in items)
                line!.MerchantItemId = element.Element("MerchantOrderItemID")?.Value ?? line.MerchantItemId;

            context.Account.Touch(order, context.World.Now);
            return null;
        }

        if (order.Status is not (AmazonOrderStatus.Pending or AmazonOrderStatus.Unshipped))
            return new FeedFault(AlreadyShipped, "The order is shipped or cancelled already.", ("AmazonOrderID", id));

        var wanted = items.Count == 0
            ? order.Lines.Select(line => (Line: line, Quantity: line.Quantity - line.Cancelled)).ToList()
            : [.. items.Select(item => (Line: item.Line!, Quantity: int.TryParse(item.Element.Element("Quantity")?.Value, out var part) ? part : item.Line!.Quantity - item.Line.Cancelled))];
        if (wanted.Exists(part => part.Quantity > part.Line.Quantity - part.Line.Cancelled))
            return new FeedFault(AlreadyShipped, "More was to be cancelled than was ordered.", ("AmazonOrderID", id));

        foreach (var (line, quantity) in wanted)
            Cancel(context, line, quantity, acknowledgement.Element("MerchantOrderID")?.Value);

        if (order.Lines.TrueForAll(line => line.Cancelled == line.Quantity))
            order.Status = AmazonOrderStatus.Canceled;

        context.Account.Touch(order, context.World.Now);
        return null;
    }

    private static void Cancel(FeedContext context, AmazonLine line, int quantity, string? key)
    {
        line.Cancelled += quantity;
        context.World.Ledger.Add(new LedgerEntry("amazonSeller", "cancel", line.Order.Id, line.ItemId, line.Article.Sku, quantity, null, null, key, context.World.Now));
    }
}
