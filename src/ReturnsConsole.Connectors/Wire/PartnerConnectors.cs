using ReturnsConsole.Connectors.Amazon;
using ReturnsConsole.Connectors.AmazonVendor;
using ReturnsConsole.Connectors.Commercetools;
using ReturnsConsole.Connectors.HappyReturns;
using ReturnsConsole.Connectors.Rebound;

namespace ReturnsConsole.Connectors.Wire;

/// <summary>The table of partners.</summary>
public static class PartnerConnectors
{
    /// <summary>The kinds that can be called.</summary>
    public static IReadOnlyList<PartnerKind> Kinds { get; } = Enum.GetValues<PartnerKind>();

    /// <summary>What a kind of partner needs and offers.</summary>
    public static PartnerDescription Describe(PartnerKind kind) => kind switch
    {
        PartnerKind.AmazonSeller => AmazonSellerConnector.Describe,
        PartnerKind.AmazonVendor => AmazonVendorConnector.Describe,
        PartnerKind.Rebound => ReboundConnector.Describe,
        PartnerKind.HappyReturns => HappyReturnsConnector.Describe,
        PartnerKind.Commercetools => CommercetoolsConnector.Describe,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such partner"),
    };

    /// <exception cref="PartnerException">The settings cannot be used: <see cref="PartnerFault.Misconfigured"/>.</exception>
    public static IPartnerConnector Create(PartnerConnection connection, PartnerWorld world) => connection.Kind switch
    {
        PartnerKind.AmazonSeller => new AmazonSellerConnector(connection, world),
        PartnerKind.AmazonVendor => new AmazonVendorConnector(connection, world),
        PartnerKind.Rebound => new ReboundConnector(connection, world),
        PartnerKind.HappyReturns => new HappyReturnsConnector(connection, world),
        PartnerKind.Commercetools => new CommercetoolsConnector(connection, world),
        _ => throw new ArgumentOutOfRangeException(nameof(connection), connection.Kind, "no such partner"),
    };
}
