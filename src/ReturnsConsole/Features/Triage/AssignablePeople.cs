using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>Somebody to whom a case can be given.</summary>
public sealed record AssignablePerson(int Id, string Name);

/// <summary>Who could take cases of an account and kind: enabled people whose role works on such cases and who see its company.</summary>
public sealed class AssignablePeople(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    private const int Most = 200;

    public async Task<Answer<IReadOnlyList<AssignablePerson>>> RunAsync(Actor actor, int accountId, CaseKind kind, CancellationToken ct)
    {
        var needed = CaseRights.ToWork(kind);
        if (await guard.RefusalAsync(actor, needed, ct) is { } refusal)
            return Answer.Refused<IReadOnlyList<AssignablePerson>>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var company = await db.Accounts.Where(a => a.Id == accountId).Select(a => a.CompanyId).SingleOrDefaultAsync(ct);
        var people = await db.Users.AsNoTracking()
            .Where(u => !u.Disabled && (u.AllCompanies || db.UserCompanies.Any(c => c.UserId == u.Id && c.CompanyId == company)))
            .OrderBy(u => u.DisplayName).Take(Most).Select(u => new { u.Id, u.DisplayName, u.Role }).ToListAsync(ct);
        return Answer.Of<IReadOnlyList<AssignablePerson>>([.. people.Where(p => RolePermissions.Allows(p.Role, needed)).Select(p => new AssignablePerson(p.Id, p.DisplayName))]);
    }
}
