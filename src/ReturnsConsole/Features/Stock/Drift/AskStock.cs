using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Stock.Telling;
using ReturnsConsole.Features.Sync;

namespace ReturnsConsole.Features.Stock.Drift;

/// <summary>Asks partners by itself what they have of the SKUs they were told about lately: soon after they confirmed, then some times a day, so that a drift is noticed without anybody's click.</summary>
public sealed class AskStock(IDbContextFactory<ConsoleContext> contexts, AskPartner ask, TimeProvider clock)
{
    private const int Most = 20;
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Between = TimeSpan.FromHours(6);
    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    /// <returns>How many were asked.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        List<long> due;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            var (oldest, newest, before) = (now - Lately, now - Settled, now - Between);
            due = await db.StockTold.AsNoTracking()
                .Where(t => t.ConfirmedAt > oldest && t.ConfirmedAt < newest && (t.SaidAt == null || t.SaidAt < before)
                    && !db.StockTold.Any(later => later.AccountId == t.AccountId && later.Sku == t.Sku && later.PartnerId == t.PartnerId && later.Id > t.Id)
                    && db.Partners.Any(p => p.Id == t.PartnerId && p.Kind != PartnerKind.AmazonVendor && !p.Paused && p.StoppedBecause == ""))
                .OrderBy(t => t.SaidAt).ThenBy(t => t.Id).Take(Most).Select(t => t.Id).ToListAsync(ct);
        }
        var asked = 0;
        foreach (var id in due)
            asked += (await ask.RunAsync(Actor.System, id, ct)).Succeeded ? 1 : 0;
        return asked;
    }
}

/// <summary>Asks every quarter of an hour. A fault is logged and tried again; it never ends the service.</summary>
public sealed class StockService(AskStock ask, IOptions<SyncOptions> options, TimeProvider clock, ILogger<StockService> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.Value.Enabled && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Every, clock, stoppingToken);
                await ask.RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogError(fault, "Asking partners for their stock failed; it is tried again.");
            }
        }
    }
}
