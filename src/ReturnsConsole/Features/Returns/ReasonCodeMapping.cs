namespace ReturnsConsole.Features.Returns;

/// <summary>What a partner's reason code means here. A code without an active row is unmapped and quarantines its returns.</summary>
public sealed class ReasonCodeMapping
{
    public int Id { get; private set; }

    /// <summary>"amazon", "amazon-fba", "rebound", "happyreturns" …</summary>
    public required string SourceSystem { get; init; }

    public required string Code { get; init; }

    public required string CanonicalReason { get; set; }

    /// <summary>The seller answers for it (defective, damaged, wrong item …): shipping is refunded too.</summary>
    public bool SellerFault { get; set; }

    /// <summary>A starter row nobody has confirmed yet.</summary>
    public bool ToBeConfirmed { get; set; }

    public int Version { get; set; }
}
