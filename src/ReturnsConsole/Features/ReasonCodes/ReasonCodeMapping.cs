namespace ReturnsConsole.Features.ReasonCodes;

/// <summary>One row of one version: what a partner's reason code means here, and what each target is told. A code without a row is unmapped and holds its returns back.</summary>
public sealed class ReasonCodeMapping
{
    public int Id { get; private set; }

    public int VersionId { get; set; }

    /// <summary>"amazon", "amazon-fba", "rebound", "happy-returns" …</summary>
    public required string SourceSystem { get; init; }

    public required string Code { get; init; }

    /// <summary>One of <see cref="CanonicalReasons"/>.</summary>
    public required string CanonicalReason { get; set; }

    /// <summary>The seller answers for it (defective, damaged, wrong item …): shipping is refunded too.</summary>
    public bool SellerFault { get; set; }

    /// <summary>A starter row nobody has confirmed yet.</summary>
    public bool ToBeConfirmed { get; set; }

    /// <summary>AdjustmentReason of a refund at Amazon.</summary>
    public string AmazonCode { get; set; } = "";

    /// <summary>Value of the reason field in commercetools.</summary>
    public string CommercetoolsCode { get; set; } = "";

    /// <summary>Finance's cost code; empty until finance gives one.</summary>
    public string CostCode { get; set; } = "";

    /// <summary>Who bears it, in finance's own codes.</summary>
    public string LiabilityCode { get; set; } = "";

    /// <summary>Who gave the row its present values; empty for starter rows.</summary>
    public string ChangedByName { get; set; } = "";

    public DateTime? ChangedAt { get; set; }

    internal MappingValues Values() => new(CanonicalReason, SellerFault, AmazonCode, CommercetoolsCode, CostCode, LiabilityCode, ToBeConfirmed);

    internal void Take(MappingValues values)
    {
        (CanonicalReason, SellerFault, ToBeConfirmed) = (values.CanonicalReason, values.SellerFault, values.ToBeConfirmed);
        (AmazonCode, CommercetoolsCode, CostCode, LiabilityCode) = (values.AmazonCode, values.CommercetoolsCode, values.CostCode, values.LiabilityCode);
    }

    internal ReasonCodeMapping CopyFor(int versionId) => new()
    {
        VersionId = versionId,
        SourceSystem = SourceSystem,
        Code = Code,
        CanonicalReason = CanonicalReason,
        SellerFault = SellerFault,
        ToBeConfirmed = ToBeConfirmed,
        AmazonCode = AmazonCode,
        CommercetoolsCode = CommercetoolsCode,
        CostCode = CostCode,
        LiabilityCode = LiabilityCode,
        ChangedByName = ChangedByName,
        ChangedAt = ChangedAt,
    };
}

/// <summary>Source system and code as written: what names a row.</summary>
public readonly record struct CodeKey(string SourceSystem, string Code) : IComparable<CodeKey>
{
    public int CompareTo(CodeKey other)
    {
        var c = string.CompareOrdinal(SourceSystem, other.SourceSystem);
        return c != 0 ? c : string.CompareOrdinal(Code, other.Code);
    }

    public override string ToString() => $"{SourceSystem}/{Code}";

    public static bool operator <(CodeKey left, CodeKey right) => left.CompareTo(right) < 0;

    public static bool operator <=(CodeKey left, CodeKey right) => left.CompareTo(right) <= 0;

    public static bool operator >(CodeKey left, CodeKey right) => left.CompareTo(right) > 0;

    public static bool operator >=(CodeKey left, CodeKey right) => left.CompareTo(right) >= 0;
}

/// <summary>What a row says, apart from which code it is about.</summary>
public sealed record MappingValues(string CanonicalReason, bool SellerFault, string AmazonCode, string CommercetoolsCode, string CostCode, string LiabilityCode, bool ToBeConfirmed = false)
{
    /// <summary>The usual values of a reason, for a code that is mapped to it for the first time.</summary>
    public static MappingValues Usual(CanonicalReason reason) => new(reason.Name, reason.SellerFault, reason.AmazonCode, reason.CommercetoolsCode, "", reason.Liability);
}

/// <summary>A row as pages and rules see it.</summary>
public sealed record MappingRow(CodeKey Key, MappingValues Values, string ChangedByName = "", DateTime? ChangedAt = null)
{
    internal static MappingRow Of(ReasonCodeMapping row) => new(new(row.SourceSystem, row.Code), row.Values(), row.ChangedByName, row.ChangedAt);
}
