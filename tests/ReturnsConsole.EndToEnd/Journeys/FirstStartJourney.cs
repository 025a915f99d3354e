using Microsoft.Playwright;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Journeys;

/// <summary>The real console on an empty folder, from the token on the terminal to the first page.</summary>
[Collection("demo")]
public sealed class FirstStartJourney(DemoFixture demo) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("returns-console-first-").FullName;
    private ConsoleProcess console = null!;

    public async Task InitializeAsync() => console = await ConsoleProcess.StartAsync(Paths.Program("ReturnsConsole"), folder);

    public async Task DisposeAsync()
    {
        await console.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task FirstStart_TokenFromTheTerminal_MakesTheAdministrator_Once()
    {
        var token = await EmptyFixture.TokenOfAsync(console);
        Assert.Contains($"Open {console.Address}setup", console.Output, StringComparison.Ordinal);
        await using var admin = await ConsolePage.OpenAsync(demo.Browser, console.Address);
        var page = admin.Page;
        await page.GotoAsync("/");
        await Assertions.Expect(page.Heading("Set up Returns Console")).ToBeVisibleAsync();
        await admin.AssertCleanAsync();

        await EmptyFixture.FillSetUpAsync(page, "AAAA-BBBB-CCCC");
        await page.Button("Set up and sign in").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The token is not right");
        await Assertions.Expect(page.GetByLabel("Company")).ToHaveValueAsync("Acme Ltd");

        await EmptyFixture.FillSetUpAsync(page, token);
        await page.Button("Set up and sign in").ClickAsync();
        await Assertions.Expect(page.Heading("Home")).ToBeVisibleAsync();
        await Assertions.Expect(page.Heading("What to do first")).ToBeVisibleAsync();
        await page.Link("Import files").ClickAsync();
        await Assertions.Expect(page.GetByLabel("They belong to").GetByRole(AriaRole.Option)).ToHaveTextAsync(["Amazon EU", "Amazon US"]);
        await admin.AssertCleanAsync();

        await using var second = await ConsolePage.OpenAsync(demo.Browser, console.Address);
        await second.Page.GotoAsync("/setup");
        await Assertions.Expect(second.Page.Heading("Sign in")).ToBeVisibleAsync();
        await second.SignInAsync("root", EmptyFixture.Password);
        await Assertions.Expect(second.Page.Heading("Home")).ToBeVisibleAsync();
        second.AssertNoTrouble();
    }

    [Fact]
    public async Task SetUpPageOpenedTwice_TokenUsedInOne_RefusedInTheOther()
    {
        var token = await EmptyFixture.TokenOfAsync(console);
        await using var first = await ConsolePage.OpenAsync(demo.Browser, console.Address);
        await using var late = await ConsolePage.OpenAsync(demo.Browser, console.Address);
        await late.Page.GotoAsync("/setup");
        await EmptyFixture.FillSetUpAsync(late.Page, token);
        await first.Page.GotoAsync("/setup");
        await EmptyFixture.FillSetUpAsync(first.Page, token);
        await first.Page.Button("Set up and sign in").ClickAsync();
        await Assertions.Expect(first.Page.Heading("Home")).ToBeVisibleAsync();

        await late.Page.GetByLabel("User name").FillAsync("intruder");
        await late.Page.Button("Set up and sign in").ClickAsync();
        await Assertions.Expect(late.Page.Heading("Home")).Not.ToBeVisibleAsync();
        await first.Page.GotoAsync("/users");
        await Assertions.Expect(first.Page.GetByRole(AriaRole.Cell, new() { Name = "root", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(first.Page.GetByRole(AriaRole.Cell, new() { Name = "intruder" })).Not.ToBeVisibleAsync();
    }
}
