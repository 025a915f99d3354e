using System.Security.Cryptography;
using System.Text;

namespace ReturnsConsole.Features.ApiKeys;

/// <summary>How keys are made, read and hashed: "rc_7f3k9q2m_" and 43 characters.</summary>
internal static class ApiKeyText
{
    private const string Begin = "rc_";
    private const int PrefixLength = 8;

    public static (string Prefix, string Key) New()
    {
        var prefix = Begin + RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", PrefixLength);
        var secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return (prefix, $"{prefix}_{secret}");
    }

    /// <summary>Null: it cannot be a key of ours.</summary>
    public static string? PrefixOf(string key)
    {
        var length = Begin.Length + PrefixLength;
        return key.Length is > 40 and < 100 && key.StartsWith(Begin, StringComparison.Ordinal) && key[length] == '_' ? key[..length] : null;
    }

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public static bool IsSame(string hash, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(other));
}

public static class ApiScopeWords
{
    public static IReadOnlyList<ApiScopes> All { get; } = [ApiScopes.ReadReturns, ApiScopes.ReadJournals];

    /// <summary>As problem answers and documents name it.</summary>
    public static string NameOf(ApiScopes scope) => scope switch
    {
        ApiScopes.ReadReturns => "returns:read",
        ApiScopes.ReadJournals => "journals:read",
        _ => scope.ToString(),
    };

    public static string WordsOf(ApiScopes scope) => scope switch
    {
        ApiScopes.ReadReturns => "Look returns up",
        ApiScopes.ReadJournals => "Read journals",
        _ => scope.ToString(),
    };

    public static string NamesOf(ApiScopes scopes) => string.Join(", ", All.Where(s => scopes.HasFlag(s)).Select(NameOf));
}
