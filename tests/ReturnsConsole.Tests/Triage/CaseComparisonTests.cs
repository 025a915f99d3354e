using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using Xunit;

namespace ReturnsConsole.Tests.Triage;

public sealed class CaseComparisonTests
{
    [Theory]
    [InlineData("US", "USD", "54.00 USD")]
    [InlineData("DE", "EUR", "50.00 EUR")]
    public void Paid_TaxOnTopOfThePrice_IsShownWithIt(string marketplace, string currency, string paid)
    {
        var facts = Facts(lines: [Line(marketplace, currency)]);
        Assert.Equal(paid, Row(facts, "Paid")!.Amazon);
    }

    [Fact]
    public void NothingReceived_OfAReturnToUs_DiffersInArrivalAndQuantity()
    {
        var facts = Facts(returns: [Return(ReturnChannel.MerchantFulfilled)]);
        Assert.Equal(("Not seen", true), (Row(facts, "Arrival")!.Warehouse, Row(facts, "Arrival")!.Differs));
        Assert.Equal(("1", "0 received", true), (Row(facts, "Quantity")!.Amazon, Row(facts, "Quantity")!.Warehouse, Row(facts, "Quantity")!.Differs));
    }

    [Fact]
    public void NothingReceived_OfAReturnToAmazon_IsNoDifference()
    {
        var facts = Facts(returns: [Return(ReturnChannel.Fba)]);
        Assert.Null(Row(facts, "Arrival"));
        Assert.Equal(("", false), (Row(facts, "Quantity")!.Warehouse, Row(facts, "Quantity")!.Differs));
    }

    [Fact]
    public void Received_AsAsked_IsNoDifference()
    {
        var receipt = new GoodsReceipt { AccountId = 1, OrderKey = 5, OrderId = "o", NaturalKey = "dock/1", Sku = "BOOT", Quantity = 1, ReceivedAt = TriageWorld.Day(9), Source = "dock" };
        var facts = Facts(returns: [Return(ReturnChannel.MerchantFulfilled)], receipts: [receipt]);
        Assert.All(CaseComparison.Of(facts, new ReconciliationSettings()), row => Assert.False(row.Differs, row.Label));
        Assert.Equal("10 Oct 2026", Row(facts, "Arrival")!.Warehouse);
    }

    private static ComparedFact? Row(CaseFactRows facts, string label) => CaseComparison.Of(facts, new ReconciliationSettings()).SingleOrDefault(r => r.Label == label);

    private static CaseFactRows Facts(List<OrderLine>? lines = null, List<ReturnItem>? returns = null, List<GoodsReceipt>? receipts = null) =>
        new() { Lines = lines ?? [], Returns = returns ?? [], Receipts = receipts ?? [], Refunds = [], Settlements = [] };

    private static OrderLine Line(string marketplace, string currency) => new()
    {
        AccountId = 1,
        OrderKey = 5,
        OrderId = "o",
        Sku = "BOOT",
        Occurrence = 0,
        Quantity = 1,
        Currency = currency,
        Marketplace = marketplace,
        ItemPrice = 5_500,
        ItemTax = 400,
        ItemPromotion = 500,
    };

    private static ReturnItem Return(ReturnChannel channel) => new()
    {
        AccountId = 1,
        OrderKey = OrderKey.From("302-1111111-1111111"),
        OrderId = "302-1111111-1111111",
        Channel = channel,
        NaturalKey = "R1/BOOT",
        Sku = "BOOT",
        Quantity = 1,
    };
}
