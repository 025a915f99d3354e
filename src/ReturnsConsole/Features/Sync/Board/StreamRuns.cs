using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Board;

/// <summary>The latest runs of one stream, newest first.</summary>
public sealed class StreamRuns(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public const int Most = 100;

    public async Task<Answer<IReadOnlyList<RunRow>>> RunAsync(Actor actor, int partnerId, string stream, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewSync, ct) is { } refusal)
            return Answer.Refused<IReadOnlyList<RunRow>>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await SyncScope.RefusalAsync(db, guard, actor, partnerId, ct) is { } unseen)
            return Answer.Refused<IReadOnlyList<RunRow>>(unseen);
        var runs = await db.SyncRuns.AsNoTracking().Where(r => r.PartnerId == partnerId && r.Stream == stream).OrderByDescending(r => r.Id).Take(Most).ToListAsync(ct);
        return Answer.Of<IReadOnlyList<RunRow>>([.. runs.Select(RunRow.Of)]);
    }
}

/// <summary>Which partners a person sees: those of the companies granted to them.</summary>
internal static class SyncScope
{
    /// <summary>Null when the actor sees the partner.</summary>
    public static async Task<string?> RefusalAsync(ConsoleContext db, IAccessGuard guard, Actor actor, int partnerId, CancellationToken ct)
    {
        var company = await db.Partners.Where(p => p.Id == partnerId).Join(db.Accounts, p => p.AccountId, a => a.Id, (p, a) => (int?)a.CompanyId).SingleOrDefaultAsync(ct);
        if (company is null)
            return "The partner no longer exists.";
        var companies = await guard.CompaniesAsync(actor, ct);
        return companies is null || companies.Contains(company.Value) ? null : "You do not see this partner.";
    }
}
