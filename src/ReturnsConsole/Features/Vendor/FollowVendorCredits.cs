using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Vendor;

/// <summary>Carries each credit note on: by what became of its message, and by the remittances. Running it again changes nothing.</summary>
public sealed class FollowVendorCredits(IDbContextFactory<ConsoleContext> contexts, AuditTrail trail, ReconciliationRequests reconciliation, ChangeFeed feed, TimeProvider clock)
{
    private const int AtOnce = 500;

    /// <returns>How many moved.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var records = new List<AuditRecord>();
        foreach (var part in (await db.VendorCredits.Where(c => c.State != VendorCreditState.Accepted).OrderBy(c => c.Id).ToListAsync(ct)).Chunk(AtOnce))
        {
            var numbers = part.Select(c => c.Number).ToList();
            var messages = await db.OutboxMessages.AsNoTracking().Where(m => numbers.Contains(m.Key)).ToDictionaryAsync(m => m.Key, ct);
            var paid = (await db.VendorPaperLines.AsNoTracking().Where(v => v.Paper == VendorPaper.Remittance && numbers.Contains(v.InvoiceNumber)).Select(v => new { v.AccountId, v.InvoiceNumber, v.DatedAt, v.Number }).ToListAsync(ct))
                .ToLookup(v => (v.AccountId, v.InvoiceNumber));
            foreach (var credit in part)
            {
                var remittance = paid[(credit.AccountId, credit.Number)].MaxBy(v => v.DatedAt);
                var message = messages.GetValueOrDefault(credit.Number);
                var to = remittance is not null ? VendorCreditState.Accepted : message is null ? credit.State : StateOf(message.Status);
                if (to == credit.State)
                    continue;
                records.Add(Move(credit, to, remittance is not null ? $"Remittance {remittance.Number} shows it." : message!.Message, remittance?.DatedAt, now));
            }
        }
        if (records.Count == 0)
            return 0;
        await trail.AppendAsync(db, records, ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        feed.Publish(ChangeTopic.Refunds);
        reconciliation.Request("vendor credits");
        return records.Count;
    }

    private static AuditRecord Move(VendorCredit credit, VendorCreditState to, string why, DateTime? remitted, DateTime now)
    {
        var before = credit.State;
        (credit.State, credit.StateAt, credit.Said) = (to, now, why.Length <= 1000 ? why : why[..999] + "…");
        if (to == VendorCreditState.Validated)
            credit.ValidatedAt ??= now;
        if (to == VendorCreditState.Accepted)
            credit.AcceptedAt = remitted ?? now;
        return new AuditRecord(Actor.System, "vendor-credit.moved", "vendor-credit", credit.Number, $"{{\"state\":\"{before}\"}}", $"{{\"state\":\"{to}\"}}", credit.Said);
    }

    private static VendorCreditState StateOf(OutboxStatus status) => status switch
    {
        OutboxStatus.Done => VendorCreditState.Validated,
        OutboxStatus.Refused or OutboxStatus.GaveUp or OutboxStatus.Cancelled => VendorCreditState.Refused,
        OutboxStatus.Unknown => VendorCreditState.Unknown,
        _ => VendorCreditState.Submitted,
    };
}

/// <summary>Runs every minute. A fault is logged and tried again; it never ends the service.</summary>
public sealed class VendorService(FollowVendorCredits follow, TimeProvider clock, ILogger<VendorService> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Every, clock, stoppingToken);
                await follow.RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogError(fault, "Following the vendor's credit notes failed; it is tried again.");
            }
        }
    }
}
