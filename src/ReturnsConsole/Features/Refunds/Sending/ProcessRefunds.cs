using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Refunds.Shop;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Sending;

/// <param name="AccountId">Null: every account that the person sees.</param>
/// <param name="Ids">Null: everything that is queued.</param>
public sealed record ProcessSelection(InstructionKind Kind, int? AccountId, IReadOnlyList<long>? Ids);

/// <param name="Batches">Documents that were made.</param>
/// <param name="Sent">Instructions in them.</param>
/// <param name="Withdrawn">Instructions that the guard no longer allows, or that need a second person now.</param>
/// <param name="WaitForLook">Instructions that wait until Amazon could be looked at.</param>
public sealed record ProcessedRefunds(Outcome Outcome, IReadOnlyList<int> Batches, int Sent, int Withdrawn, int WaitForLook);

/// <summary>Makes documents of what is queued: per account at most so many instructions each, judged once more in the transaction that makes the batch.</summary>
public sealed class ProcessRefunds(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, IRefundPolicies policies, FreshLooks looks, MakeBatch make, SendShopRefunds shop, ReconciliationRequests reconciliation, ChangeFeed feed)
{
    public async Task<ProcessedRefunds> RunAsync(Actor actor, ProcessSelection selection, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.SendRefunds, ct) is { } refusal)
            return new(Outcome.Forbidden(refusal), [], 0, 0, 0);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var accounts = await RefundScope.AccountsAsync(db, guard, actor, ct);
        var found = await QueuedAsync(db, selection, ct);
        var done = new List<Made>();
        var waits = 0;
        foreach (var account in found.Where(f => accounts.ContainsKey(f.AccountId)).GroupBy(f => f.AccountId).OrderBy(g => g.Key))
        {
            var policy = await policies.OfAsync(account.Key, ct);
            var (ready, waiting) = selection.Kind == InstructionKind.Refund ? await looks.RunAsync(account.Key, [.. account], policy, ct) : ([.. account], 0);
            waits += waiting;
            var ofShop = ready.Where(q => RefundVias.Of(q.OrderId) == RefundVia.Shop).Select(q => q.Id).ToList();
            if (ofShop.Count > 0)
                done.Add(await shop.RunAsync(actor, account.Key, ofShop, policy, ct));
            foreach (var part in ready.Where(q => RefundVias.Of(q.OrderId) == RefundVia.Amazon).Chunk(MakeBatch.MostMessages))
                done.Add(await make.RunAsync(actor, account.Key, selection.Kind, [.. part.Select(p => p.Id)], policy, ct));
        }
        return Say(found.Count, done, waits);
    }

    private static async Task<List<QueuedRefund>> QueuedAsync(ConsoleContext db, ProcessSelection selection, CancellationToken ct)
    {
        var queued = db.RefundRequests.AsNoTracking().Where(r => r.State == RefundState.Queued && r.Kind == selection.Kind && r.TellAmazon);
        if (selection.AccountId is { } account)
            queued = queued.Where(r => r.AccountId == account);
        if (selection.Ids is not { } ids)
            return await queued.OrderBy(r => r.Id).Take(MakeBatch.MostMessages * 10).Select(r => new QueuedRefund(r.Id, r.AccountId, r.OrderKey, r.OrderId)).ToListAsync(ct);
        var found = new List<QueuedRefund>(ids.Count);
        foreach (var part in ids.Distinct().Chunk(500))
            found.AddRange(await queued.Where(r => part.Contains(r.Id)).OrderBy(r => r.Id).Select(r => new QueuedRefund(r.Id, r.AccountId, r.OrderKey, r.OrderId)).ToListAsync(ct));
        return found;
    }

    private ProcessedRefunds Say(int found, List<Made> done, int waits)
    {
        var (batches, sent, withdrawn) = (done.Where(d => d.BatchId is not null).Select(d => d.BatchId!.Value).ToList(), done.Sum(d => d.Sent), done.Sum(d => d.Withdrawn));
        if (sent > 0 || withdrawn > 0)
        {
            feed.Publish(ChangeTopic.Refunds);
            reconciliation.Request("refunds");
        }
        var faults = done.Where(d => d.Fault.Length > 0).Select(d => d.Fault).Distinct().ToList();
        var words = new List<string>();
        var toShop = done.Where(d => d.BatchId is null).Sum(d => d.Sent);
        if (sent > toShop)
            words.Add($"{sent - toShop} in {(batches.Count == 1 ? $"document {batches[0]}" : $"{batches.Count} documents")}.");
        if (toShop > 0)
            words.Add($"{toShop} on the way to the shop.");
        if (withdrawn > 0)
            words.Add($"{withdrawn} no longer allowed as they were: each says why.");
        if (waits > 0)
            words.Add($"{waits} wait until the money of their orders could be looked at.");
        words.AddRange(faults);
        if (words.Count == 0)
            words.Add(found == 0 ? "Nothing of it is queued." : "Nothing of it can leave now.");
        var text = string.Join(' ', words);
        return new(sent > 0 || withdrawn > 0 ? Outcome.Done(text) : Outcome.Refused(text), batches, sent, withdrawn, waits);
    }
}

/// <summary>One that is queued, as far as choosing needs it.</summary>
public sealed record QueuedRefund(long Id, int AccountId, long OrderKey, string OrderId);
