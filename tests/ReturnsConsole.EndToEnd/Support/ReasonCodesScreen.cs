using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ReturnsConsole.EndToEnd.Support;

/// <summary>The page of reason codes as one person has it open.</summary>
internal sealed class ReasonCodesScreen(ConsolePage person)
{
    public IPage Page => person.Page;

    public ILocator Unmapped => Page.Table("Unmapped codes");

    public ILocator Matrix => Page.GetByRole(AriaRole.Grid, new() { Name = "Mapping matrix", Exact = true });

    public ILocator Versions => Page.Table("List of versions");

    public ILocator Said => Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status).First;

    public ILocator Bar => Page.Region("Versions in use");

    public ILocator UnmappedRow(string code) => Unmapped.Rows().Filter(new() { HasText = code });

    public ILocator Row(string code) => Matrix.GetByRole(AriaRole.Row).Filter(new() { Has = Page.GetByRole(AriaRole.Gridcell, new() { Name = code, Exact = true }) });

    public ILocator Cell(string code, string column) => Row(code).Locator($"[data-column='{column}']");

    /// <summary>Opens an address of the page and waits until the keyboard works: the matrix then has its one tab stop.</summary>
    public async Task GoToAsync(string address)
    {
        await Page.GotoAsync(address);
        await Assertions.Expect(Matrix.Locator("[data-cell][tabindex='0']")).ToHaveCountAsync(1);
    }

    /// <summary>Gives the draft its reason and makes it hold.</summary>
    public async Task ActivateAsync(int version, string why)
    {
        await Page.Button($"Activate version {version}…").ClickAsync();
        var dialog = Page.OpenDialog();
        await Assertions.Expect(dialog.Button($"Activate version {version}")).ToBeDisabledAsync();
        await dialog.GetByLabel("Why").FillAsync(why);
        await dialog.Button($"Activate version {version}").ClickAsync();
        await Assertions.Expect(dialog).Not.ToBeVisibleAsync();
        await Assertions.Expect(Bar).ToContainTextAsync(new Regex($"Active\\s*Version {version}"));
    }
}
