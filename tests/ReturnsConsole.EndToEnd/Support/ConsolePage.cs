using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace ReturnsConsole.EndToEnd.Support;

/// <summary>A browser page that remembers every console error and failed request, and knows how to be checked and photographed.</summary>
public sealed class ConsolePage : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> troubles = [];

    private ConsolePage(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) => Note(message.Type is "error" or "warning", $"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Note(true, $"page error: {error}");
        page.Response += (_, response) => Note(response.Status >= 400, $"{response.Status} {response.Url}");
    }

    public IPage Page { get; }

    public static async Task<ConsolePage> OpenAsync(IBrowser browser, Uri address, bool dark = false, int width = 1440, string? storageState = null)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = 1000 },
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = storageState,
            Locale = "en-GB",
            TimezoneId = "UTC",
        });
        context.SetDefaultTimeout(20_000);
        return new ConsolePage(context, await context.NewPageAsync());
    }

    public Task<string> StorageStateAsync() => context.StorageStateAsync();

    public async Task SignInAsync(string name, string password)
    {
        await Page.GotoAsync("/sign-in");
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await Page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>No accessibility violation (WCAG 2.2 A and AA), no console error, no failed request so far.</summary>
    public async Task AssertCleanAsync()
    {
        var faults = await FaultsAsync();
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    /// <summary>Every accessibility violation of the page as it stands, and every trouble so far.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        var result = await Page.RunAxe(new AxeRunOptions
        {
            RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
            ResultTypes = [ResultType.Violations],
        });
        var violations = result.Violations.Select(v => $"{v.Id}: {v.Help}\n  {string.Join("\n  ", v.Nodes.Take(3).Select(n => n.Html))}");
        lock (troubles)
            return [.. violations, .. troubles];
    }

    public void AssertNoTrouble()
    {
        lock (troubles)
            Assert.True(troubles.Count == 0, string.Join("\n", troubles));
    }

    /// <summary>Forgets troubles that the test itself provoked.</summary>
    public void ForgetTroubles()
    {
        lock (troubles)
            troubles.Clear();
    }

    /// <summary>Saves a picture under artifacts/screens; the README's pictures come from here.</summary>
    public Task PhotographAsync(string name) =>
        Page.ScreenshotAsync(new() { Path = Path.Combine(Paths.Artifacts, name + ".png"), Animations = ScreenshotAnimations.Disabled });

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private void Note(bool bad, string what)
    {
        if (!bad)
            return;
        lock (troubles)
            troubles.Add(what);
    }
}
