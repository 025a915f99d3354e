using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Webhooks;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
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
        var faults = naming ? await NamingAsync(db, draft, ct) : [];
        var (kept, lost) = await KeptAsync(db, draft, ct);
        if (lost is not null)
            faults.Add(lost);
        var description = PartnerConnectors.Describe(draft.Kind);
        faults.AddRange(PartnerRules.FaultsOfAddresses(draft.Kind, draft.BaseUrl.Trim(), draft.TokenUrl.Trim()));
        faults.AddRange(PartnerRules.FaultsOfFields(description, draft.Options, kept));
        if (faults.Count == 0 && TogetherFault(draft, description, kept) is { } together)
            faults.Add(together);
        return Answer.Of(new PartnerFaults(faults));
    }

    private static async Task<List<FieldFault>> NamingAsync(ConsoleContext db, PartnerDraft draft, CancellationToken ct)
    {
        var faults = new List<FieldFault>();
        var name = draft.Name.Trim();
        if (PartnerRules.NameFault(name) is { } fault)
            faults.Add(new("Name", name.Length == 0 ? $"is missing: {fault}" : $"cannot be used: {fault}"));
        else if (await db.Partners.AnyAsync(p => p.Name == name && p.Id != draft.Id, ct))
            faults.Add(new("Name", $"is taken: there is a partner called {name} already."));
        if (!await db.Accounts.AnyAsync(a => a.Id == draft.AccountId, ct))
            faults.Add(new("Account", "is missing: choose the account that its data belongs to."));
        return faults;
    }

    private async Task<(Dictionary<string, string> Secrets, FieldFault? Lost)> KeptAsync(ConsoleContext db, PartnerDraft draft, CancellationToken ct)
    {
        var kept = new Dictionary<string, string>();
        FieldFault? lost = null;
        if (draft.Id != 0 && await db.Partners.AsNoTracking().SingleOrDefaultAsync(p => p.Id == draft.Id, ct) is { } stored)
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
            if (description.Fields.Any(f => f.Key == "WebhookSecret"))
                WebhookScheme.Of(connection);
            return null;
        }
        catch (PartnerException failed) when (failed.Fault == PartnerFault.Misconfigured)
        {
            return new("", failed.Message);
        }
    }
}
