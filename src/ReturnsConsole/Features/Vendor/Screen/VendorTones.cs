using ReturnsConsole.Components;

namespace ReturnsConsole.Features.Vendor.Screen;

/// <summary>Marks of vendor returns.</summary>
internal static class VendorTones
{
    public static Tone Of(VendorReturn one) => one switch
    {
        { Credit.State: VendorCreditState.Refused, Stage: VendorStage.Processed } => Tone.Critical,
        { Credit.State: VendorCreditState.Unknown, Stage: not VendorStage.Credited } => Tone.Hold,
        { Stage: VendorStage.Credited, MoneyDifference: not (null or 0) } => Tone.Warn,
        { Stage: VendorStage.Credited } => Tone.Good,
        { Stage: VendorStage.Submitted or VendorStage.Validated } => Tone.Flow,
        { Stage: VendorStage.Processed } => Tone.Expected,
        _ => Tone.Still,
    };

    public static string WordOf(VendorReturn one) => one switch
    {
        { Credit.State: VendorCreditState.Refused, Stage: VendorStage.Processed } => "Credit note refused",
        { Credit.State: VendorCreditState.Unknown, Stage: not VendorStage.Credited } => "Outcome of the credit note unknown",
        { Stage: VendorStage.Credited, MoneyDifference: not (null or 0) } => "Credited, differs",
        _ => VendorWords.Of(one.Stage),
    };
}
