namespace ReturnsConsole.Connectors.Amazon;

/// <summary>Amazon's marketplace ids with the names that its reports use.</summary>
internal static class Marketplaces
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["ATVPDKIKX0DER"] = "Amazon.com",
        ["A2EUQ1WTGCTBG2"] = "Amazon.ca",
        ["A1AM78C64UM0Y8"] = "Amazon.com.mx",
        ["A2Q3Y263D00KWC"] = "Amazon.com.br",
        ["A1F83G8C2ARO7P"] = "Amazon.co.uk",
        ["A1PA6795UKMFR9"] = "Amazon.de",
        ["A13V1IB3VIYZZH"] = "Amazon.fr",
        ["APJ6JRA9NG5V4"] = "Amazon.it",
        ["A1RKKUPIHCS9HS"] = "Amazon.es",
        ["A1805IZSGTT6HS"] = "Amazon.nl",
        ["A2NODRKZP88ZB9"] = "Amazon.se",
        ["A1C3SOZRARQ6R3"] = "Amazon.pl",
        ["AMEN7PMS3EDWL"] = "Amazon.com.be",
        ["A28R8C7NBKEWEA"] = "Amazon.ie",
        ["A33AVAJ2PDY3EV"] = "Amazon.com.tr",
        ["A1VC38T7YXB528"] = "Amazon.co.jp",
        ["A39IBJ37TRP1C6"] = "Amazon.com.au",
        ["A19VAU5U5O7RUS"] = "Amazon.sg",
        ["A21TJRUUN4KGV"] = "Amazon.in",
        ["A2VIGQ35RCS4UG"] = "Amazon.ae",
        ["A17E79C6D8DWNP"] = "Amazon.sa",
        ["ARBP9OOSHTCHU"] = "Amazon.eg",
        ["AE08WJ6YKNBMC"] = "Amazon.co.za",
    };

    public static bool IsKnown(string id) => Names.ContainsKey(id);

    /// <summary>The name of a marketplace; the id itself when it is not known here.</summary>
    public static string? NameOf(string? id) => id is not null && Names.TryGetValue(id, out var name) ? name : id;
}
