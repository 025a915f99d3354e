using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Comments;

/// <summary>Somebody who can be named in a comment.</summary>
public sealed record CaseReader(string UserName, string Name);

/// <summary>A person that a comment names, and whether role and company let them see the case.</summary>
internal sealed record NamedPerson(int Id, string UserName, bool SeesCase);

/// <summary>The people who may see a case, for completing a name. Asked while somebody types.</summary>
public sealed class CaseReaders(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    private const int Most = 6;

    /// <param name="begun">The beginning of a user name or of a word of the person's name; empty: anybody.</param>
    public async Task<IReadOnlyList<CaseReader>> RunAsync(Actor actor, long caseId, string begun, CancellationToken ct)
    {
        if (await guard.WhyNotAsync(actor, Permission.CommentOnCases, ct) is not null)
            return [];
        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var company = await db.Cases.Where(c => c.Id == caseId).Select(c => (int?)c.CompanyId).SingleOrDefaultAsync(ct);
        if (company is not { } id || !CaseScope.Sees(companies, id))
            return [];
        var people = await Seeing(db, id).Select(u => new { u.Id, u.UserName, u.DisplayName }).OrderBy(u => u.DisplayName).Take(500).ToListAsync(ct);
        return [.. people.Where(p => p.Id != actor.UserId && p.UserName is not null && (Starts(p.UserName, begun) || p.DisplayName.Split(' ').Any(word => Starts(word, begun))))
            .Take(Most).Select(p => new CaseReader(p.UserName!, p.DisplayName))];
    }

    /// <summary>Who of these user names exists. Names of nobody are plain words.</summary>
    internal static async Task<List<NamedPerson>> NamedAsync(ConsoleContext db, IReadOnlyList<string> names, int companyId, CancellationToken ct)
    {
        if (names.Count == 0)
            return [];
        var keys = names.Select(n => n.ToUpperInvariant()).ToList();
        var known = await db.Users.AsNoTracking().Where(u => keys.Contains(u.NormalizedUserName!)).Select(u => new { u.Id, u.UserName }).ToListAsync(ct);
        var ids = known.Select(k => k.Id).ToList();
        var seeing = await Seeing(db, companyId).Where(u => ids.Contains(u.Id)).Select(u => u.Id).ToListAsync(ct);
        return [.. known.Select(k => new NamedPerson(k.Id, k.UserName!, seeing.Contains(k.Id)))];
    }

    private static IQueryable<ConsoleUser> Seeing(ConsoleContext db, int companyId)
    {
        var roles = Enum.GetValues<Role>().Where(r => RolePermissions.Allows(r, Permission.ViewCases)).ToList();
        return db.Users.AsNoTracking().Where(u => !u.Disabled && roles.Contains(u.Role) && (u.AllCompanies || db.UserCompanies.Any(c => c.UserId == u.Id && c.CompanyId == companyId)));
    }

    private static bool Starts(string text, string begun) => text.StartsWith(begun, StringComparison.OrdinalIgnoreCase);
}
