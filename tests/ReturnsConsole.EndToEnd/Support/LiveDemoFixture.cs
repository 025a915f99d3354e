using Microsoft.Playwright;
using Xunit;

namespace ReturnsConsole.EndToEnd.Support;

/// <summary>The demo as people start it, with the partners beside it; only faster.</summary>
public sealed class LiveDemoFixture : IAsyncLifetime
{
    private const string StepsAMinute = "90";
    private readonly string folder = Directory.CreateTempSubdirectory("returns-console-live-").FullName;
    private IPlaywright playwright = null!;

    public ConsoleProcess Console { get; private set; } = null!;

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Browser = await Chromium.LaunchAsync(playwright);
        Console = await ConsoleProcess.StartAsync(Paths.Program("ReturnsConsole.Demo"), folder, "--data", folder, "--pace", StepsAMinute);
    }

    public async Task DisposeAsync()
    {
        await Console.DisposeAsync();
        await Browser.DisposeAsync();
        playwright.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
