namespace ReturnsConsole.Features.ReasonCodes;

/// <summary>What is wrong with a row: which field, what it holds, what it may hold.</summary>
public sealed record MappingFault(string Field, string Found, string Expected)
{
    public override string ToString() => $"{Field}: found “{Found}”, expected {Expected}.";
}

/// <summary>What a row must be like, whether it is typed, chosen or comes in a file.</summary>
public static class MappingRules
{
    public const int MaxTargetCode = 60;
    public const int MaxFinanceCode = 40;

    public static IEnumerable<MappingFault> Faults(CodeKey key, MappingValues values)
    {
        if (!SourceSystems.All.Contains(key.SourceSystem))
            yield return new(MappingColumns.Source, key.SourceSystem, $"one of {string.Join(", ", SourceSystems.All)}");
        if (key.Code.Length == 0 || key.Code.Length > ReasonCodeText.MaxLength || key.Code != key.Code.Trim() || key.Code.Any(char.IsControl))
            yield return new(MappingColumns.Code, key.Code, $"a code of 1 to {ReasonCodeText.MaxLength} characters as the partner writes it, without blanks around it");
        if (CanonicalReasons.Find(values.CanonicalReason)?.Name != values.CanonicalReason)
            yield return new(MappingColumns.Reason, values.CanonicalReason, $"one of {string.Join(", ", CanonicalReasons.All.Select(r => r.Name))}");
        if (values.AmazonCode.Length > 0 && !CanonicalReasons.AmazonCodes.Contains(values.AmazonCode))
            yield return new(MappingColumns.Amazon, values.AmazonCode, $"nothing, or one of Amazon's adjustment reasons: {string.Join(", ", CanonicalReasons.AmazonCodes)}");
        if (values.CommercetoolsCode.Length > MaxTargetCode || !values.CommercetoolsCode.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            yield return new(MappingColumns.Commercetools, values.CommercetoolsCode, $"nothing, or a value of at most {MaxTargetCode} letters, digits, - _ .");
        if (IsNoFinanceCode(values.CostCode))
            yield return new(MappingColumns.CostCode, values.CostCode, FinanceCode);
        if (IsNoFinanceCode(values.LiabilityCode))
            yield return new(MappingColumns.Liability, values.LiabilityCode, FinanceCode);
    }

    private static readonly string FinanceCode = $"nothing, or a code of at most {MaxFinanceCode} characters without blanks around it";

    private static bool IsNoFinanceCode(string text) => text.Length > MaxFinanceCode || text != text.Trim() || text.Any(char.IsControl);
}

/// <summary>Names of the columns, in files and in messages.</summary>
public static class MappingColumns
{
    public const string Source = "source";
    public const string Code = "code";
    public const string Reason = "reason";
    public const string SellerFault = "seller fault";
    public const string Amazon = "amazon";
    public const string Commercetools = "commercetools";
    public const string CostCode = "cost code";
    public const string Liability = "liability code";
    public const string ToBeConfirmed = "to be confirmed";

    public static IReadOnlyList<string> All { get; } = [Source, Code, Reason, SellerFault, Amazon, Commercetools, CostCode, Liability, ToBeConfirmed];
}
