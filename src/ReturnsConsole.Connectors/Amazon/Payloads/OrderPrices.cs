namespace ReturnsConsole.Connectors.Amazon.Payloads;

/// <summary>The prices of an order item, for the whole line, in minor units; null where the order says nothing.</summary>
internal sealed class OrderPrices
{
    public long? Item { get; set; }

    public long? ItemTax { get; private set; }

    public long? Shipping { get; private set; }

    public long? ShippingTax { get; private set; }

    public long? GiftWrap { get; private set; }

    public long? GiftWrapTax { get; private set; }

    public long? ItemPromotion { get; private set; }

    public long? ShipPromotion { get; private set; }

    /// <returns>False when the words are not known: the amount counts nowhere.</returns>
    public bool Add(string type, string subtype, long minor)
    {
        switch (type, subtype)
        {
            case ("ITEM", _): Item = (Item ?? 0) + minor; break;
            case ("SHIPPING", _): Shipping = (Shipping ?? 0) + minor; break;
            case ("GIFT_WRAP", _): GiftWrap = (GiftWrap ?? 0) + minor; break;
            case ("TAX", "ITEM" or "DISCOUNT" or "OTHER" or "COD_FEE"): ItemTax = (ItemTax ?? 0) + minor; break;
            case ("TAX", "SHIPPING"): ShippingTax = (ShippingTax ?? 0) + minor; break;
            case ("TAX", "GIFT_WRAP"): GiftWrapTax = (GiftWrapTax ?? 0) + minor; break;
            case ("DISCOUNT", "SHIPPING"): ShipPromotion = (ShipPromotion ?? 0) + minor; break;
            case ("DISCOUNT", "ITEM" or "GIFT_WRAP" or "OTHER" or "COD_FEE" or "DISCOUNT"): ItemPromotion = (ItemPromotion ?? 0) + minor; break;
            case ("COD_FEE" or "OTHER", _): break;
            default: return false;
        }
        return true;
    }
}
