using ReturnsConsole.PartnerSandbox.Amazon.Model;

namespace ReturnsConsole.PartnerSandbox.HappyReturns;

/// <summary>A line of some merchant order that a shopper brings back.</summary>
/// <param name="Price">Minor units of one piece.</param>
internal sealed record HappyOrder(string OrderNumber, string OrderId, string LineId, string Sku, string Name, int Quantity, long Price, string Currency, DateTime Purchased, string? ExternalRmaId)
{
    public static HappyOrder Of(AmazonLine line, int quantity) =>
        new(line.Order.Id, line.Order.Id, line.ItemId, line.Article.Sku, line.Article.Title, quantity, line.Price / line.Quantity, line.Order.Market.Currency, line.Order.Purchased, null);
}

internal sealed class HappyReturn
{
    public required Guid Id { get; init; }

    public required string ExpressCode { get; init; }

    public required HappyOrder Order { get; init; }

    public required IReadOnlyList<HappyItem> Items { get; init; }

    /// <summary>return-bar, mail, …</summary>
    public required string Method { get; init; }

    public required string Reason { get; init; }

    public required DateTime Started { get; init; }

    public string Status { get; set; } = "started";

    public DateTime? Approved { get; set; }

    public string? Bag { get; set; }
}

/// <summary>One physical item. Of a line with several pieces each has its own id, and a line id with offset and quantity behind it.</summary>
internal sealed class HappyItem
{
    public required string Id { get; init; }

    public required string LineId { get; init; }

    public string? Outcome { get; set; }

    public string? Disposition { get; set; }
}

/// <summary>Bags of several days on their way from the hub to the merchant.</summary>
internal sealed record HappyShipment(string Id, DateTime Departed, string Tracking, string PalletNumber, IReadOnlyList<(HappyReturn Return, HappyItem Item)> Rows);
