using System.Text.Json;
using ReturnsConsole.Connectors.Payloads;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Rebound;

/// <summary>How answers become documents: without the printing label, with what the account's settings add.</summary>
internal static class ReboundDocuments
{
    private static readonly string[] Meanings = ["Restocked", "Quarantined", "Scrapped", "ReturnedToCustomer", "Lost"];

    public static byte[] Return(JsonElement found, PartnerConnection connection)
    {
        var table = Dispositions(connection);
        var currency = connection.Option("Currency");
        if (currency.Length > 0 && !JsonText.IsCurrency(currency))
            throw new PartnerException(PartnerFault.Misconfigured, $"{connection.Name}: the currency '{currency}' is not a code of three capital letters.");
        if (table.Count == 0 && currency.Length == 0)
            return JsonText.Compose(w => WriteFields(w, found));
        return JsonText.Compose(w =>
        {
            w.WriteStartObject("return");
            WriteFields(w, found);
            w.WriteEndObject();
            if (currency.Length > 0)
                w.WriteString("currency", currency);
            if (table.Count == 0)
                return;
            w.WriteStartObject("dispositions");
            foreach (var (raw, meant) in table)
                w.WriteString(raw, meant);
            w.WriteEndObject();
        });
    }

    /// <summary>tracking/get does not repeat the code it was asked for.</summary>
    public static byte[] Tracking(JsonElement parcel, string code) => parcel.TextOf("tracking_code") is not null ? parcel.Compact() : JsonText.Compose(w =>
    {
        w.WriteString("tracking_code", code);
        foreach (var field in parcel.EnumerateObject().Where(f => f.Name != "tracking_code"))
            field.WriteTo(w);
    });

    private static void WriteFields(Utf8JsonWriter w, JsonElement found)
    {
        foreach (var field in found.EnumerateObject().Where(f => f.Name != "label"))
            field.WriteTo(w);
    }

    /// <summary>"Sellable=Restocked;Damaged=Quarantined" as entered.</summary>
    public static SortedDictionary<string, string> Dispositions(PartnerConnection connection)
    {
        var table = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in connection.Option("Dispositions").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = entry.IndexOf('=', StringComparison.Ordinal);
            var raw = at < 0 ? "" : entry[..at].Trim();
            var meant = Array.Find(Meanings, m => at >= 0 && string.Equals(m, entry[(at + 1)..].Trim(), StringComparison.OrdinalIgnoreCase));
            if (raw.Length == 0 || meant is null)
                throw new PartnerException(PartnerFault.Misconfigured, $"{connection.Name}: '{entry}' in the dispositions is not understood. Write Rebound's word, =, and one of {string.Join(", ", Meanings)}; separate entries by semicolons.");
            table[raw] = meant;
        }
        return table;
    }
}
