using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Refunds.Proof;
using ReturnsConsole.Features.Refunds.Sending;
using ReturnsConsole.Features.Refunds.Shop;
using ReturnsConsole.Features.Triage;

namespace ReturnsConsole.Features.Refunds;

/// <summary>What refunds need from time to time: proof is looked for, the policy asks, and the queue leaves by itself where it may.</summary>
public sealed class RefundChores(MatchProof proof, ShopChanges changes, ShopFollowUp shop, RefundTriggers triggers, AutoSubmit auto, IDbContextFactory<ConsoleContext> contexts, ReconciliationRequests reconciliation, TimeProvider clock)
{
    private DateTime last = DateTime.MinValue;

    public async Task RunAsync(CancellationToken ct)
    {
        await changes.RunAsync(ct);
        await shop.WatchAsync(ct);
        var proven = await proof.RunAsync(ct);
        await shop.TellAsync(ct);
        await triggers.RunAsync(ct);
        await auto.RunAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        if (proven > 0 || await BecameLateAsync(now, ct))
            reconciliation.Request("refunds");
        last = now;
    }

    /// <summary>Since the last time: time alone makes cases of these.</summary>
    private async Task<bool> BecameLateAsync(DateTime now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var told = RefundStates.Told;
        return await db.RefundRequests.AnyAsync(r => told.Contains(r.State) && r.AlarmAt > last && r.AlarmAt <= now, ct);
    }
}

/// <summary>Runs the chores every minute. A fault is logged and tried again; it never ends the service.</summary>
public sealed class RefundService(RefundChores chores, TimeProvider clock, ILogger<RefundService> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Every, clock, stoppingToken);
                await chores.RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogError(fault, "The chores of refunds failed; they are tried again.");
            }
        }
    }
}
