using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.ApiKeys;

/// <summary>Section "Api": how often programs may ask.</summary>
public sealed class ApiOptions
{
    public int RequestsPerMinutePerKey { get; set; } = 120;

    /// <summary>Of all keys and of none: also bounds guessing.</summary>
    public int RequestsPerMinutePerAddress { get; set; } = 600;
}

/// <summary>A program that has proven itself.</summary>
/// <param name="Companies">What it sees; null = all.</param>
public sealed record ApiCaller(int KeyId, string Name, IReadOnlySet<int>? Companies);

/// <summary>The key of a request against what is kept. Read anew each time, so that a revoked key is dead at once.</summary>
public sealed class ApiKeyCheck(IDbContextFactory<ConsoleContext> contexts, IOptions<ApiOptions> options, TimeProvider clock, ILogger<ApiKeyCheck> log) : IDisposable
{
    private static readonly TimeSpan UseNoted = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<int> limits = PartitionedRateLimiter.Create<int, int>(key => RateLimitPartition.GetFixedWindowLimiter(key,
        _ => new FixedWindowRateLimiterOptions { PermitLimit = options.Value.RequestsPerMinutePerKey, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    /// <returns>The caller, or the answer that refuses.</returns>
    public async Task<(ApiCaller? Caller, IResult? Refusal)> RunAsync(HttpContext http, ApiScopes needed, CancellationToken ct)
    {
        const string scheme = "Bearer ";
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            return (null, Unauthorized(http, "Send the key in the header Authorization: Bearer <key>."));
        var key = header[scheme.Length..].Trim();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var known = ApiKeyText.PrefixOf(key) is { } prefix ? await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Prefix == prefix, ct) : null;
        if (known is null || !ApiKeyText.IsSame(known.Hash, ApiKeyText.HashOf(key)))
        {
            log.LogWarning("A request to {Path} came with a key that is not known", http.Request.Path);
            return (null, Unauthorized(http, "This key is not known."));
        }
        if (known.RevokedAt is not null)
        {
            log.LogWarning("A request to {Path} came with the revoked key {Prefix}", http.Request.Path, known.Prefix);
            return (null, Unauthorized(http, "This key was revoked. Ask an administrator of the console for a new one."));
        }
        if (!known.Scopes.HasFlag(needed))
            return (null, Results.Problem($"The key may not do this: it lacks {ApiScopeWords.NameOf(needed)}.", statusCode: StatusCodes.Status403Forbidden, title: "Not within the key's scopes"));
        using var lease = limits.AttemptAcquire(known.Id);
        if (!lease.IsAcquired)
        {
            http.Response.Headers.RetryAfter = "60";
            return (null, Results.Problem(string.Create(CultureInfo.InvariantCulture, $"At most {options.Value.RequestsPerMinutePerKey} requests a minute with one key."), statusCode: StatusCodes.Status429TooManyRequests, title: "Too many requests"));
        }
        var now = clock.GetUtcNow().UtcDateTime;
        if (known.LastUsedAt is not { } last || now - last > UseNoted)
            await db.ApiKeys.Where(k => k.Id == known.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, now), ct);
        return (new(known.Id, known.Name, known.CompanyId is { } company ? new HashSet<int> { company } : null), null);
    }

    public void Dispose() => limits.Dispose();

    private static IResult Unauthorized(HttpContext http, string detail)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Problem(detail, statusCode: StatusCodes.Status401Unauthorized, title: "Not signed in");
    }
}
