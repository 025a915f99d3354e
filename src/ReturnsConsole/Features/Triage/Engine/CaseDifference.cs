using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>A case as it stands in the database, as far as a run needs it.</summary>
internal sealed class KnownCase
{
    public long Id;
    public int CompanyId;
    public int AccountId;
    public CaseKind Kind;
    public CaseStatus Status;
    public long FindingHash;
    public long OrderKey;
    public int AssigneeId;
    public string Currency = "";
    public long AtRisk;
    public DateTime OpenedAt;
    public DateTime DueAt;
    public int Version;

    /// <summary>A finding of this run is about it.</summary>
    public bool StillTrue;
}

/// <summary>What a run does to one case.</summary>
/// <param name="Known">Null: a new case.</param>
/// <param name="Finding">Null: the facts closed it.</param>
internal sealed record CaseStep(CaseEventKind Event, KnownCase? Known, CaseFinding? Finding, DateTime OpenedAt, DateTime DueAt, string Text)
{
    /// <summary>The case waits until then, because it may clear by itself; null: a person is to act.</summary>
    public DateTime? ClearsBy { get; init; }

    public CaseStatus Status => Event == CaseEventKind.ClosedByFacts ? CaseStatus.ClosedByFacts : ClearsBy is null ? CaseStatus.Open : CaseStatus.Waiting;
}

/// <summary>Findings against the cases that are known: what opens, changes, closes and comes back. What a person closed stays closed while the finding is the same.</summary>
internal static class CaseDifference
{
    /// <param name="known">Cases of everything that was decided on, by account, kind and subject.</param>
    public static List<CaseStep> Of(IEnumerable<CaseFinding> findings, Dictionary<(int Account, CaseKind Kind, string Subject), KnownCase> known, ReconciliationSettings settings, DateTime now)
    {
        var steps = new List<CaseStep>();
        var opened = new HashSet<(int, CaseKind, string)>();
        foreach (var found in findings)
        {
            var finding = found.Finding;
            var subject = (found.AccountId, finding.Kind, finding.SubjectKey);
            var waits = finding.ClearsBy > now ? finding.ClearsBy : null;
            if (!known.TryGetValue(subject, out var c))
            {
                // A case is as old as the disagreement, not as the import that showed it.
                var since = finding.Since is { } at && at < now ? at : now;
                if (opened.Add(subject))
                    steps.Add(new(CaseEventKind.Opened, null, found, since, DueAt(finding, settings, since), finding.Sentence) { ClearsBy = waits });
                continue;
            }
            if (c.StillTrue)
                continue;
            c.StillTrue = true;
            var same = c.FindingHash == found.Hash && c.OrderKey == found.OrderKey;
            if (TallyKey.IsOpen(c.Status))
            {
                if (!same)
                    steps.Add(new(CaseEventKind.Changed, c, found, c.OpenedAt, finding.Deadline ?? c.DueAt, finding.Sentence) { ClearsBy = waits });
            }
            else if (c.Status == CaseStatus.ClosedByFacts || !same)
            {
                steps.Add(new(CaseEventKind.Reopened, c, found, now, DueAt(finding, settings, now), finding.Sentence) { ClearsBy = waits });
            }
        }
        foreach (var c in known.Values)
        {
            if (!c.StillTrue && TallyKey.IsOpen(c.Status))
                steps.Add(new(CaseEventKind.ClosedByFacts, c, null, c.OpenedAt, c.DueAt, "The facts changed: it is no longer so."));
        }
        return steps;
    }

    private static DateTime DueAt(Finding finding, ReconciliationSettings settings, DateTime openedAt) => finding.Deadline ?? (finding.ClearsBy ?? openedAt).AddHours(settings.SlaHoursOf(finding.Kind));
}
