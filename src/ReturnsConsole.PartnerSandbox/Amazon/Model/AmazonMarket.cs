using System.Globalization;
using System.Text;

namespace ReturnsConsole.PartnerSandbox.Amazon.Model;

/// <summary>A marketplace with one make-believe selling partner in it.</summary>
/// <param name="Key">Names the account in credentials and scenarios: us, uk, de.</param>
/// <param name="TaxPerMille">Sales tax on top of prices, collected by Amazon; 0 where prices hold the tax.</param>
/// <param name="OrderPrefix">First digits of order ids.</param>
/// <param name="Comma">Settlement files are written with a decimal comma and dotted dates.</param>
internal sealed record AmazonMarket(
    string Key, string SellerId, string MarketplaceId, string Name, string Currency, int TaxPerMille, string OrderPrefix, bool Comma, string Carrier)
{
    public static readonly IReadOnlyList<AmazonMarket> All =
    [
        new("us", "A1SANDBOXUS001", "ATVPDKIKX0DER", "Amazon.com", "USD", 82, "11", false, "USPS"),
        new("uk", "A1SANDBOXUK001", "A1F83G8C2ARO7P", "Amazon.co.uk", "GBP", 0, "20", false, "Royal Mail"),
        new("de", "A1SANDBOXDE001", "A1PA6795UKMFR9", "Amazon.de", "EUR", 0, "30", true, "DHL"),
    ];

    /// <summary>Reports and processing reports of these marketplaces come in windows-1252, whatever they hold.</summary>
    public const string Charset = "Cp1252";

    public static Encoding Text { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public string SettlementAmount(long minor)
    {
        var text = (minor / 100m).ToString("0.00", CultureInfo.InvariantCulture);
        return Comma ? text.Replace('.', ',') : text;
    }

    public string SettlementDay(DateTime at) => at.ToString(Comma ? "dd.MM.yyyy" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string SettlementTime(DateTime at) => at.ToString(Comma ? "dd.MM.yyyy HH:mm:ss 'UTC'" : "yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
