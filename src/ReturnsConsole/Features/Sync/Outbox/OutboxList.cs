using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Outbox;

public sealed record OutboxRow(long Id, int Version, string Partner, string Kind, string Key, string Subject, OutboxStatus Status, int Attempts, DateTime CreatedAt, string CreatedBy, DateTime? SentAt, DateTime NextAt, DateTime? EndedAt,
    string Reference, string Message, string RequestId);

/// <summary>Messages to partners: those that need a person first, then what is under way, then the latest.</summary>
public sealed class OutboxList(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public const int PageSize = 50;

    /// <param name="troubledOnly">Only refused, given up or unknown.</param>
    public async Task<Answer<PagedResult<OutboxRow>>> RunAsync(Actor actor, bool troubledOnly, int page, CancellationToken ct)
    {
        var answer = await RunAsync(actor, new OutgoingFilter { Show = troubledOnly ? OutgoingShow.Troubled : OutgoingShow.All }, page, ct);
        return answer.Value is { } rows ? Answer.Of(new PagedResult<OutboxRow>(rows.Items, rows.Total)) : Answer.Refused<PagedResult<OutboxRow>>(answer.Refusal ?? "");
    }

    public async Task<Answer<OutgoingPageRows>> RunAsync(Actor actor, OutgoingFilter filter, int page, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewSync, ct) is { } refusal)
            return Answer.Refused<OutgoingPageRows>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var partners = await SeenAsync(db, actor, ct);
        var names = await partners.OrderBy(p => p.Name).Select(p => p.Name).ToListAsync(ct);
        if (filter.Partner is { } only)
            partners = partners.Where(p => p.Name == only);
        var rows = db.OutboxMessages.AsNoTracking().Join(partners, m => m.PartnerId, p => p.Id, (m, p) => new Sent { Message = m, Partner = p.Name });
        if (filter.Key is { } key)
            rows = rows.Where(r => r.Message.Key == key);
        var byStatus = await rows.GroupBy(r => r.Message.Status).Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        long Of(params OutboxStatus[] statuses) => statuses.Sum(s => byStatus.GetValueOrDefault(s));
        var counts = new OutgoingCounts(Of(Troubled), Of(OutboxStatus.Unknown), Of(Underway), Of(OutboxStatus.Done), Of(OutboxStatus.Cancelled));
        var (statuses, total) = filter.Show switch
        {
            OutgoingShow.Troubled => (Troubled, counts.Troubled),
            OutgoingShow.Unknown => ([OutboxStatus.Unknown], counts.Unknown),
            OutgoingShow.Underway => (Underway, counts.Underway),
            OutgoingShow.Told => ([OutboxStatus.Done], counts.Told),
            OutgoingShow.Cancelled => ([OutboxStatus.Cancelled], counts.Cancelled),
            _ => ((OutboxStatus[]?)null, counts.All),
        };
        if (statuses is not null)
            rows = rows.Where(r => statuses.Contains(r.Message.Status));
        var ordered = rows.OrderBy(r => r.Message.Status == OutboxStatus.Unknown || r.Message.Status == OutboxStatus.Refused || r.Message.Status == OutboxStatus.GaveUp ? 0 : r.Message.Status == OutboxStatus.Done || r.Message.Status == OutboxStatus.Cancelled ? 2 : 1)
            .ThenByDescending(r => r.Message.Id);
        var items = await Rows(ordered.Skip(Math.Max(0, page) * PageSize).Take(PageSize)).ToListAsync(ct);
        return Answer.Of(new OutgoingPageRows(items, total, counts, names));
    }

    private static readonly OutboxStatus[] Troubled = [OutboxStatus.Refused, OutboxStatus.GaveUp, OutboxStatus.Unknown];

    private static readonly OutboxStatus[] Underway = [OutboxStatus.Waiting, OutboxStatus.Sending, OutboxStatus.Pending];

    private async Task<IQueryable<Partner>> SeenAsync(ConsoleContext db, Actor actor, CancellationToken ct)
    {
        var partners = db.Partners.AsNoTracking();
        if ((await guard.CompaniesAsync(actor, ct))?.ToList() is { } companies)
            partners = partners.Where(p => db.Accounts.Any(a => a.Id == p.AccountId && companies.Contains(a.CompanyId)));
        return partners;
    }

    internal static IQueryable<OutboxRow> Rows(IQueryable<Sent> sent) => sent.Select(r => new OutboxRow(
        r.Message.Id, r.Message.Version, r.Partner, r.Message.Kind, r.Message.Key, r.Message.Subject, r.Message.Status, r.Message.Attempts, r.Message.CreatedAt, r.Message.CreatedBy, r.Message.SentAt, r.Message.NextAt,
        r.Message.EndedAt, r.Message.Reference, r.Message.Message, r.Message.RequestId));

    internal sealed class Sent
    {
        public required OutboxMessage Message { get; init; }

        public required string Partner { get; init; }
    }
}
