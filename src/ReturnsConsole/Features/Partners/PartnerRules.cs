using System.Text.Json;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Features.Partners;

/// <summary>What is wrong with one entry.</summary>
/// <param name="Key">Name, Account, BaseUrl, TokenUrl or the key of a field of the kind.</param>
/// <param name="What">Goes on from the entry's name: "is missing: …".</param>
public sealed record FieldFault(string Key, string What)
{
    public override string ToString() => $"{Key} {What}";
}

/// <summary>What a partner's settings must look like, in words; the same rules for the screen and the configuration.</summary>
public static class PartnerRules
{
    /// <summary>Names stand in addresses (webhooks) and in terminals.</summary>
    public static string? NameFault(string name) =>
        name.Length is 0 or > 60 ? "give a name of at most 60 characters."
        : name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not (' ' or '-' or '_' or '.')) || name != name.Trim() ? $"'{name}' has characters other than letters, digits, blanks, '-', '_' and '.'; the name is part of web addresses."
        : name.Any(char.IsAsciiLetterOrDigit) ? null
        : $"'{name}' has no letter or digit; the name is part of web addresses.";

    public static IEnumerable<string> AddressFaults(PartnerKind kind, string baseUrl, string tokenUrl) => FaultsOfAddresses(kind, baseUrl, tokenUrl).Select(f => f.ToString());

    public static IEnumerable<string> FieldFaults(PartnerDescription description, IReadOnlyDictionary<string, string> options, IReadOnlyDictionary<string, string> secrets) =>
        FaultsOfFields(description, options, secrets).Select(f => f.ToString());

    public static IEnumerable<FieldFault> FaultsOfAddresses(PartnerKind kind, string baseUrl, string tokenUrl)
    {
        if (AddressFault(baseUrl) is { } fault)
            yield return new("BaseUrl", fault);
        if (tokenUrl.Length > 0 && AddressFault(tokenUrl) is { } other)
            yield return new("TokenUrl", other);
        if (tokenUrl.Length == 0 && PartnerConnectors.Describe(kind).DefaultTokenUrl is not null)
            yield return new("TokenUrl", "is missing: this partner gives access by tokens.");
    }

    public static IEnumerable<FieldFault> FaultsOfFields(PartnerDescription description, IReadOnlyDictionary<string, string> options, IReadOnlyDictionary<string, string> secrets)
    {
        foreach (var field in description.FieldsFor(options))
        {
            var value = (field.Secret ? secrets : options).GetValueOrDefault(field.Key, field.Default ?? "");
            if (field.Required && value.Trim().Length == 0)
                yield return new(field.Key, $"is missing: {field.Help}");
            else if (field.Choices is { } choices && value.Length > 0 && !choices.Contains(value, StringComparer.OrdinalIgnoreCase))
                yield return new(field.Key, $"is '{value}'; expected one of {string.Join(", ", choices)}.");
            else if (value.Length > 2000)
                yield return new(field.Key, "is longer than 2,000 characters.");
        }
    }

    private static string? AddressFault(string address)
    {
        if (address.Length == 0)
            return "is missing: the partner's public address is not known, so it must be given.";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
            return $"is '{address}'; expected a whole address such as https://partner.example/api.";
        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            return "must carry no user, password, question mark or fragment.";
        return uri.Scheme == "http" && !uri.IsLoopback ? $"is '{address}'; credentials travel only over https, except to this machine itself." : null;
    }
}

/// <summary>Options as they are stored.</summary>
internal static class PartnerOptions
{
    public static string Write(IReadOnlyDictionary<string, string> options) => JsonSerializer.Serialize(options.OrderBy(o => o.Key, StringComparer.Ordinal).ToDictionary(o => o.Key, o => o.Value));

    public static Dictionary<string, string> Read(string options) => JsonSerializer.Deserialize<Dictionary<string, string>>(options) ?? [];
}
