using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Board;

/// <summary>One stream as the board shows it.</summary>
/// <param name="Last">The latest run; null: none yet.</param>
/// <param name="Recent">Durations of the latest runs in seconds, oldest first, each with whether it went well.</param>
/// <param name="Silent">It has been silent too long.</param>
public sealed record StreamRow(
    int PartnerId, string Partner, PartnerKind Kind, string Account, string Stream, string Title, TimeSpan Every, bool Paused, bool PartnerPaused, string StoppedBecause, DateTime? Watermark, DateTime? LastSuccessAt,
    bool Silent, RunRow? Last, IReadOnlyList<(double Seconds, bool Good)> Recent)
{
    /// <summary>The latest runs, oldest first.</summary>
    public IReadOnlyList<RunRow> Runs { get; init; } = [];

    /// <summary>Since when nothing came: the last good run, or when the stream was begun. Null: it never was scheduled.</summary>
    public DateTime? QuietSince { get; init; }
}

public sealed record RunRow(
    int Id, string Trigger, DateTime StartedAt, DateTime? FinishedAt, SyncRunStatus Status, DateTime? FromUtc, DateTime? UntilUtc, long Read, long New, long Changed, long Unchanged, long Rejected, long WaitedMs,
    string Message, string RequestId)
{
    internal static RunRow Of(SyncRun r) => new(r.Id, r.Trigger, r.StartedAt, r.FinishedAt, r.Status, r.FromUtc, r.UntilUtc, r.Read, r.New, r.Changed, r.Unchanged, r.Rejected, r.WaitedMs, r.Message, r.RequestId);
}

/// <param name="Waiting">Messages to partners that wait or are under way.</param>
/// <param name="Troubled">Messages that need a person.</param>
/// <param name="Received">Pushed messages that are stored and not processed yet.</param>
public sealed record SyncOverview(IReadOnlyList<StreamRow> Streams, int Waiting, int Troubled, int Received)
{
    /// <summary>Pushed messages that nobody understood.</summary>
    public int NotUnderstood { get; init; }
}

/// <summary>Every stream of the partners a person sees, with how it does.</summary>
public sealed class SyncBoard(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, Microsoft.Extensions.Options.IOptions<ReconciliationSettings> settings, Microsoft.Extensions.Options.IOptions<SyncOptions> options, TimeProvider clock)
{
    private const int RunsShown = 30;

    public async Task<Answer<SyncOverview>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewSync, ct) is { } refusal)
            return Answer.Refused<SyncOverview>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var companies = await guard.CompaniesAsync(actor, ct);
        var accounts = (await db.Accounts.AsNoTracking().ToListAsync(ct)).Where(a => companies is null || companies.Contains(a.CompanyId)).ToDictionary(a => a.Id, a => a.Name);
        var seen = accounts.Keys.ToList();
        var partners = await db.Partners.AsNoTracking().Where(p => seen.Contains(p.AccountId)).OrderBy(p => p.Name).ToListAsync(ct);
        var ids = partners.ConvertAll(p => p.Id);
        var states = (await db.SyncStreams.AsNoTracking().Where(s => ids.Contains(s.PartnerId)).ToListAsync(ct)).ToDictionary(s => (s.PartnerId, s.Stream));
        var silent = (await SyncHealth.SilentAsync(db, settings.Value.SilentHours, clock.GetUtcNow().UtcDateTime, ct)).Select(s => (s.PartnerId, s.Stream)).ToHashSet();
        var rows = new List<StreamRow>();
        foreach (var partner in partners)
        {
            foreach (var stream in PartnerConnectors.Describe(partner.Kind).Streams)
            {
                var quiet = silent.Contains((partner.Id, stream.Name)) || silent.Contains((partner.Id, null));
                rows.Add(await RowAsync(db, partner, accounts[partner.AccountId], stream, states.GetValueOrDefault((partner.Id, stream.Name)), options.Value.RhythmOf(stream), quiet, ct));
            }
        }
        var byStatus = await db.OutboxMessages.Where(m => ids.Contains(m.PartnerId)).GroupBy(m => m.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var waiting = byStatus.GetValueOrDefault(Outbox.OutboxStatus.Waiting) + byStatus.GetValueOrDefault(Outbox.OutboxStatus.Sending) + byStatus.GetValueOrDefault(Outbox.OutboxStatus.Pending);
        var troubled = byStatus.GetValueOrDefault(Outbox.OutboxStatus.Refused) + byStatus.GetValueOrDefault(Outbox.OutboxStatus.Unknown) + byStatus.GetValueOrDefault(Outbox.OutboxStatus.GaveUp);
        var received = await db.InboxMessages.CountAsync(m => m.Status == Inbox.InboxStatus.Stored && ids.Contains(m.PartnerId), ct);
        var strange = await db.InboxMessages.CountAsync(m => m.Status == Inbox.InboxStatus.Failed && ids.Contains(m.PartnerId), ct);
        return Answer.Of(new SyncOverview(rows, waiting, troubled, received) { NotUnderstood = strange });
    }

    internal static async Task<StreamRow> RowAsync(ConsoleContext db, Partner partner, string account, StreamDescription stream, SyncStream? state, TimeSpan every, bool silent, CancellationToken ct)
    {
        var latest = await db.SyncRuns.AsNoTracking().Where(r => r.PartnerId == partner.Id && r.Stream == stream.Name).OrderByDescending(r => r.Id).Take(RunsShown).ToListAsync(ct);
        var runs = latest.Select(RunRow.Of).Reverse().ToList();
        var recent = runs.Where(r => r.FinishedAt is not null).Select(r => ((r.FinishedAt!.Value - r.StartedAt).TotalSeconds, r.Status is SyncRunStatus.Done or SyncRunStatus.Waiting)).ToList();
        return new StreamRow(partner.Id, partner.Name, partner.Kind, account, stream.Name, stream.Title, every, state?.Paused == true, partner.Paused, partner.StoppedBecause, state?.Watermark, state?.LastSuccessAt, silent,
            runs.Count == 0 ? null : runs[^1], recent)
        { Runs = runs, QuietSince = state?.LastSuccessAt ?? state?.CreatedAt };
    }
}
