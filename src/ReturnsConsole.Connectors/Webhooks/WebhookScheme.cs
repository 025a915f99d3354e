using System.Globalization;
using System.Text;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Webhooks;

/// <summary>How one account's deliveries are signed, as its options say. Partners publish little of this, so every part is a setting.</summary>
public sealed class WebhookScheme
{
    private static readonly string[] SecretKeys = ["WebhookSecret", "WebhookSecretPrevious"];

    private WebhookScheme()
    {
    }

    /// <summary>Name of the account, for messages.</summary>
    public required string Account { get; init; }

    /// <summary>Header that carries the signature.</summary>
    public required string Header { get; init; }

    /// <summary>HMACSHA256, HMACSHA512 or HMACSHA1.</summary>
    public required string Algorithm { get; init; }

    /// <summary>True: base64; false: hexadecimal, of either case.</summary>
    public required bool IsBase64 { get; init; }

    /// <summary>Text before the signature ("sha256="); empty: none.</summary>
    public required string Prefix { get; init; }

    /// <summary>Header that carries the time of sending; empty: none, and then a replay is only seen by its content.</summary>
    public required string TimestampHeader { get; init; }

    /// <summary>How far the time of sending may be from ours, before or after.</summary>
    public required TimeSpan Tolerance { get; init; }

    /// <summary>True: time, dot and body are signed; false: the body alone.</summary>
    public required bool SignsTimestamp { get; init; }

    /// <summary>The secret and, while it is being changed, the one before.</summary>
    internal IReadOnlyList<byte[]> Secrets { get; private init; } = [];

    /// <summary>The scheme of an account.</summary>
    /// <exception cref="PartnerException">An option is none of its choices: <see cref="PartnerFault.Misconfigured"/>.</exception>
    public static WebhookScheme Of(PartnerConnection connection)
    {
        var fields = Fields(connection.Kind).ToDictionary(f => f.Key, StringComparer.Ordinal);
        var timestamp = Value("WebhookTimestampHeader");
        var signed = Value("WebhookSigned") == "timestamp.body";
        if (signed && timestamp.Length == 0)
            throw Wrong("WebhookTimestampHeader", "the time is to be part of what is signed, but no header carries it");
        if (!double.TryParse(Value("WebhookToleranceSeconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > 86_400)
            throw Wrong("WebhookToleranceSeconds", "it must be a whole number of seconds from 1 to 86400");
        return new WebhookScheme
        {
            Account = connection.Name,
            Header = Value("WebhookHeader"),
            Algorithm = Value("WebhookAlgorithm"),
            IsBase64 = Value("WebhookEncoding") == "base64",
            Prefix = Value("WebhookPrefix"),
            TimestampHeader = timestamp,
            Tolerance = TimeSpan.FromSeconds(seconds),
            SignsTimestamp = signed,
            Secrets = [.. SecretKeys.Select(Secret).OfType<byte[]>()],
        };

        string Value(string key)
        {
            var value = connection.Option(key, fields[key].Default ?? "");
            return fields[key].Choices is { } choices && !choices.Contains(value) ? throw Wrong(key, $"it must be one of {string.Join(", ", choices)}") : value;
        }

        byte[]? Secret(string key) => connection.Secrets.TryGetValue(key, out var text) && text.Length > 0 ? Encoding.UTF8.GetBytes(text) : null;

        PartnerException Wrong(string key, string why) => new(PartnerFault.Misconfigured, $"{connection.Name}: '{fields[key].Label}' is wrong: {why}. An administrator changes it under Partners.");
    }

    /// <summary>The entries of the partner's form that concern deliveries, with the defaults of the kind.</summary>
    public static IReadOnlyList<PartnerField> Fields(PartnerKind kind) =>
    [
        new("WebhookSecret", "Webhook secret", "Shared secret of signed deliveries. Without it every delivery is refused.", Secret: true),
        new("WebhookSecretPrevious", "Previous webhook secret", "Still accepted while the secret is being changed; remove it afterwards.", Secret: true),
        new("WebhookHeader", "Signature header", "Header that carries the signature.", Default: kind == PartnerKind.HappyReturns ? "X-Hr-Signature" : "X-Signature"),
        new("WebhookAlgorithm", "Signature algorithm", "As agreed with the partner.", Default: "HMACSHA256", Choices: ["HMACSHA256", "HMACSHA512", "HMACSHA1"]),
        new("WebhookEncoding", "Signature encoding", "As agreed with the partner.", Default: "hex", Choices: ["hex", "base64"]),
        new("WebhookPrefix", "Signature prefix", "Text before the signature, such as sha256=; empty for none."),
        new("WebhookTimestampHeader", "Time header", "Header that carries the time of sending; empty when the partner sends none."),
        new("WebhookToleranceSeconds", "Time tolerance", "Seconds that the time of sending may differ from ours.", Default: "300"),
        new("WebhookSigned", "What is signed", "The body alone, or time, dot and body.", Default: "body", Choices: ["body", "timestamp.body"]),
    ];
}
