using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Tests.Files;

namespace ReturnsConsole.Connectors.Tests.Amazon.Payloads;

public sealed class PayloadTests
{
    [Fact]
    public void Order_GivesItsLinesWithTheWholeLinesPrices()
    {
        var read = Read("amazon-orders", """
            {"orderId":"302-1111111-1111111","orderAliases":[{"aliasType":"SELLER_ORDER_ID","aliasId":"SHOP-9"}],"createdTime":"2026-05-01T10:00:00Z","lastUpdatedTime":"2026-05-02T10:00:00Z",
            "salesChannel":{"channelName":"AMAZON","marketplaceId":"A1PA6795UKMFR9"},"fulfillment":{"fulfillmentStatus":"SHIPPED","fulfilledBy":"MERCHANT"},
            "orderItems":[{"orderItemId":"1","quantityOrdered":2,"product":{"asin":"B0","sellerSku":"S-1","title":"Shirt","price":{"unitPrice":{"amount":"10.00","currencyCode":"EUR"}}},
            "proceeds":{"breakdowns":[{"type":"ITEM","subtotal":{"amount":"20.00","currencyCode":"EUR"}},{"type":"SHIPPING","subtotal":{"amount":"3.99","currencyCode":"EUR"}},
            {"type":"TAX","subtotal":{"amount":"4","currencyCode":"EUR"},"detailedBreakdowns":[{"subtype":"ITEM","value":{"amount":"3.19","currencyCode":"EUR"}},{"subtype":"SHIPPING","value":{"amount":"0.81","currencyCode":"EUR"}}]},
            {"type":"DISCOUNT","subtotal":{"amount":"-1.5","currencyCode":"EUR"},"detailedBreakdowns":[{"subtype":"SHIPPING","value":{"amount":"-1.5","currencyCode":"EUR"}}]}]},
            "cancellation":{"cancellationRequest":{"requester":"BUYER"}}},
            {"orderItemId":"2","quantityOrdered":3,"product":{"sellerSku":"S-2","price":{"unitPrice":{"amount":"1.10","currencyCode":"EUR"}}}}]}
            """);
        Assert.Empty(read.RejectedRows);
        Assert.Empty(read.Unknowns);
        var line = read.Orders[0];
        Assert.Equal(("302-1111111-1111111", "SHOP-9", "Amazon.de", "SHIPPED", "Merchant", "S-1", 2, "EUR"), (line.OrderId, line.MerchantOrderId, line.SalesChannel, line.OrderStatus, line.FulfillmentChannel, line.Sku, line.Quantity, line.Currency));
        Assert.Equal((2000L, 319L, 399L, 81L, -150L), (line.ItemPriceMinor, line.ItemTaxMinor, line.ShippingPriceMinor, line.ShippingTaxMinor, line.ShipPromotionMinor));
        Assert.True(line.BuyerRequestedCancellation);
        Assert.Equal(330, read.Orders[1].ItemPriceMinor);
    }

    [Theory]
    [InlineData("19940", "JPY", 19940)]
    [InlineData("1.234", "KWD", 1234)]
    [InlineData("1234.5", "EUR", 123450)]
    public void OrderPrice_HasItsCurrencysDecimals(string amount, string currency, long minor) =>
        Assert.Equal(minor, Read("amazon-orders", Order($$$""" "proceeds":{"breakdowns":[{"type":"ITEM","subtotal":{"amount":"{{{amount}}}","currencyCode":"{{{currency}}}"}}]}""")).Orders.Single().ItemPriceMinor);

    [Theory]
    [InlineData("1.5", "JPY")]
    [InlineData("1.005", "EUR")]
    [InlineData("1", "euro")]
    [InlineData("a lot", "EUR")]
    public void OrderPrice_ThatDoesNotFit_IsRejectedWithItsPlace(string amount, string currency)
    {
        var read = Read("amazon-orders", Order($$$""" "proceeds":{"breakdowns":[{"type":"ITEM","subtotal":{"amount":"{{{amount}}}","currencyCode":"{{{currency}}}"}}]}"""));
        Assert.Empty(read.Orders);
        Assert.StartsWith("orderItems[0].proceeds.breakdowns[0].subtotal.", Assert.Single(read.RejectedRows).Field, StringComparison.Ordinal);
    }

