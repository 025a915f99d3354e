using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Journeys;

/// <summary>What was decided on the triage screen stands in the trail, and the trail holds.</summary>
[Collection("demo")]
public sealed class AuditJourney(DemoFixture demo)
{
    [Fact]
    public async Task Dismissal_StandsInTheTrail_WithWhoBeforeAfterAndWhy()
    {
        const string Why = "The carrier paid for the lost parcel";
        await using var fiona = await demo.SignedInAsync("fiona");
        var screen = new TriageScreen(fiona);
        await screen.GoToAsync("/cases?kind=dark-return");
        await screen.OpenRowAsync(0);
        var id = screen.CaseId.ToString(CultureInfo.InvariantCulture);
        await screen.DismissAsync(Why);

        await using var audrey = await demo.SignedInAsync("audrey");
        var page = audrey.Page;
        await page.GotoAsync("/audit");
        await page.GetByLabel("What").SelectOptionAsync("case.dismissed");
        await page.Button("Filter").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/audit\\?action=case.dismissed$"));
        var entries = page.Region("Audit entries");
        var entry = entries.GetByRole(AriaRole.Row).Filter(new() { HasText = Why });
        await Assertions.Expect(entry).ToHaveCountAsync(1);
        await Assertions.Expect(entry).ToContainTextAsync("Fiona Nash");
        await Assertions.Expect(entry.GetByRole(AriaRole.Deletion)).ToHaveTextAsync("Open");
        await Assertions.Expect(entry).ToContainTextAsync(new Regex("status: .*Open.*→.*Dismissed"));
        await Assertions.Expect(entries.GetByRole(AriaRole.Cell, new() { Name = "Signed in" })).ToHaveCountAsync(0);
        await audrey.AssertCleanAsync();

        await page.Button("Verify now").ClickAsync();
        await Assertions.Expect(page.GetByText(new Regex(@"^Chain verified up to entry [\d,]+ at \S+"))).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).Not.ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Link("Export CSV").ClickAsync());
        Assert.EndsWith(".csv", download.SuggestedFilename, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync((await download.PathAsync())!);
        Assert.Contains(lines, line => line.Contains(Why, StringComparison.Ordinal) && line.Contains("Fiona Nash", StringComparison.Ordinal) && line.Contains("case.dismissed", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("access.signed-in", StringComparison.Ordinal));

        await entry.Link($"case {id}").ClickAsync();
        await Assertions.Expect(page.Region($"Case {id}")).ToContainTextAsync(Why);
        audrey.AssertNoTrouble();
    }
}
