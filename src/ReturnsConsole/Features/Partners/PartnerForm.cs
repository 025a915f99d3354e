using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Features.Partners;

/// <summary>What stands in the form of one partner. Credentials are only what was typed now.</summary>
public sealed class PartnerForm
{
    private readonly int id;
    private readonly int version;

    private PartnerForm(PartnerDescription description, int id, int version) => (Description, this.id, this.version) = (description, id, version);

    public PartnerDescription Description { get; }

    public string Name { get; set; } = "";

    public int AccountId { get; set; }

    public string BaseUrl { get; set; } = "";

    public string TokenUrl { get; set; } = "";

    public Dictionary<string, string> Options { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, string> Secrets { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys of kept credentials that are to be removed.</summary>
    public HashSet<string> Forgotten { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys of the credentials that are kept.</summary>
    public IReadOnlySet<string> Kept { get; private init; } = new HashSet<string>();

    /// <summary>The fields that matter as the form stands.</summary>
    public IEnumerable<PartnerField> Fields => Description.FieldsFor(Options);

    /// <summary>Partners with a client secret give tokens, so they have an address for them.</summary>
    public bool HasTokens => Description.DefaultTokenUrl is not null || Fields.Any(f => f.Key == "ClientSecret");

    public static PartnerForm New(PartnerKind kind, int accountId)
    {
        var description = PartnerConnectors.Describe(kind);
        return new(description, 0, 0) { AccountId = accountId, BaseUrl = description.DefaultBaseUrl?.ToString() ?? "", TokenUrl = description.DefaultTokenUrl?.ToString() ?? "" };
    }

    public static PartnerForm Of(PartnerDetail detail)
    {
        var row = detail.Row;
        var form = new PartnerForm(PartnerConnectors.Describe(row.Kind), row.Id, row.Version)
        {
            Name = row.Name,
            AccountId = row.AccountId,
            BaseUrl = row.BaseUrl,
            TokenUrl = row.TokenUrl,
            Kept = detail.SecretsKept,
        };
        foreach (var (key, value) in row.Options)
            form.Options[key] = value;
        return form;
    }

    /// <summary>As it would be saved: what belongs to no field of the moment is left out.</summary>
    public PartnerDraft ToDraft()
    {
        var fields = Fields.ToList();
        var options = fields.Where(f => !f.Secret && Options.GetValueOrDefault(f.Key, "").Trim().Length > 0).ToDictionary(f => f.Key, f => Options[f.Key].Trim());
        var secrets = fields.Where(f => f.Secret && Secrets.GetValueOrDefault(f.Key, "").Length > 0).ToDictionary(f => f.Key, f => Secrets[f.Key]);
        return new(id, version, Description.Kind, Name.Trim(), AccountId, BaseUrl.Trim(), HasTokens ? TokenUrl.Trim() : "", options, secrets) { Forgotten = Forgotten.Where(f => !secrets.ContainsKey(f)).ToHashSet() };
    }

    /// <summary>"LWA client id": how the screen calls an entry.</summary>
    public string LabelOf(string key) => key switch
    {
        "" => "",
        "Name" => "Name",
        "Account" => "Account",
        "BaseUrl" => "Address",
        "TokenUrl" => "Token address",
        _ => Description.Fields.FirstOrDefault(f => f.Key == key)?.Label ?? key,
    };
}
