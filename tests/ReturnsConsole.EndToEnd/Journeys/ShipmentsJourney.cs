using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Journeys;

/// <summary>One shipment, unloaded in two browsers at once: counts that both see, a pause, the closing with what is missing, the case, and the claim file.</summary>
[Collection("demo")]
public sealed class ShipmentsJourney(EmptyFixture empty) : IClassFixture<EmptyFixture>
{
    private const string Number = "PO-20881";

    [Fact]
    public async Task Shipment_UnloadedByTwo_ClosedWithOneMissing_BecomesACaseAndAClaim()
    {
        await using var dock = await empty.SignedInAsync();
        var page = dock.Page;
        var look = new Look(dock, "1440");
        await BringAsync(page, Orders());
        await BringAsync(page, Shipment());

        await page.GotoAsync("/shipments");
        var row = page.Table("Shipments").Rows().Filter(new() { HasText = Number });
        await Assertions.Expect(row).ToContainTextAsync("Under way");
        await look.AtAsync("shipments-underway", row);
        await row.Link(Number).ClickAsync();
        await Assertions.Expect(Field(page)).ToBeFocusedAsync();
        var place = new Uri(page.Url).AbsolutePath;

        await using var tablet = await empty.SignedInAsync(dark: true, width: 820);
        var other = tablet.Page;
        var small = new Look(tablet, "dark-820");
        await other.GotoAsync(place);
        await Assertions.Expect(Field(other)).ToBeFocusedAsync();

        // Each sees what the other does.
        await ScanAsync(page, "HRI-0001");
        await Assertions.Expect(page.Heading("BOOT-1 unloaded")).ToBeVisibleAsync();
        await Assertions.Expect(Figure(other, "Unloaded")).ToHaveTextAsync("1");
        await ScanAsync(other, "HRBAG0001");
        await Assertions.Expect(other.Heading("BOOT-1 is here already")).ToBeVisibleAsync();
        await ScanAsync(other, "HRI-0002");
        await ScanAsync(other, "HRI-0003");
        await Assertions.Expect(Figure(page, "Unloaded")).ToHaveTextAsync("3");

        // A bag of two items asks; a code that nobody knows is too many, and can be taken back.
        await ScanAsync(page, "HRBAG0045");
        await Assertions.Expect(page.Heading("HRBAG0045 names 2 items. Which one is it?")).ToBeVisibleAsync();
        await look.AtAsync("shipment-choose", page.Button("All 2 are here"));
        await page.Button("All 2 are here").ClickAsync();
        await Assertions.Expect(Figure(other, "Unloaded")).ToHaveTextAsync("5");
        await ScanAsync(other, "MISREAD-77");
        await Assertions.Expect(other.Heading("Nobody knows MISREAD-77")).ToBeVisibleAsync();
        await small.AtAsync("shipment-unknown", other.Heading("Nobody knows MISREAD-77"));
        await other.Button("Take this scan back").ClickAsync();
        await Assertions.Expect(Figure(other, "Too many")).ToHaveTextAsync("0");
        await ScanAsync(other, "STRAY-0009");
        await Assertions.Expect(Figure(page, "Too many")).ToHaveTextAsync("1");

        // A pause stops everybody.
        await page.Button("Pause").ClickAsync();
        await Assertions.Expect(other.Button("Resume unloading")).ToBeVisibleAsync();
        await ScanAsync(other, "HRI-0006");
        await Assertions.Expect(other.Heading("Not counted")).ToBeVisibleAsync();
        await other.Button("Resume unloading").ClickAsync();
        await Assertions.Expect(page.Button("Pause")).ToBeVisibleAsync();

        await page.Button("Close the shipment…").ClickAsync();
        await Assertions.Expect(page.OpenDialog()).ToContainTextAsync("5 of 6 items are unloaded; 1 missing, 1 too many");
        await look.AtAsync("shipment-close", page.OpenDialog().Button("Close with 1 missing"));
        await page.OpenDialog().Button("Close with 1 missing").ClickAsync();
        await Assertions.Expect(page.Region("Shipment")).ToContainTextAsync("Closed");
        await Assertions.Expect(other.Button("Reopen…")).ToBeVisibleAsync();
        await small.AtAsync("shipment-closed", other.Button("Reopen…"));
        await look.AtAsync("shipment-closed", page.Button("Reopen…"));

        // The case carries the money and the way to the claim.
        await page.GotoAsync("/cases?kind=manifest-shortage");
        var shortage = page.GetByRole(AriaRole.Row).Filter(new() { HasText = $"1 item missing from {Number}" });
        await Assertions.Expect(shortage).ToContainTextAsync("35.00", new() { Timeout = 40_000 });
        await shortage.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Link("Open the shipment")).ToBeVisibleAsync();
        await dock.PhotographAsync("shipment-case-1440");
        var csv = await DownloadAsync(page, "Claim file (CSV)");
        var text = await File.ReadAllTextAsync(csv);
        Assert.Contains("missing,HRI-0006,302-0000006-0000006", text, StringComparison.Ordinal);
        Assert.Contains("35.00,EUR", text, StringComparison.Ordinal);
        Assert.Contains("STRAY-0009", text, StringComparison.Ordinal);
        Assert.Equal(5, Regex.Count(text, ",unloaded,"));
        var pdf = await DownloadAsync(page, "Claim file (PDF)");
        Assert.Equal("%PDF", Encoding.ASCII.GetString(await File.ReadAllBytesAsync(pdf), 0, 4));
        File.Copy(pdf, Path.Combine(Paths.Artifacts, "claim.pdf"), overwrite: true);

