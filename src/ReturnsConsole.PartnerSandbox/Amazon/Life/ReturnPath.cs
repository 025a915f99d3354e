namespace ReturnsConsole.PartnerSandbox.Amazon.Life;

/// <summary>What becomes of an Amazon order after delivery.</summary>
internal enum ReturnPath
{
    Kept,

    /// <summary>Amazon's prepaid label; Amazon refunds at the first scan.</summary>
    FirstScan,

    /// <summary>Amazon's prepaid label; the seller refunds after receipt.</summary>
    PrepaidLabel,

    /// <summary>The seller's label, through Rebound's hub.</summary>
    ReboundHub,

    /// <summary>The seller's label, straight to the seller: Rebound never says that it arrived at a hub.</summary>
    ReboundDirect,

    /// <summary>Handed in at a Happy Returns bar.</summary>
    ReturnBar,

    /// <summary>Amazon's prepaid label, refunded, and no returns platform ever hears of it.</summary>
    Dark,

    /// <summary>Refunded without any return.</summary>
    Orphan,

    /// <summary>Refunded by Amazon and once more by an agent.</summary>
    TwiceRefunded,

    /// <summary>Scanned, refunded, never arrived.</summary>
    LostParcel,

    /// <summary>The buyer keeps the goods and gets the money.</summary>
    Returnless,

    /// <summary>The buyer asks to cancel before shipping.</summary>
    CancelRequest,
}

/// <param name="Reason">Null: drawn among the usual ones.</param>
/// <param name="AgentRefunds">An agent refunds in Seller Central what neither Amazon nor we refund.</param>
internal sealed record OrderPlan(ReturnPath Path, string? Reason = null, bool AgentRefunds = false, Goods? Goods = null, IReadOnlyList<World.Pin>? Pins = null);

/// <summary>What is ordered, when a scenario wants it to be the same each time.</summary>
internal sealed record Goods(string Sku, int Quantity);
