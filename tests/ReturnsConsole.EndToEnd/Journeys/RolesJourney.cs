using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Journeys;

/// <summary>What each role sees, and that what it may not do is refused whatever the page shows.</summary>
[Collection("demo")]
public sealed class RolesJourney(DemoFixture demo)
{
    [Theory]
    [InlineData("fiona", "Home, Shipments, Look-up, Triage, Refunds, Vendor returns, Stock, Imports, Settlements, Jobs, Reason codes, Help")]
    [InlineData("wanda", "Home, Intake, Receiving, Shipments, Look-up, Triage, Refunds, Vendor returns, Stock, Imports, Settlements, Jobs, Reason codes, Help")]
    [InlineData("carl", "Home, Shipments, Look-up, Triage, Refunds, Vendor returns, Stock, Settlements, Jobs, Reason codes, Help")]
    [InlineData("ada", "Home, Intake, Receiving, Shipments, Look-up, Triage, Refunds, Vendor returns, Stock, Imports, Settlements, Jobs, Reason codes, Partners, Users, Settings, API keys, Audit trail, Help")]
    [InlineData("audrey", "Home, Shipments, Look-up, Triage, Refunds, Vendor returns, Stock, Imports, Settlements, Jobs, Reason codes, Settings, Audit trail, Help")]
    public async Task Rail_ShowsWhatTheRoleOpens(string name, string places)
    {
        await using var person = await demo.SignedInAsync(name);
        await person.Page.GotoAsync("/");
        await Assertions.Expect(person.Page.Heading("Home")).ToBeVisibleAsync();
        var names = places.Split(", ");
        var rail = person.Page.Navigation("Main").GetByRole(AriaRole.Link).Filter(new() { HasNotTextRegex = new Regex(@"\d late\s*$") });
        await Assertions.Expect(rail).ToHaveTextAsync([new Regex("Returns Console"), .. names.Select(n => new Regex($@"^\s*{n}"))]);
        person.AssertNoTrouble();
    }

