using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Features.Refunds.Sending;

/// <summary>Lets the queue leave by itself where the settings say so: one document of a type at a time, and never sooner than Amazon advises.</summary>
public sealed class AutoSubmit(IDbContextFactory<ConsoleContext> contexts, IRefundPolicies policies, ProcessRefunds process, TimeProvider clock)
{
    /// <summary>Amazon advises one document of a type in twenty minutes.</summary>
    public const int LeastMinutes = 20;

    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var queued = await db.RefundRequests.Where(r => r.State == RefundState.Queued && r.TellAmazon).Select(r => new { r.AccountId, r.Kind }).Distinct().ToListAsync(ct);
        foreach (var waiting in queued.OrderBy(q => q.AccountId).ThenBy(q => q.Kind))
        {
            var policy = await policies.OfAsync(waiting.AccountId, ct);
            var since = clock.GetUtcNow().UtcDateTime.AddMinutes(-Math.Max(LeastMinutes, policy.AutoSubmitMinutes));
            if (!policy.AutoSubmit || await db.RefundBatches.AnyAsync(b => b.AccountId == waiting.AccountId && b.Kind == waiting.Kind && b.State != BatchState.Dissolved && b.CreatedAt > since, ct))
                continue;
            var ids = await db.RefundRequests.Where(r => r.State == RefundState.Queued && r.AccountId == waiting.AccountId && r.Kind == waiting.Kind && r.TellAmazon)
                .OrderBy(r => r.Id).Take(MakeBatch.MostMessages).Select(r => r.Id).ToListAsync(ct);
            await process.RunAsync(Actor.System, new ProcessSelection(waiting.Kind, waiting.AccountId, ids), ct);
        }
    }
}
