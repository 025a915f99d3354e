using ReturnsConsole.Features.Triage.WriteOffs;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Triage;

/// <summary>Everything about one case.</summary>
/// <param name="Row">What the list shows.</param>
/// <param name="Sentence">What is wrong, in one or two sentences.</param>
/// <param name="Kind">Name, owner and playbook.</param>
/// <param name="Comparison">The sources side by side.</param>
/// <param name="Difference">Refunded less expected by part, where the case is about that.</param>
/// <param name="NotMatched">What was tried and did not match, and why.</param>
/// <param name="Matches">What the rules tied together in this order.</param>
/// <param name="Evidence">The source rows the facts came from.</param>
/// <param name="Timeline">Oldest first: the facts' own dates and what happened to the case.</param>
/// <param name="Actions">What this person may do now, the usual one first.</param>
/// <param name="ClosedReason">Why it was closed; null while it is open.</param>
public sealed record CaseDetail(CaseRow Row, string AccountName, string Sentence, ExceptionKind Kind, IReadOnlyList<ComparedFact> Comparison, Difference? Difference,
    IReadOnlyList<string> NotMatched, IReadOnlyList<MatchWords> Matches, IReadOnlyList<EvidenceRow> Evidence, IReadOnlyList<TimelineEntry> Timeline,
    IReadOnlyList<Resolution> Actions, string? ClosedReason, DateTime? ClosedAt)
{
    /// <summary>Address of the page on which one acts, for cases about partners; null: here.</summary>
    public string? Place { get; init; }

    /// <summary>What the case is about, as its rule says it.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The last write-off of the case, asked for or decided.</summary>
    public WriteOffRow? WriteOff { get; init; }

    /// <summary>Files that people laid beside the case.</summary>
    public IReadOnlyList<AttachedFile> Files { get; init; } = [];

    /// <summary>Pictures that the dock took of this order's parcels.</summary>
    public IReadOnlyList<DockPicture> Pictures { get; init; } = [];

    /// <summary>User names in the comments that are somebody's, with the person's name.</summary>
    public IReadOnlyDictionary<string, string> Named { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the code of an unmapped reason code is mapped; null for other kinds.</summary>
    public string? CodeHref { get; init; }
}

/// <summary>One line of the side-by-side table. An empty cell means that the source says nothing about it.</summary>
/// <param name="Differs">The sources contradict each other here.</param>
public sealed record ComparedFact(string Label, string Amazon, string Platform, string Warehouse, string Money, bool Differs = false);

/// <summary>A match in words: "Refund of 3 Nov ↔ return RMA 7F3Q, by order and SKU (rule 4)".</summary>
public sealed record MatchWords(byte Rule, string Text, long Amount, string Currency);

/// <summary>The very row a fact came from.</summary>
/// <param name="FileId">To download or show the file.</param>
/// <param name="Line">1-based physical line.</param>
public sealed record EvidenceRow(FactKind Kind, long FactId, string Words, int FileId, string FileName, long Line);

/// <summary>A file beside a case, as the person sees it who asks.</summary>
public sealed record AttachedFile(int Id, string Name, string ContentType, long Bytes, string By, DateTime At, string Href, bool MayRemove);

/// <summary>A picture of a parcel.</summary>
public sealed record DockPicture(string Href, string Words, DateTime At);

/// <summary>One line of the timeline; <paramref name="Event"/> is null for a fact's own date.</summary>
public sealed record TimelineEntry(DateTime At, string Text, string Who, CaseEventKind? Event);
