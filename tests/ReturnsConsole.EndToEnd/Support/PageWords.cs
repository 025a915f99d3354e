using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ReturnsConsole.EndToEnd.Support;

/// <summary>What a person looks for on a page: by role and name.</summary>
internal static class PageWords
{
    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Button(this ILocator place, string name) => place.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Link(this IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public static ILocator Link(this ILocator place, string name) => place.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public static ILocator Heading(this IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    public static ILocator Region(this IPage page, string name) => page.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });

    public static ILocator OpenDialog(this IPage page) => page.GetByRole(AriaRole.Dialog);

    public static ILocator Navigation(this IPage page, string name) => page.GetByRole(AriaRole.Navigation, new() { Name = name, Exact = true });

    public static ILocator Table(this IPage page, string name) => page.GetByRole(AriaRole.Table, new() { Name = name, Exact = true });

    /// <summary>Rows of a table without its head.</summary>
    public static ILocator Rows(this ILocator table) => table.Locator("tbody").GetByRole(AriaRole.Row);

    /// <summary>The first number in a text: "12,480 cases" → 12480.</summary>
    public static async Task<long> NumberAsync(this ILocator place)
    {
        await Assertions.Expect(place).ToContainTextAsync(new Regex(@"\d"));
        return long.Parse(Regex.Match(await place.InnerTextAsync(), @"\d[\d,]*").Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    public static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
