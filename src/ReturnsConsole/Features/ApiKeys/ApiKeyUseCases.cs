using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.ApiKeys;

/// <param name="Key">Shown once; null when refused.</param>
public sealed record NewApiKey(Outcome Outcome, string? Key);

/// <summary>Makes a key for a program. The trail keeps its prefix, never the key.</summary>
public sealed class CreateApiKey(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail trail, ChangeFeed feed, TimeProvider clock)
{
    public async Task<NewApiKey> RunAsync(Actor actor, string name, ApiScopes scopes, int? companyId, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ManageApiKeys, ct) is { } refusal)
            return new(Outcome.Forbidden(refusal), null);
        var called = (name ?? "").Trim();
        if (called.Length is 0 or > 100)
            return new(Outcome.Refused("Say in at most 100 characters which program uses the key."), null);
        if (scopes == ApiScopes.None || (scopes & ~ApiScopeWords.All.Aggregate((a, b) => a | b)) != 0)
            return new(Outcome.Refused("Choose what the program may do."), null);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (companyId is { } company && !await db.Companies.AnyAsync(c => c.Id == company, ct))
            return new(Outcome.Refused("There is no such company."), null);
        var (prefix, key) = ApiKeyText.New();
        var now = clock.GetUtcNow().UtcDateTime;
        db.ApiKeys.Add(new ApiKey { Name = called, Prefix = prefix, Hash = ApiKeyText.HashOf(key), Scopes = scopes, CompanyId = companyId, CreatedAt = now, CreatedBy = actor.Name });
        await trail.AppendAsync(db, new AuditRecord(actor, "api-key.created", "api-key", prefix, null, JsonSerializer.Serialize(new { name = called, scopes = ApiScopeWords.NamesOf(scopes), company = companyId })), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        feed.Publish(ChangeTopic.ApiKeys);
        return new(Outcome.Done($"The key of {called} is made."), key);
    }
}

/// <summary>From the next request on the key opens nothing.</summary>
public sealed class RevokeApiKey(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail trail, ChangeFeed feed, TimeProvider clock)
{
    public async Task<Outcome> RunAsync(Actor actor, int keyId, string why, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ManageApiKeys, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var key = await db.ApiKeys.SingleOrDefaultAsync(k => k.Id == keyId, ct);
        if (key is null)
            return Outcome.Refused("There is no such key.");
        if (key.RevokedAt is not null)
            return Outcome.Refused($"{key.RevokedBy} has revoked the key of {key.Name} already.");
        (key.RevokedAt, key.RevokedBy) = (clock.GetUtcNow().UtcDateTime, actor.Name);
        await trail.AppendAsync(db, new AuditRecord(actor, "api-key.revoked", "api-key", key.Prefix, null, null, string.IsNullOrWhiteSpace(why) ? null : why.Trim()), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        feed.Publish(ChangeTopic.ApiKeys);
        return Outcome.Done($"The key of {key.Name} opens nothing any more.");
    }
}

public sealed record ApiKeyRow(int Id, string Name, string Prefix, ApiScopes Scopes, string Company, DateTime CreatedAt, string CreatedBy, DateTime? LastUsedAt, DateTime? RevokedAt, string RevokedBy);

public sealed record ApiKeyOverview(IReadOnlyList<ApiKeyRow> Keys, IReadOnlyList<Company> Companies);

/// <summary>Every key, in use first.</summary>
public sealed class ApiKeyList(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public async Task<Answer<ApiKeyOverview>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ManageApiKeys, ct) is { } refusal)
            return Answer.Refused<ApiKeyOverview>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var companies = await db.Companies.AsNoTracking().OrderBy(c => c.Name).ToListAsync(ct);
        var keys = await db.ApiKeys.AsNoTracking().OrderBy(k => k.RevokedAt != null).ThenByDescending(k => k.Id).Take(500).ToListAsync(ct);
        return Answer.Of(new ApiKeyOverview([.. keys.Select(k => new ApiKeyRow(k.Id, k.Name, k.Prefix, k.Scopes, k.CompanyId is { } id ? companies.Find(c => c.Id == id)?.Name ?? "" : "All", k.CreatedAt, k.CreatedBy,
            k.LastUsedAt, k.RevokedAt, k.RevokedBy))], companies));
    }
}
