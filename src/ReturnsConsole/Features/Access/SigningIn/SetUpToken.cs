using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace ReturnsConsole.Features.Access.SigningIn;

/// <summary>The one-time token for the first administrator. Only its hash is kept, only in memory.</summary>
public sealed class SetUpToken(TimeProvider clock, IOptions<AccessOptions> options)
{
    /// <summary>No letters that are read as others: 31 characters, twelve of them are 59 bits.</summary>
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXY";

    private const int MaxWrong = 10;

    private readonly Lock gate = new();
    private byte[]? hash;
    private DateTime expiresAt;
    private int wrong;

    /// <summary>True while a token is out that can still be used.</summary>
    public bool Holds
    {
        get
        {
            lock (gate)
                return hash is not null && wrong < MaxWrong && clock.GetUtcNow().UtcDateTime < expiresAt;
        }
    }

    /// <summary>Makes a new one; the one before is void.</summary>
    public string Issue()
    {
        var text = RandomNumberGenerator.GetString(Alphabet, 12);
        lock (gate)
        {
            hash = HashOf(text);
            expiresAt = clock.GetUtcNow().UtcDateTime.AddMinutes(options.Value.SetUpTokenMinutes);
            wrong = 0;
        }
        return $"{text[..4]}-{text[4..8]}-{text[8..]}";
    }

    /// <summary>A wrong one is counted: after ten the token is void.</summary>
    public bool Fits(string? given)
    {
        lock (gate)
        {
            if (hash is null || wrong >= MaxWrong || clock.GetUtcNow().UtcDateTime >= expiresAt)
                return false;
            var fits = CryptographicOperations.FixedTimeEquals(hash, HashOf(Plain(given)));
            if (!fits)
                wrong++;
            return fits;
        }
    }

    public void Use()
    {
        lock (gate)
            hash = null;
    }

    private static string Plain(string? given) => new([.. (given ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
