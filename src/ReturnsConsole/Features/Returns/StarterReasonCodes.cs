namespace ReturnsConsole.Features.Returns;

/// <summary>Amazon's known reason codes with a first meaning for each, to be confirmed by a person. A code that is not here stays unmapped.</summary>
public static class StarterReasonCodes
{
    public const string Amazon = "amazon";
    public const string AmazonFba = "amazon-fba";

    private static readonly (string Code, string Reason)[] Plain =
    [
        ("DEFECTIVE", "Defective"), ("DAMAGED_BY_CARRIER", "DamagedInTransit"), ("DAMAGED_BY_FC", "DamagedInTransit"), ("MISSING_PARTS", "MissingParts"),
        ("NOT_COMPATIBLE", "NotCompatible"), ("QUALITY_UNACCEPTABLE", "QualityNotAsExpected"), ("SWITCHEROO", "WrongItem"), ("EXTRA_ITEM", "ExtraItem"),
        ("ORDERED_WRONG_ITEM", "OrderedByMistake"), ("UNWANTED_ITEM", "UnwantedItem"), ("FOUND_BETTER_PRICE", "BetterPrice"), ("MISSED_ESTIMATED_DELIVERY", "LateDelivery"),
        ("UNAUTHORIZED_PURCHASE", "Unauthorized"), ("NO_REASON_GIVEN", "NoReason"),
    ];

    private static readonly (string Code, string Reason)[] ReturnsReportOnly =
    [
        ("CR-NO_LONGER_NEEDED", "UnwantedItem"), ("AMZ-PG-BAD-DESC", "NotAsDescribed"), ("AMZ-PG-BAD-ITEM", "Defective"), ("AMZ-PG-MISORDERED", "OrderedByMistake"),
        ("AMZ-PG-APP-TOO-SMALL", "TooSmall"), ("AMZ-PG-APP-TOO-LARGE", "TooLarge"), ("AMZ-PG-APP-STYLE", "Style"), ("AMZ-PG-APP-TOO-LATE", "LateDelivery"),
        ("AMZ-PG-WJ-TOO-SMALL", "TooSmall"), ("UND-UNKNOWN", "Undeliverable"),
    ];

    private static readonly (string Code, string Reason)[] FbaOnly =
    [
        ("CUSTOMER_DAMAGED", "Other"), ("PART_NOT_COMPATIBLE", "NotCompatible"), ("NOT_AS_DESCRIBED", "NotAsDescribed"), ("POOR_FIT", "Style"),
        ("APPAREL_TOO_SMALL", "TooSmall"), ("APPAREL_TOO_LARGE", "TooLarge"), ("APPAREL_STYLE", "Style"), ("DID_NOT_LIKE_COLOR", "Style"), ("DID_NOT_LIKE_FABRIC", "Style"),
        ("DIFFERENT_PRODUCT", "WrongItem"), ("EXCESSIVE_INSTALLATION", "UnwantedItem"), ("NOT_AS_PHOTO", "NotAsDescribed"), ("MISORDERED", "OrderedByMistake"),
        ("NEVER_ARRIVED", "Undeliverable"), ("INACCURATE_WEBSITE_DESCRIPTION", "NotAsDescribed"), ("UNDELIVERABLE_UNKNOWN", "Undeliverable"),
        ("UNDELIVERABLE_REFUSED", "Undeliverable"), ("UNDELIVERABLE_INSUFFICIENT_ADDRESS", "Undeliverable"), ("UNDELIVERABLE_FAILED_DELIVERY_ATTEMPTS", "Undeliverable"),
        ("UNDELIVERABLE_CARRIER_MISS_SORTED", "Undeliverable"), ("UNDELIVERABLE_MISSING_LABEL", "Undeliverable"), ("UNDELIVERABLE_UNCLAIMED", "Undeliverable"),
    ];

    private static readonly HashSet<string> SellersFault = ["Defective", "DamagedInTransit", "WrongItem", "MissingParts", "NotAsDescribed", "LateDelivery"];

    /// <summary>All of them; the returns report writes most with the prefix "CR-", the FBA report without.</summary>
    public static IEnumerable<ReasonCodeMapping> All =>
        Plain.Select(p => Row(Amazon, "CR-" + p.Code, p.Reason)).Concat(ReturnsReportOnly.Select(p => Row(Amazon, p.Code, p.Reason)))
            .Concat(FbaOnly.Where(p => p.Code.StartsWith("UNDELIVERABLE", StringComparison.Ordinal)).Select(p => Row(Amazon, p.Code, p.Reason)))
            .Concat(Plain.Concat(FbaOnly).Select(p => Row(AmazonFba, p.Code, p.Reason)));

    private static ReasonCodeMapping Row(string system, string code, string reason) =>
        new() { SourceSystem = system, Code = code, CanonicalReason = reason, SellerFault = SellersFault.Contains(reason), ToBeConfirmed = true };
}
