using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Sync.Jobs;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Board;

/// <summary>One stream with a page of its runs, newest first.</summary>
/// <param name="Newer">Runs that began after the newest one that was asked for.</param>
/// <param name="WindowFrom">The window that is being fetched; null: none is open.</param>
public sealed record StreamDetail(StreamRow Row, StreamDescription Description, DateTime? NextAt, PagedResult<RunRow> Runs, int Newer, DateTime? WindowFrom, DateTime? WindowUntil, int FailuresInRow);

/// <summary>One stream of one partner, with its history paged.</summary>
public sealed class StreamDetails(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, SyncScheduler scheduler, IOptions<ReconciliationSettings> settings, IOptions<SyncOptions> options, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <param name="upTo">The newest run to show, so that rows stay where they are while new ones come; null: the newest there is.</param>
    public async Task<Answer<StreamDetail>> RunAsync(Actor actor, string partnerName, string stream, int page, int? upTo, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewSync, ct) is { } refusal)
            return Answer.Refused<StreamDetail>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var partner = await db.Partners.AsNoTracking().SingleOrDefaultAsync(p => p.Name == partnerName, ct);
        if (partner is null || PartnerConnectors.Describe(partner.Kind).Streams.FirstOrDefault(s => s.Name == stream) is not { } description || await SyncScope.RefusalAsync(db, guard, actor, partner.Id, ct) is not null)
            return Answer.Refused<StreamDetail>($"There is no stream '{stream}' of a partner '{partnerName}' that you can see.");
        var account = await db.Accounts.Where(a => a.Id == partner.AccountId).Select(a => a.Name).SingleAsync(ct);
        var state = await db.SyncStreams.AsNoTracking().SingleOrDefaultAsync(s => s.PartnerId == partner.Id && s.Stream == stream, ct);
        var silent = (await SyncHealth.SilentAsync(db, settings.Value.SilentHours, clock.GetUtcNow().UtcDateTime, ct)).Any(s => s.PartnerId == partner.Id && (s.Stream is null || s.Stream == stream));
        var row = await SyncBoard.RowAsync(db, partner, account, description, state, options.Value.RhythmOf(description), silent, ct);
        var all = db.SyncRuns.AsNoTracking().Where(r => r.PartnerId == partner.Id && r.Stream == stream);
        var shown = upTo is { } newest ? all.Where(r => r.Id <= newest) : all;
        var total = await shown.LongCountAsync(ct);
        var runs = await shown.OrderByDescending(r => r.Id).Skip(Math.Max(0, page) * PageSize).Take(PageSize).ToListAsync(ct);
        var newer = upTo is { } last ? await all.CountAsync(r => r.Id > last, ct) : 0;
        var next = JobBoard.IsCalled(row) ? await scheduler.NextAsync(partner.Id, stream, ct) : null;
        return Answer.Of(new StreamDetail(row, description, next, new PagedResult<RunRow>([.. runs.Select(RunRow.Of)], total), newer, state?.WindowFrom, state?.WindowUntil, state?.FailuresInRow ?? 0));
    }
}
