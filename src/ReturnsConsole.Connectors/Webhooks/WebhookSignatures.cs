using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.Webhooks;

/// <summary>Whether a delivery is the partner's.</summary>
/// <param name="Reason">For the log and the administrator; never the answer to the sender. Empty when accepted.</param>
public readonly record struct WebhookVerdict(bool Accepted, string Reason);

/// <summary>Verifies deliveries by a shared secret.</summary>
public static class WebhookSignatures
{
    // Partners that change their secret send a signature of each.
    private const int MostSignatures = 4;

    /// <summary>Compares in constant time. A missing secret, signature or time refuses.</summary>
    /// <param name="header">Value of a header of the delivery by its name; null when it is not there.</param>
    /// <param name="body">The raw body, as it came.</param>
    public static WebhookVerdict Verify(WebhookScheme scheme, Func<string, string?> header, ReadOnlyMemory<byte> body, DateTime nowUtc)
    {
        if (scheme.Secrets.Count == 0)
            return No($"{scheme.Account}: no webhook secret is entered, so no delivery can be trusted. An administrator enters it under Partners.");
        if (header(scheme.Header) is not { Length: > 0 } given)
            return No($"{scheme.Account}: the delivery has no header {scheme.Header}.");
        var time = "";
        if (scheme.TimestampHeader.Length > 0)
        {
            time = header(scheme.TimestampHeader)?.Trim() ?? "";
            if (time.Length == 0)
                return No($"{scheme.Account}: the delivery has no header {scheme.TimestampHeader}.");
            if (!TryTime(time, out var sent))
                return No($"{scheme.Account}: the header {scheme.TimestampHeader} is no time.");
            if ((sent - nowUtc).Duration() > scheme.Tolerance)
                return No($"{scheme.Account}: the delivery was sent at {sent:yyyy-MM-dd HH:mm:ss} UTC and came at {nowUtc:HH:mm:ss} UTC, more than {scheme.Tolerance.TotalSeconds:0} seconds apart. It is a replay, or a clock is wrong.");
        }
        var found = given.Split(',', MostSignatures + 1, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (found.Length > MostSignatures)
            return No($"{scheme.Account}: the header {scheme.Header} holds more signatures than make sense.");
        var right = false;
        foreach (var secret in scheme.Secrets)
        {
            var expected = Sign(scheme, secret, scheme.SignsTimestamp ? time : null, body.Span);
            foreach (var text in found)
                right |= CryptographicOperations.FixedTimeEquals(expected, Decode(scheme, text));
        }
        return right ? new WebhookVerdict(true, "") : No($"{scheme.Account}: the signature in {scheme.Header} does not fit the body. The secret, the algorithm or what is signed differs, or the delivery is not the partner's.");
    }

    private static WebhookVerdict No(string reason) => new(false, reason);

    private static byte[] Sign(WebhookScheme scheme, byte[] secret, string? time, ReadOnlySpan<byte> body)
    {
        var algorithm = scheme.Algorithm switch { "HMACSHA512" => HashAlgorithmName.SHA512, "HMACSHA1" => HashAlgorithmName.SHA1, _ => HashAlgorithmName.SHA256 };
        using var hash = IncrementalHash.CreateHMAC(algorithm, secret);
        if (time is not null)
            hash.AppendData(Encoding.UTF8.GetBytes(time + "."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    private static byte[] Decode(WebhookScheme scheme, string text)
    {
        if (!text.StartsWith(scheme.Prefix, StringComparison.OrdinalIgnoreCase))
            return [];
        text = text[scheme.Prefix.Length..];
        var bytes = new byte[text.Length];
        var written = 0;
        var whole = scheme.IsBase64 ? Convert.TryFromBase64String(text, bytes, out written) : Convert.FromHexString(text, bytes, out _, out written) == System.Buffers.OperationStatus.Done;
        return whole ? bytes[..written] : [];
    }

    /// <summary>Unix seconds or milliseconds, or ISO 8601.</summary>
    private static bool TryTime(string text, out DateTime utc)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 100_000_000_000 and < 100_000_000_000_000)
        {
            utc = DateTime.UnixEpoch.AddMilliseconds(number);
            return true;
        }
        return JsonText.TryUtc(text, out utc);
    }
}
