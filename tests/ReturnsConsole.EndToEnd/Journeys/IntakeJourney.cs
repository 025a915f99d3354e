using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Journeys;

/// <summary>A day at the dock: scans with a scanner's Enter, letting parcels in, the shelf, a lost connection, by keys alone and on a tablet.</summary>
[Collection("demo")]
public sealed class IntakeJourney(EmptyFixture empty) : IClassFixture<EmptyFixture>
{
    /// <summary>A picture of one grey dot, as a camera would send it.</summary>
    private static readonly byte[] Dot = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    /// <summary>Sixty words a minute.</summary>
    private const int HandTyping = 200;

    [Fact]
    public async Task DarkReturn_IsLetInWithinTwentySecondsAndThreeTouches_WithItsLabel()
    {
        await using var root = await OpenAsync("101", "A-101");
        var page = root.Page;
        await page.EvaluateAsync("() => { window.printed = 0; window.print = () => { window.printed++; window.dispatchEvent(new Event('afterprint')); }; }");

        // The barcode of the article alone leads nowhere, until somebody says once which SKU it is.
        const string Article = "4006381333931";
        await ScanAsync(page, Article);
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = "Article", Exact = true })).ToContainTextAsync("looks like an article's barcode");
        await root.AssertCleanAsync();
        await ScanAsync(page, "A-101");
        await page.Button("Yes, remember it").ClickAsync();
        await Assertions.Expect(page.Button("Yes, remember it")).ToBeHiddenAsync();
        await ScanAsync(page, Article);
        await Assertions.Expect(page.Heading("Known: Amazon return, not yet authorised")).ToBeVisibleAsync();
        await page.Button("Not this").ClickAsync();
        await Assertions.Expect(page.Heading("Put aside. Scan the next parcel.")).ToBeVisibleAsync();

        // Typed from the label by hand, not scanned: the slower way must do it in time too.
        var clock = Stopwatch.StartNew();
        var touches = 0;
        await ScanAsync(page, "1Z 999 101 AA1 01 2345 6784", HandTyping);
        await Assertions.Expect(page.Heading("Known: Amazon return, not yet authorised")).ToBeVisibleAsync();
        await page.Button("Too large").ClickAsync();
        touches++;
        await MainAsync(page, "Authorise and print label");
        touches++;
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("^RA-\\d{6} recorded$") })).ToBeVisibleAsync();
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"It took {clock.Elapsed}.");
        Assert.True(touches <= 3);

        await Assertions.Expect(page.Locator(".ra-number")).ToHaveTextAsync(new Regex("^RA-\\d{6}$"));
        await page.WaitForFunctionAsync("() => window.printed > 0");
        Assert.Equal(1, await page.EvaluateAsync<int>("() => window.printed"));
        await Assertions.Expect(Field(page)).ToBeFocusedAsync();
        await Assertions.Expect(page.Region("Today").GetByRole(AriaRole.Button).First).ToContainTextAsync("RA-");
        await root.PhotographAsync("intake-done-1440");
        await root.AssertCleanAsync();

        await page.Link("Label page").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("^QR code of RA-") })).ToBeVisibleAsync();
        await root.PhotographAsync("intake-label-1440");
        await root.AssertCleanAsync();

        // Scanned once more, it says that it is here; what was a mistake is taken back with a reason.
        await page.Link("Back to intake").ClickAsync();
        await ScanAsync(page, "101-0000101-0000101");
        await Assertions.Expect(page.Heading("Known, and all of it has come already")).ToBeVisibleAsync();
        await page.Region("Today").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("RA-") }).First.ClickAsync();
        await page.Button("Take back…").ClickAsync();
        await page.Button("Another parcel").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("^RA-\\d{6} is taken back") })).ToBeVisibleAsync();
        root.AssertNoTrouble();
    }

    [Fact]
    public async Task NearMatchThenUnknown_GoesToTheShelfWithItsPicture()
    {
        await using var root = await OpenAsync("102", "A-102");
        var page = root.Page;
        await ScanAsync(page, "101-0000102-0000120");
        await Assertions.Expect(page.Heading("Near match. Is it one of these?")).ToBeVisibleAsync();
        await root.PhotographAsync("intake-near-1440");
        await root.AssertCleanAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("101-0000102-0000102") }).First.ClickAsync();
        await Assertions.Expect(page.Heading("Known: Amazon return, not yet authorised")).ToBeVisibleAsync();

        await ScanAsync(page, "X00-BLUE-7");
        await Assertions.Expect(page.Heading("Unknown. Put it on shelf U-1")).ToBeVisibleAsync();
        await root.AssertCleanAsync();
        await page.Button("Other shelf").ClickAsync();
        await page.Button("U-14").ClickAsync();
        await page.GetByLabel("Picture, then shelf U-14").SetInputFilesAsync(new FilePayload { Name = "parcel.png", MimeType = "image/png", Buffer = Dot });
        await Assertions.Expect(page.GetByAltText("The picture just taken")).ToBeVisibleAsync();
        await root.PhotographAsync("intake-unknown-1440");
        await MainAsync(page, "Put on shelf U-14");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("^On shelf U-14") })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Shelf") }).ClickAsync();
        var row = page.Table("Parcels on the shelf").Rows().Filter(new() { HasText = "X00-BLUE-7" });
        await Assertions.Expect(row).ToContainTextAsync("The console keeps looking");
        await Assertions.Expect(row.GetByAltText("Picture of X00-BLUE-7")).ToBeVisibleAsync();
        await root.PhotographAsync("intake-shelf-1440");
        await root.AssertCleanAsync();

        // Its return comes with the next report: the parcel is found by itself.
        await BringAsync(page, Returns("103", "A-103", "X00-BLUE-7"));
        await page.GotoAsync("/intake/shelf");
        await Assertions.Expect(page.Table("Parcels on the shelf").Rows().Filter(new() { HasText = "X00-BLUE-7" })).ToContainTextAsync("Found: fetch it", new() { Timeout = 30_000 });
        await page.Link("Take to intake").ClickAsync();
        await Assertions.Expect(page.Heading("Found: it lies on shelf U-14")).ToBeVisibleAsync();
        root.AssertNoTrouble();
    }

    [Fact]
    public async Task Scans_WithoutConnection_WaitAndGoOutOnceInOrder()
    {
        await using var root = await OpenAsync("104", "A-104");
        var page = root.Page;
        await page.Context.SetOfflineAsync(true);
        foreach (var code in (string[])["OFF-LINE-0001", "101-0000104-0000104", "OFF-LINE-0003"])
            await ScanAsync(page, code);
        await Assertions.Expect(page.GetByText("No connection. 3 scans wait.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Region("Waiting to be sent")).ToContainTextAsync("OFF-LINE-0003");
        await root.PhotographAsync("intake-offline-1440");

        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.GetByText("No connection. 3 scans wait.")).Not.ToBeVisibleAsync(new() { Timeout = 40_000 });
        var today = page.Region("Today").GetByRole(AriaRole.Button);
        foreach (var (at, code) in new[] { (0, "OFF-LINE-0003"), (1, "101-0000104-0000104"), (2, "OFF-LINE-0001") })
            await Assertions.Expect(today.Nth(at)).ToContainTextAsync(code);
        // A page loaded anew has nothing left to send.
        root.ForgetTroubles();
        await page.ReloadAsync();
        await Assertions.Expect(Field(page)).ToBeFocusedAsync();
        await Assertions.Expect(today.Filter(new() { HasText = "OFF-LINE-0001" })).ToHaveCountAsync(1);
        root.AssertNoTrouble();
    }

    [Fact]
    public async Task WholeParcel_ByKeysAlone_OnATablet()
    {
        await using var root = await OpenAsync("105", "A-105");
        var page = root.Page;
        await page.SetViewportSizeAsync(820, 1180);
        await page.EvaluateAsync("() => { window.print = () => window.dispatchEvent(new Event('afterprint')); }");
        await ScanAsync(page, "101-0000105-0000105");
        await Assertions.Expect(page.Heading("Known: Amazon return, not yet authorised")).ToBeVisibleAsync();
        await root.PhotographAsync("intake-known-820");
        await root.AssertCleanAsync();
        var wide = await page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth");
        Assert.Equal(0, wide);

        // A second Enter of the scanner does nothing; the blue button has its key.
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("Boot A-105") }).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("^RA-\\d{6} recorded$") })).ToBeVisibleAsync();
        await Assertions.Expect(Field(page)).ToBeFocusedAsync();

        await page.Link("Audit").First.ClickAsync();
        await Assertions.Expect(page.Table("Weeks").Rows().First).ToBeVisibleAsync();
        await root.AssertCleanAsync();
        await root.PhotographAsync("intake-audit-820");
    }

    private static ILocator Field(IPage page) => page.GetByLabel("Scan anything on the parcel");

    /// <summary>As a keyboard-wedge scanner types: quickly, wherever the focus is, with Enter at the end.</summary>
    /// <param name="delay">Milliseconds from key to key.</param>
    private static async Task ScanAsync(IPage page, string code, int delay = 8)
    {
        await Assertions.Expect(Field(page)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(code, new() { Delay = delay });
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Field(page)).ToHaveValueAsync("");
    }

    private static Task MainAsync(IPage page, string words) => page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(Regex.Escape(words) + "$") }).ClickAsync();

    /// <summary>The intake page, with one Amazon return of the given number imported.</summary>
    private async Task<ConsolePage> OpenAsync(string number, string sku)
    {
        var root = await empty.SignedInAsync();
        await BringAsync(root.Page, Returns(number, sku, $"1Z999{number}AA10123456784"));
        await root.Page.GotoAsync("/intake");
        await Assertions.Expect(Field(root.Page)).ToBeFocusedAsync();
        return root;
    }

    private static async Task BringAsync(IPage page, FilePayload file)
    {
        await page.GotoAsync("/imports");
        await page.GetByLabel("Choose files to import").SetInputFilesAsync(file);
        await Assertions.Expect(page.Region("Files").GetByRole(AriaRole.Listitem).Filter(new() { Has = page.Link(file.Name) }).First.GetByText("Imported", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    private static FilePayload Returns(string number, string sku, string tracking)
    {
        var lines = File.ReadAllLines(Path.Combine(Paths.Samples, "returns_flat_us_real_row.tsv"));
        var cells = lines[1].Split('\t');
        foreach (var (name, value) in new[] { ("Order ID", $"101-{number.PadLeft(7, '0')}-{number.PadLeft(7, '0')}"), ("Amazon RMA ID", $"D{number}fRRMA"), ("Tracking ID", tracking), ("Merchant SKU", sku), ("Item Name", $"Boot {sku}"), ("Return quantity", "1"), ("Order quantity", "1") })
            cells[Array.IndexOf(lines[0].Split('\t'), name)] = value;
        return new FilePayload { Name = $"returns-{number}.tsv", MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes(lines[0] + "\n" + string.Join('\t', cells) + "\n") };
    }
}
