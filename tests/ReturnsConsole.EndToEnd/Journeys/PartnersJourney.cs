using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Journeys;

/// <summary>Connecting a partner, running its jobs, and seeing what came of it, against the partner sandbox.</summary>
[Collection("partners")]
public sealed class PartnersJourney(PartnersFixture partners)
{
    /// <summary>A first run reads weeks of returns one by one.</summary>
    private static LocatorAssertionsToBeVisibleOptions Patient { get; } = new() { Timeout = 60_000 };

    [Fact]
    public async Task Partner_AddedTestedAndRun_BringsRowsAndCases()
    {
        await using var root = await partners.SignedInAsync();
        var page = root.Page;
        var screen = new PartnerScreen(root);
        await screen.BeginReboundAsync(partners.Sandbox, "Rebound UK");

        await screen.Entry("API key").FillAsync("not-the-key");
        await screen.Form.Button("Test connection").ClickAsync();
        await Assertions.Expect(screen.Result).ToContainTextAsync("The connection does not work yet");
        await Assertions.Expect(screen.Result).ToContainTextAsync($"POST {partners.Sandbox}/rebound/api/returns/search/json");
        await Assertions.Expect(screen.Result).ToContainTextAsync("access_denied");
        await Assertions.Expect(screen.Result).ToContainTextAsync("Check the credentials");
        await Assertions.Expect(screen.Result).ToContainTextAsync(new Regex(@"Took\s*\d"));
        await Assertions.Expect(page.GetByText("not-the-key")).ToHaveCountAsync(0);
        await root.AssertCleanAsync();

        await screen.Entry("API key").FillAsync("sandbox-api-key");
        await screen.Form.Button("Test connection").ClickAsync();
        await Assertions.Expect(screen.Result).ToContainTextAsync("The connection works");
        await screen.Form.Button("Add partner").ClickAsync();
        await page.WaitForURLAsync(PartnerScreen.Saved());
        await Assertions.Expect(page.GetByText("Rebound UK is saved.")).ToBeVisibleAsync();
        await Assertions.Expect(screen.Entry("API key")).ToHaveValueAsync("");
        await Assertions.Expect(screen.Entry("API key")).ToHaveAttributeAsync("placeholder", "kept; type to replace");
        Assert.DoesNotContain("sandbox-api-key", await page.ContentAsync(), StringComparison.Ordinal);

        await page.Link("See its jobs").ClickAsync();
        var returns = page.Table("Jobs of Rebound UK").Rows().Filter(new() { Has = page.Link("Returns") });
        await Assertions.Expect(returns).ToContainTextAsync("Not run yet");
        await page.Button("Run now: Returns of Rebound UK").ClickAsync();
        await Assertions.Expect(returns.GetByText("Up to date")).ToBeVisibleAsync(Patient);
        await Assertions.Expect(returns).ToContainTextAsync(new Regex(@"[1-9]\d* new"));

        await returns.GetByRole(AriaRole.Link, new() { Name = "Returns", Exact = true }).ClickAsync();
        await page.Table("Runs").Rows().First.GetByRole(AriaRole.Link).ClickAsync();
        var run = page.Region("The run");
        await Assertions.Expect(run).ToContainTextAsync("Robin Root");
        var file = run.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Rebound UK, ") }).First;
        await Assertions.Expect(file).ToBeVisibleAsync();
        await Assertions.Expect(run.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^(?!Rebound UK)") }).Last).ToBeVisibleAsync(Patient);
        await root.AssertCleanAsync();
        await run.Locator("a[href*='case=']").First.ClickAsync();
        await Assertions.Expect(new TriageScreen(root).Section("Playbook")).ToBeVisibleAsync();

        await page.GotoAsync("/imports");
        await Assertions.Expect(page.Region("Files")).ToContainTextAsync("Nobody has brought a file yet");
        await page.Link("From partners").ClickAsync();
        await Assertions.Expect(page.Region("Files").GetByRole(AriaRole.Listitem).First).ToContainTextAsync("Rebound UK");
        await page.GotoAsync("/");
        await Assertions.Expect(page.Region("Sync").GetByRole(AriaRole.Link).Filter(new() { HasText = "Rebound UK" })).ToBeVisibleAsync();
        root.AssertNoTrouble();
    }

    [Fact]
    public async Task EmptyForm_ShowsEveryFaultBesideItsEntry()
    {
        await using var root = await partners.SignedInAsync();
        var screen = new PartnerScreen(root);
        await screen.Page.GotoAsync("/partners/new?kind=amazonseller");
        await screen.Form.Button("Add partner").ClickAsync();
        await Assertions.Expect(screen.Form.GetByRole(AriaRole.Alert)).ToContainTextAsync("6 entries are to be mended");
        foreach (var label in (string[])["Name", "Account", "LWA client id", "LWA client secret", "Refresh token", "Marketplace ids"])
        {
            await Assertions.Expect(screen.Entry(label)).ToHaveAttributeAsync("aria-invalid", "true");
            await Assertions.Expect(screen.Form).ToContainTextAsync($"{label} is missing");
        }
        await Assertions.Expect(screen.Entry("Name")).ToBeFocusedAsync();
        await root.AssertCleanAsync();
    }

    [Fact]
    public async Task KeyboardAlone_AddsAndTestsAPartner()
    {
        await using var root = await partners.SignedInAsync();
        var page = root.Page;
        var screen = new PartnerScreen(root);
        await page.GotoAsync("/partners/new");
        await page.Link("Add Happy Returns").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen.Entry("Name")).ToBeVisibleAsync();
        await screen.Entry("Name").FocusAsync();
        await page.Keyboard.TypeAsync("Bars US");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("Amazon US");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync($"{partners.Sandbox}/happy-returns");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("sandbox-hr-key");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("sandbox-retailer");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(PartnerScreen.Saved());
        await screen.Form.Button("Test connection").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(screen.Result).ToContainTextAsync("The connection works");
        root.AssertNoTrouble();
    }