        await page.GotoAsync("/shipments?show=closed");
        await Assertions.Expect(page.Table("Shipments").Rows().Filter(new() { HasText = Number })).ToContainTextAsync("≠ 1");
        await other.GotoAsync("/shipments");
        await small.AtAsync("shipments-closed", other.Table("Shipments").Rows().Filter(new() { HasText = Number }));
        look.AssertGood();
        small.AssertGood();
        dock.AssertNoTrouble();
        tablet.AssertNoTrouble();
    }

    private static async Task<string> DownloadAsync(IPage page, string link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.Link(link).ClickAsync());
        return await download.PathAsync();
    }

    private static ILocator Field(IPage page) => page.GetByLabel("Scan the item");

    private static ILocator Figure(IPage page, string name) => page.Locator(".ship-counts > div").Filter(new() { Has = page.GetByText(name, new() { Exact = true }) }).Locator("dd");

    private static async Task ScanAsync(IPage page, string code)
    {
        await Field(page).FocusAsync();
        await page.Keyboard.TypeAsync(code, new() { Delay = 5 });
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Field(page)).ToHaveValueAsync("");
    }

    private static async Task BringAsync(IPage page, FilePayload file)
    {
        await page.GotoAsync("/imports");
        await page.GetByLabel("Choose files to import").SetInputFilesAsync(file);
        await Assertions.Expect(page.Region("Files").GetByRole(AriaRole.Listitem).Filter(new() { Has = page.Link(file.Name) }).First.GetByText("Imported", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    private static FilePayload Orders()
    {
        var lines = File.ReadAllLines(Path.Combine(Paths.Samples, "all_orders_eu_aresstore.txt"));
        var head = lines[0].Split('\t');
        var text = new StringBuilder(lines[0]).Append('\n');
        for (var n = 1; n <= 6; n++)
        {
            var cells = lines[1].Split('\t');
            foreach (var (name, value) in new[] { ("amazon-order-id", OrderOf(n)), ("sku", $"BOOT-{n}"), ("quantity", "1"), ("item-price", (29 + n).ToString(CultureInfo.InvariantCulture) + ".00"), ("fulfillment-channel", "Merchant") })
                cells[Array.IndexOf(head, name)] = value;
            text.AppendJoin('\t', cells).Append('\n');
        }
        return new FilePayload { Name = "orders-of-shipment.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(text.ToString()) };
    }

    private static FilePayload Shipment()
    {
        var items = string.Join(',', Enumerable.Range(1, 6).Select(n =>
            $$"""{"happyReturnsItemID":"HRI-000{{n}}","happyReturnsReturnID":"HRRET{{n}}","orderNumber":"{{OrderOf(n)}}","sku":"BOOT-{{n}}","poNumber":"{{Number}}","tracking":"1Z999AA10000020881","carrier":"UPS","palletNumber":"PAL-1","shippingBoxBarcode":"BX-{{(n + 1) / 2}}","labelBarcode":"{{(n is 4 or 5 ? "HRBAG0045" : $"HRBAG000{n}")}}","departureDate":"2026-10-12T08:00:00Z"}"""));
        var text = $$$"""{"payload":"happy-returns-shipments"}""" + "\n" + $$$"""{"receivedAt":"2026-10-12T09:00:00.000Z","shipmentId":"S1","delivery":{"items":[{{{items}}}]}}""" + "\n";
        return new FilePayload { Name = "shipment.jsonl", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(text) };
    }

    private static string OrderOf(int n) => string.Create(CultureInfo.InvariantCulture, $"302-{n:D7}-{n:D7}");
}
