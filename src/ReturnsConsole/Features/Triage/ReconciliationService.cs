using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Triage;

/// <summary>Runs the rules when somebody asks, and when time alone changes a verdict; brings waiting cases back. A fault is logged and tried again; it never ends the service.</summary>
public sealed class ReconciliationService(Reconcile reconcile, WakeCases wake, ReconciliationRequests requests, IDbContextFactory<ConsoleContext> contexts, TimeProvider clock, ILogger<ReconciliationService> log) : BackgroundService
{
    // Verbs in another process change facts too: they cannot ask, so the database is looked at.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(30);

    private const string Time = "time";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var trigger = "start";
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (trigger != Time || await HasWorkAsync(stoppingToken))
                    await reconcile.RunAsync(trigger, full: false, stoppingToken);
                await wake.RunAsync(stoppingToken);
                trigger = await NextAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogError(fault, "The reconciliation failed and will be tried again in {Seconds} s", AfterFault.TotalSeconds);
                await WaitAsync(AfterFault, stoppingToken);
            }
        }
    }

    /// <summary>Until somebody asks or the next order's time has come.</summary>
    private async Task<string> NextAsync(CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var asked = requests.NextAsync(stop.Token).AsTask();
        var wait = Task.Delay(await UntilNextAsync(ct), clock, stop.Token);
        var first = await Task.WhenAny(asked, wait);
        if (first == asked)
        {
            await stop.CancelAsync();
            return await asked;
        }
        await stop.CancelAsync();
        // A request that came in the same moment is answered by the run that follows.
        try
        {
            return await asked;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Time;
        }
    }

    private async Task<bool> HasWorkAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var done = await db.ReconciliationRuns.MaxAsync(r => (long?)r.UpTo, ct) ?? 0;
        return await db.OrderChanges.AnyAsync(c => c.Seq > done, ct) || await db.OrderRechecks.AnyAsync(r => r.At <= now, ct);
    }

    private async Task<TimeSpan> UntilNextAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var next = await db.OrderRechecks.MinAsync(r => (DateTime?)r.At, ct);
        if (next is not { } at)
            return Longest;
        var wait = at - clock.GetUtcNow().UtcDateTime;
        return wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait < Longest ? wait : Longest;
    }

    private async Task WaitAsync(TimeSpan time, CancellationToken ct)
    {
        try
        {
            await Task.Delay(time, clock, ct);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
