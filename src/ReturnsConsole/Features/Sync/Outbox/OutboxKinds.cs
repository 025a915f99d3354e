using System.Text.Json;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Features.Sync.Outbox;

/// <summary>The messages that go through the outbox, by stable names.</summary>
public static class OutboxKinds
{
    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    private static readonly Dictionary<string, (Type Type, string Title)> ByName = new(StringComparer.Ordinal)
    {
        ["amazon-feed"] = (typeof(FeedMessage), "Amazon feed"),
        ["amazon-quantity"] = (typeof(ListingQuantityMessage), "Quantity of an Amazon offer"),
        ["vendor-stock"] = (typeof(VendorStockMessage), "Direct Fulfilment stock"),
        ["vendor-credit-note"] = (typeof(CreditNoteMessage), "Credit note"),
        ["commercetools-return"] = (typeof(ReturnInfoMessage), "Return on a shop order"),
        ["commercetools-return-goods"] = (typeof(ReturnShipmentStateMessage), "Goods state of a shop return"),
        ["commercetools-return-money"] = (typeof(ReturnPaymentStateMessage), "Money state of a shop return"),
        ["commercetools-stock"] = (typeof(StockIncreaseMessage), "Shop stock"),
        ["commercetools-refund"] = (typeof(PaymentRefundMessage), "Refund of a shop payment"),
        ["happy-returns-contents"] = (typeof(ReturnContentsMessage), "Contents of return bags"),
    };

    private static readonly Dictionary<Type, string> ByType = ByName.ToDictionary(k => k.Value.Type, k => k.Key);

    /// <exception cref="KeyNotFoundException">A message that does not go through the outbox.</exception>
    public static string NameOf(PartnerMessage message) => ByType[message.GetType()];

    public static string TitleOf(string kind) => ByName.TryGetValue(kind, out var known) ? known.Title : kind;

    public static string Write(PartnerMessage message) => JsonSerializer.Serialize(message, message.GetType(), Json);

    /// <exception cref="JsonException">The stored message is damaged.</exception>
    public static PartnerMessage Read(string kind, string body) =>
        (PartnerMessage)(JsonSerializer.Deserialize(body, ByName.TryGetValue(kind, out var known) ? known.Type : throw new JsonException($"'{kind}' is no message that is sent."), Json)
            ?? throw new JsonException("The message is empty."));
}
