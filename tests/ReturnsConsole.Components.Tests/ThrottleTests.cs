namespace ReturnsConsole.Components.Tests;

public sealed class ThrottleTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualClock clock = new(new DateTime(2026, 11, 20, 14, 0, 0, DateTimeKind.Utc));
    private int calls;

    [Fact]
    public async Task Signal_First_RunsAtOnce()
    {
        await using var throttle = Counting();
        throttle.Signal();
        clock.Advance(TimeSpan.Zero);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Signal_ManyWithinTheInterval_RunsOnceMore()
    {
        await using var throttle = Counting();
        for (var i = 0; i < 50; i++)
        {
            throttle.Signal();
            clock.Advance(TimeSpan.FromMilliseconds(10));
        }
        Assert.Equal(1, calls);
        clock.Advance(Second);
        Assert.Equal(2, calls);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Signal_WhileRunning_WaitsForTheEndAndTheInterval()
    {
        var end = new TaskCompletionSource();
        await using var throttle = new Throttle(clock, Second, () =>
        {
            calls++;
            return end.Task;
        });
        throttle.Signal();
        clock.Advance(TimeSpan.Zero);
        throttle.Signal();
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, calls);
        end.SetResult();
        clock.Advance(Second);
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Signal_AfterDispose_DoesNothing()
    {
        var throttle = Counting();
        await throttle.DisposeAsync();
        throttle.Signal();
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, calls);
    }

    private Throttle Counting() => new(clock, Second, () =>
    {
        calls++;
        return Task.CompletedTask;
    });
}
