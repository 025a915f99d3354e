using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.WriteOffs;

/// <summary>Takes one's own request back, as long as nobody has decided.</summary>
public sealed class WithdrawWriteOff(CaseEditing editing)
{
    public Task<Outcome> RunAsync(Actor actor, long caseId, int version, CancellationToken ct) =>
        editing.RunAsync(actor, Permission.WriteOffCases, caseId, version, async (db, c, now) =>
        {
            var w = await db.WriteOffs.SingleOrDefaultAsync(x => x.CaseId == c.Id && x.State == WriteOffState.Requested, ct);
            if (w is null || c.Status != CaseStatus.AwaitingApproval)
                return CaseChange.Refused("No request to write this case off is waiting.");
            if (w.RequestedById != actor.UserId)
                return CaseChange.Refused($"Only {w.RequestedByName}, who asked, takes it back. You can refuse it.");
            var was = WriteOffRules.Snapshot(w);
            (w.State, w.DecidedAt) = (WriteOffState.Withdrawn, now);
            c.Status = CaseStatus.Open;
            return new(CaseEventKind.WriteOffWithdrawn, $"Request to write {new Money(w.Amount, w.Currency)} off taken back", "case.write-off-withdrawn", "The request is taken back; the case is open again.") { Was = was, Is = WriteOffRules.Snapshot(w) };
        }, ct);
}
