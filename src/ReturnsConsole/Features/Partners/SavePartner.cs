using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Sync.Board;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Partners;

/// <param name="Id">0 when refused.</param>
public sealed record SavedPartner(Outcome Outcome, int Id);

/// <summary>Adds or changes a partner. Credentials are written and never read back; the audit trail names which were changed, not what they are.</summary>
public sealed class SavePartner(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, PartnerSecrets secrets, AuditTrail trail, ChangeFeed feed, TimeProvider clock)
{
    public async Task<SavedPartner> RunAsync(Actor actor, PartnerDraft draft, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ManagePartners, ct) is { } refusal)
            return new(Outcome.Forbidden(refusal), 0);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var stored = draft.Id == 0 ? null : await db.Partners.SingleOrDefaultAsync(p => p.Id == draft.Id, ct);
        if (stored is not null && await SyncScope.RefusalAsync(db, guard, actor, stored.Id, ct) is { } unseen)
            return new(Outcome.Forbidden(unseen), 0);
        if (Refusal(draft, stored) is { } fault)
            return new(fault, 0);
        var before = stored is null ? null : Snapshot(stored);
        Dictionary<string, string> all;
        try
        {
            all = Merged(draft, stored);
        }
        catch (PartnerException lost)
        {
            return new(Outcome.Refused(lost.Message + " All of them, since none can be kept."), 0);
        }
        var description = PartnerConnectors.Describe(draft.Kind);
        var options = draft.Options.Where(o => o.Value.Trim().Length > 0).ToDictionary(o => o.Key, o => o.Value.Trim());
        var faults = await NamingFaultsAsync(db, actor, draft, stored, ct);
        faults.AddRange(DraftFaults.Strays(description, draft.Options.Keys, draft.Secrets.Keys));
        faults.AddRange(PartnerRules.AddressFaults(draft.Kind, draft.BaseUrl.Trim(), draft.TokenUrl.Trim()).Concat(PartnerRules.FieldFaults(description, options, all)));
        if (faults.Count == 0 && (DraftFaults.Elsewhere(stored, draft, all.Keys) ?? DraftFaults.Together(ConnectionOf(draft, options, all))) is { } together)
            faults.Add(together);
        if (faults.Count > 0)
            return new(Outcome.Refused(string.Join(' ', faults)), 0);
        var now = clock.GetUtcNow().UtcDateTime;
        if (stored is null)
        {
            stored = new Partner { AccountId = draft.AccountId, Kind = draft.Kind, Name = draft.Name.Trim(), BaseUrl = "", CreatedAt = now };
            db.Partners.Add(stored);
        }
        (stored.AccountId, stored.BaseUrl, stored.TokenUrl, stored.Options) = (draft.AccountId, draft.BaseUrl.Trim(), draft.TokenUrl.Trim(), PartnerOptions.Write(options));
        if (draft.Forgotten.Count > 0 || draft.Secrets.Any(s => s.Value.Length > 0))
            (stored.Credentials, stored.CredentialsChangedAt) = (secrets.Protect(stored.Name, all), now);
        if (stored.Credentials.Length > Partner.CredentialsLength)
            return new(Outcome.Refused("The credentials are too long to be kept."), 0);
        // Whatever stopped it may be mended now.
        (stored.StoppedBecause, stored.StoppedAt) = ("", null);
        await db.SaveChangesAsync(ct);
        await trail.AppendAsync(db, new AuditRecord(actor, before is null ? "partner.added" : "partner.changed", "partner", stored.Name, before, Snapshot(stored), ChangedSecrets(draft)), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        feed.Publish(ChangeTopic.Partners);
        return new(Outcome.Done($"{stored.Name} is saved."), stored.Id);
    }

    private Dictionary<string, string> Merged(PartnerDraft draft, Partner? stored)
    {
        var all = stored is null ? [] : secrets.Unprotect(stored.Name, stored.Credentials).ToDictionary(s => s.Key, s => s.Value);
        foreach (var (key, value) in draft.Secrets.Where(s => s.Value.Length > 0))
            all[key] = value;
        foreach (var key in draft.Forgotten)
            all.Remove(key);
        return all;
    }

    private static Outcome? Refusal(PartnerDraft draft, Partner? stored)
    {
        if (draft.Id != 0 && stored is null)
            return Outcome.Refused("The partner no longer exists.");
        if (stored is { FromConfiguration: true })
            return Outcome.Refused("This partner stands in the configuration file; change it there and start the console again.");
        if (stored is not null && stored.Version != draft.Version)
            return Outcome.Conflict($"{stored.Name} was changed by somebody else meanwhile. Open it again.");
        if (!PartnerConnectors.Kinds.Contains(draft.Kind) || (stored is not null && stored.Kind != draft.Kind))
            return Outcome.Refused("Choose what kind of partner it is.");
        return null;
    }

    private async Task<List<string>> NamingFaultsAsync(ConsoleContext db, Actor actor, PartnerDraft draft, Partner? stored, CancellationToken ct)
    {
        var faults = new List<string>();
        var name = draft.Name.Trim();
        if (PartnerRules.NameFault(name) is { } fault)
            faults.Add($"Name: {fault}");
        else if (stored is not null && stored.Name != name)
            faults.Add("The name stands in addresses and in encrypted credentials and stays as it is. Add a new partner instead.");
        // Two names that differ in case only would be mistaken for each other.
        else if ((await db.Partners.Where(p => p.Id != draft.Id).Select(p => p.Name).ToListAsync(ct)).Contains(name, StringComparer.OrdinalIgnoreCase))
            faults.Add($"There is a partner called {name} already.");
        var companies = await guard.CompaniesAsync(actor, ct);
        if (await db.Accounts.Where(a => a.Id == draft.AccountId).Select(a => (int?)a.CompanyId).SingleOrDefaultAsync(ct) is not { } company || companies?.Contains(company) == false)
            faults.Add("Choose the account that its data belongs to.");
        return faults;
    }

    private static PartnerConnection ConnectionOf(PartnerDraft draft, Dictionary<string, string> options, Dictionary<string, string> secrets) => new()
    {
        Kind = draft.Kind,
        Name = draft.Name.Trim(),
        BaseUrl = new Uri(draft.BaseUrl.Trim()),
        TokenUrl = draft.TokenUrl.Trim().Length == 0 ? null : new Uri(draft.TokenUrl.Trim()),
        Options = options,
        Secrets = secrets,
    };

    private static string? ChangedSecrets(PartnerDraft draft)
    {
        var changed = draft.Secrets.Where(s => s.Value.Length > 0).Select(s => s.Key).Order(StringComparer.Ordinal).ToList();
        var removed = draft.Forgotten.Order(StringComparer.Ordinal).ToList();
        var words = new[] { changed.Count == 0 ? "" : $"Credentials entered: {string.Join(", ", changed)}", removed.Count == 0 ? "" : $"Credentials removed: {string.Join(", ", removed)}" }.Where(w => w.Length > 0).ToList();
        return words.Count == 0 ? null : string.Join("; ", words);
    }

    internal static string Snapshot(Partner p) =>
        JsonSerializer.Serialize(new { kind = p.Kind.ToString(), account = p.AccountId, baseUrl = p.BaseUrl, tokenUrl = p.TokenUrl, options = PartnerOptions.Read(p.Options), credentials = p.CredentialsChangedAt, paused = p.Paused });
}
