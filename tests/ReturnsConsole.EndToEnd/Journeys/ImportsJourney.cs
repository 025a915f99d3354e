using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReturnsConsole.Demo.Bulk;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Journeys;

/// <summary>Bringing files to an empty console: good ones, damaged ones, wrong ones, undecided ones, and one too many.</summary>
[Collection("demo")]
public sealed class ImportsJourney(EmptyFixture empty) : IClassFixture<EmptyFixture>
{
    private const string SettlementHeader = "settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\ttransaction-type\torder-id\tmerchant-order-id\tadjustment-id\t"
        + "shipment-id\tmarketplace-name\tamount-type\tamount-description\tamount\tfulfillment-id\tposted-date\tposted-date-time\torder-item-code\tmerchant-order-item-id\tmerchant-adjustment-item-id\t"
        + "sku\tquantity-purchased\tpromotion-id";

    /// <summary>File, what it is, its encoding, its numbers.</summary>
    private static readonly (string Name, string Format, string Encoding, string Numbers)[] Chosen =
    [
        ("returns_flat_us_real_row.tsv", "Amazon returns report", "UTF-8", "1,234.56"),
        ("settlement_v2_in_golden.txt", "Amazon settlement, V2", "UTF-8", "1,234.56"),
        ("fba_returns_es_aresstore.txt", "FBA customer returns", "UTF-8", "no number depends on it"),
        ("settlement_v1_ca_50041020342.txt", "Amazon settlement, V1", "UTF-8", "1,234.56"),
    ];

    private static readonly (string Name, string Format)[] Dropped =
    [
        ("fba_reimbursements_es_aresstore.txt", "FBA reimbursements"),
        ("all_orders_eu_aresstore.txt", "Amazon all orders"),
        ("returns_xml_es_elganso.xml", "Amazon returns report, XML"),
    ];

    [Fact]
    public async Task ManyFiles_ChosenAndDropped_EachEndsInAResult_AndTheSameAgainDoesNothing()
    {
        await using var root = await OpenAsync();
        var page = root.Page;
        await Chooser(page).SetInputFilesAsync(Chosen.Select(f => Path.Combine(Paths.Samples, f.Name)));
        foreach (var (name, format, encoding, numbers) in Chosen)
        {
            var item = Item(page, name);
            await Assertions.Expect(item.GetByText("Imported", new() { Exact = true })).ToBeVisibleAsync(Patient);
            await Assertions.Expect(item).ToContainTextAsync(format);
            await Assertions.Expect(item).ToContainTextAsync(encoding);
            await Assertions.Expect(item).ToContainTextAsync($"Numbers: {numbers}");
            await Assertions.Expect(item).ToContainTextAsync(new Regex(@"[1-9]\d* accepted"));
        }

        await page.Region("Bring files").DispatchEventAsync("drop", new { dataTransfer = await CarryAsync(page, Dropped.Select(f => f.Name)) });
        foreach (var (name, format) in Dropped)
        {
            await Assertions.Expect(Item(page, name).GetByText("Imported", new() { Exact = true })).ToBeVisibleAsync(Patient);
            await Assertions.Expect(Item(page, name)).ToContainTextAsync(format);
        }
        await root.AssertCleanAsync();

        await Item(page, "settlement_v2_in_golden.txt").Link("settlement_v2_in_golden.txt").ClickAsync();
        await Assertions.Expect(page.Heading("What was decided, and why")).ToBeVisibleAsync();
        await Assertions.Expect(page.Link("S-1000")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Definition).Filter(new() { HasText = "decimal point" })).ToBeVisibleAsync();

