namespace ReturnsConsole.Connectors.Wire;

/// <summary>The systems the console stands between.</summary>
public enum PartnerKind : byte
{
    /// <summary>Amazon Seller Central by the Selling Partner API.</summary>
    AmazonSeller = 1,

    /// <summary>Amazon Vendor Central by the Selling Partner API, its papers by CSV.</summary>
    AmazonVendor = 2,

    /// <summary>ReBound Returns.</summary>
    Rebound = 3,

    /// <summary>Happy Returns.</summary>
    HappyReturns = 4,

    /// <summary>commercetools Composable Commerce.</summary>
    Commercetools = 5,
}

/// <summary>Where and as whom one account's partner is called. Every address can point anywhere, so a simulator can stand in for the partner.</summary>
public sealed record PartnerConnection
{
    public required PartnerKind Kind { get; init; }

    /// <summary>What people call it; unique in the console. Rate limits are kept per name.</summary>
    public required string Name { get; init; }

    public required Uri BaseUrl { get; init; }

    /// <summary>Where access tokens come from; null for partners that have none.</summary>
    public Uri? TokenUrl { get; init; }

    /// <summary>What is no secret, by the keys of <see cref="PartnerField"/>.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Credentials, by the keys of <see cref="PartnerField"/>. Never logged, never part of a message or an address.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>An option, or its default as its field declares it; empty when there is neither.</summary>
    public string Option(string key, string otherwise = "") => Options.TryGetValue(key, out var value) && value.Length > 0 ? value : otherwise;

    /// <exception cref="PartnerException">The credential is missing: <see cref="PartnerFault.Misconfigured"/>.</exception>
    public string Secret(string key) => Secrets.TryGetValue(key, out var value) && value.Length > 0
        ? value
        : throw new PartnerException(PartnerFault.Misconfigured, $"{Name}: the credential '{key}' is not entered. An administrator enters it under Partners.");

    /// <summary>Kind, name and address; never an option or a credential.</summary>
    public override string ToString() => $"{Kind} {Name} ({BaseUrl})";
}

/// <summary>One entry of the form in which a partner is added.</summary>
/// <param name="Key">Key in <see cref="PartnerConnection.Options"/> or <see cref="PartnerConnection.Secrets"/>.</param>
/// <param name="Label">As the partner's own pages call it.</param>
/// <param name="Help">Where to find it and what it is for, one sentence.</param>
/// <param name="Required">Without it no call can be made.</param>
/// <param name="Secret">Write-only, encrypted at rest.</param>
/// <param name="Default">Used when nothing is entered.</param>
/// <param name="Choices">The only values that are allowed; null: any text.</param>
public sealed record PartnerField(string Key, string Label, string Help, bool Required = false, bool Secret = false, string? Default = null, IReadOnlyList<string>? Choices = null)
{
    /// <summary>Only asked for while another option has this value; null: always.</summary>
    public (string Key, string Value)? When { get; init; }
}

/// <summary>One kind of data that is fetched again and again.</summary>
/// <param name="Name">Stable: part of job names and watermarks ("orders", "returns", "transactions", "settlements").</param>
/// <param name="Title">As screens say it.</param>
/// <param name="Every">Usual time between two runs.</param>
/// <param name="LookBack">How far before the watermark every run starts again, because the partner changes or delivers late.</param>
/// <param name="MaxSlice">Longest window asked for at once; catching up goes in slices of this length.</param>
/// <param name="First">How far back the very first run goes.</param>
/// <param name="Lag">How long before now a window must end because the partner refuses or omits what is newer.</param>
public sealed record StreamDescription(string Name, string Title, TimeSpan Every, TimeSpan LookBack, TimeSpan MaxSlice, TimeSpan First, TimeSpan Lag = default);

/// <summary>What a kind of partner needs and offers.</summary>
/// <param name="DefaultBaseUrl">The partner's public address; null when it is the customer's own or not known.</param>
/// <param name="Notes">What is assumed or not known, as sentences for the administrator.</param>
public sealed record PartnerDescription(
    PartnerKind Kind, string Title, Uri? DefaultBaseUrl, Uri? DefaultTokenUrl, IReadOnlyList<PartnerField> Fields, IReadOnlyList<StreamDescription> Streams, IReadOnlyList<string> Notes)
{
    /// <summary>The fields that matter with these options: those of another generation of the partner's interface are left out.</summary>
    public IEnumerable<PartnerField> FieldsFor(IReadOnlyDictionary<string, string> options) => Fields.Where(f => f.When is not { } when || string.Equals(ValueOf(when.Key, options), when.Value, StringComparison.OrdinalIgnoreCase));

    private string ValueOf(string key, IReadOnlyDictionary<string, string> options) =>
        options.TryGetValue(key, out var value) && value.Length > 0 ? value : Fields.FirstOrDefault(f => f.Key == key)?.Default ?? "";
}
