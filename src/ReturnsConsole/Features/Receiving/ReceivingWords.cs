using System.Globalization;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Receiving;

/// <summary>How receiving speaks.</summary>
public static class ReceivingWords
{
    /// <summary>What a person may choose, in the order of the buttons.</summary>
    public static IReadOnlyList<Disposition> Dispositions { get; } = [Disposition.Restocked, Disposition.Quarantined, Disposition.Scrapped, Disposition.ReturnedToCustomer];

    public static IReadOnlyList<ConditionGrade> Grades { get; } = [ConditionGrade.A, ConditionGrade.B, ConditionGrade.C, ConditionGrade.D];

    public static string Of(ConditionGrade grade) => grade switch
    {
        ConditionGrade.A => "As new",
        ConditionGrade.B => "Opened, no mark",
        ConditionGrade.C => "Used or marked",
        ConditionGrade.D => "Broken or soiled",
        _ => "Not graded",
    };

    public static string Of(Disposition disposition) => disposition switch
    {
        Disposition.Restocked => "Back into stock",
        Disposition.Quarantined => "Quarantine",
        Disposition.Scrapped => "Scrap",
        Disposition.ReturnedToCustomer => "Back to the customer",
        Disposition.Lost => "Never came",
        _ => "Not decided",
    };

    public static string Of(ConditionGrade grade, Disposition disposition) =>
        grade == ConditionGrade.None && disposition == Disposition.None ? "not graded" : $"{(grade == ConditionGrade.None ? "no grade" : $"grade {grade}")}, {Of(disposition).ToLowerInvariant()}";

    public static (Tone Tone, string Words) Standing(ConditionGrade grade, Disposition disposition) => disposition switch
    {
        _ when IsToGrade(grade, disposition) => (Tone.Flow, "To grade"),
        Disposition.Restocked => (Tone.Good, $"{grade} · {Of(disposition)}"),
        Disposition.Quarantined => (Tone.Warn, $"{grade} · {Of(disposition)}"),
        _ => (Tone.Still, $"{(grade == ConditionGrade.None ? "" : $"{grade} · ")}{Of(disposition)}"),
    };

    /// <summary>Nobody has the last word on it yet.</summary>
    public static bool IsToGrade(ConditionGrade grade, Disposition disposition) => disposition == Disposition.None || (disposition == Disposition.Restocked && grade == ConditionGrade.None);

    public static string Pieces(int count) => count == 1 ? "1 piece" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} pieces";

    public static string Sku(string sku) => sku.Length == 0 || sku == IntakeWords.UnknownSku ? "Unknown item" : sku;

    internal static Disposition Of(GoodsPlace place) => place switch
    {
        GoodsPlace.Sellable => Disposition.Restocked,
        GoodsPlace.Scrap => Disposition.Scrapped,
        GoodsPlace.WentBack => Disposition.ReturnedToCustomer,
        _ => Disposition.Quarantined,
    };
}
