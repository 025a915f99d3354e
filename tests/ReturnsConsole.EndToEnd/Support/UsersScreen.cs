using Microsoft.Playwright;

namespace ReturnsConsole.EndToEnd.Support;

/// <summary>The users screen of an administrator.</summary>
internal sealed class UsersScreen(ConsolePage admin)
{
    public IPage Page => admin.Page;

    public ILocator RowOf(string display) => Page.Region("Users").GetByRole(AriaRole.Row).Filter(new() { Has = Page.GetByRole(AriaRole.Cell, new() { Name = display, Exact = true }) });

    /// <summary>Adds somebody and gives back the one-time password.</summary>
    public async Task<string> AddAsync(string name, string display, string role)
    {
        await Page.GotoAsync("/users");
        await Page.Button("Add user").ClickAsync();
        var dialog = Page.OpenDialog();
        await dialog.GetByLabel("User name, to sign in with").FillAsync(name);
        await dialog.GetByLabel("Name that others see").FillAsync(display);
        await dialog.GetByLabel("Role").SelectOptionAsync(new SelectOptionValue { Label = role });
        await dialog.Button("Add user").ClickAsync();
        var password = await dialog.GetByLabel("One-time password").InnerTextAsync();
        await dialog.Button("Close").ClickAsync();
        await Assertions.Expect(RowOf(display)).ToBeVisibleAsync();
        return password;
    }

    /// <summary>Opens the dialog for one change of one person.</summary>
    public async Task<ILocator> BeginAsync(string display, string act)
    {
        await Page.Button($"Change {display}").ClickAsync();
        await Page.OpenDialog().Button(act).ClickAsync();
        return Page.OpenDialog();
    }

    /// <summary>The first sign-in of somebody who was added: an own password has to be chosen.</summary>
    public static async Task ComeInAsync(ConsolePage person, string name, string oneTime)
    {
        await person.SignInAsync(name, oneTime);
        await ChooseAsync(person, oneTime);
    }

    /// <summary>Chooses the own password that the page asks for.</summary>
    public static async Task ChooseAsync(ConsolePage person, string oneTime)
    {
        await Assertions.Expect(person.Page.Heading("Change password")).ToBeVisibleAsync();
        await person.Page.GetByLabel("Present password").FillAsync(oneTime);
        await person.Page.GetByLabel("New password", new() { Exact = true }).FillAsync("quiet-harbour-lamp-3");
        await person.Page.GetByLabel("New password again").FillAsync("quiet-harbour-lamp-3");
        await person.Page.Button("Change password").ClickAsync();
        await Assertions.Expect(person.Page.Heading("Home")).ToBeVisibleAsync();
    }
}