        await page.Link("Imports").First.ClickAsync();
        await Chooser(page).SetInputFilesAsync(Path.Combine(Paths.Samples, Chosen[0].Name));
        await Assertions.Expect(Item(page, Chosen[0].Name).GetByText("Known already", new() { Exact = true })).ToBeVisibleAsync(Patient);
        await Assertions.Expect(Item(page, Chosen[0].Name)).ToContainTextAsync("Nothing to do: the same content was imported on");
        root.AssertNoTrouble();
    }

    [Fact]
    public async Task FileWithTwoBadRows_DownloadedMendedImportedAgain_IsWhole()
    {
        await using var root = await OpenAsync();
        var page = root.Page;
        await BringAsync(page, "dock.csv",
            "order_id,sku,quantity,received_at,source,reference\n" +
            "302-1000001-1000001,A-1,1,2026-11-12T14:05:00Z,Dock 1,E-1\n" +
            "302-1000002-1000002,A-2,two,2026-11-12T14:06:00Z,Dock 1,E-2\n" +
            "302-1000003-1000003,A-3,1,2026-11-12 14:07,Dock 1,E-3\n" +
            "302-1000004-1000004,A-4,1,2026-11-12T14:08:00Z,Dock 1,E-4\n");
        var item = Item(page, "dock.csv");
        await Assertions.Expect(item).ToContainTextAsync("2 accepted", new() { Timeout = Patient.Timeout });
        await Assertions.Expect(item).ToContainTextAsync("2 rejected");
        await item.Link("dock.csv").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^3 quantity two ") })).ToContainTextAsync("whole number");
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^4 received_at 2026-11-12 14:07 ") })).ToContainTextAsync("zone");
        await root.AssertCleanAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.Region("File").Link("Download rejected rows").ClickAsync());
        Assert.Equal("dock - rejected rows.csv", download.SuggestedFilename);
        var rows = await File.ReadAllTextAsync((await download.PathAsync())!);
        Assert.Equal(3, rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        await page.Link("Imports").First.ClickAsync();
        await BringAsync(page, "dock mended.csv", rows.Replace(",two,", ",2,", StringComparison.Ordinal).Replace("2026-11-12 14:07", "2026-11-12T14:07:00Z", StringComparison.Ordinal));
        await Assertions.Expect(Item(page, "dock mended.csv")).ToContainTextAsync("2 accepted", new() { Timeout = Patient.Timeout });
        await Assertions.Expect(Item(page, "dock mended.csv")).Not.ToContainTextAsync("rejected");
        root.AssertNoTrouble();
    }

    [Fact]
    public async Task SettlementOfUndecidedCulture_Asks_AndIsAnsweredByAButton()
    {
        await using var root = await OpenAsync();
        var page = root.Page;
        await BringAsync(page, "undecided.txt",
            SettlementHeader + "\n31999000111\t2026-08-01\t2026-08-14\t2026-08-16\t\tEUR" + new string('\t', 18) +
            "\n31999000111\t\t\t\t\t\tRefund\t302-5550001-5550001\t\t\t\tAmazon.de\tItemPrice\tPrincipal\t1.234\t\t2026-08-03\t\t1\t\t\tB-1\t\t\n");
        var item = Item(page, "undecided.txt");
        await Assertions.Expect(item.GetByText("Needs an answer", new() { Exact = true })).ToBeVisibleAsync(Patient);
        await Assertions.Expect(item).ToContainTextAsync("What does 1.234 on line 3 mean");
        await root.AssertCleanAsync();
        await item.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(@"^1\.234,56") }).ClickAsync();
        await Assertions.Expect(item.GetByText("Imported", new() { Exact = true })).ToBeVisibleAsync(Patient);
        await Assertions.Expect(item).ToContainTextAsync("Numbers: 1.234,56");
        await page.GotoAsync("/settlements");
        await Assertions.Expect(page.Table("Settlements").GetByRole(AriaRole.Row).Filter(new() { HasText = "31999000111" })).ToContainTextAsync("1,234.00 EUR");
        root.AssertNoTrouble();
    }

    [Theory]
    [InlineData("settlement.pdf.txt", "%PDF-1.7\n1 0 obj\n", "PDF")]
    [InlineData("empty.txt", "", "empty")]
    [InlineData("returns.tsv", "<!DOCTYPE html><html><body>Sign in</body></html>", "web page")]
    public async Task WrongFile_IsRefusedInWords(string name, string content, string words)
    {
        await using var root = await OpenAsync();
        await BringAsync(root.Page, name, content);
        var item = Item(root.Page, name);
        await Assertions.Expect(item.GetByText("Refused", new() { Exact = true })).ToBeVisibleAsync(Patient);
        await Assertions.Expect(item).ToContainTextAsync(words);
        await Assertions.Expect(item).Not.ToContainTextAsync("Exception");
        root.AssertNoTrouble();
    }

    [Fact]
    public async Task RunningImport_Cancelled_LeavesNothing()
    {
        const ulong Seed = 41;
        var path = Path.Combine(empty.Desk, "big.txt");
        BulkSettlement.Write(path, 300_000, Seed);
        await using var root = await OpenAsync();
        var page = root.Page;
        await Chooser(page).SetInputFilesAsync(path);
        var item = Item(page, "big.txt");
        await Assertions.Expect(item.GetByRole(AriaRole.Progressbar, new() { Name = "Import of big.txt" })).ToBeVisibleAsync(Patient);
        await item.Button("Cancel").ClickAsync();
        await Assertions.Expect(item.GetByText("Cancelled", new() { Exact = true })).ToBeVisibleAsync(Patient);
        await Assertions.Expect(item.Button("Try again")).ToBeVisibleAsync();
        await Assertions.Expect(item).Not.ToContainTextAsync("accepted");
        await page.GotoAsync("/settlements");
        await Assertions.Expect(page.Heading("Settlements")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText((26_000_000_000UL + Seed).ToString(CultureInfo.InvariantCulture))).Not.ToBeVisibleAsync();
        root.AssertNoTrouble();
    }

    /// <summary>An import on a busy machine: the page itself shows how far it is.</summary>
    private static LocatorAssertionsToBeVisibleOptions Patient { get; } = new() { Timeout = 30_000 };

    private async Task<ConsolePage> OpenAsync()
    {
        var root = await empty.SignedInAsync();
        await root.Page.GotoAsync("/imports");
        await Assertions.Expect(root.Page.Region("Bring files")).ToBeVisibleAsync();
        return root;
    }

    private static ILocator Chooser(IPage page) => page.GetByLabel("Choose files to import");

    /// <summary>The newest file of a name.</summary>
    private static ILocator Item(IPage page, string name) => page.Region("Files").GetByRole(AriaRole.Listitem).Filter(new() { Has = page.Link(name) }).First;

    private static Task BringAsync(IPage page, string name, string content) =>
        Chooser(page).SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes(content) });

    /// <summary>Files as a drag from the desktop carries them.</summary>
    private static Task<IJSHandle> CarryAsync(IPage page, IEnumerable<string> names) => page.EvaluateHandleAsync(
        """
        files => {
          const carried = new DataTransfer();
          for (const file of files)
            carried.items.add(new File([Uint8Array.from(atob(file.base64), c => c.charCodeAt(0))], file.name));
          return carried;
        }
        """, names.Select(n => new { name = n, base64 = Convert.ToBase64String(File.ReadAllBytes(Path.Combine(Paths.Samples, n))) }).ToArray());
}
