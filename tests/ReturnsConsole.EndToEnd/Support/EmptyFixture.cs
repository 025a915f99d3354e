using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace ReturnsConsole.EndToEnd.Support;

/// <summary>The real console on an empty folder, with one administrator and two accounts, for journeys that bring their own files.</summary>
public partial class EmptyFixture : IAsyncLifetime
{
    public const string Password = "tall-grass-river-9";

    private readonly string folder = Directory.CreateTempSubdirectory("returns-console-e2e-").FullName;
    private IPlaywright playwright = null!;
    private string state = "";

    public IBrowser Browser { get; private set; } = null!;

    public ConsoleProcess Console { get; private set; } = null!;

    /// <summary>A folder for files that a journey makes.</summary>
    public string Desk { get; } = Directory.CreateTempSubdirectory("returns-console-desk-").FullName;

    protected string Folder => folder;

    /// <summary>Settings that the console is started with.</summary>
    protected virtual string[] Arguments => [];

    public virtual async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Browser = await Chromium.LaunchAsync(playwright);
        Console = await ConsoleProcess.StartAsync(Paths.Program("ReturnsConsole"), folder, Arguments);
        await using var first = await ConsolePage.OpenAsync(Browser, Console.Address);
        await first.Page.GotoAsync("/setup");
        await FillSetUpAsync(first.Page, await TokenOfAsync(Console));
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Set up and sign in" }).ClickAsync();
        await first.Page.WaitForURLAsync(url => !url.Contains("/setup", StringComparison.Ordinal));
        state = await first.StorageStateAsync();
    }

    public Task<ConsolePage> SignedInAsync(bool dark = false, int width = 1440) => ConsolePage.OpenAsync(Browser, Console.Address, dark, width, state);

    /// <summary>The token that the program prints when it has no administrator.</summary>
    public static async Task<string> TokenOfAsync(ConsoleProcess console) => (await console.PrintedAsync(Token())).Groups[1].Value;

    public static async Task FillSetUpAsync(IPage page, string token)
    {
        await page.GetByLabel("Token from the console").FillAsync(token);
        await page.GetByLabel("User name").FillAsync("root");
        await page.GetByLabel("Your name, as others see it").FillAsync("Robin Root");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByLabel("Password again").FillAsync(Password);
        await page.GetByLabel("Company").FillAsync("Acme Ltd");
        await page.GetByLabel("Accounts, one per line").FillAsync("Amazon EU\nAmazon US");
    }

    public virtual async Task DisposeAsync()
    {
        await Console.DisposeAsync();
        await Browser.DisposeAsync();
        playwright.Dispose();
        Directory.Delete(folder, recursive: true);
        Directory.Delete(Desk, recursive: true);
    }

    [GeneratedRegex("token: ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})")]
    private static partial Regex Token();
}
