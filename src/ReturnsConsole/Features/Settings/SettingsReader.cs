using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Settings;

/// <summary>
/// The settings as they stand, read once and kept. A change in this process is seen at once, one of another process on the same database after <see cref="MaxAge"/>.
/// What must not be even that old is read inside its own transaction: <see cref="ReadAsync"/>.
/// </summary>
public sealed class SettingsReader : IDisposable
{
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(3);

    private readonly IDbContextFactory<ConsoleContext> contexts;
    private readonly TimeProvider clock;
    private readonly IDisposable changes;
    private readonly Lock gate = new();
    private (DateTime ReadAt, CurrentSettings Settings)? kept;

    /// <summary>Raised by every change, so that a read begun before it is not kept.</summary>
    private long generation;

    public SettingsReader(IDbContextFactory<ConsoleContext> contexts, ChangeFeed feed, TimeProvider clock)
    {
        (this.contexts, this.clock) = (contexts, clock);
        changes = feed.Subscribe(ChangeTopic.Settings, Forget);
    }

    public async ValueTask<CurrentSettings> GetAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        long before;
        lock (gate)
        {
            if (kept is { } entry && now - entry.ReadAt < MaxAge && now >= entry.ReadAt)
                return entry.Settings;
            before = generation;
        }
        await using var db = await contexts.CreateDbContextAsync(ct);
        var settings = await ReadAsync(db, ct);
        lock (gate)
        {
            if (generation == before)
                kept = (now, settings);
        }
        return settings;
    }

    /// <summary>As they stand in this transaction.</summary>
    public static async Task<CurrentSettings> ReadAsync(ConsoleContext db, CancellationToken ct) => new(await db.SettingValues.AsNoTracking().ToListAsync(ct));

    private void Forget()
    {
        lock (gate)
        {
            generation++;
            kept = null;
        }
    }

    public void Dispose() => changes.Dispose();
}
