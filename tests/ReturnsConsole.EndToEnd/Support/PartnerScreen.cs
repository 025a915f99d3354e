using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ReturnsConsole.EndToEnd.Support;

/// <summary>The form of one partner as an administrator has it open.</summary>
internal sealed partial class PartnerScreen(ConsolePage admin)
{
    public IPage Page => admin.Page;

    public ILocator Form => Page.GetByRole(AriaRole.Form, new() { Name = "Partner", Exact = true });

    /// <summary>What a test of the connection said.</summary>
    public ILocator Result => Form.GetByRole(AriaRole.Status).Filter(new() { HasText = "The connection" });

    public ILocator Entry(string label) => Form.GetByLabel(new Regex($"^{Regex.Escape(label)}( required)?$"));

    /// <summary>Opens the form for a Rebound profile of the sandbox, complete but for the key.</summary>
    public async Task BeginReboundAsync(string sandbox, string name)
    {
        await Page.GotoAsync("/partners");
        await Page.Link("Add a partner").First.ClickAsync();
        await Page.Link("Add Rebound").ClickAsync();
        await Entry("Name").FillAsync(name);
        await Entry("Account").SelectOptionAsync(new SelectOptionValue { Label = "Amazon EU" });
        await Entry("Address").FillAsync($"{sandbox}/rebound/api");
        await Entry("Login").FillAsync("sandbox-login");
        await Entry("Calls a minute").FillAsync("60000");
    }

    /// <summary>Adds a Rebound profile that works and opens its page.</summary>
    public async Task AddReboundAsync(string sandbox, string name)
    {
        await BeginReboundAsync(sandbox, name);
        await Entry("API key").FillAsync("sandbox-api-key");
        await Form.Button("Add partner").ClickAsync();
        await Page.WaitForURLAsync(Saved());
    }

    [GeneratedRegex(@"/partners/\d+$")]
    public static partial Regex Saved();
}
