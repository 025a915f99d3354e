using Microsoft.Extensions.Logging.Abstractions;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using Xunit;

namespace ReturnsConsole.Tests.Triage;

public sealed class ReconciliationServiceTests
{
    private const string One = "302-1111111-1111111";

    [Fact]
    public async Task Service_AskedOrTimeCome_RunsAndTellsPages()
    {
        using var world = new TriageWorld();
        var told = new SemaphoreSlim(0);
        using var subscription = world.Feed.Subscribe(ChangeTopic.Cases, () => told.Release());
        using var service = new ReconciliationService(world.Reconcile, new WakeCases(world.Database, world.Feed, world.Clock), world.Requests, world.Database, world.Clock, NullLogger<ReconciliationService>.Instance);
        world.Line(One, "BOOT", 5000);
        await service.StartAsync(default);
        Assert.True(await told.WaitAsync(TimeSpan.FromSeconds(30)));

        world.Refund(One, "BOOT", 0, 5000);
        world.Requests.Request("import");
        Assert.True(await told.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Empty(await world.CasesAsync());

        // Fifteen days in steps of an hour: the service waits at most so long before it looks at the dates again.
        for (var hour = 0; hour < 15 * 24 && !await told.WaitAsync(TimeSpan.FromMilliseconds(1)); hour++)
            world.Clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 300 && (await world.CasesAsync()).Count == 0; i++)
        {
            world.Clock.Advance(TimeSpan.FromHours(1));
            await told.WaitAsync(TimeSpan.FromMilliseconds(50));
        }

        Assert.Equal(CaseKind.OrphanedRefund, Assert.Single(await world.CasesAsync()).Kind);
        await service.StopAsync(default);
    }
}
