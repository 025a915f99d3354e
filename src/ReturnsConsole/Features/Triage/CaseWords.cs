using System.Globalization;
using ReturnsConsole.Components;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>The one mapping from a case's states to words and tones.</summary>
internal static class CaseWords
{
    public static IReadOnlyList<CaseStatus> Statuses { get; } = [CaseStatus.Open, CaseStatus.Waiting, CaseStatus.AwaitingApproval, CaseStatus.Dismissed, CaseStatus.Resolved, CaseStatus.WrittenOff, CaseStatus.ClosedByFacts];

    public static string Of(CaseStatus status) => status switch
    {
        CaseStatus.Waiting => "Waiting",
        CaseStatus.ClosedByFacts => "Closed by facts",
        CaseStatus.Dismissed => "Dismissed",
        CaseStatus.Resolved => "Matched by hand",
        CaseStatus.WrittenOff => "Written off",
        CaseStatus.AwaitingApproval => "Waits for a second person",
        _ => "Open",
    };

    public static string Of(DueFilter due) => due switch
    {
        DueFilter.Late => "late",
        DueFilter.Today => "today",
        _ => "any day",
    };

    public static string Of(AgeFilter age) => age switch
    {
        AgeFilter.UpTo2 => "0–2 days",
        AgeFilter.UpTo7 => "3–7 days",
        AgeFilter.UpTo14 => "8–14 days",
        AgeFilter.Older => "15 days or more",
        _ => "any",
    };

    /// <summary>"EUR 100.00 or more", "EUR 5.00 to 20.00".</summary>
    public static string MoneyOf(CaseFilter filter)
    {
        var currency = filter.Currency ?? "";
        string Text(long minor) => MoneyText.Text(minor, currency);
        return (filter.AtRiskFrom, filter.AtRiskTo) switch
        {
            ({ } from, { } to) => $"{currency} {Text(from)} to {Text(to)}",
            ({ } from, null) => $"{currency} {Text(from)} or more",
            (null, { } to) => $"{currency} up to {Text(to)}",
            _ => currency,
        };
    }

    /// <summary>"12.5" → 1250 for EUR; null for what is no amount of that currency.</summary>
    public static long? MinorOf(string? text, string? currency)
    {
        if (currency is null || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var amount))
            return null;
        for (var places = Currencies.Places(currency); places > 0; places--)
            amount *= 10;
        return amount <= 1_000_000_000_000 && amount == decimal.Truncate(amount) ? (long)amount : null;
    }

    public static Tone ToneOf(CaseStatus status) => status switch
    {
        CaseStatus.Waiting or CaseStatus.AwaitingApproval => Tone.Expected,
        CaseStatus.ClosedByFacts or CaseStatus.Resolved => Tone.Good,
        _ => Tone.Still,
    };

    public static Tone ToneOf(CaseEventKind? kind) => kind switch
    {
        CaseEventKind.ClosedByFacts or CaseEventKind.ForceMatched => Tone.Good,
        CaseEventKind.WriteOffRequested => Tone.Expected,
        CaseEventKind.WriteOffRefused => Tone.Warn,
        CaseEventKind.Opened => Tone.Critical,
        CaseEventKind.Reopened => Tone.Warn,
        _ => Tone.Still,
    };

    public static bool IsOpen(CaseStatus status) => TallyKey.IsOpen(status);
}
