namespace ReturnsConsole.Features.Intake.Identifiers;

/// <summary>What kind of number it is that a parcel bears. From <see cref="Sku"/> on it names a product, not a parcel or an order.</summary>
public enum IdentifierKind : byte
{
    Authorization = 1,
    Rma = 2,
    MerchantRma = 3,
    PlatformReturn = 4,
    Tracking = 5,
    Label = 6,
    LicencePlate = 7,
    Order = 8,
    OrderAlias = 9,
    Sku = 20,
    Asin = 21,
}

/// <summary>A number that a parcel may bear, and what it leads to. Kept beside the facts, so that a scan is one look into one index. Rows are only ever added.</summary>
public sealed class ParcelIdentifier
{
    /// <summary>As <c>IdentifierText.Key</c> has it.</summary>
    public required string Value { get; init; }

    public required IdentifierKind Kind { get; init; }

    /// <summary>0: it names the order.</summary>
    public required long ReturnItemId { get; init; }

    /// <summary>0: the return has no order id, or the number is a product's.</summary>
    public required long OrderKey { get; init; }

    public required int AccountId { get; init; }
}
