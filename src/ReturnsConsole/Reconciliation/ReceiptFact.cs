namespace ReturnsConsole.Reconciliation;

/// <summary>What became of goods that somebody reported.</summary>
public enum GoodsPlace : byte
{
    /// <summary>Here, and nobody has decided; also put back into stock without a grade.</summary>
    Uninspected = 0,

    /// <summary>Graded, and put back into stock.</summary>
    Sellable,
    Quarantine,
    Scrap,
    Lost,

    /// <summary>Sent back to the customer.</summary>
    WentBack,

    /// <summary>Our own dock takes back that it had them.</summary>
    NeverCame,
}

/// <summary>Goods that a dock, hub or warehouse reported. Source: the console's receipts.</summary>
public struct ReceiptFact
{
    public long Id { readonly get; set; }

    /// <summary>Identity within the account.</summary>
    public FactText NaturalKey { readonly get; set; }

    public FactText OrderId { readonly get; set; }
    public FactText Rma { readonly get; set; }
    public FactText Sku { readonly get; set; }
    public FactText TrackingId { readonly get; set; }
    public FactText Source { readonly get; set; }
    public int Quantity { readonly get; set; }
    public DateTime ReceivedAt { readonly get; set; }

    /// <summary>Graded A or B, or put back into stock.</summary>
    public bool Accepted { readonly get; set; }

    /// <summary>Written down as lost: it did not arrive.</summary>
    public bool Lost { readonly get; set; }

    /// <summary>What became of the goods.</summary>
    public GoodsPlace Place { readonly get; set; }

    /// <summary>Reported by a returns platform's hub, not by our own dock or warehouse.</summary>
    public bool IsHub { readonly get; set; }

    /// <summary>It names no order because a vendor return is what it belongs to. Source: Vendor Central's returns paper.</summary>
    public bool IsOfVendorReturn { readonly get; set; }

    /// <summary>How it came to this order: None by its own order id; else Tracking, Rma, Alias or Person.</summary>
    public MatchRule JoinedBy { readonly get; set; }
}