    [Fact]
    public async Task RefusedCredentials_StopThePartner_OpenACase_AndNewOnesStartItAgain()
    {
        await using var root = await partners.SignedInAsync();
        var page = root.Page;
        var screen = new PartnerScreen(root);
        await screen.BeginReboundAsync(partners.Sandbox, "Rebound DE");
        await screen.Entry("API key").FillAsync("an-old-key");
        await screen.Form.Button("Add partner").ClickAsync();
        await page.WaitForURLAsync(PartnerScreen.Saved());
        var address = page.Url;

        await page.GotoAsync("/jobs?partner=Rebound%20DE");
        await page.Button("Run now: Returns of Rebound DE").ClickAsync();
        await Assertions.Expect(page.GetByText("The console no longer calls this partner.")).ToBeVisibleAsync(Patient);
        await Assertions.Expect(page.Button("Run now: Returns of Rebound DE")).ToBeDisabledAsync();
        await page.Link("Returns").ClickAsync();
        await page.Table("Runs").Rows().First.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Region("The run")).ToContainTextAsync("access_denied");
        await page.GotoAsync("/cases?kind=stale-sync");
        await page.Table("Cases").Rows().Filter(new() { HasText = "Rebound DE" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await page.Link("Open the job").ClickAsync();
        await Assertions.Expect(page.GetByText("The console no longer calls this partner.")).ToBeVisibleAsync();

        await page.Link("Settings of Rebound DE").ClickAsync();
        await page.WaitForURLAsync(address);
        await screen.Entry("API key").FillAsync("sandbox-api-key");
        await screen.Form.Button("Save").ClickAsync();
        await Assertions.Expect(page.GetByText("Rebound DE is saved.")).ToBeVisibleAsync();
        await page.Link("See its jobs").ClickAsync();
        await Assertions.Expect(page.GetByText("The console no longer calls this partner.")).Not.ToBeVisibleAsync();
        await page.Button("Run now: Tracking of Rebound DE").ClickAsync();
        await Assertions.Expect(page.Table("Jobs of Rebound DE").Rows().Filter(new() { Has = page.Link("Tracking") }).GetByText("Up to date")).ToBeVisibleAsync(Patient);
        root.AssertNoTrouble();
    }

    [Fact]
    public async Task Partner_SwitchedOffWithAReason_IsSaidSo_AndTheTrailKnowsWhy()
    {
        await using var root = await partners.SignedInAsync();
        var page = root.Page;
        await new PartnerScreen(root).AddReboundAsync(partners.Sandbox, "Rebound FR");
        await page.Button("Switch off…").ClickAsync();
        await Assertions.Expect(page.OpenDialog().Button("Switch off")).ToBeDisabledAsync();
        await page.OpenDialog().GetByLabel("Why").FillAsync("The contract ends");
        await page.OpenDialog().Button("Switch off").ClickAsync();
        await Assertions.Expect(page.Region("State")).ToContainTextAsync("Switched off");
        await page.GotoAsync("/partners");
        await Assertions.Expect(page.Table("Partners").Rows().Filter(new() { HasText = "Rebound FR" })).ToContainTextAsync("Switched off");
        await Assertions.Expect(page.GetByText("Personal data held: none.")).ToBeVisibleAsync();
        await page.GotoAsync("/audit?subject=partner:Rebound%20FR");
        await Assertions.Expect(page.Region("Audit entries").GetByRole(AriaRole.Row).Filter(new() { HasText = "The contract ends" })).ToBeVisibleAsync();
        root.AssertNoTrouble();
    }

    [Fact]
    public async Task UnknownOutcome_IsSentAgainOnlyByWhoeverVouchesForIt()
    {
        await using var root = await partners.SignedInAsync();
        var page = root.Page;
        await page.GotoAsync("/jobs/outgoing");
        await Assertions.Expect(page.GetByText("1 message may or may not have arrived. Do not send it again.")).ToBeVisibleAsync();
        await root.AssertCleanAsync();
        await page.Link("Show it").ClickAsync();
        await Assertions.Expect(page.Table("Messages").Rows()).ToHaveCountAsync(1);
        await page.Table("Messages").Rows().First.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.GetByText("Outcome unknown: do not send again.")).ToBeVisibleAsync();
        await root.AssertCleanAsync();
        await page.Button("Send again…").ClickAsync();
        var dialog = page.OpenDialog();
        await dialog.GetByLabel("Why").FillAsync("Looked in the Merchant Center");
        await Assertions.Expect(dialog.Button("Send again")).ToBeDisabledAsync();
        await dialog.GetByLabel("I looked it up at Shop: it is not there.").CheckAsync();
        await dialog.Button("Send again").ClickAsync();
        await Assertions.Expect(page.GetByText("It is sent again.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Region("History")).ToContainTextAsync("Robin Root: Looked in the Merchant Center");

        await page.Button("Take back…").ClickAsync();
        await dialog.GetByLabel("Why").FillAsync("The piece was sold again");
        await dialog.Button("Take back").ClickAsync();
        await Assertions.Expect(page.Region("Message")).ToContainTextAsync("Taken back");
        root.AssertNoTrouble();
    }

    [Fact]
    public async Task Roles_AuditorSeesJobsWithoutButtons_WarehouseOpensNoPartner()
    {
        await using var root = await partners.SignedInAsync();
        var users = new UsersScreen(root);
        var oneTimes = (await users.AddAsync("audrey", "Audrey Dunn", "Auditor"), await users.AddAsync("wanda", "Wanda Hale", "Warehouse"));
        await using var audrey = await ConsolePage.OpenAsync(partners.Browser, partners.Console.Address);
        await UsersScreen.ComeInAsync(audrey, "audrey", oneTimes.Item1);
        await audrey.Page.Navigation("Main").Link("Jobs").ClickAsync();
        await Assertions.Expect(audrey.Page.Table("Jobs of Shop")).ToBeVisibleAsync();
        await Assertions.Expect(audrey.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Run|Pause|Resume") })).ToHaveCountAsync(0);
        await Assertions.Expect(audrey.Page.Navigation("Main").Link("Partners")).ToHaveCountAsync(0);
        await audrey.Page.GotoAsync("/jobs/outgoing");
        await audrey.Page.Table("Messages").Rows().Filter(new() { HasText = "KETTLE-17" }).GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(audrey.Page.Region("Message")).ToContainTextAsync("Refused by the partner");
        await Assertions.Expect(audrey.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Send again|Take back") })).ToHaveCountAsync(0);
        audrey.AssertNoTrouble();

        await using var wanda = await ConsolePage.OpenAsync(partners.Browser, partners.Console.Address);
        await UsersScreen.ComeInAsync(wanda, "wanda", oneTimes.Item2);
        foreach (var address in (string[])["/partners", "/partners/new?kind=rebound", "/partners/1"])
        {
            await wanda.Page.GotoAsync(address);
            await Assertions.Expect(wanda.Page.Heading("Not for your role")).ToBeVisibleAsync();
        }
    }

    [Theory]
    [InlineData(false, 1440)]
    [InlineData(false, 820)]
    [InlineData(true, 1440)]
    [InlineData(true, 820)]
    public async Task EveryPageOfPartnersAndJobs_IsCleanAndFitsItsWindow(bool dark, int width)
    {
        await using var root = await partners.SignedInAsync(dark, width);
        var page = root.Page;
        var name = $"Rebound {(dark ? "dark" : "light")} {width}";
        await new PartnerScreen(root).AddReboundAsync(partners.Sandbox, name);
        var look = new Look(root, $"{(dark ? "dark" : "light")}-{width}");
        await look.AtAsync("partner", page.Region("State"));
        await page.GotoAsync("/partners");
        await look.AtAsync("sync-partners", page.Table("Partners").Rows().GetByRole(AriaRole.Link).First);
        await page.GotoAsync("/partners/new");
        await look.AtAsync("sync-kinds", page.Link("Add Rebound"));
        await page.GotoAsync("/partners/new?kind=amazonseller");
        await page.Button("Test connection").ClickAsync();
        await look.AtAsync("partner-faults", page.GetByRole(AriaRole.Alert));
        await page.GotoAsync($"/jobs?partner={Uri.EscapeDataString(name)}");
        await page.Button($"Run now: Tracking of {name}").ClickAsync();
        await Assertions.Expect(page.Table($"Jobs of {name}").GetByText("Up to date")).ToBeVisibleAsync(Patient);
        await page.GotoAsync("/jobs");
        await look.AtAsync("sync-jobs", page.Table("Jobs of Shop"));
        await page.GotoAsync($"/jobs/{Uri.EscapeDataString(name)}/tracking");
        await page.Table("Runs").Rows().First.GetByRole(AriaRole.Link).ClickAsync();
        await look.AtAsync("job", page.Region("The run").GetByText("Imports"));
        await page.GotoAsync("/jobs/outgoing");
        await look.AtAsync("sync-outgoing", page.Table("Messages").Rows().GetByRole(AriaRole.Link).First);
        await page.Table("Messages").Rows().Filter(new() { HasText = "KETTLE-17" }).GetByRole(AriaRole.Link).ClickAsync();
        await look.AtAsync("message", page.Region("History"));
        await page.GotoAsync("/");
        await look.AtAsync("home-sync", page.Region("Sync"));
        look.AssertGood();
    }
}
