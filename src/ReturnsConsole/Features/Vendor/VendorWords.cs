using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Vendor;

/// <summary>Where vendor returns and their credit notes stand, in plain words.</summary>
public static class VendorWords
{
    public static string Of(VendorStage stage) => stage switch
    {
        VendorStage.Announced => "Announced",
        VendorStage.Received => "Received, not graded",
        VendorStage.Processed => "Processed, no credit note",
        VendorStage.Submitted => "Credit note submitted",
        VendorStage.Validated => "Validated, not paid",
        _ => "Credited",
    };

    public static string Of(VendorCreditState state) => state switch
    {
        VendorCreditState.Submitted => "submitted",
        VendorCreditState.Validated => "validated by Amazon, which is no acceptance yet",
        VendorCreditState.Accepted => "accepted: a remittance shows it",
        VendorCreditState.Refused => "refused",
        _ => "of unknown outcome: do not send it again before you looked in Vendor Central",
    };

    /// <summary>What people call an item of a paper.</summary>
    public static string ItemOf(VendorPaperLine line) => line.Sku.Length > 0 ? line.Sku : line.Asin.Length > 0 ? line.Asin : line.Ean.Length > 0 ? line.Ean : $"line {line.NaturalKey}";
}
