using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Features.Partners;

namespace ReturnsConsole.Tests.Sync.Support;

/// <summary>The sandbox's accounts as an administrator would enter them.</summary>
public static class SandboxPartners
{
    public const string SellerUs = "Seller US";
    public const string SellerUk = "Seller UK";
    public const string SellerDe = "Seller DE";
    public const string Vendor = "Vendor";
    public const string Rebound = "Rebound";
    public const string HappyReturns = "Happy Returns";
    public const string Shop = "Shop";

    /// <summary>All five kinds, one of each.</summary>
    public static readonly string[] OneOfEach = [SellerUs, Vendor, Rebound, HappyReturns, Shop];

    public static PartnerDraft Draft(string name, Uri sandbox, int accountId)
    {
        var draft = Known(name);
        return draft with
        {
            Name = name,
            AccountId = accountId,
            BaseUrl = new Uri(sandbox, draft.BaseUrl).ToString(),
            TokenUrl = draft.TokenUrl.Length == 0 ? "" : new Uri(sandbox, draft.TokenUrl).ToString(),
        };
    }

    public static PartnerKind KindOf(string name) => Known(name).Kind;

    /// <summary>Every name with every stream of its kind, one partner of each kind.</summary>
    public static IEnumerable<(string Partner, string Stream)> Streams =>
        from name in OneOfEach
        from stream in PartnerConnectors.Describe(KindOf(name)).Streams
        select (name, stream.Name);

    /// <summary>Addresses are paths below the sandbox.</summary>
    private static PartnerDraft Known(string name) => name switch
    {
        SellerUs => Amazon(PartnerKind.AmazonSeller, "us", ("MarketplaceIds", "ATVPDKIKX0DER"), ("SellerId", "A1SANDBOXUS001")),
        SellerUk => Amazon(PartnerKind.AmazonSeller, "uk", ("MarketplaceIds", "A1F83G8C2ARO7P"), ("SellerId", "A1SANDBOXUK001")),
        SellerDe => Amazon(PartnerKind.AmazonSeller, "de", ("MarketplaceIds", "A1PA6795UKMFR9"), ("SellerId", "A1SANDBOXDE001")),
        Vendor => Amazon(PartnerKind.AmazonVendor, "vendor"),
        Rebound => Of(PartnerKind.Rebound, "rebound/api", "", [("Login", "sandbox-login"), ("Currency", "USD")], [("ApiKey", "sandbox-api-key")]),
        HappyReturns => Of(PartnerKind.HappyReturns, "happy-returns", "", [("RetailerId", "sandbox-retailer")], [("ApiKey", "sandbox-hr-key")]),
        Shop => Of(PartnerKind.Commercetools, "commercetools", "commercetools/oauth/token", [("ProjectKey", "sandbox-shop"), ("ClientId", "sandbox-ct-client")], [("ClientSecret", "sandbox-ct-secret")]),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "not one of the sandbox's accounts"),
    };

    private static PartnerDraft Amazon(PartnerKind kind, string account, params (string, string)[] options) =>
        Of(kind, "amazon", "amazon/auth/o2/token", [("ClientId", "sandbox-client"), .. options], [("ClientSecret", "sandbox-secret"), ("RefreshToken", $"Atzr|{account}")]);

    private static PartnerDraft Of(PartnerKind kind, string path, string tokenPath, (string, string)[] options, (string, string)[] secrets) =>
        new(0, 0, kind, "", 0, path, tokenPath, options.ToDictionary(o => o.Item1, o => o.Item2), secrets.ToDictionary(s => s.Item1, s => s.Item2));
}
