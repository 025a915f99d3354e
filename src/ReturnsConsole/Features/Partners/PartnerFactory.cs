using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Features.Partners;

/// <summary>Makes connectors of stored partners, with their credentials decrypted or taken from the configuration.</summary>
public sealed class PartnerFactory(PartnerSecrets secrets, ConfiguredPartners configured, PartnerWorld world)
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, (int Version, string Credentials, IPartnerConnector Connector)> made = [];

    /// <exception cref="PartnerException">Credentials cannot be read.</exception>
    public IPartnerConnector Of(Partner partner)
    {
        lock (gate)
        {
            if (partner.Id != 0 && made.TryGetValue(partner.Id, out var known) && known.Version == partner.Version && known.Credentials == partner.Credentials)
                return known.Connector;
        }
        var connector = PartnerConnectors.Create(ConnectionOf(partner), world);
        lock (gate)
        {
            if (partner.Id != 0)
                made[partner.Id] = (partner.Version, partner.Credentials, connector);
        }
        return connector;
    }

    public PartnerConnection ConnectionOf(Partner partner) => new()
    {
        Kind = partner.Kind,
        Name = partner.Name,
        BaseUrl = new Uri(partner.BaseUrl),
        TokenUrl = partner.TokenUrl.Length == 0 ? null : new Uri(partner.TokenUrl),
        Options = PartnerOptions.Read(partner.Options),
        Secrets = partner.FromConfiguration
            ? configured.All.FirstOrDefault(c => c.Name == partner.Name)?.Secrets ?? new Dictionary<string, string>()
            : secrets.Unprotect(partner.Name, partner.Credentials),
    };
}
