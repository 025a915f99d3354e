using ReturnsConsole.Connectors.Webhooks;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Features.Partners;

/// <summary>What is wrong with a draft beyond its single entries.</summary>
internal static class DraftFaults
{
    /// <summary>What belongs to no entry of the form. A credential among the options would stand in clear text in the database and in the audit trail.</summary>
    public static IEnumerable<string> Strays(PartnerDescription description, IEnumerable<string> options, IEnumerable<string> secrets)
    {
        foreach (var key in options)
        {
            var field = description.Fields.FirstOrDefault(f => string.Equals(f.Key, key, StringComparison.OrdinalIgnoreCase));
            if (field is null)
                yield return $"{key} is not known for {description.Title}.";
            else if (field.Secret)
                yield return $"{key} is a credential and must be entered as one.";
        }
        foreach (var key in secrets.Where(key => !description.Fields.Any(f => f.Secret && f.Key == key)))
            yield return $"{key} is no credential of {description.Title}.";
    }

    /// <summary>
    /// Kept credentials are only sent where they were entered for: whoever may change an address must not be able to have them sent to one of their own and read them there.
    /// </summary>
    /// <param name="kept">The credentials that are kept.</param>
    public static string? Elsewhere(Partner? stored, PartnerDraft draft, IEnumerable<string> kept)
    {
        if (stored is null)
            return null;
        var known = new[] { stored.BaseUrl, stored.TokenUrl }.Select(Origin).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (known.Contains(Origin(draft.BaseUrl)) && known.Contains(Origin(draft.TokenUrl)))
            return null;
        // The secrets of deliveries are never sent.
        var missing = kept.Where(k => !k.StartsWith("Webhook", StringComparison.Ordinal) && draft.Secrets.GetValueOrDefault(k, "").Length == 0).Order(StringComparer.Ordinal).ToList();
        return missing.Count == 0 ? null : $"The address leads elsewhere than the one that the kept credentials were entered for. Enter them again: {string.Join(", ", missing)}.";
    }

    /// <summary>Entries about deliveries that do not go together: found here, not when the first delivery is turned away.</summary>
    public static string? Together(PartnerConnection connection)
    {
        try
        {
            if (PartnerConnectors.Describe(connection.Kind).Fields.Any(f => f.Key == "WebhookSecret"))
                WebhookScheme.Of(connection);
            return null;
        }
        catch (PartnerException wrong) when (wrong.Fault == PartnerFault.Misconfigured)
        {
            return wrong.Message;
        }
    }

    private static string Origin(string address) => Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Authority) : "";
}
