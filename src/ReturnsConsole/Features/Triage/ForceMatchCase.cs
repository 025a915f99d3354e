using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>A person ties the refund (or the goods) of a case to a return: rule 8. The rules keep to it from then on.</summary>
public sealed class ForceMatchCase(CaseEditing editing, ReconciliationRequests requests)
{
    /// <param name="actor">Who decides.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="version">The version the person saw.</param>
    /// <param name="candidate">What it belongs to; from <see cref="MatchCandidates"/>.</param>
    /// <param name="reason">Why; kept with the match.</param>
    public async Task<Outcome> RunAsync(Actor actor, long caseId, int version, MatchCandidateRef candidate, string reason, CancellationToken ct)
    {
        var outcome = await editing.RunAsync(actor, Permission.ForceMatch, caseId, version, async (db, c, now) =>
        {
            var why = (reason ?? "").Trim();
            if (why.Length is 0 or > DismissCase.MaxReason)
                return CaseChange.Refused("Say why they belong together, in at most 1000 characters: the reason is kept with the match.");
            if (!TallyKey.IsOpen(c.Status))
                return CaseChange.Refused("The case is closed already.");
            var key = CaseFacts.Parse(c.Facts).MatchKey;
            if (key.Length == 0 || !ExceptionCatalogue.Of(c.Kind).Resolutions.Contains(Resolution.ForceMatch))
                return CaseChange.Refused($"A case of the kind '{ExceptionCatalogue.Of(c.Kind).Name}' is not solved by a match.");
            var target = await TargetAsync(db, c, candidate, ct);
            if (target is null)
                return CaseChange.Refused("The return or receipt chosen is not there any more. Choose again.");
            if (key == target.Value.Key)
                return CaseChange.Refused("Goods cannot be matched with themselves. Choose the return they belong to.");
            db.ForcedMatches.RemoveRange(await db.ForcedMatches.Where(m => m.AccountId == c.AccountId && m.RefundKey == key).ToListAsync(ct));
            await db.SaveChangesAsync(ct);
            db.ForcedMatches.Add(new ForcedMatch
            {
                AccountId = c.AccountId,
                RefundOrderKey = c.OrderKey,
                RefundKey = key,
                ReturnOrderKey = target.Value.OrderKey,
                ReturnKey = target.Value.Key,
                ActorId = actor.UserId,
                ActorName = actor.Name,
                Reason = why,
                At = now,
            });
            AskAgain(db, c.OrderKey, target.Value.OrderKey);
            c.Status = CaseStatus.Resolved;
            c.ClosedAt = now;
            c.ClosedReason = why;
            return new(CaseEventKind.ForceMatched, $"Matched with {target.Value.Words}: {why}", "case.force-matched", $"Matched with {target.Value.Words}.", why);
        }, ct);
        if (outcome.Succeeded)
            requests.Request("forced match");
        return outcome;
    }

    /// <summary>Takes the forced match of a case back.</summary>
    internal static async Task UndoAsync(ConsoleContext db, ExceptionCase c, CancellationToken ct)
    {
        var key = CaseFacts.Parse(c.Facts).MatchKey;
        foreach (var match in await db.ForcedMatches.Where(m => m.AccountId == c.AccountId && m.RefundKey == key).ToListAsync(ct))
        {
            db.ForcedMatches.Remove(match);
            AskAgain(db, match.RefundOrderKey, match.ReturnOrderKey);
        }
    }

    private static void AskAgain(ConsoleContext db, long first, long second)
    {
        db.OrderChanges.Add(new OrderChange { OrderKey = first });
        if (second != first)
            db.OrderChanges.Add(new OrderChange { OrderKey = second });
    }

    private static async Task<(long OrderKey, string Key, string Words)?> TargetAsync(ConsoleContext db, ExceptionCase c, MatchCandidateRef candidate, CancellationToken ct)
    {
        if (candidate.Kind == FactKind.Receipt)
        {
            var receipt = await db.GoodsReceipts.AsNoTracking().SingleOrDefaultAsync(r => r.Id == candidate.Id && r.AccountId == c.AccountId, ct);
            return receipt is null ? null : (receipt.OrderKey, ForcedKeys.OfReceipt(receipt.NaturalKey), $"the goods received as {receipt.Sku}");
        }
        var item = await db.ReturnItems.AsNoTracking().SingleOrDefaultAsync(r => r.Id == candidate.Id && r.AccountId == c.AccountId, ct);
        return item is null ? null : (item.OrderKey, item.NaturalKey, item.RmaId.Length > 0 ? $"return {item.RmaId}" : $"the return of {item.Sku}");
    }
}

/// <summary>The fact chosen to match with.</summary>
public readonly record struct MatchCandidateRef(FactKind Kind, long Id);