    [Fact]
    public void Order_WithUnknownWords_IsKeptAndTheyAreTold()
    {
        var read = Read("amazon-orders", Order(""" "proceeds":{"breakdowns":[{"type":"TIP","subtotal":{"amount":"1","currencyCode":"EUR"}}]}""").Replace("SHIPPED", "BEAMED", StringComparison.Ordinal));
        Assert.Equal("BEAMED", read.Orders.Single().OrderStatus);
        Assert.Equal(["BEAMED", "TIP"], read.Unknowns.Select(u => u.Value));
    }

    [Fact]
    public void Order_WithAnIdLongerThanDocumented_IsRejectedNotCut() =>
        Assert.Equal("orderId", Assert.Single(Read("amazon-orders", Order("").Replace("302-1", new string('9', 60), StringComparison.Ordinal)).RejectedRows).Field);

    [Fact]
    public void OrderV0_GivesItsLines()
    {
        var read = Read("amazon-orders-v0", """
            {"order":{"AmazonOrderId":"302-1111111-1111111","SellerOrderId":"SHOP-9","PurchaseDate":"2026-05-01T00:00:00Z","LastUpdateDate":"2026-05-02T00:00:00Z","OrderStatus":"Shipped","FulfillmentChannel":"AFN","SalesChannel":"Amazon.de"},
            "items":[{"ASIN":"B0","SellerSKU":"S-1","OrderItemId":"1","QuantityOrdered":1,"ItemPrice":{"CurrencyCode":"EUR","Amount":"20.00"},"PromotionDiscount":{"CurrencyCode":"EUR","Amount":"2.00"},"BuyerRequestedCancel":{"IsBuyerRequestedCancel":"true"}},
            {"ASIN":"B1","SellerSKU":"S-2","OrderItemId":"2","QuantityOrdered":0}]}
            """);
        Assert.Equal(("Amazon", 2000L, 200L, true), (read.Orders[0].FulfillmentChannel, read.Orders[0].ItemPriceMinor, read.Orders[0].ItemPromotionMinor, read.Orders[0].BuyerRequestedCancellation));
        Assert.Null(read.Orders[1].Currency);
        Assert.Empty(read.RejectedRows);
    }

    [Fact]
    public void Refund_CountsWhatTheBuyerSees_ByKind()
    {
        var read = Read("amazon-transactions", Refund("t1", "RELEASED", items: $$"""
            [{"relatedIdentifiers":[{"itemRelatedIdentifierName":"ORDER_ADJUSTMENT_ITEM_ID","itemRelatedIdentifierValue":"adj-1"}],"contexts":[{"contextType":"ProductContext","sku":"S-1"}],"totalAmount":{{Money("-70.00")}},
            "breakdowns":[{{Group("ProductCharges", "-100.00", Leaf("OurPricePrincipal", "-100.00"))}},{{Group("Tax", "-21.05", Leaf("OurPriceTax", "-19.00"), Leaf("ShippingTax", "-2.05"))}},
            {{Group("Shipping", "-4.99", Leaf("Base", "-4.99"))}},{{Group("PromoRebates", "5.00", Leaf("ShippingDiscount", "5.00"))}},{{Leaf("RestockingDeductionPrincipal", "20.00")}},{{Leaf("GoodwillPrincipal", "-3.00")}},
            {{Leaf("GiftwrapPrincipal", "-1.00")}},{{Group("AmazonFees", "15.00", Group("Commission", "17.00", Leaf("Base", "17.00")), Leaf("RefundCommission", "-2.00"))}},{{Leaf("MarketplaceFacilitatorTax-Principal", "19.00")}},{{Leaf("ShippingChargeback", "4.99")}}]}]
            """));
        var refund = Assert.Single(read.Refunds);
        Assert.Equal((-10000L, -2105L, -499L, 2000L, -400L, 500L), (refund.PrincipalMinor, refund.TaxMinor, refund.ShippingMinor, refund.RestockingFeeMinor, refund.OtherBuyerMinor, refund.PromotionMinor));
        Assert.Equal(("302-1111111-1111111", "adj-1", "S-1", "Amazon.de", "refund-1"), (refund.OrderId, refund.MerchantAdjustmentItemId, refund.Sku, refund.Marketplace, refund.AdjustmentId));
        Assert.Empty(read.Unknowns);
    }

