namespace ReturnsConsole.Reconciliation;

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

    /// <summary>How it came to this order: None by its own order id; else Tracking, Rma, Alias or Person.</summary>
    public MatchRule JoinedBy { readonly get; set; }
}
