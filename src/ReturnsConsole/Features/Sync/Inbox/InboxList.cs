using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Inbox;

/// <param name="HasBody">False: it was erased after its time; it can only be set aside.</param>
public sealed record InboxRow(long Id, string Partner, DateTime ReceivedAt, int Deliveries, string Problem, bool HasBody);

/// <summary>Deliveries that nobody understood, oldest first. What they said is not shown: it may be personal.</summary>
public sealed class InboxList(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public const int PageSize = 50;

    public async Task<Answer<PagedResult<InboxRow>>> RunAsync(Actor actor, int page, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewSync, ct) is { } refusal)
            return Answer.Refused<PagedResult<InboxRow>>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var companies = (await guard.CompaniesAsync(actor, ct))?.ToList();
        var rows = db.InboxMessages.AsNoTracking().Where(m => m.Status == InboxStatus.Failed).Join(db.Partners, m => m.PartnerId, p => p.Id, (m, p) => new { m, p });
        if (companies is not null)
            rows = rows.Where(r => db.Accounts.Any(a => a.Id == r.p.AccountId && companies.Contains(a.CompanyId)));
        var total = await rows.LongCountAsync(ct);
        var items = await rows.OrderBy(r => r.m.Id).Skip(Math.Max(0, page) * PageSize).Take(PageSize)
            .Select(r => new InboxRow(r.m.Id, r.p.Name, r.m.ReceivedAt, r.m.Deliveries, r.m.Problem, r.m.Body != null)).ToListAsync(ct);
        return Answer.Of(new PagedResult<InboxRow>(items, total));
    }
}