    [Fact]
    public async Task Warehouse_WorksCasesAndImports_ButDoesNotMatchMoney()
    {
        await using var wanda = await demo.SignedInAsync("wanda");
        var screen = new TriageScreen(wanda);
        await screen.GoToAsync("/cases?kind=orphaned-refund");
        await screen.OpenRowAsync(0);
        await Assertions.Expect(screen.Panel.Button("Dismiss…")).ToBeVisibleAsync();
        await Assertions.Expect(screen.Panel.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Assign") })).ToBeVisibleAsync();
        await Assertions.Expect(screen.Panel.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Match") })).Not.ToBeVisibleAsync();
        await screen.Page.Keyboard.PressAsync("m");
        await Assertions.Expect(screen.Page.OpenDialog()).Not.ToBeVisibleAsync();
        await screen.Page.GotoAsync("/imports");
        await Assertions.Expect(screen.Page.Region("Bring files")).ToBeVisibleAsync();
        await ExpectRefusedAsync(wanda, "/audit");
    }

    [Fact]
    public async Task Cx_Comments_ButDoesNotDismiss()
    {
        await using var carl = await demo.SignedInAsync("carl");
        var screen = new TriageScreen(carl);
        await screen.GoToAsync("/cases?kind=duplicate-refund");
        await screen.OpenRowAsync(0);
        await screen.Panel.GetByLabel("Comment", new() { Exact = true }).FillAsync("The buyer wrote that both came back.");
        await screen.Panel.Button("Comment").ClickAsync();
        await Assertions.Expect(screen.Panel.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "The buyer wrote that both came back." })).ToContainTextAsync("Carl Xavier");
        foreach (var begin in (string[])["Dismiss", "Assign", "Match"])
            await Assertions.Expect(screen.Panel.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^" + begin) })).Not.ToBeVisibleAsync();

        await screen.Rows.Nth(1).FocusAsync();
        await screen.Page.Keyboard.PressAsync("a");
        await Assertions.Expect(screen.Said).ToContainTextAsync("The role CX may not work on cases");
        await ExpectRefusedAsync(carl, "/imports");
        carl.AssertNoTrouble();
    }

    [Fact]
    public async Task Auditor_SeesAll_ChangesNothing()
    {
        await using var audrey = await demo.SignedInAsync("audrey");
        var screen = new TriageScreen(audrey);
        await screen.GoToAsync("/cases?kind=orphaned-refund&owner=nobody");
        await screen.OpenRowAsync(0);
        await Assertions.Expect(screen.Section("Evidence")).ToBeVisibleAsync();
        await Assertions.Expect(screen.Panel.GetByRole(AriaRole.Textbox)).ToHaveCountAsync(0);
        foreach (var button in await screen.Panel.GetByRole(AriaRole.Button).AllAsync())
            Assert.StartsWith("Copy", await button.GetAttributeAsync("aria-label") ?? await button.InnerTextAsync(), StringComparison.Ordinal);

        // The key reaches the server's event handler, as a forged event would.
        await screen.Rows.First.FocusAsync();
        await screen.Page.Keyboard.PressAsync("a");
        await Assertions.Expect(screen.Panel).ToContainTextAsync("The role Auditor may not work on cases");
        await Assertions.Expect(screen.Panel).ToContainTextAsync("Nobody yet");

        await screen.Page.GotoAsync("/imports");
        await Assertions.Expect(screen.Page.Region("Files").GetByRole(AriaRole.Listitem).First).ToBeVisibleAsync();
        await Assertions.Expect(screen.Page.Region("Bring files")).Not.ToBeVisibleAsync();
        await ExpectRefusedAsync(audrey, "/users");
        audrey.AssertNoTrouble();

        var forced = await screen.Page.APIRequest.PostAsync("/imports/upload?account=1&name=forced.txt", new() { Data = "x", MaxRedirects = 0 });
        Assert.False(forced.Ok);
        await screen.Page.GotoAsync("/imports");
        await Assertions.Expect(screen.Page.Region("Files").GetByRole(AriaRole.Listitem).First).ToBeVisibleAsync();
        await Assertions.Expect(screen.Page.Link("forced.txt")).Not.ToBeVisibleAsync();
    }

    [Fact]
    public async Task DisabledUser_IsThrownOutOfAnOpenPageWithinFiveSeconds()
    {
        await using var ada = await demo.SignedInAsync("ada");
        var users = new UsersScreen(ada);
        var oneTime = await users.AddAsync("temp", "Tess Temp", "Finance");
        await using var tess = await demo.StrangerAsync();
        await UsersScreen.ComeInAsync(tess, "temp", oneTime);
        await new TriageScreen(tess).GoToAsync("/cases");

        var dialog = await users.BeginAsync("Tess Temp", "Disable…");
        await dialog.GetByLabel("Why").FillAsync("The contract ended");
        var since = Stopwatch.StartNew();
        await dialog.Button("Disable").ClickAsync();
        await tess.Page.WaitForURLAsync(url => url.Contains("/sign-in?ended=1", StringComparison.Ordinal));
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(5), $"It took {since.Elapsed}.");
        await Assertions.Expect(tess.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your session is over");
        await Assertions.Expect(users.RowOf("Tess Temp")).ToContainTextAsync("Disabled");

        await tess.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("temp");
        await tess.Page.GetByLabel("Password", new() { Exact = true }).FillAsync("quiet-harbour-lamp-3");
        await tess.Page.Button("Sign in").ClickAsync();
        await Assertions.Expect(tess.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Name and password do not fit");
        ada.AssertNoTrouble();
    }

    private static async Task ExpectRefusedAsync(ConsolePage person, string address)
    {
        await person.Page.GotoAsync(address);
        await Assertions.Expect(person.Page.Heading("Not for your role")).ToBeVisibleAsync();
        await Assertions.Expect(person.Page.GetByText("Your role may not open this page. Ask an administrator if you need it.")).ToBeVisibleAsync();
        // The address itself answers "forbidden", which the browser notes.
        person.ForgetTroubles();
    }
}
