using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Journeys;

/// <summary>Letting somebody in, and giving them another role.</summary>
[Collection("demo")]
public sealed class UsersJourney(DemoFixture demo)
{
    [Fact]
    public async Task NewUser_GetsAOneTimePassword_MustChooseAnOwnOne_AndGetsAnotherRole()
    {
        await using var ada = await demo.SignedInAsync("ada");
        var users = new UsersScreen(ada);
        var oneTime = await users.AddAsync("noor", "Noor Idris", "CX");
        Assert.NotEmpty(oneTime);
        await Assertions.Expect(users.Page.GetByText(oneTime)).Not.ToBeVisibleAsync();
        await users.Page.ReloadAsync();
        await Assertions.Expect(users.RowOf("Noor Idris")).ToContainTextAsync("CX");
        await Assertions.Expect(users.Page.GetByText(oneTime)).Not.ToBeVisibleAsync();

        await using var noor = await demo.StrangerAsync();
        await noor.SignInAsync("noor", oneTime);
        await noor.Page.GotoAsync("/cases");
        await Assertions.Expect(noor.Page.Heading("Change password")).ToBeVisibleAsync();
        await noor.Page.GetByLabel("Present password").FillAsync(oneTime);
        await noor.Page.GetByLabel("New password", new() { Exact = true }).FillAsync("short");
        await noor.Page.GetByLabel("New password again").FillAsync("short");
        await noor.Page.Button("Change password").ClickAsync();
        await Assertions.Expect(noor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("12");
        await UsersScreen.ChooseAsync(noor, oneTime);
        noor.AssertNoTrouble();

        var dialog = await users.BeginAsync("Noor Idris", "Change role…");
        await dialog.GetByLabel("New role").SelectOptionAsync(new SelectOptionValue { Label = "Warehouse" });
        await dialog.Button("Change role").ClickAsync();
        await Assertions.Expect(dialog.GetByLabel("Why")).ToBeFocusedAsync();
        await dialog.GetByLabel("Why").FillAsync("Moved to the dock");
        await dialog.Button("Change role").ClickAsync();
        await Assertions.Expect(dialog).Not.ToBeVisibleAsync();
        await Assertions.Expect(users.RowOf("Noor Idris")).ToContainTextAsync("Warehouse");
        await noor.Page.WaitForURLAsync(url => url.Contains("/sign-in?ended=1", StringComparison.Ordinal));

        await using var stale = await demo.StrangerAsync();
        await stale.Page.GotoAsync("/sign-in");
        await stale.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("noor");
        await stale.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(oneTime);
        await stale.Page.Button("Sign in").ClickAsync();
        await Assertions.Expect(stale.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Name and password do not fit");

        await users.Page.GotoAsync("/audit?action=user.role-changed");
        var entry = users.Page.Region("Audit entries").GetByRole(AriaRole.Row).Filter(new() { HasText = "Moved to the dock" });
        await Assertions.Expect(entry).ToContainTextAsync("Ada Minton");
        await Assertions.Expect(entry).ToContainTextAsync(new Regex("Cx.*→.*Warehouse"));
        ada.AssertNoTrouble();
    }
}
