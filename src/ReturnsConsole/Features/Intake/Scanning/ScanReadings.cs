using System.Text.RegularExpressions;

namespace ReturnsConsole.Features.Intake.Scanning;

/// <summary>
/// What a scan may mean, likeliest first: the scanner's symbology mark and the words before a code are taken off, a web address gives its values, carrier and
/// GS1 barcodes give the number inside them. Pure: the same text always gives the same readings.
/// </summary>
public static partial class ScanReadings
{
    public const int Most = 10;
    public const int MaxScan = 2_000;

    public static IReadOnlyList<string> Of(string? scan)
    {
        if (string.IsNullOrWhiteSpace(scan))
            return [];
        var text = (scan.Length <= MaxScan ? scan : scan[..MaxScan]).Trim();
        var aim = Aim().Match(text);
        text = text[aim.Length..].Trim();
        var readings = new List<string>();
        if (IsAddress(text))
            Address(text, readings);
        else
            Code(text, readings);
        return [.. readings.Where(r => r.Length > 0).Distinct(StringComparer.Ordinal).Take(Most)];
    }

    private static void Code(string text, List<string> readings)
    {
        var key = IdentifierText.Key(text);
        var order = OrderId().Match(text);
        if (order.Success)
            readings.Add(IdentifierText.Key(order.Value));
        readings.Add(key);
        var named = Named().Match(text);
        if (named.Success)
            readings.Add(IdentifierText.Key(named.Groups[1].Value));
        readings.AddRange(Inside(key));
        // A whole slip in one code: its parts that look like numbers.
        var parts = text.Split([' ', ';', ',', '|', '\t', '\r', '\n', '\u001d', '\u001e', '=', ':', '"'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > 1)
            readings.AddRange(parts.Select(IdentifierText.Key).Where(p => p.Length >= 8 && p.Any(char.IsAsciiDigit)).SelectMany(p => (string[])[p, .. Inside(p)]));
    }

    /// <summary>The number that a carrier's or GS1 barcode wraps.</summary>
    private static IEnumerable<string> Inside(string key)
    {
        if (key.Length < 14 || !key.All(char.IsAsciiDigit))
            yield break;
        switch (key.Length)
        {
            // GS1 application identifier 00, then a shipping unit's 18 digits.
            case 20 when key.StartsWith("00", StringComparison.Ordinal):
                yield return key[2..];
                break;
            // 01, then a trade item's 14 digits; retail codes are written without its leading zero.
            case 16 when key.StartsWith("01", StringComparison.Ordinal):
                yield return key[2..];
                yield return key[3..];
                break;
            // Routing (420 and a postal code of 5 or 9 digits) before a parcel number of 22.
            case 30 or 34 when key.StartsWith("420", StringComparison.Ordinal):
                yield return key[^22..];
                break;
            // A carrier's routing label with the parcel number at its end.
            case 22 or 34 when key.StartsWith("96", StringComparison.Ordinal):
                yield return key[^15..];
                yield return key[^12..];
                break;
        }
    }

    private static bool IsAddress(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("www.", StringComparison.OrdinalIgnoreCase);

    private static void Address(string text, List<string> readings)
    {
        var whole = text.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? "https://" + text : text;
        if (!Uri.TryCreate(whole, UriKind.Absolute, out var address))
            return;
        var values = new List<string>();
        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            values.Add(Uri.UnescapeDataString(pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..].Replace('+', ' ')));
        values.AddRange(address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse().Select(Uri.UnescapeDataString));
        if (address.Fragment.Length > 1)
            values.Add(Uri.UnescapeDataString(address.Fragment[1..]));
        foreach (var value in values)
        {
            var key = IdentifierText.Key(value);
            // A number of a few characters has a digit in it; Amazon's RMA ids may have none and are long.
            if (key.Length >= 10 || (key.Length >= 4 && key.Any(char.IsAsciiDigit)))
            {
                readings.Add(key);
                readings.AddRange(Inside(key));
            }
        }
    }

    /// <summary>AIM symbology identifier: "]C1" before what the barcode holds.</summary>
    [GeneratedRegex(@"^\][A-Za-z][0-9A-Za-z]", RegexOptions.CultureInvariant)]
    private static partial Regex Aim();

    [GeneratedRegex(@"(?<!\d)\d{3}-\d{7}-\d{7}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex OrderId();

    [GeneratedRegex(@"^(?:(?:RMA|RETURN|ORDER|TRACKING|PARCEL|LPN|BAG|LABEL|SKU|ASIN|CODE)(?:\s*(?:NO|NR|ID|NUMBER|CODE))?)[\s.:#=\-]+(.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Named();
}
