using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.WriteOffs;

/// <summary>Gives up the money at risk of a case, all of it: at once up to the threshold of its currency, above it when a second person agrees.</summary>
public sealed class RequestWriteOff(CaseEditing editing, IDbContextFactory<ConsoleContext> contexts)
{
    /// <summary>For showing beforehand what will happen. The request itself asks anew.</summary>
    public async Task<(bool Second, Money Threshold)> PreviewAsync(long amount, string currency, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var threshold = await WriteOffRules.ThresholdAsync(db, currency, ct);
        return (amount > threshold, new(threshold, currency));
    }

    public Task<Outcome> RunAsync(Actor actor, long caseId, int version, WriteOffReason reason, string note, CancellationToken ct) =>
        editing.RunAsync(actor, Permission.WriteOffCases, caseId, version, async (db, c, now) =>
        {
            var words = (note ?? "").Trim();
            if (!Enum.IsDefined(reason) || (reason == WriteOffReason.Other && words.Length == 0))
                return CaseChange.Refused("Say why the money is given up: choose a reason, and write it out where it is another one.");
            if (words.Length > WriteOff.MaxNote)
                return CaseChange.Refused($"A note has at most {WriteOff.MaxNote} characters; this one has {words.Length}.");
            if (WriteOffRules.WhyNot(c) is { } whyNot)
                return CaseChange.Refused(whyNot);
            await db.WriteOffs.Where(w => w.CaseId == c.Id && (w.State == WriteOffState.Requested || w.State == WriteOffState.Approved))
                .ExecuteUpdateAsync(set => set.SetProperty(w => w.State, WriteOffState.Overtaken), ct);
            var w = new WriteOff
            {
                CaseId = c.Id,
                CompanyId = c.CompanyId,
                AccountId = c.AccountId,
                Amount = c.AtRisk,
                Currency = c.Currency,
                Reason = reason,
                Note = words,
                FindingHash = c.FindingHash,
                RequestedById = actor.UserId,
                RequestedByName = actor.Name,
                RequestedAt = now,
            };
            db.WriteOffs.Add(w);
            var money = new Money(w.Amount, w.Currency);
            var why = WriteOffRules.ReasonOf(w);
            if (w.Amount > await WriteOffRules.ThresholdAsync(db, c.Currency, ct))
            {
                (c.Status, c.ClearsBy) = (CaseStatus.AwaitingApproval, null);
                return new(CaseEventKind.WriteOffRequested, $"Asked to write {money} off: {why}", "case.write-off-requested", $"A second person decides about {money}. Until then you can take it back.", why) { Is = WriteOffRules.Snapshot(w) };
            }
            (w.State, w.DecidedAt) = (WriteOffState.Approved, now);
            Close(c, w, now);
            return new(CaseEventKind.WrittenOff, $"{money} written off: {why}", "case.written-off", $"{money} is written off. The case comes back only if its facts change.", why) { Is = WriteOffRules.Snapshot(w) };
        }, ct);

    internal static void Close(ExceptionCase c, WriteOff w, DateTime now) =>
        (c.Status, c.ClearsBy, c.ClosedAt, c.ClosedReason) = (CaseStatus.WrittenOff, null, now, $"{new Money(w.Amount, w.Currency)} written off: {WriteOffRules.ReasonOf(w)}");
}
