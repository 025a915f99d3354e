using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
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
        if (await guard.RefusalAsync(actor, Permission.ViewSync, ct) is { } refusal)
            return Answer.Refused<PagedResult<OutboxRow>>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var companies = (await guard.CompaniesAsync(actor, ct))?.ToList();
        var rows = db.OutboxMessages.AsNoTracking().Join(db.Partners, m => m.PartnerId, p => p.Id, (m, p) => new { m, p });
        if (companies is not null)
            rows = rows.Where(r => db.Accounts.Any(a => a.Id == r.p.AccountId && companies.Contains(a.CompanyId)));
        if (troubledOnly)
            rows = rows.Where(r => r.m.Status == OutboxStatus.Refused || r.m.Status == OutboxStatus.GaveUp || r.m.Status == OutboxStatus.Unknown);
        var total = await rows.LongCountAsync(ct);
        var items = await rows.OrderBy(r => r.m.Status == OutboxStatus.Unknown || r.m.Status == OutboxStatus.Refused || r.m.Status == OutboxStatus.GaveUp ? 0 : r.m.Status == OutboxStatus.Done || r.m.Status == OutboxStatus.Cancelled ? 2 : 1)
            .ThenByDescending(r => r.m.Id).Skip(Math.Max(0, page) * PageSize).Take(PageSize)
            .Select(r => new OutboxRow(r.m.Id, r.m.Version, r.p.Name, r.m.Kind, r.m.Key, r.m.Subject, r.m.Status, r.m.Attempts, r.m.CreatedAt, r.m.CreatedBy, r.m.SentAt, r.m.NextAt, r.m.EndedAt, r.m.Reference, r.m.Message, r.m.RequestId))
            .ToListAsync(ct);
        return Answer.Of(new PagedResult<OutboxRow>(items, total));
    }
}
