using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Features.Partners;

/// <summary>One entry of the section <c>Partners</c> of the configuration.</summary>
/// <param name="Account">Account its facts belong to; made when there is none of the name. Empty: the partner's own name.</param>
public sealed record ConfiguredPartner(PartnerKind Kind, string Name, string Account, string BaseUrl, string TokenUrl, IReadOnlyDictionary<string, string> Options, IReadOnlyDictionary<string, string> Secrets);

/// <summary>Partners that stand in the configuration. Their credentials stay there: they are read when needed and never stored.</summary>
public sealed class ConfiguredPartners
{
    private static readonly string[] OwnKeys = ["Kind", "Name", "Account", "BaseUrl", "TokenUrl"];

    private ConfiguredPartners(IReadOnlyList<ConfiguredPartner> all, IReadOnlyList<string> faults) => (All, Faults) = (all, faults);

    public IReadOnlyList<ConfiguredPartner> All { get; }

    /// <summary>What is wrong, each with its key; the console does not start before it is mended.</summary>
    public IReadOnlyList<string> Faults { get; }

    public static ConfiguredPartners Read(IConfiguration configuration)
    {
        var all = new List<ConfiguredPartner>();
        var faults = new List<string>();
        foreach (var section in configuration.GetSection("Partners").GetChildren())
        {
            if (ReadOne(section, faults) is { } partner)
                all.Add(partner);
        }
        foreach (var twice in all.GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            faults.Add($"Partners: the name '{twice.Key}' is given {twice.Count()} times; each partner needs its own.");
        return new ConfiguredPartners(all, faults);
    }

    private static ConfiguredPartner? ReadOne(IConfigurationSection section, List<string> faults)
    {
        var at = section.Path;
        var before = faults.Count;
        if (!Enum.TryParse<PartnerKind>(section["Kind"], ignoreCase: true, out var kind) || !PartnerConnectors.Kinds.Contains(kind))
        {
            faults.Add($"{at}:Kind is '{section["Kind"]}'; expected one of {string.Join(", ", PartnerConnectors.Kinds)}.");
            return null;
        }
        var description = PartnerConnectors.Describe(kind);
        var name = section["Name"]?.Trim() ?? "";
        if (PartnerRules.NameFault(name) is { } nameFault)
            faults.Add($"{at}:Name: {nameFault}");
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var secrets = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in section.GetChildren().Where(c => !OwnKeys.Contains(c.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (description.Fields.FirstOrDefault(f => string.Equals(f.Key, entry.Key, StringComparison.OrdinalIgnoreCase)) is { } field)
                (field.Secret ? secrets : options)[field.Key] = entry.Value ?? string.Join(',', entry.GetChildren().Select(c => c.Value));
            else
                faults.Add($"{at}:{entry.Key} is not known for {kind}. Known: {string.Join(", ", description.Fields.Select(f => f.Key))}.");
        }
        var address = section["BaseUrl"]?.Trim() is { Length: > 0 } given ? given : description.DefaultBaseUrl?.ToString() ?? "";
        var token = section["TokenUrl"]?.Trim() is { Length: > 0 } tokens ? tokens : description.DefaultTokenUrl?.ToString() ?? "";
        foreach (var fault in PartnerRules.AddressFaults(kind, address, token).Concat(PartnerRules.FieldFaults(description, options, secrets)))
            faults.Add($"{at}: {fault}");
        if (faults.Count == before && DraftFaults.Together(new PartnerConnection { Kind = kind, Name = name, BaseUrl = new Uri(address), TokenUrl = token.Length == 0 ? null : new Uri(token), Options = options, Secrets = secrets }) is { } together)
            faults.Add($"{at}: {together}");
        return faults.Count > before ? null : new ConfiguredPartner(kind, name, section["Account"]?.Trim() is { Length: > 0 } account ? account : name, address, token, options, secrets);
    }
}

/// <summary>At every start the partners of the configuration are put beside those entered on the screen.</summary>
public sealed class StoreConfiguredPartners(IDbContextFactory<ConsoleContext> contexts, ConfiguredPartners configured, TimeProvider clock) : IDatabaseStartStep
{
    private const string Gone = "It no longer stands in the configuration file.";

    public async Task RunAsync(CancellationToken ct)
    {
        if (configured.Faults.Count > 0)
            throw new InvalidOperationException($"The configuration has {configured.Faults.Count} fault(s):\n- {string.Join("\n- ", configured.Faults)}");
        await using var db = await contexts.CreateDbContextAsync(ct);
        // Two nodes may start at the same moment.
        await using var write = await db.BeginWriteAsync(ct);
        var stored = await db.Partners.Where(p => p.FromConfiguration).ToListAsync(ct);
        await RefuseTakenNamesAsync(db, ct);
        foreach (var gone in stored.Where(s => !s.Paused && !configured.All.Any(c => c.Name == s.Name)))
            (gone.Paused, gone.StoppedBecause, gone.StoppedAt) = (true, Gone, clock.GetUtcNow().UtcDateTime);
        foreach (var partner in configured.All)
        {
            var account = await AccountAsync(db, partner.Account, ct);
            var known = stored.Find(s => s.Name == partner.Name && s.Kind == partner.Kind);
            if (known is null)
            {
                db.Partners.Add(new Partner
                {
                    AccountId = account,
                    Kind = partner.Kind,
                    Name = partner.Name,
                    BaseUrl = partner.BaseUrl,
                    TokenUrl = partner.TokenUrl,
                    Options = PartnerOptions.Write(partner.Options),
                    FromConfiguration = true,
                    CreatedAt = clock.GetUtcNow().UtcDateTime,
                });
                continue;
            }
            (known.AccountId, known.BaseUrl, known.TokenUrl, known.Options) = (account, partner.BaseUrl, partner.TokenUrl, PartnerOptions.Write(partner.Options));
            // What only the missing entry had switched off goes on with it; what a person switched off stays off.
            if (known.StoppedBecause == Gone)
                known.Paused = false;
            // A restart with mended settings tries again.
            known.StoppedBecause = "";
            known.StoppedAt = null;
        }
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
    }

    private async Task RefuseTakenNamesAsync(ConsoleContext db, CancellationToken ct)
    {
        var taken = await db.Partners.Select(p => new { p.Name, p.Kind, p.FromConfiguration }).ToListAsync(ct);
        var faults = (from c in configured.All
                      from t in taken
                      where string.Equals(t.Name, c.Name, StringComparison.OrdinalIgnoreCase) && !(t.FromConfiguration && t.Name == c.Name && t.Kind == c.Kind)
                      select $"Partners: the name '{c.Name}' belongs to a partner {(t.FromConfiguration ? $"that was {t.Kind} in an earlier configuration" : "that was added on the screen")}; give another name.").ToList();
        if (faults.Count > 0)
            throw new InvalidOperationException($"The configuration has {faults.Count} fault(s):\n- {string.Join("\n- ", faults)}");
    }

    private static async Task<int> AccountAsync(ConsoleContext db, string name, CancellationToken ct)
    {
        if (await db.Accounts.Where(a => a.Name == name).Select(a => (int?)a.Id).FirstOrDefaultAsync(ct) is { } known)
            return known;
        var company = await db.Companies.OrderBy(c => c.Id).FirstOrDefaultAsync(ct);
        if (company is null)
        {
            company = new Company { Name = "My company" };
            db.Companies.Add(company);
            await db.SaveChangesAsync(ct);
        }
        var account = new Account { CompanyId = company.Id, Name = name };
        db.Accounts.Add(account);
        await db.SaveChangesAsync(ct);
        return account.Id;
    }
}
