using ReturnsConsole.Components;

namespace ReturnsConsole.Features.Triage;

/// <summary>The one mapping from a case's states to words and tones.</summary>
internal static class CaseWords
{
    public static IReadOnlyList<CaseStatus> Statuses { get; } = [CaseStatus.Open, CaseStatus.Waiting, CaseStatus.Dismissed, CaseStatus.Resolved, CaseStatus.ClosedByFacts];

    public static string Of(CaseStatus status) => status switch
    {
        CaseStatus.Waiting => "Waiting",
        CaseStatus.ClosedByFacts => "Closed by facts",
        CaseStatus.Dismissed => "Dismissed",
        CaseStatus.Resolved => "Matched by hand",
        _ => "Open",
    };

    public static string Of(DueFilter due) => due switch
    {
        DueFilter.Late => "late",
        DueFilter.Today => "today",
        _ => "any day",
    };

    public static Tone ToneOf(CaseStatus status) => status switch
    {
        CaseStatus.Waiting => Tone.Expected,
        CaseStatus.ClosedByFacts or CaseStatus.Resolved => Tone.Good,
        _ => Tone.Still,
    };

    public static Tone ToneOf(CaseEventKind? kind) => kind switch
    {
        CaseEventKind.ClosedByFacts or CaseEventKind.ForceMatched => Tone.Good,
        CaseEventKind.Opened => Tone.Critical,
        CaseEventKind.Reopened => Tone.Warn,
        _ => Tone.Still,
    };

    public static bool IsOpen(CaseStatus status) => status is CaseStatus.Open or CaseStatus.Waiting;
}
