using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Lookup;

/// <summary>Watches a known order: whoever asked is told when its status changes.</summary>
public sealed class WatchOrder(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, OrderStatus status, ChangeFeed feed, TimeProvider clock)
{
    public const int MostOpen = 200;

    public async Task<Outcome> RunAsync(Actor actor, int accountId, long orderKey, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var company = await db.Accounts.Where(a => a.Id == accountId).Select(a => (int?)a.CompanyId).SingleOrDefaultAsync(ct);
        if (company is not { } id || !CaseScope.Sees(companies, id) || await OrderStatus.NameAsync(db, accountId, orderKey, ct) is not { } order)
            return Outcome.Refused("There is no such order that you can see.");
        await using var write = await db.BeginWriteAsync(ct);
        var open = await db.OrderWatches.Where(w => w.PersonId == actor.UserId && w.EndedAt == null).Select(w => new { w.AccountId, w.OrderKey }).ToListAsync(ct);
        if (open.Exists(w => w.AccountId == accountId && w.OrderKey == orderKey))
            return Outcome.Refused($"You watch {order} already.");
        if (open.Count >= MostOpen)
            return Outcome.Refused($"You watch {open.Count} orders already. End those whose customers have their answer.");
        var facts = await OrderStatus.FactsAsync(db, [orderKey], ct);
        db.OrderWatches.Add(new OrderWatch
        {
            PersonId = actor.UserId,
            CompanyId = id,
            AccountId = accountId,
            OrderKey = orderKey,
            OrderId = order,
            At = clock.GetUtcNow().UtcDateTime,
            Facts = facts.GetValueOrDefault((accountId, orderKey)),
            Status = (await status.OfAsync(db, accountId, orderKey, order, ct)).Status,
        });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        feed.Publish(ChangeTopic.Notices);
        return Outcome.Done($"You watch {order}. You are told when its status changes.");
    }

    /// <summary>The person does not want to be told any more.</summary>
    public async Task<Outcome> EndAsync(Actor actor, int accountId, long orderKey, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var ended = await db.OrderWatches.Where(w => w.PersonId == actor.UserId && w.AccountId == accountId && w.OrderKey == orderKey && w.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(w => w.EndedAt, now), ct);
        feed.Publish(ChangeTopic.Notices);
        return ended > 0 ? Outcome.Done("You do not watch this order any more.") : Outcome.Refused("You did not watch this order.");
    }

    public async Task<bool> IsWatchedAsync(Actor actor, int accountId, long orderKey, CancellationToken ct)
    {
        if (await guard.WhyNotAsync(actor, Permission.ViewFacts, ct) is not null)
            return false;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.OrderWatches.AnyAsync(w => w.PersonId == actor.UserId && w.AccountId == accountId && w.OrderKey == orderKey && w.EndedAt == null, ct);
    }
}
