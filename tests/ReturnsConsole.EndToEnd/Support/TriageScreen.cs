using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ReturnsConsole.EndToEnd.Support;

/// <summary>The triage screen as one person has it open.</summary>
internal sealed class TriageScreen(ConsolePage person)
{
    public IPage Page => person.Page;

    public ILocator Table => Page.Table("Cases");

    public ILocator Rows => Table.Rows();

    /// <summary>The case that stands open beside the list.</summary>
    public ILocator Panel => Page.GetByRole(AriaRole.Region, new() { NameRegex = new Regex(@"^Case \d+$") });

    /// <summary>The foot line, where the screen says what was done.</summary>
    public ILocator Said => Page.GetByRole(AriaRole.Group, new() { Name = "Keys", Exact = true }).GetByRole(AriaRole.Status);

    public ILocator Pager => Page.Navigation("Pages of cases");

    public long CaseId => long.Parse(Regex.Match(Page.Url, @"[?&]case=(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);

    /// <summary>Opens an address of the screen and waits until the keyboard works: the grid then has its one tab stop.</summary>
    public async Task GoToAsync(string address)
    {
        await Page.GotoAsync(address);
        await Assertions.Expect(Rows.And(Page.Locator("[tabindex='0']"))).ToHaveCountAsync(1);
    }

    /// <summary>Opens the row, by its link, and waits for the case to be read.</summary>
    public async Task OpenRowAsync(int index)
    {
        await Rows.Nth(index).GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(Section("Playbook")).ToBeVisibleAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex(@"[?&]case=\d+$"));
    }

    public ILocator Section(string heading) => Panel.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("^" + heading) });

    public ILocator Status(string word) => Panel.GetByText(word, new() { Exact = true });

    public async Task DismissAsync(string reason)
    {
        await Panel.Button("Dismiss…").ClickAsync();
        await Page.OpenDialog().GetByLabel("Why is nothing to be done?").FillAsync(reason);
        await Page.OpenDialog().Button("Dismiss case").ClickAsync();
        await Assertions.Expect(Page.OpenDialog()).Not.ToBeVisibleAsync();
        await Assertions.Expect(Status("Dismissed")).ToBeVisibleAsync();
    }
}
