using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.ReasonCodes.Review;

/// <summary>Where the regular look through the table stands.</summary>
/// <param name="OpenId">The review that waits for somebody; null: none.</param>
/// <param name="Next">When the next one is due; null: none is asked for.</param>
public sealed record ReviewStanding(int? OpenId, int OpenVersion, DateTime? OpenedAt, DateTime? DoneAt, string DoneBy, DateTime? Next);

/// <summary>When a review is due, and opening it. Pure rule and one job's work; running it again opens none twice.</summary>
public sealed class Reviews(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, IOptions<ReasonCodeOptions> options, ChangeFeed feed, TimeProvider clock)
{
    /// <summary>A review follows the one before, or the first version, after so many months.</summary>
    public static DateTime? Due(DateTime? last, int everyMonths) => last is { } at && everyMonths > 0 ? at.Date.AddMonths(everyMonths) : null;

    /// <returns>True when a review was opened.</returns>
    public async Task<bool> OpenDueAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var (last, next) = await StandingAsync(db, ct);
        if (last is { DoneAt: null } || next is not { } due || due > now)
            return false;
        db.ReasonCodeReviews.Add(new ReasonCodeReview { OpenedAt = now });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        feed.Publish(ChangeTopic.ReasonCodes);
        return true;
    }

    public async Task<Answer<ReviewStanding>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<ReviewStanding>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (last, next) = await StandingAsync(db, ct);
        return Answer.Of<ReviewStanding>(new(last is { DoneAt: null } ? last.Id : null, last?.Version ?? 0, last?.OpenedAt, last?.DoneAt, last?.DoneByName ?? "", next));
    }

    private async Task<(ReasonCodeReview? Last, DateTime? Next)> StandingAsync(ConsoleContext db, CancellationToken ct)
    {
        var last = await db.ReasonCodeReviews.AsNoTracking().OrderByDescending(r => r.Id).FirstOrDefaultAsync(ct);
        var since = last?.OpenedAt ?? await db.ReasonCodeVersions.MinAsync(v => v.ActivatedAt, ct);
        return (last, Due(since, options.Value.ReviewEveryMonths));
    }
}

/// <summary>What to look at: codes that no return carries, codes that mean Other, starter rows that nobody has confirmed.</summary>
/// <param name="UnusedDays">How long without a return counts as unused.</param>
public sealed record ReviewList(IReadOnlyList<CodeKey> NeverUsed, IReadOnlyList<(CodeKey Key, long Returns)> Other, IReadOnlyList<CodeKey> Unconfirmed, int UnusedDays)
{
    public long OtherReturns => Other.Sum(o => o.Returns);
}

/// <summary>Reads the list of a review from the newest version and the returns of the last months.</summary>
public sealed class ReadReview
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly IDbContextFactory<ConsoleContext> contexts;
    private readonly IAccessGuard guard;
    private readonly VisibleAccounts accounts;
    private readonly KeptFigures<KeptUse> use;
    private readonly IOptions<ReasonCodeOptions> options;

    internal ReadReview(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts, KeptFigures<KeptUse> use, IOptions<ReasonCodeOptions> options) =>
        (this.contexts, this.guard, this.accounts, this.use, this.options) = (contexts, guard, accounts, use, options);

    /// <returns>A value of null, without a refusal: the uses are still being counted for the first time.</returns>
    public async Task<Answer<ReviewList>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<ReviewList>(refusal);
        var seen = (await accounts.RunAsync(actor, ct)).Select(a => a.Id).ToHashSet();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var newest = await db.ReasonCodeVersions.AsNoTracking().Where(v => v.ActivatedAt != null).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);
        if (newest is null)
            return Answer.Of<ReviewList>(new([], [], [], options.Value.UnusedAfterDays));
        var rows = await Versions.VersionStart.RowsAsync(db, newest.Id, ct);
        return await use.LatestAsync(Patience, ct) is { } counted ? Answer.Of(Of(rows, counted.Of(seen), options.Value.UnusedAfterDays)) : new(null, null);
    }

    public static ReviewList Of(IReadOnlyList<MappingRow> rows, Func<CodeKey, long> returnsOf, int unusedDays) => new(
        [.. rows.Where(r => returnsOf(r.Key) == 0).Select(r => r.Key).Order()],
        [.. rows.Where(r => r.Values.CanonicalReason == CanonicalReasons.Other).Select(r => (r.Key, returnsOf(r.Key))).OrderByDescending(o => o.Item2).ThenBy(o => o.Key)],
        [.. rows.Where(r => r.Values.ToBeConfirmed).Select(r => r.Key).Order()],
        unusedDays);
}

/// <summary>Says that the table was looked through.</summary>
public sealed class FinishReview(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail audit, ChangeFeed feed, TimeProvider clock)
{
    public async Task<Outcome> RunAsync(Actor actor, int reviewId, int version, string note, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.EditReasonCodes, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        var review = await db.ReasonCodeReviews.SingleOrDefaultAsync(r => r.Id == reviewId, ct);
        if (review is null)
            return Outcome.Refused("There is no such review.");
        if (review.DoneAt is not null || review.Version != version)
            return Outcome.Conflict($"{review.DoneByName} finished this review meanwhile.");
        var text = (note ?? "").Trim();
        if (text.Length > 1000)
            return Outcome.Refused($"A note has at most 1,000 characters; this one has {text.Length}.");
        (review.DoneAt, review.DoneById, review.DoneByName, review.Note) = (clock.GetUtcNow().UtcDateTime, actor.UserId, actor.Name, text);
        await audit.AppendAsync(db, new AuditRecord(actor, "reason-codes.reviewed", "reason-codes", "review", Why: text.Length == 0 ? null : text), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        feed.Publish(ChangeTopic.ReasonCodes);
        return Outcome.Done("The review is done.");
    }
}
