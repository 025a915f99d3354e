using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Access.People;

/// <summary>Which companies a user sees: all, also later ones, or the named.</summary>
public sealed class GrantCompanies(UserChange users)
{
    public Task<Outcome> RunAsync(Actor actor, int userId, int expectedAccessVersion, bool all, IReadOnlyCollection<int> companies, string? why, CancellationToken ct) =>
        users.ApplyAsync(actor, userId, expectedAccessVersion, "user.companies-changed", why, async changing =>
        {
            changing.User.AllCompanies = all;
            if (await ReplaceAsync(changing.Db, changing.User, all ? [] : companies, ct) is { } unknown)
                return Outcome.Refused(unknown);
            changing.EndSessionsByVersion();
            return Outcome.Done($"{changing.User.DisplayName} sees {(all ? "all companies" : companies.Count == 1 ? "one company" : $"{companies.Count} companies")} and must sign in again.");
        }, ct);

    /// <summary>Null when done; else what is wrong with the list.</summary>
    internal static async Task<string?> ReplaceAsync(ConsoleContext db, ConsoleUser user, IReadOnlyCollection<int> companies, CancellationToken ct)
    {
        var wanted = companies.Distinct().ToArray();
        if (await db.Companies.CountAsync(c => wanted.Contains(c.Id), ct) != wanted.Length)
            return "One of the companies does not exist any more. Choose again.";
        db.UserCompanies.RemoveRange(await db.UserCompanies.Where(c => c.UserId == user.Id && !wanted.Contains(c.CompanyId)).ToListAsync(ct));
        var kept = await db.UserCompanies.Where(c => c.UserId == user.Id && wanted.Contains(c.CompanyId)).Select(c => c.CompanyId).ToListAsync(ct);
        foreach (var id in wanted.Except(kept))
            db.UserCompanies.Add(new UserCompany { UserId = user.Id, CompanyId = id });
        return null;
    }
}
