using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Journeys;

/// <summary>Two people on one case: a file laid beside it, somebody named in a comment, money given up with a second person.</summary>
[Collection("demo")]
public sealed class WriteOffJourney(DemoFixture demo)
{
    [Fact]
    public async Task Case_NarrowedFound_FileMentionAndWriteOff_ASecondPersonDecides()
    {
        await using var fiona = await demo.SignedInAsync("fiona");
        var screen = new TriageScreen(fiona);
        await screen.GoToAsync("/cases?kind=orphaned-refund");
        var keys = screen.Page.Keyboard;

        // Narrowed by keyboard: marketplace stays, money needs its currency.
        await keys.PressAsync("g");
        var narrow = screen.Page.GetByRole(AriaRole.Form, new() { Name = "Narrow the list" });
        await Assertions.Expect(narrow.GetByLabel("Marketplace")).ToBeFocusedAsync();
        await Assertions.Expect(narrow.GetByLabel("From")).ToBeDisabledAsync();
        await narrow.GetByLabel("Currency").SelectOptionAsync("EUR");
        await narrow.GetByLabel("From").FillAsync("26");
        await fiona.PhotographAsync("triage-narrow-1440");
        await narrow.Button("Show").ClickAsync();
        await Assertions.Expect(screen.Page.Link("Remove filter At risk")).ToBeVisibleAsync();
        await Assertions.Expect(screen.Page).ToHaveURLAsync(new Regex("currency=EUR&from=26\\.00&sort=at-risk&dir=desc$"));
        await Assertions.Expect(screen.Rows.First).ToContainTextAsync("EUR");

        // Columns by keyboard, remembered over a reload, and back.
        await keys.PressAsync("c");
        await screen.Page.GetByLabel("Column SKU").CheckAsync();
        await Assertions.Expect(screen.Table.GetByRole(AriaRole.Columnheader, new() { Name = "SKU", Exact = true })).ToBeVisibleAsync();
        await screen.Page.ReloadAsync();
        await Assertions.Expect(screen.Table.GetByRole(AriaRole.Columnheader, new() { Name = "SKU", Exact = true })).ToBeVisibleAsync();
        await fiona.PhotographAsync("triage-columns-1440");
        await screen.Page.Locator("details.columns summary").ClickAsync();
        await screen.Page.Button("Back to the usual ones").ClickAsync();
        await Assertions.Expect(screen.Table.GetByRole(AriaRole.Columnheader, new() { Name = "SKU", Exact = true })).Not.ToBeVisibleAsync();
        await Assertions.Expect(screen.Said).ToContainTextAsync("The usual columns are shown again.");
        await screen.Page.Locator("details.columns summary").ClickAsync();

        await screen.OpenRowAsync(1);
        var address = screen.Page.Url;

        // A file, and one that is none of those that can be kept.
        var files = screen.Panel.GetByLabel("Attach files");
        await files.SetInputFilesAsync([new FilePayload { Name = "carrier.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes("Lost on the way.") }, new FilePayload { Name = "photo.jpg", MimeType = "image/jpeg", Buffer = Encoding.UTF8.GetBytes("<html>") }]);
        await Assertions.Expect(screen.Panel.GetByRole(AriaRole.Link, new() { Name = "carrier.txt" })).ToBeVisibleAsync();
        await Assertions.Expect(screen.Panel.GetByRole(AriaRole.Alert)).ToContainTextAsync("photo.jpg is none of the files that can be kept here");
        await screen.Panel.Button("Put away").ClickAsync();
        fiona.ForgetTroubles();

        // Somebody named in a comment, chosen by keyboard.
        await keys.PressAsync("/");
        var box = screen.Panel.GetByLabel("Comment", new() { Exact = true });
        await Assertions.Expect(box).ToBeFocusedAsync();
        await keys.TypeAsync("The carrier lost it, @ad");
        await Assertions.Expect(screen.Panel.GetByRole(AriaRole.Option).Filter(new() { HasText = "Ada Minton" })).ToBeVisibleAsync();
        await fiona.PhotographAsync("triage-mention-1440");
        await keys.PressAsync("Enter");
        await Assertions.Expect(box).ToHaveValueAsync("The carrier lost it, @ada ");
        await keys.TypeAsync("please decide");
        await screen.Panel.Button("Comment").ClickAsync();
        await Assertions.Expect(screen.Panel.Locator("mark.mention")).ToHaveTextAsync("@ada");

        // Asked for; nobody approves their own.
        await screen.Panel.Button("Write off…").ClickAsync();
        var dialog = screen.Page.OpenDialog();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Status)).ToContainTextAsync("a second person decides");
        await dialog.GetByLabel("In your words").FillAsync("The carrier pays nothing");
        await fiona.PhotographAsync("triage-write-off-1440");
        await dialog.Button("Ask a second person").ClickAsync();
        await Assertions.Expect(screen.Status("Waits for a second person").First).ToBeVisibleAsync();
        await Assertions.Expect(screen.Panel.Button("Take the request back")).ToBeVisibleAsync();
        await Assertions.Expect(screen.Panel.Button("Approve write-off…")).Not.ToBeVisibleAsync();
        await fiona.AssertCleanAsync();

        await using var ada = await demo.SignedInAsync("ada", dark: true, width: 820);
        var hers = new TriageScreen(ada);
        await hers.Page.GotoAsync(address);
        await Assertions.Expect(hers.Panel.Button("Approve write-off…")).ToBeVisibleAsync();
        await Assertions.Expect(hers.Panel.Locator("mark.mention")).ToBeVisibleAsync();
        await ada.PhotographAsync("triage-second-person-820-dark");
        await ada.AssertCleanAsync();
        await hers.Panel.Button("Approve write-off…").ClickAsync();
        await hers.Page.OpenDialog().Button("Approve write-off").ClickAsync();
        await Assertions.Expect(hers.Status("Written off")).ToBeVisibleAsync();

        await Assertions.Expect(screen.Status("Written off")).ToBeVisibleAsync();
        await screen.Page.GotoAsync("/cases?status=written-off");
        await Assertions.Expect(screen.Page.Locator("dl.woff")).ToContainTextAsync("This month");
        await Assertions.Expect(screen.Page.Locator("dl.woff")).ToContainTextAsync("1 case");
        await fiona.PhotographAsync("triage-written-off-1440");
        fiona.AssertNoTrouble();
        ada.AssertNoTrouble();
    }
}
