namespace ReturnsConsole.Shared;

/// <summary>Amazon's marketplaces by the name that files carry ("Amazon.de"), with the short code that screens show.</summary>
public sealed record Marketplace(string Code, string SalesChannel, string Currency)
{
    public static IReadOnlyList<Marketplace> All { get; } =
    [
        new("US", "Amazon.com", "USD"), new("CA", "Amazon.ca", "CAD"), new("MX", "Amazon.com.mx", "MXN"), new("BR", "Amazon.com.br", "BRL"),
        new("UK", "Amazon.co.uk", "GBP"), new("DE", "Amazon.de", "EUR"), new("FR", "Amazon.fr", "EUR"), new("IT", "Amazon.it", "EUR"),
        new("ES", "Amazon.es", "EUR"), new("NL", "Amazon.nl", "EUR"), new("SE", "Amazon.se", "SEK"), new("PL", "Amazon.pl", "PLN"),
        new("BE", "Amazon.com.be", "EUR"), new("IE", "Amazon.ie", "EUR"), new("TR", "Amazon.com.tr", "TRY"), new("JP", "Amazon.co.jp", "JPY"),
        new("AU", "Amazon.com.au", "AUD"), new("SG", "Amazon.sg", "SGD"), new("IN", "Amazon.in", "INR"), new("AE", "Amazon.ae", "AED"),
        new("SA", "Amazon.sa", "SAR"), new("EG", "Amazon.eg", "EGP"), new("ZA", "Amazon.co.za", "ZAR"),
    ];

    private static readonly Dictionary<string, string> Codes = All.ToDictionary(m => m.SalesChannel, m => m.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>"Amazon.de" → "DE"; an unknown name is kept as it is (at most 20 characters), never guessed.</summary>
    public static string CodeOf(string? salesChannel) =>
        string.IsNullOrWhiteSpace(salesChannel) ? "" : Codes.TryGetValue(salesChannel.Trim(), out var code) ? code : salesChannel.Trim() is { Length: > 20 } s ? s[..20] : salesChannel.Trim();
}
