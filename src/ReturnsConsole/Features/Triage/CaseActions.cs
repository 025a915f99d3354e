using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Triage;

/// <summary>What can be done about a case by its kind and state, the usual thing first. Who may do it is asked elsewhere.</summary>
public static class CaseActions
{
    private static readonly Resolution[] Undecided = [Resolution.ApproveWriteOff, Resolution.RefuseWriteOff, Resolution.WithdrawWriteOff, Resolution.Assign, Resolution.Comment];
    private static readonly Resolution[] Ended = [Resolution.Reopen, Resolution.Comment];
    private static readonly Resolution[] ByFacts = [Resolution.Comment];

    public static IReadOnlyList<Resolution> Of(CaseKind kind, CaseStatus status)
    {
        var offered = ExceptionCatalogue.Of(kind).Resolutions;
        return status switch
        {
            CaseStatus.Open => [.. offered.Where(r => r != Resolution.Reopen)],
            // Set aside on purpose: taking it back leads.
            CaseStatus.Waiting => [Resolution.Reopen, .. offered.Where(r => r is not (Resolution.Reopen or Resolution.Wait))],
            CaseStatus.AwaitingApproval => Undecided,
            CaseStatus.ClosedByFacts => ByFacts,
            _ => Ended,
        };
    }
}
