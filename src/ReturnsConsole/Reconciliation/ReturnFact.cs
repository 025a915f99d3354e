namespace ReturnsConsole.Reconciliation;

/// <summary>What is to happen with a return, as Amazon's report says it.</summary>
public enum ReturnResolution : byte
{
    Unknown = 0,
    StandardRefund,

    /// <summary>Amazon refunds by itself at the first carrier scan.</summary>
    RefundAtFirstScan,

    /// <summary>The buyer keeps the goods.</summary>
    ReturnlessRefund,
    Replacement,
    Exchange,
    ManualRefund,
}

/// <summary>Where the request stands, as Amazon's report says it.</summary>
public enum ReturnRequestState : byte
{
    Unknown = 0,
    Pending,
    Approved,
    Completed,
    Rejected,
    Cancelled,
}

/// <summary>One authorised return item. Source: Amazon's returns reports (seller-fulfilled, or received by Amazon's own fulfilment centre).</summary>
public struct ReturnFact
{
    public long Id { readonly get; set; }

    /// <summary>Identity within the account; a forced match names it.</summary>
    public FactText NaturalKey { readonly get; set; }

    public FactText OrderId { readonly get; set; }
    public FactText Rma { readonly get; set; }
    public FactText MerchantRma { readonly get; set; }
    public FactText Sku { readonly get; set; }
    public FactText OrderItemId { readonly get; set; }
    public FactText TrackingId { readonly get; set; }
    public int Quantity { readonly get; set; }
    public string Currency { readonly get => field ?? ""; set; }
    public string Marketplace { readonly get => field ?? ""; set; }
    public ReturnResolution Resolution { readonly get; set; }
    public ReturnRequestState State { readonly get; set; }

    /// <summary>Received by Amazon's own fulfilment centre: the goods are with Amazon, who refunds.</summary>
    public bool IsFba { readonly get; set; }

    /// <summary>0: Amazon's report. Else which returns platform or shop tells of it; of two that tell of the same item the smaller stands.</summary>
    public byte Platform { readonly get; set; }

    /// <summary>Told by a returns platform or shop, not by Amazon's report.</summary>
    public readonly bool IsPlatform => Platform > 0;

    /// <summary>A returns platform knows of it as well.</summary>
    public bool OnPlatform { readonly get; set; }

    /// <summary>First scan by a carrier or at a drop-off; null when nobody told.</summary>
    public DateTime? FirstScanAt { readonly get; set; }

    /// <summary>Amazon's prepaid label: the buyer's parcel travels on Amazon's account.</summary>
    public bool AmazonPrepaidLabel { readonly get; set; }

    /// <summary>By the reason code's mapping: shipping is refunded too.</summary>
    public bool SellerAtFault { readonly get; set; }

    /// <summary>The reason code has no mapping: whose fault it is, nobody has said yet.</summary>
    public bool FaultIsUnknown { readonly get; set; }

    /// <summary>The order id as the platform gave it is the seller's own: joined by alias.</summary>
    public bool ByAlias { readonly get; set; }

    public DateTime? RequestedAt { readonly get; set; }

    /// <summary>Delivered, as Amazon says; for FBA received.</summary>
    public DateTime? DeliveredAt { readonly get; set; }

    /// <summary>List amount of the line, before promotions; evidence only. 0 when absent.</summary>
    public long OrderAmount { readonly get; set; }

    /// <summary>The report's own refunded amount: evidence that money moved, never its proof. 0 when absent.</summary>
    public long ReportedRefund { readonly get; set; }

    /// <summary>The buyer keeps the goods, or the return will not take place.</summary>
    public readonly bool ExpectsNoGoods => Resolution == ReturnResolution.ReturnlessRefund || State is ReturnRequestState.Rejected or ReturnRequestState.Cancelled;
}