    [Fact]
    public void Refund_HeldBackAndLetGo_CarriesTheSameIds()
    {
        var held = Read("amazon-transactions", Refund("t1", "DEFERRED_RELEASED", ("RELEASE_TRANSACTION_ID", "t2"))).Refunds.Single();
        var freed = Read("amazon-transactions", Refund("t2", "RELEASED", ("DEFERRED_TRANSACTION_ID", "t1"))).Refunds.Single();
        Assert.Equal(("t1", true, "t2", false), (held.TransactionId, held.Deferred, freed.TransactionId, freed.Deferred));
        Assert.Equal(("t1", "t1"), (held.AdjustmentId, freed.AdjustmentId));
        Assert.False(Read("amazon-transactions", Refund("t1", "DEFERRED_RELEASED", ("ORDER", "x"))).Refunds.Single().Deferred);
    }

    [Theory]
    [InlineData("Shipment", 0, 0)]
    [InlineData("FBAInventoryReimbursement", 0, 0)]
    [InlineData("Chargeback", 1, 0)]
    [InlineData("RefundOfTheThirdKind", 1, 1)]
    [InlineData("Levitation", 0, 1)]
    public void TransactionType_DecidesWhatIsARefund_AndUnknownOnesAreTold(string type, int refunds, int unknown)
    {
        var read = Read("amazon-transactions", Refund("t1", "RELEASED", ("ORDER", "x")).Replace("\"Refund\"", $"\"{type}\"", StringComparison.Ordinal));
        Assert.Equal((refunds, unknown), (read.Refunds.Count, read.Unknowns.Count));
        Assert.Empty(read.RejectedRows);
        Assert.Equal(1, read.Refunds.Count + read.IgnoredRows.Count);
    }

    [Fact]
    public void Refund_OfUnknownStatus_IsKeptAsHeldBack()
    {
        var read = Read("amazon-transactions", Refund("t1", "PONDERED"));
        Assert.True(read.Refunds.Single().Deferred);
        Assert.Equal("PONDERED", read.Unknowns.Single().Value);
    }

    [Fact]
    public void Refund_WithOnlyATotal_IsSeenAllTheSame()
    {
        var read = Read("amazon-transactions", """{"transactionType":"Refund","transactionId":"t","transactionStatus":"RELEASED","totalAmount":{"currencyAmount":-10,"currencyCode":"USD"},"relatedIdentifiers":[{"relatedIdentifierName":"ORDER_ID","relatedIdentifierValue":"8129762527551"}]}""");
        Assert.Equal(-1000, read.Refunds.Single().OtherBuyerMinor);
        Assert.Single(read.Unknowns);
    }

