using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Features.Partners;

/// <summary>What the form holds.</summary>
/// <param name="Id">0: a new partner.</param>
/// <param name="Secrets">Only what was entered now; what is left empty stays as it is.</param>
public sealed record PartnerDraft(
    int Id, int Version, PartnerKind Kind, string Name, int AccountId, string BaseUrl, string TokenUrl, IReadOnlyDictionary<string, string> Options, IReadOnlyDictionary<string, string> Secrets)
{
    /// <summary>Keys of kept credentials that are to be removed, such as a webhook secret that is no longer valid.</summary>
    public IReadOnlySet<string> Forgotten { get; init; } = new HashSet<string>();
}

/// <summary>One partner as the list shows it. Credentials are never part of it, only whether and when they were entered.</summary>
public sealed record PartnerRow(
    int Id, int Version, PartnerKind Kind, string Title, string Name, int AccountId, string Account, string BaseUrl, string TokenUrl, IReadOnlyDictionary<string, string> Options, bool HasCredentials,
    DateTime? CredentialsChangedAt, bool FromConfiguration, bool Paused, string StoppedBecause, DateTime? StoppedAt, string WebhookPath);
