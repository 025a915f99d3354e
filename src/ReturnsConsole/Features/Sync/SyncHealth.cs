using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Sync;

/// <summary>A stream that has been silent too long, or a partner that is no longer called.</summary>
/// <param name="Stream">Null: the whole partner.</param>
public sealed record SilentStream(int PartnerId, string Partner, int AccountId, string? Stream, DateTime Since, string Why);

/// <summary>Which streams are silent. One rule for the cases, the pages and the watch.</summary>
public static class SyncHealth
{
    public static async Task<IReadOnlyList<SilentStream>> SilentAsync(ConsoleContext db, int silentHours, DateTime now, CancellationToken ct)
    {
        var silent = new List<SilentStream>();
        var streams = (await db.SyncStreams.AsNoTracking().ToListAsync(ct)).ToLookup(s => s.PartnerId);
        foreach (var partner in await db.Partners.AsNoTracking().Where(p => !p.Paused).OrderBy(p => p.Id).ToListAsync(ct))
        {
            if (partner.StoppedBecause.Length > 0)
            {
                silent.Add(new SilentStream(partner.Id, partner.Name, partner.AccountId, null, partner.StoppedAt ?? now, partner.StoppedBecause));
                continue;
            }
            foreach (var description in PartnerConnectors.Describe(partner.Kind).Streams)
            {
                if (streams[partner.Id].FirstOrDefault(s => s.Stream == description.Name) is not { Paused: false } state)
                    continue;
                var last = state.LastSuccessAt ?? state.CreatedAt;
                if (now - last <= TimeSpan.FromHours(silentHours) || now - last <= description.Every * 3)
                    continue;
                var run = await db.SyncRuns.AsNoTracking().Where(r => r.PartnerId == partner.Id && r.Stream == description.Name && r.Message != "").OrderByDescending(r => r.Id).FirstOrDefaultAsync(ct);
                silent.Add(new SilentStream(partner.Id, partner.Name, partner.AccountId, description.Name, last, run?.Message ?? "It has never run to an end."));
            }
        }
        return silent;
    }
}

/// <summary>Asks for a reconciliation when the set of silent streams changes, and forgets old documents and runs.</summary>
public sealed class WatchSync(IDbContextFactory<ConsoleContext> contexts, IOptions<ReconciliationSettings> settings, ForgetMessages forget, Triage.ReconciliationRequests reconciliation, TimeProvider clock)
{
    private string known = "";
    private int swept;

    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var silent = string.Join('|', (await SyncHealth.SilentAsync(db, settings.Value.SilentHours, now, ct)).Select(s => $"{s.PartnerId}/{s.Stream}"));
        if (silent != known)
        {
            known = silent;
            reconciliation.Request("sync health");
        }
        var today = Runs.SeenDocuments.DayOf(now);
        if (swept == today)
            return;
        await forget.RunAsync(ct);
        swept = today;
    }
}
