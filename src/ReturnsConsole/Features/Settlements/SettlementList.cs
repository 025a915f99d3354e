using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Settlements;

/// <summary>One settlement as the list shows it.</summary>
public sealed record SettlementRow(int Id, string SettlementId, string Account, string Marketplace, string Currency, DateTime? StartAt, DateTime? EndAt, DateTime? DepositAt, long? Declared, long Summed,
    int Lines, int Unclassified, int FileId, long Line)
{
    /// <summary>Summed less declared; null when the file declares no total.</summary>
    public long? Difference => Declared is { } declared ? Summed - declared : null;
}

/// <summary>Settlements of the accounts a person sees, newest period first.</summary>
public sealed class SettlementList(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public const int PageSize = 50;

    /// <param name="page">0 = the newest.</param>
    public async Task<Answer<PagedResult<SettlementRow>>> RunAsync(Actor actor, int page, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<PagedResult<SettlementRow>>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var seen = Seen(db, await guard.CompaniesAsync(actor, ct));
        var items = await Rows(db, seen.OrderByDescending(s => s.StartAt).ThenByDescending(s => s.Id).Skip(Math.Max(0, page) * PageSize).Take(PageSize)).ToListAsync(ct);
        return Answer.Of(new PagedResult<SettlementRow>(items, await seen.LongCountAsync(ct)));
    }

    internal static IQueryable<Settlement> Seen(ConsoleContext db, IReadOnlySet<int>? companies)
    {
        var settlements = db.Settlements.AsNoTracking();
        if (companies is null)
            return settlements;
        var seen = companies.ToList();
        return settlements.Where(s => db.Accounts.Any(a => a.Id == s.AccountId && seen.Contains(a.CompanyId)));
    }

    internal static IQueryable<SettlementRow> Rows(ConsoleContext db, IQueryable<Settlement> settlements) =>
        settlements.Select(s => new SettlementRow(s.Id, s.SettlementId, db.Accounts.Where(a => a.Id == s.AccountId).Select(a => a.Name).First(), s.Marketplace, s.Currency, s.StartAt, s.EndAt, s.DepositAt,
            s.DeclaredTotal, s.SummedTotal, s.LineCount, s.UnclassifiedLines, s.FileId, s.Line));
}
