using ReturnsConsole.Features.ReasonCodes.Release;

namespace ReturnsConsole.Features.Triage.Verbs;

/// <summary><c>reconcile [--full]</c>: lets go what waited for a reason code and is mapped now, then one pass of the rules.</summary>
public sealed class ReconcileVerb(Reconcile reconcile, ReleaseReturns release)
{
    public async Task<int> RunAsync(TextWriter output, bool json, bool full, CancellationToken ct)
    {
        var released = await release.RunAsync(ct);
        var run = await reconcile.RunAsync("verb reconcile", full, ct);
        await VerbLines.WriteAsync(output, json, new
        {
            Released = released,
            run.Orders,
            run.MatchesWritten,
            run.MatchesRemoved,
            run.CasesOpened,
            run.CasesChanged,
            run.CasesClosed,
            Seconds = Math.Round((run.FinishedAt!.Value - run.StartedAt).TotalSeconds, 3),
        }, $"{run.Orders:N0} orders looked at: {run.CasesOpened:N0} cases opened, {run.CasesChanged:N0} changed, {run.CasesClosed:N0} closed; matches of {run.MatchesWritten:N0} orders written.");
        return VerbExit.Done;
    }
}
