using Xunit;

namespace ReturnsConsole.Tests.Sync.Support;

/// <summary>One sandbox for the tests of a class, with a few stories in it. Every test has a console of its own.</summary>
public class SandboxFixture : IAsyncLifetime
{
    public Sandbox Sandbox { get; private set; } = null!;

    /// <summary>As on the sandbox's command line.</summary>
    protected virtual string[] Options => [];

    public async Task InitializeAsync()
    {
        Sandbox = await Sandbox.StartAsync(null, Options);
        await TellAsync();
    }

    public Task DisposeAsync() => Sandbox.DisposeAsync().AsTask();

    protected virtual async Task TellAsync()
    {
        var start = Sandbox.Clock.Now.AddDays(-20);
        await Sandbox.ScenarioAsync("plain order", start, orders: 5);
        await Sandbox.ScenarioAsync("refund due", start, orders: 3);
        await Sandbox.ScenarioAsync("orphan refund", start, orders: 2);
        await Sandbox.ScenarioAsync("month", start, orders: 20);
    }
}
