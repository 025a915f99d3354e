namespace ReturnsConsole.Demo.Month;

/// <summary>Amazon's return reasons and how often each is given, by category. Only codes that Amazon is known to use.</summary>
internal static class ReturnReasons
{
    private static readonly string[] SellerFault =
    [
        "DEFECTIVE", "DAMAGED_BY_CARRIER", "DAMAGED_BY_FC", "MISSING_PARTS", "SWITCHEROO", "MISSED_ESTIMATED_DELIVERY", "NOT_AS_DESCRIBED",
        "CR-DEFECTIVE", "CR-DAMAGED_BY_CARRIER", "CR-MISSING_PARTS", "CR-SWITCHEROO", "CR-MISSED_ESTIMATED_DELIVERY", "AMZ-PG-BAD-DESC", "AMZ-PG-BAD-ITEM",
    ];

    /// <summary>Codes whose fault everybody reads the same way; used where shipping was paid.</summary>
    private static readonly (string Code, int Weight)[] Plain =
    [
        ("CR-UNWANTED_ITEM", 30), ("CR-NO_REASON_GIVEN", 14), ("CR-FOUND_BETTER_PRICE", 7), ("CR-ORDERED_WRONG_ITEM", 14), ("CR-DEFECTIVE", 14),
        ("CR-DAMAGED_BY_CARRIER", 8), ("CR-SWITCHEROO", 5), ("CR-MISSING_PARTS", 4), ("AMZ-PG-BAD-DESC", 6), ("CR-MISSED_ESTIMATED_DELIVERY", 4),
    ];

    private static readonly (string Code, int Weight)[] Apparel =
    [
        ("AMZ-PG-APP-TOO-SMALL", 30), ("AMZ-PG-APP-TOO-LARGE", 24), ("AMZ-PG-APP-STYLE", 16), ("CR-UNWANTED_ITEM", 10), ("AMZ-PG-BAD-DESC", 7),
        ("CR-QUALITY_UNACCEPTABLE", 6), ("AMZ-PG-APP-TOO-LATE", 4), ("CR-SWITCHEROO", 3),
    ];

    private static readonly (string Code, int Weight)[] Jewellery =
        [("AMZ-PG-WJ-TOO-SMALL", 34), ("CR-UNWANTED_ITEM", 24), ("AMZ-PG-BAD-DESC", 20), ("CR-QUALITY_UNACCEPTABLE", 12), ("CR-DEFECTIVE", 10)];

    private static readonly (string Code, int Weight)[] Electronics =
    [
        ("CR-DEFECTIVE", 34), ("CR-NOT_COMPATIBLE", 20), ("CR-UNWANTED_ITEM", 12), ("AMZ-PG-BAD-ITEM", 10), ("CR-MISSING_PARTS", 8),
        ("CR-FOUND_BETTER_PRICE", 7), ("AMZ-PG-MISORDERED", 5), ("CR-UNAUTHORIZED_PURCHASE", 2), ("CR-EXTRA_ITEM", 2),
    ];

    private static readonly (string Code, int Weight)[] Fba =
    [
        ("DEFECTIVE", 14), ("UNWANTED_ITEM", 26), ("NOT_AS_DESCRIBED", 9), ("ORDERED_WRONG_ITEM", 10), ("DAMAGED_BY_CARRIER", 5), ("QUALITY_UNACCEPTABLE", 8),
        ("NO_REASON_GIVEN", 10), ("FOUND_BETTER_PRICE", 4), ("MISSING_PARTS", 3), ("SWITCHEROO", 3), ("MISSED_ESTIMATED_DELIVERY", 3), ("UNDELIVERABLE_UNKNOWN", 3),
    ];

    private static readonly (string Code, int Weight)[] FbaApparel =
    [
        ("APPAREL_TOO_SMALL", 32), ("APPAREL_TOO_LARGE", 24), ("APPAREL_STYLE", 16), ("UNWANTED_ITEM", 12), ("DID_NOT_LIKE_COLOR", 6), ("DID_NOT_LIKE_FABRIC", 5),
        ("NOT_AS_DESCRIBED", 5),
    ];

    /// <summary>Codes that nobody has mapped; each is used in one marketplace only.</summary>
    public static string Unmapped(Marketplace market) => market.Code switch
    {
        "US" => "CR-PACKAGING_NOT_GIFTABLE",
        "UK" => "AMZ-PG-HOME-WRONG-SHADE",
        _ => "CR-ALLERGIC_REACTION",
    };

    public static bool IsSellerFault(string code) => SellerFault.Contains(code);

    public static string ForMerchant(OrderLine line, SeededRandom random) => Draw(
        line.PaidShipping > 0 ? Plain : line.Article.Category switch
        {
            Category.Apparel or Category.Shoes => Apparel,
            Category.Jewellery => Jewellery,
            Category.Electronics => Electronics,
            _ => Plain,
        },
        random);

    public static string ForFba(OrderLine line, SeededRandom random) =>
        Draw(line.Article.Category is Category.Apparel or Category.Shoes ? FbaApparel : Fba, random);

    public static string BuyerFault(SeededRandom random) => random.Pick(["CR-UNWANTED_ITEM", "CR-NO_REASON_GIVEN", "CR-FOUND_BETTER_PRICE", "CR-ORDERED_WRONG_ITEM"]);

    public static string ClearSellerFault(SeededRandom random) => random.Pick(["CR-DEFECTIVE", "CR-DAMAGED_BY_CARRIER", "CR-SWITCHEROO"]);

    /// <summary>Lines returned out of a thousand delivered.</summary>
    public static int Rate(Category category) => category switch
    {
        Category.Apparel => 260,
        Category.Shoes => 245,
        Category.Jewellery => 150,
        Category.Electronics => 125,
        Category.Home => 100,
        Category.Sports => 90,
        Category.Kitchen => 75,
        Category.Toys => 60,
        _ => 38,
    };

    private static string Draw((string Code, int Weight)[] codes, SeededRandom random) =>
        codes[random.Weighted([.. codes.Select(code => code.Weight)])].Code;
}
