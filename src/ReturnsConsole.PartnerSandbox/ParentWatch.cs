using System.Diagnostics;

namespace ReturnsConsole.PartnerSandbox;

/// <summary>Ends the sandbox when the process that started it is gone, however that came about.</summary>
internal sealed class ParentWatch(int parent, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var process = Process.GetProcessById(parent);
            await process.WaitForExitAsync(stoppingToken);
        }
        catch (ArgumentException)
        {
            // Gone already.
        }

        lifetime.StopApplication();
    }
}
