using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Features.Sync.Outbox;

/// <summary>The messages that go through the outbox, by stable names.</summary>
public static class OutboxKinds
{
    /// <summary>Refunds or cancellations in one document.</summary>
    public const string StoredFeed = "amazon-stored-feed";

    /// <summary>A refund as a transaction of a shop's payment.</summary>
    public const string ShopRefund = "commercetools-refund";

    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    private static readonly Dictionary<string, (Type Type, string Title)> ByName = new(StringComparer.Ordinal)
    {
        ["amazon-feed"] = (typeof(FeedMessage), "Amazon feed"),
        [StoredFeed] = (typeof(StoredFeedMessage), "Amazon feed of refunds or cancellations"),
        ["amazon-quantity"] = (typeof(ListingQuantityMessage), "Quantity of an Amazon offer"),
        ["amazon-increase"] = (typeof(ListingIncreaseMessage), "Pieces for an Amazon offer"),
        ["vendor-stock"] = (typeof(VendorStockMessage), "Direct Fulfilment stock"),
        ["vendor-credit-note"] = (typeof(CreditNoteMessage), "Credit note"),
        ["commercetools-return"] = (typeof(ReturnInfoMessage), "Return on a shop order"),
        ["commercetools-return-goods"] = (typeof(ReturnShipmentStateMessage), "Goods state of a shop return"),
        ["commercetools-return-money"] = (typeof(ReturnPaymentStateMessage), "Money state of a shop return"),
        ["commercetools-stock"] = (typeof(StockIncreaseMessage), "Shop stock"),
        [ShopRefund] = (typeof(PaymentRefundMessage), "Refund of a shop payment"),
        ["happy-returns-contents"] = (typeof(ReturnContentsMessage), "Contents of return bags"),
    };

    private static readonly Dictionary<Type, string> ByType = ByName.ToDictionary(k => k.Value.Type, k => k.Key);

    /// <summary>Every kind.</summary>
    public static IReadOnlyCollection<string> All => ByName.Keys;

    /// <exception cref="KeyNotFoundException">A message that does not go through the outbox.</exception>
    public static string NameOf(PartnerMessage message) => ByType[message.GetType()];

    public static string TitleOf(string kind) => ByName.TryGetValue(kind, out var known) ? known.Title : kind;

    public static string Write(PartnerMessage message) => JsonSerializer.Serialize(message, message.GetType(), Json);

    /// <exception cref="JsonException">The stored message is damaged.</exception>
    public static PartnerMessage Read(string kind, string body) =>
        (PartnerMessage)(JsonSerializer.Deserialize(body, ByName.TryGetValue(kind, out var known) ? known.Type : throw new JsonException($"'{kind}' is no message that is sent."), Json)
            ?? throw new JsonException("The message is empty."));

    /// <summary>
    /// What must be told in the order in which it was decided; empty: nothing. Quantities that are absolute must not come after newer ones; a return's states come after
    /// the return; a stock entry's version, by which a lost answer is cleared, must not be moved by our own next message.
    /// </summary>
    public static string LaneOf(PartnerMessage message)
    {
        var lane = message switch
        {
            ListingQuantityMessage m => $"offer/{m.MarketplaceId}/{m.Sku}",
            ListingIncreaseMessage m => $"offer/{m.MarketplaceId}/{m.Sku}",
            VendorStockMessage m => $"warehouse/{m.WarehouseId}",
            ReturnInfoMessage m => $"order/{m.OrderNumber}",
            ReturnShipmentStateMessage m => $"order/{m.OrderNumber}",
            ReturnPaymentStateMessage m => $"order/{m.OrderNumber}",
            StockIncreaseMessage m => $"stock/{m.SupplyChannelKey}/{m.Sku}",
            PaymentRefundMessage m => $"payment/{m.PaymentId}",
            _ => "",
        };
        return lane.Length <= OutboxMessage.LaneLength ? lane : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lane)));
    }

    /// <summary>The later message says everything anew that the earlier one says: the earlier one need not be sent.</summary>
    public static bool Covers(PartnerMessage later, PartnerMessage earlier) => (later, earlier) switch
    {
        (ListingQuantityMessage l, ListingQuantityMessage e) => l.Sku == e.Sku && l.MarketplaceId == e.MarketplaceId,
        (VendorStockMessage l, VendorStockMessage e) => l.WarehouseId == e.WarehouseId && l.SellingPartyId == e.SellingPartyId && e.Items.All(i => l.Items.Any(x => x.VendorSku == i.VendorSku)),
        _ => false,
    };

    /// <summary>Sent after the later message, the earlier one would overwrite some of it.</summary>
    public static bool Overwrites(PartnerMessage earlier, PartnerMessage later) => (later, earlier) switch
    {
        (VendorStockMessage l, VendorStockMessage e) => l.WarehouseId == e.WarehouseId && e.Items.Any(i => l.Items.Any(x => x.VendorSku == i.VendorSku)),
        _ => Covers(later, earlier),
    };
}
