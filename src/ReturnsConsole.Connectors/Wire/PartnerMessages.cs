namespace ReturnsConsole.Connectors.Wire;

/// <summary>Something the console tells a partner. Amounts in minor units, quantities in pieces.</summary>
public abstract record PartnerMessage;

/// <summary>Amazon: refunds or cancellations as one feed document that the caller has written. Source: Feeds 2021-06-30.</summary>
/// <param name="FeedType">POST_PAYMENT_ADJUSTMENT_DATA, POST_ORDER_ACKNOWLEDGEMENT_DATA, JSON_LISTINGS_FEED.</param>
/// <param name="Document">The document's bytes as they are to be sent.</param>
/// <param name="ContentType">"text/xml; charset=UTF-8".</param>
/// <param name="MessageKeys">Our key of each message, by its MessageID (1-based).</param>
public sealed record FeedMessage(string FeedType, IReadOnlyList<string> MarketplaceIds, ReadOnlyMemory<byte> Document, string ContentType, IReadOnlyList<string> MessageKeys) : PartnerMessage;

/// <summary>A feed whose document and keys are kept elsewhere, because it is too large to stand in a message. Made into a <see cref="FeedMessage"/> before a connector sees it.</summary>
/// <param name="DocumentHash">SHA-256 of the document, hex.</param>
/// <param name="BatchId">What the keys are read from.</param>
public sealed record StoredFeedMessage(string FeedType, IReadOnlyList<string> MarketplaceIds, string DocumentHash, string ContentType, int BatchId) : PartnerMessage;

/// <summary>Amazon seller: the merchant-fulfilled quantity of a SKU, absolute. Source: Listings Items 2021-08-01.</summary>
public sealed record ListingQuantityMessage(string Sku, string MarketplaceId, string ProductType, int Quantity) : PartnerMessage;

/// <summary>
/// Amazon seller: pieces to add to the merchant-fulfilled quantity of a SKU. Amazon takes absolute quantities only, so the offer is read right before sending, and
/// what is told is computed from that: see <see cref="IPartnerConnector.PrepareAsync"/>.
/// </summary>
/// <param name="Change">Pieces; negative takes away.</param>
public sealed record ListingIncreaseMessage(string Sku, string MarketplaceId, int Change) : PartnerMessage
{
    /// <summary>The offer before the change; null until it is about to be sent.</summary>
    public ListingRead? Read { get; init; }

    /// <summary>The quantity to set. Never below 0: what is not there cannot be taken away.</summary>
    public long? Target => Read is { } read ? Math.Max(0, read.Quantity + Change) : null;
}

/// <summary>An offer as it was read.</summary>
/// <param name="ReadUtc">By our clock.</param>
public sealed record ListingRead(string ProductType, long Quantity, DateTime ReadUtc);

/// <summary>Amazon vendor: available quantity at a Direct Fulfilment warehouse, absolute, never a full update.</summary>
/// <param name="Items">Vendor product identifier and quantity.</param>
public sealed record VendorStockMessage(string WarehouseId, string SellingPartyId, IReadOnlyList<(string VendorSku, int Quantity)> Items) : PartnerMessage;

/// <summary>Amazon vendor: a credit note for goods that Amazon returned. Source: vendor invoices v1, invoiceType CreditNote.</summary>
public sealed record CreditNoteMessage(
    string Number, DateTime IssuedUtc, string Currency, long TotalMinor, string RemitToPartyId, string? BillToPartyId, string? ReferenceInvoiceNumber, string? DebitNoteNumber, string ReturnsReferenceNumber,
    DateTime GoodsReturnDate, string? RmaId, IReadOnlyList<CreditNoteItem> Items) : PartnerMessage;

public sealed record CreditNoteItem(int Sequence, string? VendorProductIdentifier, string? Asin, int Quantity, long UnitCostMinor, string? PurchaseOrderNumber);

