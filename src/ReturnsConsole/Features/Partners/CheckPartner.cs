using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Sync.Board;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Partners;

/// <param name="All">Every fault at once; a fault without a key concerns the entries together. Empty: it can be saved and tested.</param>
public sealed record PartnerFaults(IReadOnlyList<FieldFault> All);

/// <summary>What is wrong with the form as it stands. Calls nobody and saves nothing.</summary>
public sealed class CheckPartner(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, PartnerFactory factory, PartnerWorld world)
{
    /// <param name="naming">False: a test of the connection, for which name and account do not matter.</param>
    public async Task<Answer<PartnerFaults>> RunAsync(Actor actor, PartnerDraft draft, bool naming, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ManagePartners, ct) is { } refusal)
            return Answer.Refused<PartnerFaults>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (draft.Id != 0 && await SyncScope.RefusalAsync(db, guard, actor, draft.Id, ct) is { } unseen)
            return Answer.Refused<PartnerFaults>(unseen);
        var stored = draft.Id == 0 ? null : await db.Partners.AsNoTracking().SingleOrDefaultAsync(p => p.Id == draft.Id, ct);
        var faults = naming ? await NamingAsync(db, actor, draft, ct) : [];
        var (kept, lost) = Kept(draft, stored);
        if (lost is not null)
            faults.Add(lost);
        var description = PartnerConnectors.Describe(draft.Kind);
        faults.AddRange(PartnerRules.FaultsOfAddresses(draft.Kind, draft.BaseUrl.Trim(), draft.TokenUrl.Trim()));
        faults.AddRange(PartnerRules.FaultsOfFields(description, draft.Options, kept));
        if (DraftFaults.Elsewhere(stored, draft, kept.Keys) is { } elsewhere)
            faults.Add(new("BaseUrl", $"is another one. {elsewhere}"));
        if (faults.Count == 0 && TogetherFault(draft, description, kept) is { } together)
            faults.Add(together);
        return Answer.Of(new PartnerFaults(faults));
    }

    private async Task<List<FieldFault>> NamingAsync(ConsoleContext db, Actor actor, PartnerDraft draft, CancellationToken ct)
    {
        var faults = new List<FieldFault>();
        var name = draft.Name.Trim();
        if (PartnerRules.NameFault(name) is { } fault)
            faults.Add(new("Name", name.Length == 0 ? $"is missing: {fault}" : $"cannot be used: {fault}"));
        else if ((await db.Partners.Where(p => p.Id != draft.Id).Select(p => p.Name).ToListAsync(ct)).Contains(name, StringComparer.OrdinalIgnoreCase))
            faults.Add(new("Name", $"is taken: there is a partner called {name} already."));
        var companies = await guard.CompaniesAsync(actor, ct);
        if (await db.Accounts.Where(a => a.Id == draft.AccountId).Select(a => (int?)a.CompanyId).SingleOrDefaultAsync(ct) is not { } company || companies?.Contains(company) == false)
            faults.Add(new("Account", "is missing: choose the account that its data belongs to."));
        return faults;
    }

    private (Dictionary<string, string> Secrets, FieldFault? Lost) Kept(PartnerDraft draft, Partner? stored)
    {
        var kept = new Dictionary<string, string>();
        FieldFault? lost = null;
        if (stored is not null)
        {
            try
            {
                foreach (var (key, value) in factory.ConnectionOf(stored).Secrets)
                    kept[key] = value;
            }
            catch (PartnerException failed)
            {
                lost = new("", failed.Message);
            }
        }
        foreach (var (key, value) in draft.Secrets.Where(s => s.Value.Length > 0))
            kept[key] = value;
        foreach (var key in draft.Forgotten)
            kept.Remove(key);
        return (kept, lost);
    }

    /// <summary>What only the connector itself can say: numbers that are none, values that do not go together.</summary>
    private FieldFault? TogetherFault(PartnerDraft draft, PartnerDescription description, Dictionary<string, string> secrets)
    {
        try
        {
            var connection = new PartnerConnection
            {
                Kind = draft.Kind,
                Name = draft.Name.Trim().Length == 0 ? description.Title : draft.Name.Trim(),
                BaseUrl = new Uri(draft.BaseUrl.Trim()),
                TokenUrl = draft.TokenUrl.Trim().Length == 0 ? null : new Uri(draft.TokenUrl.Trim()),
                Options = draft.Options,
                Secrets = secrets,
            };
            PartnerConnectors.Create(connection, world);
            return DraftFaults.Together(connection) is { } wrong ? new("", wrong) : null;
        }
        catch (PartnerException failed) when (failed.Fault == PartnerFault.Misconfigured)
        {
            return new("", failed.Message);
        }
    }
}
