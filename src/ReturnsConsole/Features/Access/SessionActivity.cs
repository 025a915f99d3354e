using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Access;

/// <summary>When each session last did something. Kept in memory and written twice a minute, so that no click waits for the database's writer.</summary>
public sealed class SessionActivity(IDbContextFactory<ConsoleContext> contexts, TimeProvider clock, ILogger<SessionActivity> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, DateTime> seen = [];

    public void Touch(Guid sessionId) => seen[sessionId] = clock.GetUtcNow().UtcDateTime;

    public DateTime? LastSeen(Guid sessionId) => seen.TryGetValue(sessionId, out var at) ? at : null;

    public async Task WriteAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var (id, at) in seen)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await db.SignInSessions.Where(s => s.Id == id && s.LastSeenAt < at && s.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, at), ct);
            if (now - at > TimeSpan.FromMinutes(2))
                seen.TryRemove(new KeyValuePair<Guid, DateTime>(id, at));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await WriteOrSayAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        await WriteOrSayAsync(CancellationToken.None);
    }

    private async Task WriteOrSayAsync(CancellationToken ct)
    {
        try
        {
            await WriteAsync(ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Kept in memory and tried again: a session looks older than it is for a while, never younger.
            log.LogWarning(fault, "Last activity of sessions could not be written; trying again");
        }
    }
}
