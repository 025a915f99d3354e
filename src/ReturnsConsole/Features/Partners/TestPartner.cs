using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Sync.Board;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Partners;

/// <summary>Calls a partner once, as the form stands or as it is stored, and says what came back. Saves nothing.</summary>
public sealed class TestPartner(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, PartnerFactory factory, PartnerWorld world)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    public async Task<Answer<ConnectionAnswer>> RunAsync(Actor actor, PartnerDraft draft, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ManagePartners, ct) is { } refusal)
            return Answer.Refused<ConnectionAnswer>(refusal);
        if (!PartnerConnectors.Kinds.Contains(draft.Kind))
            return Answer.Refused<ConnectionAnswer>("Choose what kind of partner it is.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        var stored = draft.Id == 0 ? null : await db.Partners.AsNoTracking().SingleOrDefaultAsync(p => p.Id == draft.Id, ct);
        if (stored is not null && await SyncScope.RefusalAsync(db, guard, actor, stored.Id, ct) is { } unseen)
            return Answer.Refused<ConnectionAnswer>(unseen);
        var description = PartnerConnectors.Describe(draft.Kind);
        try
        {
            var known = stored is null ? new Dictionary<string, string>() : factory.ConnectionOf(stored).Secrets.ToDictionary(s => s.Key, s => s.Value);
            foreach (var (key, value) in draft.Secrets.Where(s => s.Value.Length > 0))
                known[key] = value;
            var faults = DraftFaults.Strays(description, draft.Options.Keys, draft.Secrets.Keys).Concat(PartnerRules.AddressFaults(draft.Kind, draft.BaseUrl.Trim(), draft.TokenUrl.Trim()).Concat(PartnerRules.FieldFaults(description, draft.Options, known))).ToList();
            if (faults.Count == 0 && DraftFaults.Elsewhere(stored, draft, known.Keys) is { } elsewhere)
                faults.Add(elsewhere);
            if (faults.Count > 0)
                return Answer.Refused<ConnectionAnswer>(string.Join(' ', faults));
            var connector = PartnerConnectors.Create(new PartnerConnection
            {
                Kind = draft.Kind,
                Name = draft.Name.Trim().Length == 0 ? description.Title : draft.Name.Trim(),
                BaseUrl = new Uri(draft.BaseUrl.Trim()),
                TokenUrl = draft.TokenUrl.Trim().Length == 0 ? null : new Uri(draft.TokenUrl.Trim()),
                Options = draft.Options,
                Secrets = known,
            }, world with { Calls = world.Calls with { Retries = 0, PerTry = TimeSpan.FromSeconds(20), Total = Patience } });
            return Answer.Of(await connector.TestAsync(ct));
        }
        catch (PartnerException failed)
        {
            return Answer.Of(new ConnectionAnswer(false, description.Title, failed.Message, "", failed.RequestId));
        }
    }
}
