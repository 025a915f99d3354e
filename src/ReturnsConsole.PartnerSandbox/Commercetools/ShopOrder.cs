using System.Collections.Immutable;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Commercetools;

/// <summary>A resource with a version that grows with every change; updates replace it whole, so a refused update leaves no trace.</summary>
internal abstract record ShopResource
{
    public required string Id { get; init; }

    public required int Version { get; init; }

    public required DateTime Created { get; init; }

    public required DateTime Modified { get; init; }

    /// <summary>The values that a predicate can find under a path such as returnInfo.items.key.</summary>
    public abstract IEnumerable<string> Values(string path);
}

internal sealed record ShopOrder : ShopResource
{
    public required string Number { get; init; }

    public required ImmutableList<ShopLine> Lines { get; init; }

    public required string PaymentId { get; init; }

    public ImmutableList<ShopReturnInfo> Returns { get; init; } = [];

    public string ShipmentState { get; init; } = "Pending";

    public string Currency { get; init; } = ShopWorld.Currency;

    /// <summary>Off the order as a whole, not off a line.</summary>
    public long Discount { get; init; }

    public long Total => Lines.Sum(line => line.Total) - Discount;

    public IEnumerable<ShopReturnItem> ReturnItems => Returns.SelectMany(info => info.Items);

    public override IEnumerable<string> Values(string path) => path switch
    {
        "id" => [Id],
        "orderNumber" => [Number],
        "shipmentState" => [ShipmentState],
        "createdAt" => [ShopViews.Time(Created)],
        "lastModifiedAt" => [ShopViews.Time(Modified)],
        "paymentInfo.payments.id" => [PaymentId],
        "lineItems.variant.sku" => Lines.Select(line => line.Article.Sku),
        "lineItems.id" => Lines.Select(line => line.Id),
        "returnInfo.returnTrackingId" => Returns.Select(info => info.TrackingId ?? ""),
        "returnInfo.items.key" => ReturnItems.Select(item => item.Key ?? ""),
        "returnInfo.items.id" => ReturnItems.Select(item => item.Id),
        "returnInfo.items.shipmentState" => ReturnItems.Select(item => item.ShipmentState),
        "returnInfo.items.paymentState" => ReturnItems.Select(item => item.PaymentState),
        _ => throw ShopFaults.UnknownField(path),
    };
}

/// <param name="Precise">Price of one piece in ten-thousandths of the currency.</param>
internal sealed record ShopLine(string Id, Article Article, int Quantity, long Precise)
{
    /// <summary>Cents of the line, rounded once, half to even.</summary>
    public long Total => (long)Math.Round(Precise * Quantity / 100m, MidpointRounding.ToEven);
}

internal sealed record ShopReturnInfo(string? TrackingId, DateTime Date, ImmutableList<ShopReturnItem> Items);

internal sealed record ShopReturnItem(
    string Id, string? Key, int Quantity, string LineItemId, string? Comment, string ShipmentState, string PaymentState, DateTime Created, DateTime Modified);

internal sealed record ShopStock : ShopResource
{
    public required string Sku { get; init; }

    public required long OnStock { get; init; }

    /// <summary>Lags behind what is on stock for some seconds.</summary>
    public required long Available { get; init; }

    public string? ChannelId { get; init; }

    public override IEnumerable<string> Values(string path) => path switch
    {
        "id" => [Id],
        "sku" => [Sku],
        "supplyChannel" or "supplyChannel.id" => ChannelId is null ? [] : [ChannelId],
        "createdAt" => [ShopViews.Time(Created)],
        "lastModifiedAt" => [ShopViews.Time(Modified)],
        _ => throw ShopFaults.UnknownField(path),
    };
}

internal sealed record ShopChannel : ShopResource
{
    public required string Key { get; init; }

    public override IEnumerable<string> Values(string path) => path switch
    {
        "id" => [Id],
        "key" => [Key],
        _ => throw ShopFaults.UnknownField(path),
    };
}

internal sealed record ShopPayment : ShopResource
{
    public required long Planned { get; init; }

    public string Currency { get; init; } = ShopWorld.Currency;

    /// <summary>The payment service will not carry refunds out.</summary>
    public bool RefundsFail { get; init; }

    public required ImmutableList<ShopTransaction> Transactions { get; init; }

    public override IEnumerable<string> Values(string path) => path switch
    {
        "id" => [Id],
        "transactions.id" => Transactions.Select(entry => entry.Id),
        "transactions.interactionId" => Transactions.Select(entry => entry.InteractionId ?? ""),
        "createdAt" => [ShopViews.Time(Created)],
        "lastModifiedAt" => [ShopViews.Time(Modified)],
        _ => throw ShopFaults.UnknownField(path),
    };
}

/// <param name="Amount">Cents.</param>
internal sealed record ShopTransaction(string Id, DateTime At, string Type, long Amount, string State, string? InteractionId);
