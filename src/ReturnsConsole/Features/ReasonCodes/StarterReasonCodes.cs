using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.ReasonCodes;

/// <summary>
/// Amazon's known reason codes, and those that returns platforms and shops usually use, with a first meaning for each, to be confirmed by a person: platforms
/// publish no list of their own, and a shop may have named its codes otherwise. A code that is not here stays unmapped.
/// </summary>
public static class StarterReasonCodes
{
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

    private static readonly (string System, string Code, string Reason)[] Platforms =
    [
        (PlatformNames.Rebound, "TOO_SMALL", "TooSmall"), (PlatformNames.Rebound, "TOO_LARGE", "TooLarge"), (PlatformNames.Rebound, "NOT_AS_DESCRIBED", "NotAsDescribed"),
        (PlatformNames.Rebound, "FAULTY", "Defective"), (PlatformNames.Rebound, "DAMAGED_IN_TRANSIT", "DamagedInTransit"), (PlatformNames.Rebound, "WRONG_ITEM", "WrongItem"),
        (PlatformNames.Rebound, "ARRIVED_LATE", "LateDelivery"), (PlatformNames.Rebound, "CHANGED_MIND", "UnwantedItem"), (PlatformNames.Rebound, "ORDERED_MULTIPLE", "OrderedSeveral"),
        (PlatformNames.Rebound, "QUALITY", "QualityNotAsExpected"), (PlatformNames.Rebound, "OTHER", "Other"),
        (PlatformNames.HappyReturns, "too-small", "TooSmall"), (PlatformNames.HappyReturns, "too-big", "TooLarge"), (PlatformNames.HappyReturns, "not-as-pictured", "NotAsDescribed"),
        (PlatformNames.HappyReturns, "defective", "Defective"), (PlatformNames.HappyReturns, "wrong-item", "WrongItem"), (PlatformNames.HappyReturns, "changed-mind", "UnwantedItem"),
        (PlatformNames.HappyReturns, "arrived-late", "LateDelivery"), (PlatformNames.HappyReturns, "other", "Other"),
        (PlatformNames.Commercetools, "size-too-small", "TooSmall"), (PlatformNames.Commercetools, "size-too-large", "TooLarge"), (PlatformNames.Commercetools, "faulty", "Defective"),
        (PlatformNames.Commercetools, "damaged", "DamagedInTransit"), (PlatformNames.Commercetools, "wrong-item", "WrongItem"), (PlatformNames.Commercetools, "not-as-described", "NotAsDescribed"),
        (PlatformNames.Commercetools, "changed-mind", "UnwantedItem"), (PlatformNames.Commercetools, "other", "Other"),
    ];

    /// <summary>All of them; the returns report writes most with the prefix "CR-", the FBA report without.</summary>
    public static IEnumerable<ReasonCodeMapping> All =>
        Plain.Select(p => Row(PlatformNames.Amazon, "CR-" + p.Code, p.Reason)).Concat(ReturnsReportOnly.Select(p => Row(PlatformNames.Amazon, p.Code, p.Reason)))
            .Concat(FbaOnly.Where(p => p.Code.StartsWith("UNDELIVERABLE", StringComparison.Ordinal)).Select(p => Row(PlatformNames.Amazon, p.Code, p.Reason)))
            .Concat(Plain.Concat(FbaOnly).Select(p => Row(PlatformNames.AmazonFba, p.Code, p.Reason)))
            .Concat(Platforms.Select(p => Row(p.System, p.Code, p.Reason)));

    private static ReasonCodeMapping Row(string system, string code, string reason)
    {
        var row = new ReasonCodeMapping { SourceSystem = system, Code = code, CanonicalReason = reason };
        row.Take(MappingValues.Usual(CanonicalReasons.Find(reason)!) with { ToBeConfirmed = true });
        return row;
    }
}
