using Microsoft.Playwright;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Journeys;

/// <summary>Every page in both themes and both widths: accessible, quiet, never wider than the window, and photographed.</summary>
[Collection("demo")]
public sealed class LookJourney(DemoFixture demo)
{
    private static readonly (bool Dark, int Width)[] Views = [(true, 820), (false, 820), (true, 1440), (false, 1440)];

    [Fact]
    public async Task EveryPage_IsCleanAndFitsItsWindow()
    {
        var faults = new List<string>();
        await using var stranger = await demo.StrangerAsync();
        await stranger.Page.GotoAsync("/sign-in");
        await LookAsync(stranger, "sign-in", stranger.Page.Heading("Sign in"));
        await using var ada = await demo.SignedInAsync("ada");
        var page = ada.Page;

        await page.GotoAsync("/");
        await LookAsync(ada, "home", page.Table("Due first").Rows().First);
        await page.GotoAsync("/cases");
        await LookAsync(ada, "cases", page.Table("Cases").Rows().First);
        await page.GotoAsync("/cases?kind=orphaned-refund");
        await page.Table("Cases").Rows().Nth(1).GetByRole(AriaRole.Link).ClickAsync();
        var playbook = new TriageScreen(ada).Section("Playbook");
        await LookAsync(ada, "case", playbook);
        if (Environment.GetEnvironmentVariable("UPDATE_PICTURES") == "1")
            File.Copy(Path.Combine(Paths.Artifacts, "case-light-1440.png"), Path.Combine(Directory.CreateDirectory(Path.Combine(Paths.Root, "docs")).FullName, "triage.png"), overwrite: true);

        var caseOrder = System.Text.RegularExpressions.Regex.Match(await page.Table("Cases").InnerTextAsync(), @"\d{3}-\d{7}-\d{7}").Value;
        await page.GotoAsync("/lookup");
        await LookAsync(ada, "lookup-start", page.Heading("What you can look up"));
        await page.GotoAsync($"/lookup?q={caseOrder}");
        await LookAsync(ada, "lookup", page.Heading("You may say"));
        await page.GotoAsync("/lookup?q=302-0000000-9999999");
        await LookAsync(ada, "lookup-not-found", page.Button("Watch for it W"));
        await page.GotoAsync("/api-keys");
        await LookAsync(ada, "api-keys", page.Heading("API keys"));

        await page.GotoAsync("/imports");
        var files = page.Region("Files").GetByRole(AriaRole.Listitem);
        await LookAsync(ada, "imports", files.First);
        await files.GetByRole(AriaRole.Link, new() { NameRegex = new("settlement-.*txt") }).First.ClickAsync();
        await LookAsync(ada, "import", page.Heading("What was decided, and why"));
        await page.GotoAsync("/settlements");
        var settlements = page.Table("Settlements").Rows();
        await LookAsync(ada, "settlements", settlements.GetByRole(AriaRole.Link).First);
        await settlements.GetByRole(AriaRole.Link).First.ClickAsync();
        var lines = page.Region("Lines").Locator("tbody").GetByRole(AriaRole.Link);
        await LookAsync(ada, "settlement", lines.First);
        await lines.First.ClickAsync();
        await LookAsync(ada, "evidence", page.Heading("The line as it stands in the file"));
        await page.GotoAsync("/stock");
        var stock = page.Table("Stock of returns").Rows();
        await LookAsync(ada, "stock", stock.GetByRole(AriaRole.Link).First);
        await stock.GetByRole(AriaRole.Link).First.ClickAsync();
        await LookAsync(ada, "stock-sku", page.Region("Movements").GetByRole(AriaRole.Cell).First);
        await page.Button("Correct stock…").ClickAsync();
        var correction = page.OpenDialog();
        await correction.GetByRole(AriaRole.Combobox, new() { Name = "To", Exact = true }).SelectOptionAsync("Sellable");
        await LookAsync(ada, "stock-correct", correction.GetByRole(AriaRole.Combobox, new() { Name = "Grade", Exact = true }));
        await correction.GetByRole(AriaRole.Combobox, new() { Name = "Grade", Exact = true }).SelectOptionAsync("A");
        await correction.GetByLabel("Why").FillAsync("found on the shelf, sealed");
        await correction.Button("Correct").ClickAsync();
        await Assertions.Expect(page.Region("Quarantine and corrections").GetByText("found on the shelf, sealed")).ToBeVisibleAsync();
        await page.GotoAsync("/intake");
        await LookAsync(ada, "intake", page.GetByLabel("Scan anything on the parcel"));
        await page.GotoAsync("/intake/audit");
        await LookAsync(ada, "intake-audit", page.Table("Weeks").Rows().GetByRole(AriaRole.Link).First);
        await page.GotoAsync("/intake/shelf");
        await LookAsync(ada, "intake-shelf", page.GetByText("The shelf is empty: every parcel is known."));
        await page.GotoAsync("/help");
        await LookAsync(ada, "help", page.Link("Kinds of cases"));
        await page.GotoAsync("/help/warehouse");
        await LookAsync(ada, "help-warehouse", page.Heading("Every week"));
        await page.GotoAsync("/help/cases");
        await LookAsync(ada, "help-cases", page.Heading("Orphaned refund"));
        await page.GotoAsync("/audit");
        await LookAsync(ada, "audit", page.Region("Audit entries").GetByRole(AriaRole.Cell).First);
        await page.GotoAsync("/jobs");
        await LookAsync(ada, "jobs", page.GetByRole(AriaRole.Table, new() { NameRegex = new("^Jobs of") }).Or(page.GetByText("No partner is connected yet")).First);
        await page.GotoAsync("/jobs/outgoing");
        await LookAsync(ada, "outgoing", page.Table("Messages").Rows().GetByRole(AriaRole.Link).Or(page.GetByText("Nothing has been told to a partner yet")).First);
        await page.GotoAsync("/jobs/incoming");
        await LookAsync(ada, "incoming", page.GetByText("Everything that partners pushed was understood.").Or(page.Table("Deliveries").Rows()).First);
        await page.GotoAsync("/partners");
        await LookAsync(ada, "partners", page.Table("Partners").Rows().GetByRole(AriaRole.Link).Or(page.GetByText("No partner is connected.")).First);
        await page.GotoAsync("/partners/new");
        await LookAsync(ada, "partner-kinds", page.Link("Add commercetools"));
        await page.GotoAsync("/partners/new?kind=commercetools");
        await LookAsync(ada, "partner-new", page.Button("Add partner"));
        await page.GotoAsync("/imports?from=partners");
        await LookAsync(ada, "imports-partners", page.Region("Files").GetByRole(AriaRole.Listitem).Or(page.GetByText("No partner has brought anything yet.")).First);
        await page.GotoAsync("/reason-codes");
        await LookAsync(ada, "reason-codes", page.Table("Unmapped codes").Rows().First);
        await page.GotoAsync("/users");
        await LookAsync(ada, "users", page.GetByRole(AriaRole.Cell, new() { Name = "Fiona Nash" }).First);
        await page.GotoAsync("/me");
        await LookAsync(ada, "me", page.Heading("Where you are signed in"));
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));

        // Each page is loaded once and seen in every light and width: what loading costs is paid once.
        async Task LookAsync(ConsolePage person, string name, ILocator there)
        {
            await Assertions.Expect(there).ToBeVisibleAsync();
            foreach (var (dark, width) in Views)
            {
                await person.Page.SetViewportSizeAsync(width, 1000);
                await person.Page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
                var view = $"{name}-{(dark ? "dark" : "light")}-{width}";
                await person.PhotographAsync(view);
                // Contrast depends on the light, what is shown on the width: two of the four tell all.
                if (dark == (width == 820))
                    faults.AddRange((await person.FaultsAsync()).Select(fault => $"{view}: {fault}"));
                person.ForgetTroubles();
                var wide = await person.Page.EvaluateAsync<int>("() => Math.max(...[document.scrollingElement, document.querySelector('main')].map(e => e.scrollWidth - e.clientWidth))");
                if (wide > 0)
                    faults.Add($"{view}: {wide} px wider than the window");
            }
        }
    }
}
