using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Features.Refunds;

/// <summary>Whose refunds a person may see and decide: those of the accounts of their companies.</summary>
internal static class RefundScope
{
    public static async Task<string?> RefusalAsync(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, Actor actor, Permission permission, int accountId, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, permission, ct) is { } refusal)
            return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await SeesAsync(db, guard, actor, accountId, ct) ? null : "There is no such account that you can see.";
    }

    public static async Task<bool> SeesAsync(ConsoleContext db, IAccessGuard guard, Actor actor, int accountId, CancellationToken ct)
    {
        var company = await db.Accounts.Where(a => a.Id == accountId).Select(a => (int?)a.CompanyId).SingleOrDefaultAsync(ct);
        return company is { } known && (await guard.CompaniesAsync(actor, ct) is not { } companies || companies.Contains(known));
    }

    /// <returns>Accounts that the actor sees, by id, with their names.</returns>
    public static async Task<Dictionary<int, string>> AccountsAsync(ConsoleContext db, IAccessGuard guard, Actor actor, CancellationToken ct)
    {
        var companies = await guard.CompaniesAsync(actor, ct);
        var accounts = await db.Accounts.AsNoTracking().Select(a => new { a.Id, a.Name, a.CompanyId }).ToListAsync(ct);
        return accounts.Where(a => companies is null || companies.Contains(a.CompanyId)).ToDictionary(a => a.Id, a => a.Name);
    }
}
