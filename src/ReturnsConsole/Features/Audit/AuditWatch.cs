namespace ReturnsConsole.Features.Audit;

/// <summary>Verifies the trail soon after the start and once a day, so that the anchor is never old.</summary>
internal sealed class AuditWatch(AuditChain chain, TimeProvider clock, ILogger<AuditWatch> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromDays(1), clock);
        try
        {
            do
            {
                await VerifyAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task VerifyAsync(CancellationToken ct)
    {
        try
        {
            var report = await chain.VerifyAsync(ct);
            foreach (var fault in report.Faults)
                log.LogError("Audit trail: {Fault}", fault.Words);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "The audit trail could not be verified; trying again tomorrow or when asked");
        }
    }
}
