using ReturnsConsole.PartnerSandbox.Amazon.Model;

namespace ReturnsConsole.PartnerSandbox.Rebound;

internal enum ReboundFlow
{
    Hub,

    /// <summary>Direct to retailer: never says that it arrived at a hub, and nobody there grades.</summary>
    Direct,

    /// <summary>A label lay in the box: events without a registration before.</summary>
    LabelInBox,
}

/// <summary>An item as a retailer's order brings it to Rebound.</summary>
/// <param name="Price">Minor units, for the quantity.</param>
internal sealed record ReboundOrderItem(string OrderReference, string Sku, string Description, int Quantity, long Price, string Currency, string Channel)
{
    public static ReboundOrderItem Of(AmazonLine line, int quantity) =>
        new(line.Order.Id, line.Article.Sku, line.Article.Title, quantity, line.Price * quantity / line.Quantity, line.Order.Market.Currency, "amazon-seller");
}

internal sealed record ReboundTrack(DateTime At, string Status, string Location);

internal sealed class ReboundReturn
{
    public required string Id { get; init; }

    public required string DisplayId { get; init; }

    public required string ExternalId { get; init; }

    public required ReboundOrderItem Item { get; init; }

    public required ReboundFlow Flow { get; init; }

    public required string Reason { get; init; }

    public required DateTime Added { get; init; }

    public required string Tracking { get; init; }

    public required string Carrier { get; init; }

    public List<ReboundTrack> Track { get; } = [];

    public bool Cancelled { get; set; }

    public string? Disposition { get; set; }

    public string? Grade { get; set; }

    public string? VerifiedBy { get; set; }
}

/// <summary>An order that a retailer pushed to Rebound.</summary>
internal sealed record ReboundOrder(string Reference, string CurrencyCode, string OrderDate, System.Text.Json.JsonElement Json);
