namespace ReturnsConsole.Reconciliation;

/// <summary>What kind of payment to a buyer it is.</summary>
public enum RefundKind : byte
{
    Refund = 1,

    /// <summary>The buyer's bank took the money back.</summary>
    Chargeback,

    /// <summary>Amazon paid an A-to-z claim.</summary>
    GuaranteeClaim,

    /// <summary>Tax corrections and the like: no refund of goods.</summary>
    Other,
}

/// <summary>Which source saw it.</summary>
public enum RefundSource : byte
{
    /// <summary>Lines of a settlement: money that moved.</summary>
    Settlement = 1,

    /// <summary>A finance transaction that is held back.</summary>
    Deferred = 2,

    /// <summary>The same transaction, let go.</summary>
    Released = 3,
}

/// <summary>A refund as one source saw it. Amounts in minor units as the money flows from the seller: negative.</summary>
public struct RefundSightingFact
{
    public long Id { readonly get; set; }
    public RefundSource Source { readonly get; set; }
    public RefundKind Kind { readonly get; set; }

    /// <summary>0 when not from a settlement.</summary>
    public int SettlementPk { readonly get; set; }

    /// <summary>Adjustment id of the settlement, or refund id of a transaction.</summary>
    public FactText AdjustmentId { readonly get; set; }

    /// <summary>Amazon's OrderAdjustmentItemId, or our own refund id.</summary>
    public FactText MerchantAdjustmentItemId { readonly get; set; }

    public FactText OrderId { readonly get; set; }
    public FactText OrderItemId { readonly get; set; }
    public FactText Sku { readonly get; set; }
    public string Currency { readonly get => field ?? ""; set; }
    public string Marketplace { readonly get => field ?? ""; set; }
    public DateTime? PostedAt { readonly get; set; }
    public long Principal { readonly get; set; }
    public long Tax { readonly get; set; }
    public long Shipping { readonly get; set; }
    public long RestockingFee { readonly get; set; }
    public long OtherBuyer { readonly get; set; }
    public long Promotion { readonly get; set; }
    public long BuyerTotal { readonly get; set; }

    /// <summary>Where it stands, to name a refund that carries no id at all.</summary>
    public int FileId { readonly get; set; }

    public long Line { readonly get; set; }
}

/// <summary>One refund, merged from all its sightings. Amounts in minor units as the buyer got them: positive; a restocking fee is negative.</summary>
public struct RefundFact
{
    /// <summary>First sighting, by the smallest id.</summary>
    public long Id { readonly get; set; }

    public RefundKind Kind { readonly get; set; }
    public RefundSource Source { readonly get; set; }
    public int Sightings { readonly get; set; }
    internal byte SeenBy { readonly get; set; }
    public FactText AdjustmentId { readonly get; set; }
    public FactText MerchantAdjustmentItemId { readonly get; set; }
    public FactText OrderItemId { readonly get; set; }
    public FactText Sku { readonly get; set; }
    public string Currency { readonly get => field ?? ""; set; }
    public string Marketplace { readonly get => field ?? ""; set; }
    public DateTime? PostedAt { readonly get; set; }
    public long Item { readonly get; set; }
    public long Tax { readonly get; set; }
    public long Shipping { readonly get; set; }
    public long RestockingFee { readonly get; set; }
    public long Other { readonly get; set; }
    public int FileId { readonly get; set; }
    public long Line { readonly get; set; }

    /// <summary>What the buyer got.</summary>
    public long Total { readonly get; set; }

    /// <summary>How the rules, forced matches and cases name it.</summary>
    public readonly string Key =>
        !MerchantAdjustmentItemId.IsEmpty ? Clip(MerchantAdjustmentItemId.ToString())
        : !AdjustmentId.IsEmpty ? Clip($"{AdjustmentId}/{(OrderItemId.IsEmpty ? Sku : OrderItemId)}")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Clip((OrderItemId.IsEmpty ? Sku : OrderItemId).ToString())}/{PostedAt:yyyy-MM-dd}/{Total}{Currency}");

    private static string Clip(string text) => text.Length <= 120 ? text : text[..120];
}
