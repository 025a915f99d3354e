namespace ReturnsConsole.Features.ReasonCodes;

/// <summary>A reason in our own words, with what is usual for it. Everything beyond the name is a proposal that the table may override row by row.</summary>
/// <param name="Name">Kept in the table: "TooSmall".</param>
/// <param name="Title">As screens say it: "Too small".</param>
/// <param name="Liability">Who usually bears it.</param>
public sealed record CanonicalReason(string Name, string Title, bool SellerFault, string AmazonCode, string CommercetoolsCode, string Liability);

/// <summary>All reasons in our own words.</summary>
public static class CanonicalReasons
{
    public const string Other = "Other";

    private const string Customer = "Customer";
    private const string Seller = "Seller";
    private const string Carrier = "Carrier";

    public static IReadOnlyList<CanonicalReason> All { get; } =
    [
        new("TooSmall", "Too small", false, "CustomerReturn", "size-too-small", Customer),
        new("TooLarge", "Too large", false, "CustomerReturn", "size-too-large", Customer),
        new("Style", "Style or fit", false, "CustomerReturn", "other", Customer),
        new("OrderedSeveral", "Ordered more than one size", false, "CustomerReturn", "changed-mind", Customer),
        new("UnwantedItem", "No longer wanted", false, "CustomerReturn", "changed-mind", Customer),
        new("BetterPrice", "Found a better price", false, "CustomerReturn", "changed-mind", Customer),
        new("OrderedByMistake", "Ordered by mistake", false, "CustomerReturn", "changed-mind", Customer),
        new("NotCompatible", "Not compatible", false, "CustomerReturn", "other", Customer),
        new("NotAsDescribed", "Not as described", true, "CustomerReturn", "not-as-described", Seller),
        new("QualityNotAsExpected", "Quality not as expected", false, "CustomerReturn", "other", Customer),
        new("Defective", "Faulty or defective", true, "CustomerReturn", "faulty", Seller),
        new("DamagedInTransit", "Arrived damaged", true, "CustomerReturn", "damaged", Carrier),
        new("MissingParts", "Parts missing", true, "CustomerReturn", "other", Seller),
        new("WrongItem", "Wrong item sent", true, "DifferentItem", "wrong-item", Seller),
        new("ExtraItem", "Extra item in the parcel", false, "CustomerReturn", "other", Seller),
        new("LateDelivery", "Arrived late", true, "CustomerReturn", "other", Carrier),
        new("Undeliverable", "Undeliverable", false, "Undeliverable", "other", Carrier),
        new("Unauthorized", "Purchase not authorised", false, "CustomerReturn", "other", Customer),
        new("NoReason", "No reason given", false, "CustomerReturn", "other", Customer),
        new(Other, "Other", false, "Other", "other", Customer),
    ];

    /// <summary>AdjustmentReason of Amazon's order adjustment feed, as its schema lists them.</summary>
    public static IReadOnlyList<string> AmazonCodes { get; } =
    [
        "CustomerReturn", "DifferentItem", "Undeliverable", "RefusedDelivery", "Exchange", "GeneralAdjustment", "Other", "NoInventory", "CouldNotShip", "Abandoned", "CustomerCancel",
        "PriceError", "ProductOutofStock", "CustomerAddressIncorrect", "CarrierCreditDecision", "RiskAssessmentInformationNotValid", "CarrierCoverageFailure", "TransactionRecord",
    ];

    private static readonly Dictionary<string, CanonicalReason> ByWord =
        All.SelectMany(r => new[] { (Word: r.Name, Reason: r), (Word: r.Title, Reason: r) }).DistinctBy(p => p.Word, StringComparer.OrdinalIgnoreCase).ToDictionary(p => p.Word, p => p.Reason, StringComparer.OrdinalIgnoreCase);

    /// <summary>By name or title, in any case; null when there is none.</summary>
    public static CanonicalReason? Find(string word) => ByWord.GetValueOrDefault(word.Trim());

    public static string TitleOf(string name) => ByWord.TryGetValue(name, out var reason) ? reason.Title : name;
}
