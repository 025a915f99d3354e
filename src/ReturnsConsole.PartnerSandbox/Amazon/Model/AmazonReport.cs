namespace ReturnsConsole.PartnerSandbox.Amazon.Model;

internal sealed class AmazonReport
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public required IReadOnlyList<string> MarketplaceIds { get; init; }

    public required DateTime Created { get; init; }

    public DateTime? DataStart { get; init; }

    public DateTime? DataEnd { get; init; }

    public string Status { get; set; } = "IN_QUEUE";

    public DateTime? Started { get; set; }

    public DateTime? Ended { get; set; }

    public string? DocumentId { get; set; }
}

internal sealed class AmazonFeed
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public required IReadOnlyList<string> MarketplaceIds { get; init; }

    public required DateTime Created { get; init; }

    public required string InputDocumentId { get; init; }

    public string Status { get; set; } = "IN_QUEUE";

    public DateTime? Started { get; set; }

    public DateTime? Ended { get; set; }

    public string? ResultDocumentId { get; set; }
}

/// <summary>A file that Amazon keeps: uploaded by us or made by it.</summary>
/// <param name="ContentType">As it was declared, or as S3 says it; null where Amazon names no charset.</param>
internal sealed record AmazonDocument(string Id, string Account, string? ContentType, byte[]? Content, bool Gzip);
