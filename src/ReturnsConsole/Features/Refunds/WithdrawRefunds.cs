using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds;

/// <summary>Takes instructions out that nobody was told of: awaiting approval or queued. One's own needs only the right to ask.</summary>
public sealed class WithdrawRefunds(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail trail, ChangeFeed feed, TimeProvider clock)
{
    public const int Most = 1_000;

    public async Task<Outcome> RunAsync(Actor actor, IReadOnlyList<long> ids, string reason, CancellationToken ct)
    {
        if (RefundDeciding.Unreasoned(reason) is { } unreasoned)
            return unreasoned;
        if (ids.Count is 0 or > Most)
            return Outcome.Refused($"Choose 1 to {Most} of them.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var requests = await db.RefundRequests.Where(r => ids.Contains(r.Id)).OrderBy(r => r.Id).ToListAsync(ct);
        var own = actor.UserId > 0 && requests.All(r => r.RequestedById == actor.UserId);
        if (await guard.RefusalAsync(actor, own ? Permission.RequestRefunds : Permission.SendRefunds, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        var accounts = await RefundScope.AccountsAsync(db, guard, actor, ct);
        requests.RemoveAll(r => !accounts.ContainsKey(r.AccountId));
        if (requests.Count == 0)
            return Outcome.Refused("There is no such refund that you can see.");
        var told = requests.Count(r => !RefundStates.Untold.Contains(r.State));
        if (told == requests.Count)
            return Outcome.Refused(told == 1 ? $"It is {RefundWords.Of(requests[0].State)} and can no longer be taken back." : "None of them can be taken back any more.");
        var reservationIds = requests.Select(r => r.ReservationId).Distinct().ToList();
        var reservations = await db.RefundReservations.Where(r => reservationIds.Contains(r.Id)).ToDictionaryAsync(r => r.Id, ct);
        var books = new RefundBooks(db, trail, clock.GetUtcNow().UtcDateTime);
        foreach (var request in requests.Where(r => RefundStates.Untold.Contains(r.State)))
            books.Move(actor, request, reservations[request.ReservationId], RefundState.Cancelled, "refund.withdrawn", $"Taken back by {RefundIntake.Clip(actor.Name)}: {reason.Trim()}");
        try
        {
            await books.SaveAsync(ct);
            await write.CommitAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome.Conflict("Some of them changed in the same moment. Look at them again.");
        }
        feed.Publish(ChangeTopic.Refunds);
        var taken = requests.Count - told;
        return Outcome.Done($"{(taken == 1 ? "It is" : $"{taken} are")} taken back; nothing of it leaves.{(told > 0 ? $" {told} had been told to Amazon already and stay." : "")}");
    }
}
