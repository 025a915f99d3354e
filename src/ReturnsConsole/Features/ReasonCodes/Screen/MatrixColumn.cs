namespace ReturnsConsole.Features.ReasonCodes.Screen;

/// <summary>Columns of the matrix that can be edited.</summary>
public enum MatrixColumn
{
    Reason,
    Amazon,
    Commercetools,
    Cost,
    Liable,
    Fault,
}

public static class MatrixColumns
{
    private const string Yes = "yes";
    private const string No = "no";

    public static string TitleOf(MatrixColumn column) => column switch
    {
        MatrixColumn.Reason => "Reason",
        MatrixColumn.Amazon => "To Amazon",
        MatrixColumn.Commercetools => "To commercetools",
        MatrixColumn.Cost => "Cost code",
        MatrixColumn.Liable => "Liable",
        _ => "Seller's fault",
    };

    /// <summary>As it stands in an editor.</summary>
    public static string ValueOf(MappingValues v, MatrixColumn column) => column switch
    {
        MatrixColumn.Reason => v.CanonicalReason,
        MatrixColumn.Amazon => v.AmazonCode,
        MatrixColumn.Commercetools => v.CommercetoolsCode,
        MatrixColumn.Cost => v.CostCode,
        MatrixColumn.Liable => v.LiabilityCode,
        _ => v.SellerFault ? Yes : No,
    };

    /// <summary>As it is read.</summary>
    public static string TextOf(MappingValues v, MatrixColumn column) => column == MatrixColumn.Reason ? CanonicalReasons.TitleOf(v.CanonicalReason) : ValueOf(v, column);

    /// <summary>The values with one of them changed; a person has looked at the row, so it is confirmed. Another reason brings its usual values where the row had the old reason's.</summary>
    public static MappingValues With(MappingValues v, MatrixColumn column, string text)
    {
        var value = text.Trim();
        var confirmed = v with { ToBeConfirmed = false };
        return column switch
        {
            MatrixColumn.Reason => Reason(confirmed, value),
            MatrixColumn.Amazon => confirmed with { AmazonCode = value },
            MatrixColumn.Commercetools => confirmed with { CommercetoolsCode = value },
            MatrixColumn.Cost => confirmed with { CostCode = value },
            MatrixColumn.Liable => confirmed with { LiabilityCode = value },
            _ => confirmed with { SellerFault = value == Yes },
        };
    }

    private static MappingValues Reason(MappingValues v, string name)
    {
        if (CanonicalReasons.Find(v.CanonicalReason) is not { } was || CanonicalReasons.Find(name) is not { } now || was == now)
            return v with { CanonicalReason = name };
        return v with
        {
            CanonicalReason = now.Name,
            SellerFault = v.SellerFault == was.SellerFault ? now.SellerFault : v.SellerFault,
            AmazonCode = v.AmazonCode == was.AmazonCode ? now.AmazonCode : v.AmazonCode,
            CommercetoolsCode = v.CommercetoolsCode == was.CommercetoolsCode ? now.CommercetoolsCode : v.CommercetoolsCode,
            LiabilityCode = v.LiabilityCode == was.Liability ? now.Liability : v.LiabilityCode,
        };
    }
}
