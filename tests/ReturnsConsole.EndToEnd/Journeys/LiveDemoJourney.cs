using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Journeys;

/// <summary>The demo with its partners: what happens there shows here by itself.</summary>
public sealed class LiveDemoJourney(LiveDemoFixture demo) : IClassFixture<LiveDemoFixture>
{
    private const float Soon = 40_000;

    [Fact]
    public async Task Cases_OfTheDay_ArriveByThemselves()
    {
        await using var fiona = await ConsolePage.OpenAsync(demo.Browser, demo.Console.Address);
        await fiona.SignInAsync("fiona", Demo.DemoPeople.PasswordOf("fiona"));
        await using var second = await ConsolePage.OpenAsync(demo.Browser, demo.Console.Address, storageState: await fiona.StorageStateAsync());

        await fiona.Page.GotoAsync("/");
        await second.Page.GotoAsync("/cases?kind=orphaned-refund");
        var queue = fiona.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Orphaned refund") });
        await Assertions.Expect(queue).ToBeVisibleAsync();
        var onHome = await queue.InnerTextAsync();
        var pages = second.Page.Navigation("Pages of cases");
        await Assertions.Expect(pages).ToContainTextAsync(new Regex(@"of [\d,]+ case"));
        var inQueue = await pages.InnerTextAsync();

        await Task.WhenAll(
            Assertions.Expect(queue).Not.ToHaveTextAsync(onHome, new() { Timeout = Soon, UseInnerText = true }),
            Assertions.Expect(pages).Not.ToHaveTextAsync(inQueue, new() { Timeout = Soon, UseInnerText = true }));

        Assert.True(CountOf(await queue.InnerTextAsync()) > CountOf(onHome), $"{onHome} became {await queue.InnerTextAsync()}");
        Assert.True(CountOf(await pages.InnerTextAsync()) > CountOf(inQueue), $"{inQueue} became {await pages.InnerTextAsync()}");
        fiona.AssertNoTrouble();
        second.AssertNoTrouble();
    }

    private static long CountOf(string text) =>
        long.Parse(Regex.Matches(text, @"\d[\d,]*")[^1].Value, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);
}
