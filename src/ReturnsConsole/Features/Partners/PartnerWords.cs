using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Features.Partners;

/// <summary>What each kind of partner is for and what to have at hand before adding one.</summary>
internal static class PartnerWords
{
    /// <summary>What the console gets from it and tells it.</summary>
    public static string PurposeOf(PartnerKind kind) => kind switch
    {
        PartnerKind.AmazonSeller => "Orders, returns, refunds, settlements and reimbursements of a seller account. One partner for each region; all marketplaces of the region go with it.",
        PartnerKind.AmazonVendor => "Purchase orders of a vendor account. Returns notices, remittances, debit notes and disputes have no interface at Amazon: bring those files under Imports.",
        PartnerKind.Rebound => "Return parcels of a Rebound profile: registered, scanned, arrived, graded. One partner for each profile.",
        PartnerKind.HappyReturns => "Returns that were handed in at a bar or sent by mail, and the consolidated shipments they travel in.",
        PartnerKind.Commercetools => "Orders, returns, stock and payments of your own shop.",
        _ => "",
    };

    /// <summary>"the merchant token": completes "Have at hand: …".</summary>
    public static IReadOnlyList<string> NeedsOf(PartnerKind kind) => kind switch
    {
        PartnerKind.AmazonSeller => ["client id and client secret of your application (developer console)", "the refresh token from authorising it for the account", "the marketplace ids"],
        PartnerKind.AmazonVendor => ["client id and client secret of your application (developer console)", "the refresh token from authorising it for the vendor account"],
        PartnerKind.Rebound => ["login and API key from the profile page", "or, for the newer generation, client id and secret with the addresses that Rebound told you"],
        PartnerKind.HappyReturns => ["the API key", "the retailer id of the account"],
        PartnerKind.Commercetools => ["the project key", "client id and secret of an API client with the right scopes"],
        _ => [],
    };

    /// <summary>Address of the page on which a partner is added.</summary>
    public static string NewAddress(PartnerKind kind) => $"partners/new?kind={kind.ToString().ToLowerInvariant()}";

    public static PartnerKind? KindOf(string? text) =>
        Enum.TryParse<PartnerKind>(text, ignoreCase: true, out var kind) && PartnerConnectors.Kinds.Contains(kind) && !int.TryParse(text, out _) ? kind : null;
}
