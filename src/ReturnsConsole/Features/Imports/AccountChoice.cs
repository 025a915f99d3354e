using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports;

/// <summary>Which account a file belongs to, among those its bringer sees.</summary>
internal static class AccountChoice
{
    public static async Task<(Account? Account, Outcome? Refusal)> ChooseAsync(ConsoleContext db, IAccessGuard guard, Actor actor, int? accountId, CancellationToken ct)
    {
        var companies = await guard.CompaniesAsync(actor, ct);
        var accounts = await db.Accounts.AsNoTracking().OrderBy(a => a.Name).ToListAsync(ct);
        var seen = accounts.Where(a => companies is null || companies.Contains(a.CompanyId)).ToList();
        if (accountId is { } id)
        {
            return seen.Find(a => a.Id == id) is { } given
                ? (given, null)
                : (null, Outcome.Forbidden("You do not see this account, or it no longer exists. Choose one of yours."));
        }
        return seen.Count switch
        {
            1 => (seen[0], null),
            0 => (null, Outcome.Refused("There is no account yet to which files could belong. An administrator creates the first one.")),
            _ => (null, Outcome.Refused($"Which account does the file belong to? Choose one of: {string.Join(", ", seen.Select(a => a.Name))}.")),
        };
    }

    /// <summary>Null when the actor may see the file's account.</summary>
    public static async Task<Outcome?> RefusalAsync(ConsoleContext db, IAccessGuard guard, Actor actor, SourceFile file, CancellationToken ct)
    {
        var companies = await guard.CompaniesAsync(actor, ct);
        if (companies is null)
            return null;
        var company = await db.Accounts.Where(a => a.Id == file.AccountId).Select(a => a.CompanyId).SingleAsync(ct);
        return companies.Contains(company) ? null : Outcome.Forbidden("You do not see the account of this file.");
    }
}
