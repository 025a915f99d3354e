using ReturnsConsole.Features.Triage;

namespace ReturnsConsole.Features.Shipments.Unloading;

/// <summary>Every few seconds: receipts of what was scanned, also of scans that an earlier process left behind. Now and then the rules look for what time alone made late.</summary>
public sealed class UnloadService(WriteUnloadReceipts receipts, ReconciliationRequests requests, TimeProvider clock, ILogger<UnloadService> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var looked = clock.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Every, clock, stoppingToken);
                await receipts.RunAsync(stoppingToken);
                if (clock.GetUtcNow() - looked >= Look)
                {
                    looked = clock.GetUtcNow();
                    requests.Request("goods in transit");
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogError(fault, "Receipts of unloaded items were not written; they are tried again.");
            }
        }
    }
}
