namespace ReturnsConsole.PartnerSandbox.Wire;

/// <summary>Access tokens that were handed out, with their end by the wall clock.</summary>
internal sealed class AccessTokens(TimeProvider wall, SandboxOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Account, DateTimeOffset Until)> _tokens = new(StringComparer.Ordinal);

    public TimeSpan Life { get; set; } = options.TokenLife;

    public string Issue(string prefix, string account, TimeSpan? life = null)
    {
        var token = prefix + Guid.NewGuid().ToString("N");
        lock (_gate)
        {
            var now = wall.GetUtcNow();
            foreach (var old in _tokens.Where(entry => entry.Value.Until < now - TimeSpan.FromHours(1)).Select(entry => entry.Key).ToList())
                _tokens.Remove(old);

            _tokens[token] = (account, now + (life ?? Life));
        }

        return token;
    }

    /// <returns>The account, or null; known tells an expired token from an invented one.</returns>
    public string? Account(string? token, out bool known)
    {
        lock (_gate)
        {
            known = _tokens.TryGetValue(token ?? "", out var entry);
            return known && entry.Until > wall.GetUtcNow() ? entry.Account : null;
        }
    }

    public void ExpireAll()
    {
        lock (_gate)
        {
            foreach (var token in _tokens.Keys.ToList())
                _tokens[token] = _tokens[token] with { Until = DateTimeOffset.MinValue };
        }
    }
}
