using System.Diagnostics;
using ReturnsConsole.Features.Shipments.Claims;
using ReturnsConsole.Features.Shipments.Unloading;
using ReturnsConsole.Reconciliation;
using Xunit;
using Xunit.Abstractions;

namespace ReturnsConsole.Tests.Shipments;

/// <summary>Bounds with room for a busy machine; the figures are printed.</summary>
public sealed class UnloadSpeedTests(ITestOutputHelper output) : IDisposable
{
    private const int Items = 50_000;
    private readonly ShipmentWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task FiftyThousandItems_AreUnloadedByTwenty_ClosedAndReconciledInTime()
    {
        var clock = Stopwatch.StartNew();
        var shipment = world.BringItems(Items);
        output.WriteLine($"manifest of {Items:N0} items brought in {clock.Elapsed.TotalSeconds:F1} s");
        await world.ScanAsync(shipment, "HRI000001");

        var next = 1;
        var times = new System.Collections.Concurrent.ConcurrentBag<double>();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                var n = Interlocked.Increment(ref next);
                var one = Stopwatch.StartNew();
                var answer = await world.ScanAsync(shipment, $"HRB{n:D7}");
                times.Add(one.Elapsed.TotalMilliseconds);
                Assert.Equal(UnloadResult.Unloaded, answer.Result);
                // A person needs a moment from one item to the next.
                await Task.Delay(100);
            }
        })));
        var sorted = times.Order().ToList();
        output.WriteLine($"scan to answer with 20 scanners: p50 {sorted[sorted.Count / 2]:F0} ms, p95 {sorted[(int)(sorted.Count * 0.95)]:F0} ms");
        Assert.True(sorted[(int)(sorted.Count * 0.95)] < 3_000);

        clock.Restart();
        await world.CloseAsync(shipment);
        var missing = (await world.CaseAsync(CaseKind.ManifestShortage))!;
        output.WriteLine($"closed and reconciled in {clock.Elapsed.TotalSeconds:F1} s: {missing.Headline}");
        Assert.StartsWith("49,499 items", missing.Headline, StringComparison.Ordinal);
        clock.Restart();
        var claim = (await world.Claim.RunAsync(world.Wanda, shipment, "csv", default)).Value!;
        output.WriteLine($"claim gathered in {clock.Elapsed.TotalSeconds:F1} s");
        Assert.Equal(49_499, claim.Missing.Count());
        clock.Restart();
        _ = ManifestRules.Count(claim.Lines.Select(l => l.ItemId), claim.Lines.Where(l => l.Kind == ClaimLineKind.Unloaded).Select(l => l.ItemId));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3));
    }
}
