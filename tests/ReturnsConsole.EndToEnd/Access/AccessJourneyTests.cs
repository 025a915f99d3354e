using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Access;

/// <summary>An empty console from its first token to a second person who is let in, works, and is shut out.</summary>
public sealed class AccessJourneyTests : IAsyncLifetime
{
    private const string Password = "tall-grass-river-9";

    private readonly string folder = Directory.CreateTempSubdirectory("returns-console-e2e-").FullName;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;
    private ConsoleProcess console = null!;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await Chromium.LaunchAsync(playwright);
        console = await ConsoleProcess.StartAsync(Paths.Program("ReturnsConsole"), folder);
    }

    public async Task DisposeAsync()
    {
        await console.DisposeAsync();
        await browser.DisposeAsync();
        playwright.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task EmptyConsole_SetUpAddUserDisable_OpenWindowEndsWithinFiveSeconds()
    {
        await using var admin = await ConsolePage.OpenAsync(browser, console.Address);
        await SetUpAsync(admin);
        var oneTime = await AddUserAsync(admin.Page, "kim", "Kim");
        await using var kim = await ConsolePage.OpenAsync(browser, console.Address);
        await FirstSignInAsync(kim, "kim", oneTime);
        await kim.Page.GotoAsync("/me");
        await Assertions.Expect(kim.Page.GetByRole(AriaRole.Heading, new() { Name = "Where you are signed in" })).ToBeVisibleAsync();
        kim.AssertNoTrouble();

        await ActAsync(admin.Page, "Kim", "Disable…");
        await admin.Page.GetByLabel("Why").FillAsync("left the company");
        await admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Disable", Exact = true }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Kim is disabled");
        var since = Stopwatch.StartNew();

        await kim.Page.WaitForURLAsync(url => url.Contains("/sign-in?ended=1", StringComparison.Ordinal));
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(5), $"It took {since.Elapsed}.");
        await Assertions.Expect(kim.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your session is over");
        admin.AssertNoTrouble();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AccessPages_LightAndDark_AreAccessibleAndQuiet(bool dark)
    {
        await using var admin = await ConsolePage.OpenAsync(browser, console.Address, dark);
        await admin.Page.GotoAsync("/setup");
        await admin.AssertCleanAsync();
        await SetUpAsync(admin);
        await AddUserAsync(admin.Page, "kim", "Kim");
        await ShotAsync("users");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Change Kim" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Change role…" }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByLabel("New role")).ToBeVisibleAsync();
        await ShotAsync("users-role");
        await admin.Page.GotoAsync("/me");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Where you are signed in" })).ToBeVisibleAsync();
        await ShotAsync("me");
        await admin.Page.GotoAsync("/audit");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Cell, new() { Name = "Created user" })).ToBeVisibleAsync();
        await ShotAsync("audit");
        await admin.Page.GotoAsync("/change-password");
        await ShotAsync("change-password");
        await using var stranger = await ConsolePage.OpenAsync(browser, console.Address, dark);
        await stranger.Page.GotoAsync("/sign-in?ended=1");
        await stranger.AssertCleanAsync();
        await stranger.PhotographAsync("access-sign-in" + (dark ? "-dark" : ""));

        async Task ShotAsync(string name)
        {
            await admin.PhotographAsync($"access-{name}" + (dark ? "-dark" : ""));
            await admin.AssertCleanAsync();
        }
    }

    [Fact]
    public async Task Audit_AfterSetUp_ShowsItVerifiesAndFilters()
    {
        await using var admin = await ConsolePage.OpenAsync(browser, console.Address);
        await SetUpAsync(admin);
        await AddUserAsync(admin.Page, "lee", "Lee");
        await admin.Page.GotoAsync("/audit");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Cell, new() { Name = "Created user" })).ToBeVisibleAsync();

        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Verify now" }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByText(new Regex("Chain verified up to entry 3 at"))).ToBeVisibleAsync();
        await admin.Page.GetByLabel("What").SelectOptionAsync("access.set-up");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Filter", Exact = true }).ClickAsync();

        await admin.Page.WaitForURLAsync(url => url.EndsWith("/audit?action=access.set-up", StringComparison.Ordinal));
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Cell, new() { Name = "Created user" })).Not.ToBeVisibleAsync();
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "user root" }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Cell, new() { Name = "Root (you)" })).ToBeVisibleAsync();
        admin.AssertNoTrouble();
    }

    private async Task SetUpAsync(ConsolePage admin)
    {
        var page = admin.Page;
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Token from the console").FillAsync(await EmptyFixture.TokenOfAsync(console));
        await page.GetByLabel("User name").FillAsync("root");
        await page.GetByLabel("Your name").FillAsync("Root");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByLabel("Password again").FillAsync(Password);
        await page.GetByLabel("Company").FillAsync("Acme");
        await page.GetByLabel("Accounts, one per line").FillAsync("Amazon EU\nAmazon US");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up and sign in" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/setup", StringComparison.Ordinal));
        admin.ForgetTroubles();
    }

    private static async Task<string> AddUserAsync(IPage page, string name, string display)
    {
        await page.GotoAsync("/users");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add user" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("User name, to sign in with").FillAsync(name);
        await dialog.GetByLabel("Name that others see").FillAsync(display);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add user" }).ClickAsync();
        var password = await dialog.GetByLabel("One-time password").TextContentAsync();
        await dialog.GetByText("Close", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = display, Exact = true })).ToBeVisibleAsync();
        return password!;
    }

    private static async Task FirstSignInAsync(ConsolePage person, string name, string oneTime)
    {
        await person.SignInAsync(name, oneTime);
        await person.Page.GetByLabel("Present password").FillAsync(oneTime);
        await person.Page.GetByLabel("New password", new() { Exact = true }).FillAsync("quiet-harbour-lamp-3");
        await person.Page.GetByLabel("New password again").FillAsync("quiet-harbour-lamp-3");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await person.Page.WaitForURLAsync(url => !url.Contains("/change-password", StringComparison.Ordinal));
        person.ForgetTroubles();
    }

    private static async Task ActAsync(IPage page, string display, string act)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = $"Change {display}" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = act }).ClickAsync();
    }
}
