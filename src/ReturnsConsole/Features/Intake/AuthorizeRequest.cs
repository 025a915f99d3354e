namespace ReturnsConsole.Features.Intake;

/// <summary>What a person decided about one item of a parcel.</summary>
/// <param name="ScanId">The browser's id of the scan.</param>
/// <param name="Item">Which item of the scan: 0, 1, 2 …; with the scan id it makes the request one.</param>
/// <param name="Stamp">Of the order as it was shown.</param>
/// <param name="Sku">Order line it stands for; empty for an unknown item.</param>
/// <param name="FoundSku">For a wrong item: what it is; empty when nobody knows.</param>
/// <param name="ShelvedId">The parcel lay on the shelf as this.</param>
public sealed record AuthorizeRequest(
    Guid ScanId, int Item, string Code, int AccountId, long OrderKey, string Stamp, string Sku, string OrderItemId, int Quantity, ParcelFinding Finding, string Reason,
    Guid? PhotoId = null, string FoundSku = "", int? ShelvedId = null)
{
    /// <summary>Returns without an order id are named by their own row.</summary>
    public long ReturnItemId { get; init; }

    public string Key => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ScanId:N}/{Item}");
}

/// <summary>What became of it.</summary>
/// <param name="Repeated">It had been recorded before: the same request came again.</param>
public sealed record AuthorizeResult(Shared.Outcome Outcome, ReturnAuthorization? Authorization, bool Repeated = false);
