using ReturnsConsole.Features.Intake.Answers;

namespace ReturnsConsole.Features.Intake.Screen;

public enum IntakeStep
{
    Answer,
    Several,
    Shelf,
    Done,
    Shelved,
}

/// <summary>The one parcel under the field.</summary>
internal sealed record IntakeView(Guid ScanId, string Code, ParcelAnswer? Answer, IntakeStep Step)
{
    /// <summary>Which order of the answer is shown.</summary>
    public int Order { get; init; }

    /// <summary>What was let in of it so far.</summary>
    public IReadOnlyList<ReturnAuthorization> Done { get; init; } = [];

    /// <summary>Codes of the same parcel that led nowhere.</summary>
    public IReadOnlyList<string> OtherCodes { get; init; } = [];

    /// <summary>An article's barcode that nobody knew, and the SKU that was scanned next: is it that?</summary>
    public ArticleBarcode? Learn { get; init; }

    /// <summary>Raised when what is shown was read anew and choices begin again.</summary>
    public int Round { get; init; }
}

/// <summary>What a person chose for one item.</summary>
public sealed record ItemChoice(ParcelOrder Order, ParcelLine? Line, int Quantity, ParcelFinding Finding, string Reason, Guid? PhotoId, bool PrintLabel);
