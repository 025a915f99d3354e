namespace ReturnsConsole.Features.Refunds;

/// <summary>An amount by part, in minor units of one currency. Of a wish: what is given, fee and promotion what is kept. Of an order line: what was paid, promotion what was not.</summary>
public record struct RefundAmounts
{
    public long Item { get; set; }

    public long Tax { get; set; }

    public long Shipping { get; set; }

    public long ShippingTax { get; set; }

    public long GiftWrap { get; set; }

    public long GiftWrapTax { get; set; }

    /// <summary>Beyond what was paid for anything: an apology.</summary>
    public long Goodwill { get; set; }

    /// <summary>Positive: kept from the buyer.</summary>
    public long RestockingFee { get; set; }

    /// <summary>Positive: what the buyer never paid.</summary>
    public long Promotion { get; set; }

    /// <summary>What the buyer gets, or paid.</summary>
    public readonly long Total => Item + Tax + Shipping + ShippingTax + GiftWrap + GiftWrapTax + Goodwill - RestockingFee - Promotion;

    public readonly bool HasNegative => Item < 0 || Tax < 0 || Shipping < 0 || ShippingTax < 0 || GiftWrap < 0 || GiftWrapTax < 0 || Goodwill < 0 || RestockingFee < 0 || Promotion < 0;

    /// <summary>Each part with its name, in the order in which people read it.</summary>
    public readonly IEnumerable<(string Name, long Minor)> Parts =>
    [
        ("Item", Item), ("Tax", Tax), ("Shipping", Shipping), ("Shipping tax", ShippingTax), ("Gift wrap", GiftWrap), ("Gift wrap tax", GiftWrapTax), ("Goodwill", Goodwill),
        ("Restocking fee", -RestockingFee), ("Promotion", -Promotion),
    ];
}
