using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Notices;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.WriteOffs;

/// <summary>The second person's word on a write-off. Nobody decides their own; an approval counts only for the facts on which it was asked for.</summary>
public sealed class DecideWriteOff(CaseEditing editing, ChangeFeed feed)
{
    public async Task<Outcome> RunAsync(Actor actor, long caseId, int version, bool approve, string? note, CancellationToken ct)
    {
        var outcome = await editing.RunAsync(actor, Permission.WriteOffCases, caseId, version, async (db, c, now) =>
        {
            var words = (note ?? "").Trim();
            if (words.Length > WriteOff.MaxNote || (!approve && words.Length == 0))
                return CaseChange.Refused(words.Length == 0 ? "Say why it is refused: who asked reads it." : $"A note has at most {WriteOff.MaxNote} characters; this one has {words.Length}.");
            var w = await db.WriteOffs.SingleOrDefaultAsync(x => x.CaseId == c.Id && x.State == WriteOffState.Requested, ct);
            if (w is null)
                return CaseChange.Refused("Nobody asks to write this case off.");
            if (w.RequestedById == actor.UserId)
                return CaseChange.Refused("You asked for this yourself; somebody else decides. You can take it back.");
            if (await WriteOffRules.MayNotAsync(db, actor.UserId, actor.Name, c.CompanyId, ct) is { } own)
                return CaseChange.Refused(own);
            if (c.Status != CaseStatus.AwaitingApproval || (approve && (c.FindingHash != w.FindingHash || c.AtRisk != w.Amount || c.Currency != w.Currency)))
                return CaseChange.Refused($"The facts changed since {w.RequestedByName} asked: {new Money(w.Amount, w.Currency)} was at risk then, {new Money(c.AtRisk, c.Currency)} is now. Look at the case anew.");
            if (approve && await WriteOffRules.MayNotAsync(db, w.RequestedById, w.RequestedByName, c.CompanyId, ct) is { } theirs)
                return CaseChange.Refused($"{theirs} Refuse the request; whoever still answers for the case asks anew.");
            var was = WriteOffRules.Snapshot(w);
            (w.State, w.DecidedById, w.DecidedByName, w.DecidedAt, w.DecisionNote) = (approve ? WriteOffState.Approved : WriteOffState.Refused, actor.UserId, actor.Name, now, words.Length == 0 ? null : words);
            var money = new Money(w.Amount, w.Currency);
            db.Notices.Add(new Notice { UserId = w.RequestedById, At = now, Text = $"{actor.Name} {(approve ? "approved" : "refused")} your write-off of {money}.", Link = CaseLinks.ToCase(c.Id) });
            if (approve)
                RequestWriteOff.Close(c, w, now);
            else
                c.Status = CaseStatus.Open;
            return approve
                ? new(CaseEventKind.WrittenOff, $"{money} written off: {WriteOffRules.ReasonOf(w)} (asked by {w.RequestedByName})", "case.written-off", $"{money} is written off. The case comes back only if its facts change.", WriteOffRules.ReasonOf(w)) { Was = was, Is = WriteOffRules.Snapshot(w) }
                : new(CaseEventKind.WriteOffRefused, $"Write-off of {money} refused: {words}", "case.write-off-refused", "The write-off is refused; the case is open again.", words) { Was = was, Is = WriteOffRules.Snapshot(w) };
        }, ct);
        if (outcome.Succeeded)
            feed.Publish(ChangeTopic.Notices);
        return outcome;
    }
}
