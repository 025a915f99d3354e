using Microsoft.JSInterop;
using Xunit;

namespace ReturnsConsole.Components.Tests;

public sealed class PageScriptTests
{
    private readonly Browser browser = new();

    [Fact]
    public async Task Part_IsStartedCalledAndLeft_InThisOrder()
    {
        var script = new PageScript<PageScriptTests>(browser, "./js/part.js", this);
        await script.CallAsync("sync");
        await script.StartAsync("start", script.Self);
        await script.CallAsync("sync");
        await script.LeaveAsync("stop");
        await script.CallAsync("sync");
        Assert.Equal(["start", "sync", "stop", "gone"], browser.Calls);
    }

    [Fact]
    public async Task PartLeftWhileItsScriptIsOnItsWay_StartsNothing_AndGivesTheScriptBack()
    {
        browser.Holds = new TaskCompletionSource();
        var script = new PageScript<PageScriptTests>(browser, "./js/part.js", this);
        var starting = script.StartAsync("start", script.Self);
        await script.LeaveAsync("stop");
        browser.Holds.SetResult();
        await starting;
        Assert.False(script.IsRunning);
        Assert.Equal(["gone"], browser.Calls);
    }

    [Fact]
    public async Task PartLeftWhileItStarts_HearsOfNoFault()
    {
        var script = new PageScript<PageScriptTests>(browser, "./js/part.js", this);
        browser.OnStart = async () =>
        {
            await script.LeaveAsync("stop");
            throw new JSException("The element is gone.");
        };
        await script.StartAsync("start", script.Self);
        Assert.False(script.IsRunning);
        Assert.Equal(["start", "stop", "gone"], browser.Calls);
    }

    [Fact]
    public async Task FaultOfAPartThatIsThere_IsTold()
    {
        browser.OnStart = () => throw new JSException("start is not a function");
        var script = new PageScript<PageScriptTests>(browser, "./js/part.js", this);
        await Assert.ThrowsAsync<JSException>(() => script.StartAsync("start", script.Self));
    }

    private sealed class Browser : IJSRuntime
    {
        public List<string> Calls { get; } = [];

        public TaskCompletionSource? Holds { get; set; }

        public Func<Task>? OnStart { get; set; }

        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
        {
            Assert.Equal("import", identifier);
            await (Holds?.Task ?? Task.CompletedTask);
            return (TValue)(object)new Module(this);
        }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);
    }

    private sealed class Module(Browser browser) : IJSObjectReference
    {
        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
        {
            foreach (var self in (args ?? []).OfType<DotNetObjectReference<PageScriptTests>>())
                Assert.NotNull(self.Value);
            browser.Calls.Add(identifier);
            if (identifier == "start" && browser.OnStart is not null)
                await browser.OnStart();
            return default!;
        }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);

        public ValueTask DisposeAsync()
        {
            browser.Calls.Add("gone");
            return ValueTask.CompletedTask;
        }
    }
}
