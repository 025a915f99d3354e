namespace ReturnsConsole.Features.Triage.Verbs;

/// <summary><c>reconcile [--full]</c>: one pass of the rules.</summary>
public sealed class ReconcileVerb(Reconcile reconcile)
{
    public async Task<int> RunAsync(TextWriter output, bool json, bool full, CancellationToken ct)
    {
        var run = await reconcile.RunAsync("verb reconcile", full, ct);
        await VerbLines.WriteAsync(output, json, new
        {
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
