using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Journeys;

/// <summary>Goods come in, are graded piece by piece at the bench, and stock follows.</summary>
[Collection("demo")]
public sealed class ReceivingJourney(EmptyFixture empty, DemoFixture demo) : IClassFixture<EmptyFixture>
{
    private const string Tracking = "1Z999801AA10123456784";

    [Fact]
    public async Task Parcel_ReceivedByScan_TwoPiecesGradedDifferently_StockFollows_AndOneIsCorrected()
    {
        await using var root = await empty.SignedInAsync();
        await BringAsync(root.Page);
        var oneTime = await new UsersScreen(root).AddAsync("wanda", "Wanda Hill", "Warehouse");
        await using var wanda = await ConsolePage.OpenAsync(empty.Browser, empty.Console.Address);
        await UsersScreen.ComeInAsync(wanda, "wanda", oneTime);
        var page = wanda.Page;

        // What is not here yet is received at intake, and from its label one comes to the bench.
        await page.Navigation("Main").GetByRole(AriaRole.Link, new() { Name = "Receiving" }).ClickAsync();
        await Assertions.Expect(page.Region("To grade")).ToContainTextAsync("Nothing waits for a grade");
        await wanda.AssertCleanAsync();
        await ScanAsync(page, "Scan a label or parcel", "NO-SUCH-CODE");
        await Assertions.Expect(page.Heading("Unknown code")).ToBeVisibleAsync();
        await ScanAsync(page, "Scan a label or parcel", Tracking);
        await Assertions.Expect(page.Heading("Known, not received yet")).ToBeVisibleAsync();
        await wanda.PhotographAsync("receiving-scan-1440");
        await wanda.AssertCleanAsync();
        await page.Link("Receive it at intake").ClickAsync();
        await page.EvaluateAsync("() => { window.print = () => window.dispatchEvent(new Event('afterprint')); }");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("print label$") }).ClickAsync();
        await page.Link("Grade it now").ClickAsync();

        // By keys alone: one piece as new, back into stock.
        await Assertions.Expect(page.Heading("Boot R-801")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Scan the next item")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("1");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^A ?As new") })).ToHaveAttributeAsync("aria-pressed", "true");
        await wanda.PhotographAsync("receiving-grade-1440");
        await wanda.AssertCleanAsync();
        await page.Button("Back into stock").ClickAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Heading("Recorded")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("1 piece of R-801: grade A, back into stock.").First).ToBeVisibleAsync();

        // The other one is worn; by touch, on a tablet.
        await page.SetViewportSizeAsync(820, 1100);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^C ?Used") }).ClickAsync();
        await Assertions.Expect(page.GetByText("is proposed. Grade C")).ToBeVisibleAsync();
        await page.Button("All parts are there").ClickAsync();
        await page.GetByLabel("Notes").FillAsync("Heel is worn");
        await page.GetByLabel("Picture of the item").SetInputFilesAsync(new FilePayload { Name = "notes.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7"u8.ToArray() });
        await Assertions.Expect(page.GetByText("This is no picture that can be kept.")).ToBeVisibleAsync();
        wanda.ForgetTroubles();
        await wanda.PhotographAsync("receiving-grade-820");
        await wanda.AssertCleanAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Confirm: C, ") }).ClickAsync();
        await Assertions.Expect(page.Region("What was said")).ToContainTextAsync("Heel is worn");
        await page.SetViewportSizeAsync(1440, 1000);

        await StockAsync(page, sellable: 1, quarantine: 1);

        // The first was not as new after all: corrected with a reason, the ledger moves it back.
        await page.GotoAsync("/receiving?scan=101-0000801-0000801");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("grade A, back into stock") }).ClickAsync();
        await page.Button("Correct it…").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^D ?Broken") }).ClickAsync();
        await Assertions.Expect(page.Button("Say why first")).ToBeDisabledAsync();
        await page.GetByLabel("Why is it corrected?").FillAsync("The sole is broken");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Correct to: D, ") }).ClickAsync();
        await Assertions.Expect(page.Region("What was said")).ToContainTextAsync("Why: The sole is broken");
        await wanda.PhotographAsync("receiving-corrected-1440");
        await wanda.AssertCleanAsync();
        await StockAsync(page, sellable: 0, quarantine: 1);
        wanda.AssertNoTrouble();

        // Who keeps the console in order looks, and does not grade.
        await root.Page.GotoAsync("/receiving");
        await Assertions.Expect(root.Page.GetByText("You may look here. Goods are graded by the warehouse.")).ToBeVisibleAsync();
        await root.AssertCleanAsync();
    }

    [Fact]
    public async Task Kit_BroughtByFile_ComesInPart_IsACase_AndIsWholeWhenTheRestComes()
    {
        await using var root = await empty.SignedInAsync();
        var page = root.Page;
        await page.GotoAsync("/stock");
        await page.Link("Kits").ClickAsync();
        await Assertions.Expect(page.GetByText("No SKU is a kit yet")).ToBeVisibleAsync();
        await page.Button("Import CSV…").ClickAsync();
        await Assertions.Expect(page.GetByLabel("Choose a file of kits")).ToBeEnabledAsync();
        await root.PhotographAsync("kits-import-1440");
        await page.GetByLabel("Choose a file of kits").SetInputFilesAsync(new FilePayload
        {
            Name = "kits.csv",
            MimeType = "text/csv",
            Buffer = "account,kit_sku,component_sku,quantity,valid_from\r\nAmazon EU,TEA-SET,CUP-1,2,2020-01-01\r\nAmazon EU,TEA-SET,POT-1,1,2020-01-01\r\nAmazon EU,BROKEN,CUP-1,two,2020-01-01\r\n"u8.ToArray(),
        });
        await Assertions.Expect(page.GetByText("3 rows read. 1 new kit. 1 row was not taken.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Table("Rows not taken").Rows()).ToContainTextAsync("a whole number from 1 to 1000");
        await root.PhotographAsync("kits-imported-1440");
        await root.AssertCleanAsync();
        await page.Button("Close").ClickAsync();
        await Assertions.Expect(page.OpenDialog()).ToHaveCountAsync(0);
        await Assertions.Expect(page.Table("Kits").Rows()).ToContainTextAsync("2 × CUP-1, 1 × POT-1");
        await LookAsync(root, "kits");
        await page.Button("Add a kit…").ClickAsync();
        await Assertions.Expect(page.GetByLabel("SKU of component 1")).ToBeVisibleAsync();
        await root.PhotographAsync("kits-add-1440");
        await root.AssertCleanAsync();
        await page.Button("Leave it as it is").ClickAsync();

        // The cups came in August, the pot never did: its case names it, and closes when it is found.
        await BringAsync(page, "returns-kit.tsv", ("Order ID", "101-0000901-0000901"), ("Amazon RMA ID", "D901fRRMA"), ("Tracking ID", "1Z999901AA10123456784"), ("Merchant SKU", "TEA-SET"), ("Item Name", "Tea set"), ("Return quantity", "1"), ("Order quantity", "1"));
        await BringFileAsync(page, "cups.csv", Receipts + "101-0000901-0000901,CUP-1,2,2026-08-12T14:05:00Z,Dock 1,K-1,A,Restocked\n");
        await WaitForAsync(page, "/cases?kind=kit-incomplete", "A kit came back in part");
        await page.GetByText("A kit came back in part").First.ClickAsync();
        await Assertions.Expect(page.GetByText("1 × POT-1 is missing").First).ToBeVisibleAsync();
        await root.PhotographAsync("kits-case-1440");
        await BringFileAsync(page, "pot.csv", Receipts + "101-0000901-0000901,POT-1,1,2026-08-20T14:05:00Z,Dock 1,K-2,A,Restocked\n");
        await WaitForAsync(page, "/cases?kind=kit-incomplete&status=closed-by-facts", "A kit came back in part");
        await page.GotoAsync("/stock?q=CUP-1");
        await page.Link("CUP-1").ClickAsync();
        await Assertions.Expect(page.GetByText("A component: 2 in kit TEA-SET.")).ToBeVisibleAsync();
        await root.PhotographAsync("kits-sku-1440");
        await root.AssertCleanAsync();
    }

    [Fact]
    public async Task Receiving_InBothThemesAndWidths_LooksRight()
    {
        var faults = new List<string>();
        await using var wanda = await demo.SignedInAsync("wanda");
        var page = wanda.Page;
        foreach (var (address, list) in new[] { ("receiving?show=due", "Due today or overdue"), ("receiving?show=coming", "On the way"), ("receiving?show=announced", "Announced"), ("receiving", "To grade") })
        {
            await page.GotoAsync($"/{address}");
            await LookAsync($"receiving-{list.Split(' ')[0].ToLowerInvariant()}", page.Table(list).Rows().First.Or(page.Region(list).GetByRole(AriaRole.Link)).First);
        }
        await page.Table("To grade").Rows().GetByRole(AriaRole.Link).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^B ?Opened") }).ClickAsync();
        await LookAsync("receiving-goods", page.GetByText("is proposed."));
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));

        async Task LookAsync(string name, ILocator there)
        {
            await Assertions.Expect(there).ToBeVisibleAsync();
            foreach (var (dark, width) in new[] { (false, 1440), (false, 820), (true, 820), (true, 1440) })
            {
                await page.SetViewportSizeAsync(width, 1000);
                await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
                var view = $"{name}-{(dark ? "dark" : "light")}-{width}";
                await wanda.PhotographAsync(view);
                faults.AddRange((await wanda.FaultsAsync()).Select(fault => $"{view}: {fault}"));
                wanda.ForgetTroubles();
                if (await page.EvaluateAsync<int>("() => Math.max(...[document.scrollingElement, document.querySelector('main')].map(e => e.scrollWidth - e.clientWidth))") is > 0 and var wide)
                    faults.Add($"{view}: {wide} px wider than the window");
            }
        }
    }

    private static async Task StockAsync(IPage page, int sellable, int quarantine)
    {
        var figures = new Regex($@"Quarantine\s*{quarantine}(?!\d)[\s\S]*Sellable\s*{sellable}(?!\d)");
        await page.GotoAsync("/stock?q=R-801");
        await page.Link("R-801").ClickAsync(new() { Timeout = 30_000 });
        for (var left = 20; left > 0 && !figures.IsMatch(await page.Region("Pieces by bucket").InnerTextAsync()); left--)
        {
            await page.WaitForTimeoutAsync(500);
            await page.ReloadAsync();
        }
        await Assertions.Expect(page.Region("Pieces by bucket")).ToContainTextAsync(figures);
    }

    /// <summary>As a scanner types it.</summary>
    private static async Task ScanAsync(IPage page, string field, string code)
    {
        await Assertions.Expect(page.GetByLabel(field)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(code, new() { Delay = 8 });
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel(field)).ToHaveValueAsync("");
    }

    private const string Receipts = "order_id,sku,quantity,received_at,source,reference,grade,disposition\n";

    private static async Task LookAsync(ConsolePage person, string name)
    {
        foreach (var (dark, width) in new[] { (true, 820), (true, 1440), (false, 820), (false, 1440) })
        {
            await person.Page.SetViewportSizeAsync(width, 1000);
            await person.Page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
            await person.PhotographAsync($"{name}-{(dark ? "dark" : "light")}-{width}");
            await person.AssertCleanAsync();
        }
    }

    /// <summary>The rules run a moment after the file.</summary>
    private static async Task WaitForAsync(IPage page, string address, string words)
    {
        await page.GotoAsync(address);
        for (var left = 40; left > 0 && await page.GetByText(words).CountAsync() == 0; left--)
        {
            await page.WaitForTimeoutAsync(500);
            await page.ReloadAsync();
        }
        await Assertions.Expect(page.GetByText(words).First).ToBeVisibleAsync();
    }

    private static Task BringAsync(IPage page) => BringAsync(page, "returns-801.tsv", ("Order ID", "101-0000801-0000801"), ("Amazon RMA ID", "D801fRRMA"), ("Tracking ID", Tracking), ("Merchant SKU", "R-801"), ("Item Name", "Boot R-801"), ("Return quantity", "2"), ("Order quantity", "2"));

    private static async Task BringAsync(IPage page, string file, params (string Name, string Value)[] row)
    {
        var lines = File.ReadAllLines(Path.Combine(Paths.Samples, "returns_flat_us_real_row.tsv"));
        var cells = lines[1].Split('\t');
        foreach (var (name, value) in row)
            cells[Array.IndexOf(lines[0].Split('\t'), name)] = value;
        await BringFileAsync(page, file, lines[0] + "\n" + string.Join('\t', cells) + "\n");
    }

    private static async Task BringFileAsync(IPage page, string file, string text)
    {
        await page.GotoAsync("/imports");
        await page.GetByLabel("Choose files to import").SetInputFilesAsync(new FilePayload { Name = file, MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });
        await Assertions.Expect(page.Region("Files").GetByRole(AriaRole.Listitem).Filter(new() { Has = page.Link(file) }).First.GetByText("Imported", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }
}
