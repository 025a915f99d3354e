using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Finances;

/// <summary>Finances v0, which ends on 2027-08-27: it hides what is deferred until it is released.</summary>
internal sealed class FinancesV0Api(SandboxWorld world, Seals seals)
{
    private static readonly TimeSpan LongestRange = TimeSpan.FromDays(180);

    public Answer List(Call call)
    {
        var newest = world.Now.AddMinutes(-2);
        var from = call.QueryTime("PostedAfter") ?? throw new BadCallException("PostedAfter is required.");
        var until = call.QueryTime("PostedBefore") ?? newest;
        if (from > newest || until > newest)
            throw new BadCallException("The dates must be no later than two minutes before now.");

        var account = world.Amazon.Accounts[call.Account];
        var size = Math.Min(call.QueryNumber("MaxResultsPerPage", 100, 1, 100), world.Options.PageSize);
        var scope = $"listFinancialEvents {call.Account} {from.Ticks}";
        TimePlace? behind = call.Query("NextToken") is { } token ? seals.Place(scope, token) : null;
        var found = until - from > LongestRange ? [] : account.Finance.Between(from, until, behind).Where(entry => Shown(entry.Item)).Take(size + 1).ToList();
        var page = found.Take(size).ToList();
        return Payload(account, page.Select(entry => entry.Item), found.Count > size ? seals.PageToken(scope, page[^1].Place) : null);
    }

    public Answer OfOrder(Call call)
    {
        var account = world.Amazon.Accounts[call.Account];
        return account.Order(call.Route("orderId")) is { } order
            ? Payload(account, order.Events.SelectMany(entry => entry.Rows).Where(Shown), null)
            : AmazonDialect.NotFound("order");
    }

    private bool Shown(FinanceRow row) => row.Visible <= world.Now && (row.IsRelease || row.Event.Release is null);

    private static Answer Payload(AmazonAccount account, IEnumerable<FinanceRow> rows, string? nextToken)
    {
        var shown = rows.ToList();
        var currency = account.Market.Currency;
        object[] Of(FinanceKind kind, Func<FinanceRow, object> show) => [.. shown.Where(row => row.Event.Kind == kind).Select(show)];
        return Answer.Ok(new
        {
            payload = new
            {
                NextToken = nextToken,
                FinancialEvents = new
                {
                    ShipmentEventList = Of(FinanceKind.Shipment, row => Shipment(account.Market, row)),
                    RefundEventList = Of(FinanceKind.Refund, row => Refund(account.Market, row)),
                    ServiceFeeEventList = Of(FinanceKind.ServiceFee, row => new
                    {
                        FeeReason = row.Event.Items[0].Charges[0].Description,
                        FeeList = new[] { new { FeeType = row.Event.Items[0].Charges[0].Description, FeeAmount = AmazonFormat.NumberV0(currency, row.Event.Total) } },
                    }),
                    SAFETReimbursementEventList = Of(FinanceKind.SafeT, row => new
                    {
                        PostedDate = AmazonFormat.Time(row.Posted),
                        SAFETClaimId = row.Event.SafeTClaimId,
                        ReimbursedAmount = AmazonFormat.NumberV0(currency, row.Event.Total),
                        ReasonCode = "SAFET_GRANTED",
                    }),
                },
            },
        });
    }

    private static object Shipment(AmazonMarket market, FinanceRow row) => new
    {
        AmazonOrderId = row.Event.Order!.Id,
        SellerOrderId = row.Event.Order.SellerOrderId ?? row.Event.Order.Id,
        MarketplaceName = market.Name,
        PostedDate = AmazonFormat.Time(row.Posted),
        ShipmentItemList = row.Event.Items.Select(item => new
        {
            SellerSKU = item.Line!.Article.Sku,
            OrderItemId = item.Line.ItemId,
            QuantityShipped = item.Line.Quantity - item.Line.Cancelled,
            ItemChargeList = Charges(market, item),
            ItemFeeList = Fees(market, item),
            ItemTaxWithheldList = Withheld(market, item),
            PromotionList = Promotions(market, item),
        }).ToArray(),
    };

    private static object Refund(AmazonMarket market, FinanceRow row) => new
    {
        AmazonOrderId = row.Event.Order!.Id,
        SellerOrderId = row.Event.Order.SellerOrderId ?? row.Event.Order.Id,
        MarketplaceName = market.Name,
        PostedDate = AmazonFormat.Time(row.Posted),
        ShipmentItemAdjustmentList = row.Event.Items.Select(item => new
        {
            SellerSKU = item.Line!.Article.Sku,
            OrderItemId = item.Line.ItemId,
            OrderAdjustmentItemId = item.MerchantKey ?? item.AdjustmentItemId,
            QuantityShipped = item.Line.Quantity - item.Line.Cancelled,
            ItemChargeAdjustmentList = Charges(market, item),
            ItemFeeAdjustmentList = Fees(market, item),
            ItemTaxWithheldList = Withheld(market, item),
            PromotionAdjustmentList = Promotions(market, item),
        }).ToArray(),
    };

    private static object[] Charges(AmazonMarket market, FinanceItem item) =>
        [.. item.Charges.Where(charge => charge.Type == "ItemPrice").Select(charge => new { ChargeType = ChargeType(charge), ChargeAmount = AmazonFormat.NumberV0(market.Currency, charge.Minor) })];

    private static object[] Fees(AmazonMarket market, FinanceItem item) =>
        [.. item.Charges.Where(charge => charge.Type == "ItemFees").Select(charge => new { FeeType = charge.Description, FeeAmount = AmazonFormat.NumberV0(market.Currency, charge.Minor) })];

    private static object[] Withheld(AmazonMarket market, FinanceItem item)
    {
        var withheld = item.Charges.Where(charge => charge.Type == "ItemWithheldTax")
            .Select(charge => new { ChargeType = charge.Description, ChargeAmount = AmazonFormat.NumberV0(market.Currency, charge.Minor) }).ToArray();
        return withheld.Length == 0 ? [] : [new { TaxCollectionModel = "MarketplaceFacilitator", TaxesWithheld = withheld }];
    }

    private static object[] Promotions(AmazonMarket market, FinanceItem item) =>
        [.. item.Charges.Where(charge => charge.Type == "Promotion").Select(charge => new { PromotionType = "PromotionMetaDataDefinitionValue", PromotionId = "SANDBOX-10", PromotionAmount = AmazonFormat.NumberV0(market.Currency, charge.Minor) })];

    private static string ChargeType(Charge charge) => charge.Description == "Shipping" ? "ShippingCharge" : charge.Description;
}
