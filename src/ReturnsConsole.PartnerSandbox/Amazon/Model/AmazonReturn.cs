namespace ReturnsConsole.PartnerSandbox.Amazon.Model;

/// <summary>A row of Amazon's returns report: an order, its RMA and one item.</summary>
internal sealed class AmazonReturn
{
    public required AmazonLine Line { get; init; }

    public required int Quantity { get; init; }

    public required string RmaId { get; init; }

    public required DateTime Requested { get; init; }

    public required string Reason { get; init; }

    /// <summary>AmazonPrePaidLabel, AmazonUnPaidLabel or MerchantLabel.</summary>
    public required string LabelType { get; init; }

    public required string Resolution { get; init; }

    public required string Carrier { get; init; }

    public required string Tracking { get; init; }

    public string Status { get; set; } = "Approved";

    public DateTime? Delivered { get; set; }

    public long? Refunded { get; set; }

    public string? SafeTClaimId { get; set; }

    public DateTime? SafeTClaimed { get; set; }

    public long SafeTPaid { get; set; }
}