/// <summary>commercetools: a return of an order line that has come back (created as Returned).</summary>
/// <param name="ReturnItemKey">Our line's id; unique in the order, found again after a lost answer.</param>
public sealed record ReturnInfoMessage(string OrderNumber, string LineItemId, int Quantity, string ReturnItemKey, string? TrackingId, DateTime ReturnedUtc) : PartnerMessage;

/// <summary>commercetools: Returned → BackInStock or Unusable.</summary>
public sealed record ReturnShipmentStateMessage(string OrderNumber, string ReturnItemKey, string State) : PartnerMessage;

/// <summary>commercetools: Initial → Refunded or NotRefunded. Records; moves no money.</summary>
/// <param name="ReturnItemKey">The item's key, or its id where it has no key.</param>
public sealed record ReturnPaymentStateMessage(string OrderNumber, string ReturnItemKey, string State) : PartnerMessage;

/// <summary>commercetools: adds pieces to the stock of a SKU. Not idempotent there: a lost answer is cleared by reading back.</summary>
/// <param name="Quantity">Pieces; negative takes away.</param>
/// <param name="SupplyChannelKey">Null: the entry without a channel.</param>
public sealed record StockIncreaseMessage(string Sku, int Quantity, string? SupplyChannelKey) : PartnerMessage
{
    /// <summary>The entry before the change; null until it is about to be sent.</summary>
    public StockEntryRead? Read { get; init; }

    /// <summary>What the entry has when the change is in it.</summary>
    public long? Target => Read is { } read ? read.OnStock + Quantity : null;
}

/// <summary>A stock entry as it was read.</summary>
/// <param name="ReadUtc">By our clock.</param>
public sealed record StockEntryRead(string Id, long Version, long OnStock, DateTime ReadUtc);

/// <summary>commercetools: a refund transaction of a payment, in minor units.</summary>
public sealed record PaymentRefundMessage(string PaymentId, long AmountMinor, string Currency) : PartnerMessage;

/// <summary>Happy Returns: what was found in a bag that came to the warehouse.</summary>
public sealed record ReturnContentsMessage(IReadOnlyList<ReturnContent> Items) : PartnerMessage;

public sealed record ReturnContent(string ItemId, string? BagBarcode, DateTime CheckedInUtc, string? Disposition);

/// <summary>Happy Returns: approval of a mail return, which refunds the buyer. There is no such message for an Amazon order: its order key cannot be given here.</summary>
/// <param name="Order">An order of a shop; cannot be made of an Amazon order id.</param>
public sealed record ApproveReturnMessage(ShopOrder Order, string ExpressCode, IReadOnlyList<ApprovedItem> Items) : PartnerMessage;

public sealed record ApprovedItem(string ItemId, bool Approve, string? Condition);

/// <summary>The number of an order that a shop of our own refunds. An Amazon order never becomes one: Amazon refunds it, and a second approval would pay twice.</summary>
public sealed record ShopOrder
{
    private ShopOrder(string number) => Number = number;

    public string Number { get; }

    /// <summary>Null when the number is empty or written as Amazon writes its order ids (3-7-7, also MCF's S01-…): such an order is never approved here.</summary>
    public static ShopOrder? From(string? number) =>
        string.IsNullOrWhiteSpace(number) || AmazonOrderIds.LooksLikeOne(number) ? null : new ShopOrder(number.Trim());
}

/// <summary>How Amazon writes order ids.</summary>
public static class AmazonOrderIds
{
    /// <summary>True for 3-7-7 groups of letters and digits, wherever they stand in the text: suffixed and prefixed ids count.</summary>
    public static bool LooksLikeOne(string text) =>
        System.Text.RegularExpressions.Regex.IsMatch(text, @"[0-9A-Za-z]{3}-[0-9]{7}-[0-9]{7}", System.Text.RegularExpressions.RegexOptions.NonBacktracking | System.Text.RegularExpressions.RegexOptions.CultureInvariant);
}
