using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Access;

public sealed record VisibleAccount(int Id, string Name, string Company);

/// <summary>The accounts whose facts a person sees, by name.</summary>
public sealed class VisibleAccounts(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public async Task<IReadOnlyList<VisibleAccount>> RunAsync(Actor actor, CancellationToken ct)
    {
        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var accounts = await db.Accounts.AsNoTracking().Join(db.Companies, a => a.CompanyId, c => c.Id, (a, c) => new { a.Id, a.Name, a.CompanyId, Company = c.Name })
            .OrderBy(a => a.Name).ToListAsync(ct);
        return [.. accounts.Where(a => companies is null || companies.Contains(a.CompanyId)).Select(a => new VisibleAccount(a.Id, a.Name, a.Company))];
    }
}
