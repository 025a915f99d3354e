using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Wire;

/// <summary>Signed, short-lived texts: page tokens and document links. Nothing is remembered about them.</summary>
internal sealed class Seals(TimeProvider wall, SandboxOptions options)
{
    private readonly byte[] _key = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"sandbox {options.Seed}")));

    /// <param name="scope">What the token may be used for; a token of one listing does not open another.</param>
    public string PageToken(string scope, TimePlace place)
    {
        var expires = (wall.GetUtcNow() + options.PageTokenLife).ToUnixTimeSeconds();
        var text = string.Create(CultureInfo.InvariantCulture, $"{place.Ticks}.{place.Number}.{expires}");
        return Convert.ToBase64String(Encoding.ASCII.GetBytes($"{text}.{Sign(scope + text)}"));
    }

    /// <exception cref="BadCallException">The token is of another listing, is expired, or was tampered with.</exception>
    public TimePlace Place(string scope, string token)
    {
        var parts = Decode(token).Split('.');
        if (parts.Length != 4 || Sign($"{scope}{parts[0]}.{parts[1]}.{parts[2]}") != parts[3])
            throw new BadCallException("The page token is invalid.");

        if (long.Parse(parts[2], CultureInfo.InvariantCulture) < wall.GetUtcNow().ToUnixTimeSeconds())
            throw new BadCallException("The page token has expired.");

        return new TimePlace(long.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <returns>Query string of a link that lives five minutes.</returns>
    public string LinkQuery(string path)
    {
        var expires = (wall.GetUtcNow() + TimeSpan.FromMinutes(5)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"X-Amz-Expires=300&X-Amz-Until={expires}&X-Amz-Signature={Sign(path + expires)}";
    }

    /// <returns>Null when the link is good, else why not.</returns>
    public string? LinkFault(string path, string? until, string? signature)
    {
        if (until is null || signature != Sign(path + until))
            return "SignatureDoesNotMatch";

        return long.Parse(until, CultureInfo.InvariantCulture) < wall.GetUtcNow().ToUnixTimeSeconds() ? "AccessDenied" : null;
    }

    private static string Decode(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) ? Encoding.ASCII.GetString(bytes, 0, length) : "";
    }

    private string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text))[..12]);
}
