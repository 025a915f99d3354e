using System.Globalization;
using Microsoft.Playwright;
using Xunit;

namespace ReturnsConsole.EndToEnd.Support;

/// <summary>One demo console and one browser for all journeys.</summary>
public sealed class DemoFixture : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("returns-console-e2e-").FullName;
    private readonly Dictionary<string, string> signIns = [];
    private IPlaywright playwright = null!;

    public ConsoleProcess Console { get; private set; } = null!;

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>The day the demo's month is seen from.</summary>
    public DateOnly AsOf { get; } = DateOnly.FromDateTime(DateTime.UtcNow);

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Browser = await Chromium.LaunchAsync(playwright);
        Console = await ConsoleProcess.StartAsync(Paths.Program("ReturnsConsole.Demo"), folder, "--still", "--data", folder, "--as-of", AsOf.ToString("O", CultureInfo.InvariantCulture));
    }

    /// <summary>A page signed in as one of the demo's people; the sign-in itself is done once per person.</summary>
    public async Task<ConsolePage> SignedInAsync(string name, bool dark = false, int width = 1440)
    {
        if (!signIns.TryGetValue(name, out var state))
        {
            await using var first = await ConsolePage.OpenAsync(Browser, Console.Address);
            await first.SignInAsync(name, Demo.DemoPeople.PasswordOf(name));
            signIns[name] = state = await first.StorageStateAsync();
        }
        return await ConsolePage.OpenAsync(Browser, Console.Address, dark, width, state);
    }

    public Task<ConsolePage> StrangerAsync(bool dark = false, int width = 1440) => ConsolePage.OpenAsync(Browser, Console.Address, dark, width);

    public async Task DisposeAsync()
    {
        await Console.DisposeAsync();
        await Browser.DisposeAsync();
        playwright.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

[CollectionDefinition("demo")]
public sealed class DemoJourneys : ICollectionFixture<DemoFixture>;
