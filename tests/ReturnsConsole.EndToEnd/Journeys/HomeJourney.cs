using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Journeys;

/// <summary>Every figure on the first page is a link to its rows.</summary>
[Collection("demo")]
public sealed class HomeJourney(DemoFixture demo)
{
    [Fact]
    public async Task OpenCases_Figure_LeadsToAsManyRows()
    {
        await using var fiona = await demo.SignedInAsync("fiona");
        var page = fiona.Page;
        await page.GotoAsync("/");
        var figure = Card(page, "Open cases").GetByRole(AriaRole.Link).First;
        var open = await figure.NumberAsync();
        await figure.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/cases$"));
        await ExpectTotalAsync(page, open);
        fiona.AssertNoTrouble();
    }

    [Fact]
    public async Task NobodysCases_Figure_LeadsToAsManyRows()
    {
        await using var fiona = await demo.SignedInAsync("fiona");
        var page = fiona.Page;
        await page.GotoAsync("/");
        var figure = Card(page, "Nobody's yet").GetByRole(AriaRole.Link).First;
        var nobodys = await figure.NumberAsync();
        await figure.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/cases\\?owner=nobody$"));
        await ExpectTotalAsync(page, nobodys);
        await Assertions.Expect(page.Table("Cases").Rows().First.GetByTitle("Nobody yet")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("late", "late")]
    [InlineData("due today", "today")]
    public async Task DueCases_Figure_LeadsToAsManyRows(string words, string due)
    {
        await using var fiona = await demo.SignedInAsync("fiona");
        var page = fiona.Page;
        await page.GotoAsync("/");
        var figure = Card(page, "Open cases").GetByRole(AriaRole.Link, new() { NameRegex = new Regex($@"^[\d,]+ {words}$") });
        var count = await figure.NumberAsync();
        await figure.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"/cases\\?due={due}$"));
        if (count > 0)
            await ExpectTotalAsync(page, count);
        else
            await Assertions.Expect(page.GetByText("No case fits these filters.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Queue_Bar_LeadsToItsQueue()
    {
        await using var fiona = await demo.SignedInAsync("fiona");
        var page = fiona.Page;
        await page.GotoAsync("/");
        var bar = page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Orphaned refund") });
        await Assertions.Expect(bar).ToBeVisibleAsync();
        var count = long.Parse(Regex.Match(await bar.InnerTextAsync(), @"[\d,]+\s*$").Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        await bar.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/cases\\?kind=orphaned-refund$"));
        await ExpectTotalAsync(page, count);
    }

    [Fact]
    public async Task DueFirst_Row_OpensItsCase()
    {
        await using var fiona = await demo.SignedInAsync("fiona");
        var page = fiona.Page;
        await page.GotoAsync("/");
        var row = page.Table("Due first").Rows().First;
        var link = row.GetByRole(AriaRole.Link);
        var number = Regex.Match(await link.GetAttributeAsync("href") ?? "", @"\d+$").Value;
        var kind = await row.GetByRole(AriaRole.Cell).Nth(1).InnerTextAsync();
        await link.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($@"/cases\?case={number}$"));
        await Assertions.Expect(page.Region($"Case {number}").GetByRole(AriaRole.Heading, new() { Name = kind, Exact = true })).ToBeVisibleAsync();
        fiona.AssertNoTrouble();
    }

    [Fact]
    public async Task WeeklyFigures_LeadToAsManyRows_AndToTheOrder()
    {
        await using var fiona = await demo.SignedInAsync("fiona");
        var page = fiona.Page;
        await page.GotoAsync("/");
        var card = page.Region("Refunds against receipts");
        await card.GetByText("As a table, each figure with its rows").ClickAsync();
        var figure = card.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link).First;
        var refunds = await figure.NumberAsync();
        await figure.ClickAsync();
        await Assertions.Expect(page.Navigation("Pages of rows")).ToContainTextAsync($"{PageWords.Grouped(refunds)} rows");
        await page.GoBackAsync();
        var reason = page.Table("Top reasons by SKU").GetByRole(AriaRole.Link).First;
        var returns = await reason.NumberAsync();
        await reason.ClickAsync();
        await Assertions.Expect(page.Navigation("Pages of rows")).ToContainTextAsync($"{PageWords.Grouped(returns)} rows");
        await page.Table("Rows of the figure").GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/lookup\\?q="));
        fiona.AssertNoTrouble();
    }

    [Fact]
    public async Task Tour_IsOfferedNotForced_TakenByKeyboard_AndStartsAgainFromTheHelp()
    {
        await using var ada = await demo.SignedInAsync("ada");
        var page = ada.Page;
        await page.GotoAsync("/");
        var tour = page.GetByRole(AriaRole.Dialog);
        await page.Button("Start the tour").ClickAsync();
        await Assertions.Expect(tour).ToBeFocusedAsync();
        await ada.AssertCleanAsync();
        await ada.PhotographAsync("tour-light-1440");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(tour).ToContainTextAsync("2 of 6");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(tour).ToContainTextAsync("1 of 6");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(tour).ToBeHiddenAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Region("Sync").Or(page.Table("Due first")).First).ToBeVisibleAsync();
        await Assertions.Expect(page.Button("Start the tour")).ToBeHiddenAsync();
        await page.Navigation("Main").GetByRole(AriaRole.Link, new() { Name = "Help and daily checks" }).ClickAsync();
        await page.Button("Start the tour").ClickAsync();
        for (var stop = 1; stop < 6; stop++)
        {
            await Assertions.Expect(tour).ToContainTextAsync($"{stop} of 6");
            await tour.Button("Next").ClickAsync();
        }
        await tour.Button("Done").ClickAsync();
        await Assertions.Expect(tour).ToBeHiddenAsync();
        ada.AssertNoTrouble();
    }

    /// <summary>Everything that links under one of the figures' headings.</summary>
    private static ILocator Card(IPage page, string heading) =>
        page.GetByRole(AriaRole.Main).Locator("section").Filter(new() { Has = page.Heading(heading) }).First;

    private static Task ExpectTotalAsync(IPage page, long total) => Assertions.Expect(page.Navigation("Pages of cases")).ToContainTextAsync($"of {PageWords.Grouped(total)} case");
}
