using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Partners;

/// <param name="Accounts">Accounts a partner can be given to.</param>
public sealed record PartnerPage(IReadOnlyList<PartnerRow> Partners, IReadOnlyList<(int Id, string Name)> Accounts);

/// <summary>All partners, by name.</summary>
public sealed class PartnerList(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public async Task<Answer<PartnerPage>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ManagePartners, ct) is { } refusal)
            return Answer.Refused<PartnerPage>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var companies = await guard.CompaniesAsync(actor, ct);
        var accounts = (await db.Accounts.AsNoTracking().OrderBy(a => a.Name).ToListAsync(ct)).FindAll(a => companies?.Contains(a.CompanyId) != false);
        var names = accounts.ToDictionary(a => a.Id, a => a.Name);
        var seen = names.Keys.ToList();
        var partners = await db.Partners.AsNoTracking().Where(p => seen.Contains(p.AccountId)).OrderBy(p => p.Name).ToListAsync(ct);
        return Answer.Of(new PartnerPage([.. partners.Select(p => RowOf(p, names.GetValueOrDefault(p.AccountId, "")))], [.. accounts.Select(a => (a.Id, a.Name))]));
    }

    internal static PartnerRow RowOf(Partner p, string account) => new(
        p.Id, p.Version, p.Kind, PartnerConnectors.Describe(p.Kind).Title, p.Name, p.AccountId, account, p.BaseUrl, p.TokenUrl, PartnerOptions.Read(p.Options), p.FromConfiguration || p.Credentials.Length > 0,
        p.CredentialsChangedAt, p.FromConfiguration, p.Paused, p.StoppedBecause, p.StoppedAt, $"/api/v1/webhooks/{p.Kind.ToString().ToLowerInvariant()}/{Uri.EscapeDataString(p.Name)}");
}
