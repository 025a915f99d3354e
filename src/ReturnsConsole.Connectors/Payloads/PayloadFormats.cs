namespace ReturnsConsole.Connectors.Payloads;

/// <summary>The table of payload kinds; a connector adds its own here.</summary>
internal static class PayloadFormats
{
    public static readonly PayloadFormat[] All =
    [
        new Rebound.ReboundReturnsFormat(),
        new Rebound.ReboundTrackingFormat(),
        new Rebound.ReboundEventsFormat(),
        new Rebound.ReboundOrdersFormat(),
        new HappyReturns.HappyReturnsReturnsFormat(),
        new HappyReturns.HappyReturnsShipmentsFormat(),
        new HappyReturns.HappyReturnsLabelsFormat(),
        new Commercetools.CommercetoolsOrdersFormat(),
        new Commercetools.CommercetoolsInventoryFormat(),
        new Commercetools.CommercetoolsPaymentsFormat(),
        new Commercetools.CommercetoolsMessagesFormat(),
        new Amazon.Payloads.OrdersPayload(),
        new Amazon.Payloads.OrdersV0Payload(),
        new Amazon.Payloads.TransactionsPayload(),
        new Amazon.Payloads.FinancialEventsPayload(),
        new AmazonVendor.Payloads.PurchaseOrdersPayload(),
    ];
}
