using System.Globalization;
using System.Text;

namespace ReturnsConsole.Demo.Month;

/// <summary>A place that an order goes to. Tax in basis points on top of the price; 0 where prices include tax.</summary>
internal sealed record Destination(string City, string State, string PostalCode, int TaxBasisPoints);

/// <summary>One of the seller's three marketplaces with what makes its files look the way they do.</summary>
internal sealed record Marketplace
{
    public required string Code { get; init; }

    public required string Account { get; init; }

    public required string SalesChannel { get; init; }

    public required string Country { get; init; }

    public required string Currency { get; init; }

    public required int Orders { get; init; }

    /// <summary>Orders out of a thousand that Amazon fulfils.</summary>
    public required int FbaShare { get; init; }

    /// <summary>Percent applied to the return rates of the categories.</summary>
    public required int ReturnRate { get; init; }

    /// <summary>Price of an article as percent of its US price.</summary>
    public required int PriceLevel { get; init; }

    /// <summary>Tax contained in prices, in basis points of the net price; 0 where tax comes on top.</summary>
    public required int IncludedTaxBasisPoints { get; init; }

    public required IReadOnlyList<string> OrderPrefixes { get; init; }

    public required IReadOnlyList<Destination> Destinations { get; init; }

    public required IReadOnlyList<string> FulfillmentCenters { get; init; }

    public required string Site { get; init; }

    public required long ShippingPrice { get; init; }

    public required string ItemPromotion { get; init; }

    public required string ShippingPromotion { get; init; }

    /// <summary>Latin-1 writes the same bytes as Windows-1252 for every character used here.</summary>
    public required Encoding Text { get; init; }

    public required TimeSpan SettlementTime { get; init; }

    public required long SettlementNumber { get; init; }

    public bool TaxOnTop => IncludedTaxBasisPoints == 0;

    /// <summary>A withdrawal from the whole order gives the outbound shipping back.</summary>
    public bool ShippingBackOnWithdrawal => Code is "UK" or "DE";

    public bool German => Code == "DE";

    public string SettlementDateTime(DateTime utc) =>
        utc.ToString(German ? "dd.MM.yyyy HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    public string SettlementDate(DateTime utc) => utc.ToString(
        Code switch { "US" => "MM/dd/yyyy", "DE" => "dd.MM.yyyy", _ => "yyyy-MM-dd" }, CultureInfo.InvariantCulture);

    public string SettlementAmount(long minor) => German ? Amounts.GermanText(minor) : Amounts.PlainText(minor);

    public static IReadOnlyList<Marketplace> All { get; } =
    [
        new()
        {
            Code = "US", Account = "Amazon US", SalesChannel = "Amazon.com", Country = "US", Currency = "USD",
            Orders = 9_000, FbaShare = 550, ReturnRate = 108, PriceLevel = 100, IncludedTaxBasisPoints = 0,
            OrderPrefixes = ["111", "112", "113", "114"], Site = "DAL", ShippingPrice = 599,
            FulfillmentCenters = ["PHX3", "ONT8", "MDW2", "ABE8", "DFW7"],
            ItemPromotion = "PLM-FALL-SALE", ShippingPromotion = "US Core Free Shipping Promotion A3S5FREESHIP", Text = new UTF8Encoding(false),
            SettlementTime = new TimeSpan(2, 27, 38), SettlementNumber = 26_904_113_377,
            Destinations =
            [
                new("AUSTIN", "TX", "78701", 825), new("DALLAS", "TX", "75201", 825), new("SEATTLE", "WA", "98101", 1025),
                new("PORTLAND", "OR", "97205", 0), new("CHICAGO", "IL", "60611", 1025), new("BROOKLYN", "NY", "11201", 888),
                new("ALBANY", "NY", "12207", 800), new("TAMPA", "FL", "33602", 750), new("ORLANDO", "FL", "32801", 650),
                new("DENVER", "CO", "80202", 881), new("SAN DIEGO", "CA", "92101", 775), new("FRESNO", "CA", "93721", 835),
                new("ATLANTA", "GA", "30303", 890), new("MANCHESTER", "NH", "03101", 0), new("COLUMBUS", "OH", "43215", 750),
            ],
        },
        new()
        {
            Code = "UK", Account = "Amazon UK", SalesChannel = "Amazon.co.uk", Country = "GB", Currency = "GBP",
            Orders = 5_800, FbaShare = 420, ReturnRate = 108, PriceLevel = 82, IncludedTaxBasisPoints = 2000,
            OrderPrefixes = ["202", "203", "204", "205", "206"], Site = "LEE", ShippingPrice = 399,
            FulfillmentCenters = ["LTN4", "MAN1", "EDI4", "BHX4"],
            ItemPromotion = "PLM-AUTUMN-OFFER", ShippingPromotion = "UK Core Free Shipping", Text = new UTF8Encoding(false),
            SettlementTime = new TimeSpan(1, 7, 18), SettlementNumber = 19_420_337_522,
            Destinations =
            [
                new("LEEDS", "West Yorkshire", "LS1 4AP", 0), new("LONDON", "", "SE1 9TG", 0), new("BRISTOL", "Avon", "BS1 6XN", 0),
                new("GLASGOW", "Lanarkshire", "G2 8DL", 0), new("CARDIFF", "", "CF10 1EP", 0), new("NORWICH", "Norfolk", "NR2 1TF", 0),
                new("YORK", "North Yorkshire", "YO1 7HH", 0), new("BELFAST", "County Antrim", "BT1 5GS", 0),
            ],
        },
        new()
        {
            Code = "DE", Account = "Amazon DE", SalesChannel = "Amazon.de", Country = "DE", Currency = "EUR",
            Orders = 5_200, FbaShare = 400, ReturnRate = 138, PriceLevel = 95, IncludedTaxBasisPoints = 1900,
            OrderPrefixes = ["302", "303", "304", "305", "306"], Site = "LEJ", ShippingPrice = 490,
            FulfillmentCenters = ["FRA7", "LEJ1", "DTM2", "HAM2"],
            ItemPromotion = "Herbstaktion für Käufer", ShippingPromotion = "DE Core Gratisversand für Käufer", Text = Encoding.Latin1,
            SettlementTime = new TimeSpan(0, 49, 55), SettlementNumber = 17_903_664_072,
            Destinations =
            [
                new("Köln", "", "50667", 0), new("München", "", "80331", 0), new("Leipzig", "", "04109", 0), new("Düsseldorf", "", "40210", 0),
                new("Hamburg", "", "20095", 0), new("Nürnberg", "", "90402", 0), new("Berlin", "", "10115", 0), new("Lübeck", "", "23552", 0),
                new("Gießen", "", "35390", 0), new("Dresden", "", "01067", 0),
            ],
        },
    ];
}

/// <summary>Amounts in minor units (all three currencies have two decimals) as text.</summary>
internal static class Amounts
{
    /// <summary>-1141.18</summary>
    public static string PlainText(long minor) => Text(minor, '.', null);

    /// <summary>-1.141,18</summary>
    public static string GermanText(long minor) => Text(minor, ',', ".");

    /// <summary>Half up, away from zero, of a non-negative share.</summary>
    public static long Share(long amount, long part, long whole) => ((amount * part * 2) + whole) / (whole * 2);

    private static string Text(long minor, char point, string? group)
    {
        var size = Math.Abs(minor);
        var whole = (size / 100).ToString(CultureInfo.InvariantCulture);
        if (group is not null)
        {
            for (var at = whole.Length - 3; at > 0; at -= 3)
                whole = whole.Insert(at, group);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(minor < 0 ? "-" : "")}{whole}{point}{size % 100:00}");
    }
}
