using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Notices;

public sealed record NoticeRow(int Id, DateTime At, string Text, string Link, bool IsNew);

/// <summary>The latest notices of the person who asks, and nobody else's.</summary>
public sealed class OwnNotices(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public const int Most = 20;

    public async Task<Answer<IReadOnlyList<NoticeRow>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.WhyNotAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<IReadOnlyList<NoticeRow>>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return Answer.Of<IReadOnlyList<NoticeRow>>(await db.Notices.AsNoTracking().Where(n => n.UserId == actor.UserId).OrderByDescending(n => n.Id).Take(Most)
            .Select(n => new NoticeRow(n.Id, n.At, n.Text, n.Link, n.ReadAt == null)).ToListAsync(ct));
    }
}

/// <summary>The person has seen them.</summary>
public sealed class ReadNotices(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, ChangeFeed feed, TimeProvider clock)
{
    /// <param name="ids">Those that were shown: what came meanwhile stays new.</param>
    public async Task<Outcome> RunAsync(Actor actor, IReadOnlyCollection<int> ids, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        await db.Notices.Where(n => n.UserId == actor.UserId && ids.Contains(n.Id) && n.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), ct);
        feed.Publish(ChangeTopic.Notices);
        return Outcome.Done("Read.");
    }
}
