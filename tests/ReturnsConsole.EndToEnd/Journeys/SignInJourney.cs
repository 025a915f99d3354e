using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReturnsConsole.Demo;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Journeys;

/// <summary>Coming in and going out.</summary>
[Collection("demo")]
public sealed class SignInJourney(DemoFixture demo)
{
    [Fact]
    public async Task SignIn_WrongPasswordOrUnknownName_SaysTheSame()
    {
        await using var stranger = await demo.StrangerAsync();
        var page = stranger.Page;
        var said = new List<string>();
        foreach (var (name, password) in new (string, string)[] { ("fiona", "not-her-password-1"), ("nobody-at-all", "not-her-password-1") })
        {
            await page.GotoAsync("/sign-in");
            await FillAsync(page, name, password);
            var alert = page.GetByRole(AriaRole.Alert);
            await Assertions.Expect(alert).ToContainTextAsync("Name and password do not fit");
            said.Add(await alert.InnerTextAsync());
            await Assertions.Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
        }
        Assert.Equal(said[0], said[1]);
        await stranger.AssertCleanAsync();
    }

    [Fact]
    public async Task SignIn_RightPassword_LandsOnHome_AndSignOutEndsIt()
    {
        await using var fiona = await demo.StrangerAsync();
        var page = fiona.Page;
        await page.GotoAsync("/");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
        await FillAsync(page, "fiona", DemoPeople.PasswordOf("fiona"));
        await Assertions.Expect(page.Heading("Home")).ToBeVisibleAsync();
        Assert.Equal("/", new Uri(page.Url).AbsolutePath);

        await page.Button("FN, your menu").ClickAsync();
        await page.Button("Sign out").ClickAsync();
        await Assertions.Expect(page.Heading("Sign in")).ToBeVisibleAsync();
        await page.GotoAsync("/cases");
        await Assertions.Expect(page.Heading("Sign in")).ToBeVisibleAsync();
        await Assertions.Expect(page.Table("Cases")).Not.ToBeVisibleAsync();
        fiona.AssertNoTrouble();
    }

    [Fact]
    public async Task SignIn_PageAskedForBefore_IsReachedAfterwards()
    {
        await using var wanda = await demo.StrangerAsync();
        var page = wanda.Page;
        await page.GotoAsync("/cases?kind=dark-return&sort=at-risk&dir=desc");
        await FillAsync(page, "wanda", DemoPeople.PasswordOf("wanda"));
        await Assertions.Expect(page.Heading("Triage")).ToBeVisibleAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(Regex.Escape("/cases?kind=dark-return&sort=at-risk&dir=desc") + "$"));
        await Assertions.Expect(page.Table("Cases").Rows().First).ToBeVisibleAsync();
        wanda.AssertNoTrouble();
    }

    private static async Task FillAsync(IPage page, string name, string password)
    {
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.Button("Sign in").ClickAsync();
    }
}
