using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Features.Triage;

namespace ReturnsConsole.Features.Lookup;

/// <summary>Where a text in the shell's box leads: a case by its number, a settlement by its id, else the look-up.</summary>
/// <param name="Link">Null: nothing to go to, and why.</param>
public sealed record FindTarget(string? Link, string? Why);

public sealed partial class FindAnything(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public async Task<FindTarget> RunAsync(Actor actor, string? text, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return new(null, refusal);
        var words = (text ?? "").Trim();
        if (words.Length == 0)
            return new(LookupLinks.Path, null);
        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (CaseNumber().Match(words) is { Success: true } number && long.TryParse(number.Groups[2].Value, CultureInfo.InvariantCulture, out var id)
            && await guard.WhyNotAsync(actor, Permission.ViewCases, ct) is null
            && await db.Cases.AsNoTracking().Where(c => c.Id == id).Select(c => (int?)c.CompanyId).SingleOrDefaultAsync(ct) is { } company && CaseScope.Sees(companies, company))
            return new(CaseLinks.ToCase(id), null);
        var accounts = await LookupReading.AccountsAsync(db, companies, ct);
        var terms = LookupText.Read(words);
        foreach (var value in terms.Select(t => t.Value).Prepend(words).Where(v => v.Length <= 50).Distinct().Take(4))
        {
            var settlements = await db.Settlements.AsNoTracking().Where(s => s.SettlementId == value && (accounts == null || accounts.Contains(s.AccountId))).Select(s => s.Id).Take(2).ToListAsync(ct);
            if (settlements.Count == 1)
                return new($"settlements/{settlements[0].ToString(CultureInfo.InvariantCulture)}", null);
        }
        foreach (var term in terms)
        {
            if ((await LookupSearch.FindAsync(db, term.Value, accounts, ct)).Count > 0)
                return new(LookupLinks.Of(term.Value), null);
        }
        return terms.Count > 0 ? new(LookupLinks.Of(terms[0].Value), null) : new(null, "Nothing in it looks like a number or code that can be found.");
    }

    /// <summary>"48213", "#48213", "case 48213": short numbers are cases; longer ones are tried as what they may be elsewhere.</summary>
    [GeneratedRegex(@"^(case\s*#?\s*|#\s*)?(\d{1,9})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CaseNumber();
}