    [Fact]
    public void Amount_GivenAsANumber_IsReadExactly() => Prop.ForAll(Gen.Choose(-100_000_000, 100_000_000).ToArbitrary(), minor =>
    {
        var amount = (minor / 100m).ToString(CultureInfo.InvariantCulture);
        var refund = Read("amazon-transactions", Refund("t", "RELEASED", items: $$"""[{"breakdowns":[{{Leaf("OurPricePrincipal", amount)}},{{Leaf("OurPriceTax", "-0.01")}}]}]""")).Refunds.Single();
        return refund.PrincipalMinor == minor;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void FinancialEvents_GiveRefundsClaimsAndChargebacks_OfTheAdjustmentLists()
    {
        var read = Read("amazon-financial-events", """
            {"RefundEventList":[{"AmazonOrderId":"302-1111111-1111111","MarketplaceName":"Amazon.de","PostedDate":"2026-05-01T00:00:00Z","ShipmentItemAdjustmentList":[{"SellerSKU":"S-1","OrderItemId":"1","OrderAdjustmentItemId":"adj-1",
            "ItemChargeAdjustmentList":[{"ChargeType":"Principal","ChargeAmount":{"CurrencyCode":"EUR","CurrencyAmount":-19.99}},{"ChargeType":"ShippingCharge","ChargeAmount":{"CurrencyCode":"EUR","CurrencyAmount":-3.5}},
            {"ChargeType":"RestockingFee","ChargeAmount":{"CurrencyCode":"EUR","CurrencyAmount":2.0}},{"ChargeType":"MarketplaceFacilitatorTax-Principal","ChargeAmount":{"CurrencyCode":"EUR","CurrencyAmount":1}}],
            "ItemFeeAdjustmentList":[{"FeeType":"Commission","FeeAmount":{"CurrencyCode":"EUR","CurrencyAmount":3}}],"PromotionAdjustmentList":[{"PromotionAmount":{"CurrencyCode":"EUR","CurrencyAmount":0.5}}]}]}],
            "GuaranteeClaimEventList":[{"AmazonOrderId":"302-2","ShipmentItemAdjustmentList":[{"SellerSKU":"S-1","ItemChargeAdjustmentList":[{"ChargeType":"Principal","ChargeAmount":{"CurrencyCode":"EUR","CurrencyAmount":-1}}]}]}],
            "ShipmentEventList":[{}]}
            """);
        Assert.Equal([SettlementLineKind.Refund, SettlementLineKind.GuaranteeClaim], read.Refunds.Select(r => r.Kind));
        var refund = read.Refunds[0];
        Assert.Equal((-1999L, -350L, 200L, 50L, 0L, "adj-1", "v0:adj-1"), (refund.PrincipalMinor, refund.ShippingMinor, refund.RestockingFeeMinor, refund.PromotionMinor, refund.TaxMinor, refund.MerchantAdjustmentItemId, refund.TransactionId));
        Assert.Empty(read.Unknowns);
        Assert.Empty(read.RejectedRows);
    }

    [Fact]
    public void VendorOrders_OfAmazonsSample_GiveTheirLines()
    {
        using var sample = JsonDocument.Parse(File.ReadAllBytes(Reading.Sample("api_vendororders-getPurchaseOrders.json")));
        var read = Read("amazon-vendor-orders", [.. sample.RootElement.GetProperty("payload").GetProperty("orders").EnumerateArray().Select(o => JsonSerializer.Serialize(o))]);
        Assert.Equal([("2JK3S9VC", "1", 34627L), ("2JK3S9VC", "2", 22947L), ("3TRD2IAB", "1", 9497L)], read.VendorPapers.Select(p => (p.Number, p.LineId, p.UnitCostMinor!.Value)));
        Assert.All(read.VendorPapers, p => Assert.Equal("purchase-order", p.Paper));
    }

    [Theory]
    [InlineData("amazon-orders")]
    [InlineData("amazon-orders-v0")]
    [InlineData("amazon-transactions")]
    [InlineData("amazon-financial-events")]
    [InlineData("amazon-vendor-orders")]
    public void Document_OfAnotherShape_IsRejectedOrNoted_NeverThrown(string payload)
    {
        foreach (var odd in (string[])["{}", "[]", "3", """{"order":3,"orderItems":[1],"items":[[]],"RefundEventList":[7],"orderDetails":{"items":[true]}}""", "{", """{"transactionType":"Refund","transactionId":"t","items":[{"breakdowns":"no"}]}"""])
        {
            var read = Read(payload, odd);
            Assert.True(read.RejectedRows.Count + read.IgnoredRows.Count > 0, odd);
        }
    }

    private static Collector Read(string payload, params string[] documents) =>
        Reading.Entry($$"""{"payload":"{{payload}}"}""" + "\n" + string.Join('\n', documents.Select(d => d.ReplaceLineEndings(""))) + "\n").Read();

    private static string Order(string proceeds) =>
        $$$"""{"orderId":"302-1","createdTime":"2026-05-01T10:00:00Z","lastUpdatedTime":"2026-05-02T10:00:00Z","salesChannel":{"channelName":"AMAZON"},"fulfillment":{"fulfillmentStatus":"SHIPPED"},"orderItems":[{"orderItemId":"1","quantityOrdered":1,"product":{"sellerSku":"S"}{{{(proceeds.Length > 0 ? "," : "")}}}{{{proceeds}}}}]}""";

    private static string Money(string amount) => $$"""{"currencyAmount":{{amount}},"currencyCode":"EUR"}""";

    private static string Leaf(string type, string amount) => $$"""{"breakdownType":"{{type}}","breakdownAmount":{{Money(amount)}},"breakdowns":[]}""";

    private static string Group(string type, string amount, params string[] inner) => $$"""{"breakdownType":"{{type}}","breakdownAmount":{{Money(amount)}},"breakdowns":[{{string.Join(',', inner)}}]}""";

    private static string Refund(string id, string status, (string Name, string Value)? link = null, string? items = null) => $$"""
        {"transactionType":"Refund","transactionId":"{{id}}","transactionStatus":"{{status}}","description":"money","postedDate":"2026-05-01T00:00:00Z","marketplaceDetails":{"marketplaceId":"A1PA6795UKMFR9"},
        "relatedIdentifiers":[{"relatedIdentifierName":"ORDER_ID","relatedIdentifierValue":"302-1111111-1111111"},{"relatedIdentifierName":"{{link?.Name ?? "REFUND_ID"}}","relatedIdentifierValue":"{{link?.Value ?? "refund-1"}}"}],
        "items":{{items ?? $$"""[{"contexts":[{"sku":"S-1"}],"breakdowns":[{{Leaf("OurPricePrincipal", "-10.00")}}]}]"""}}}
        """;
}
