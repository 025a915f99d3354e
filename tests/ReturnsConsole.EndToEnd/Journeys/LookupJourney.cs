using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Journeys;

/// <summary>CX answers a customer: by order id, tracking number or the customer's own sentence; copies, raises a case, watches for what is not there yet. By keyboard.</summary>
[Collection("demo")]
public sealed class LookupJourney(DemoFixture demo)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(820)]
    public async Task Cx_FindsBySentenceAndTracking_CopiesAndRaises_WithoutTheMouse(int width)
    {
        await using var carl = await demo.SignedInAsync("carl", width: width);
        var page = carl.Page;
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var order = await OrderOfACaseAsync(page, "dark-return");

        await page.GotoAsync("/");
        await Assertions.Expect(page.Heading("Home")).ToBeVisibleAsync();
        await ReadyAsync(page);
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.GetByLabel("Find anything: order, return, tracking number, case, settlement")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync($"Hallo, wo bleibt mein Geld? Bestellung {order.Replace('-', ' ')} danke");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($@"/lookup\?q={order}$"));
        await Assertions.Expect(page.Heading("You may say")).ToBeVisibleAsync();
        foreach (var question in (string[])["Where is the parcel", "Has money moved", "What happens next", "Who acts"])
            await Assertions.Expect(page.GetByRole(AriaRole.Term).Filter(new() { HasText = question })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Estimate", new() { Exact = true })).ToBeVisibleAsync();

        await Assertions.Expect(page.Locator("#answer")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("c");
        await Assertions.Expect(page.GetByText("Copied: status, answers and text for the customer.")).ToBeVisibleAsync();
        var copied = await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.StartsWith($"Order {order}", copied, StringComparison.Ordinal);
        Assert.Contains("To the customer: ", copied, StringComparison.Ordinal);

        var tracking = Regex.Match(copied, @"Where is the parcel: .*?\b([A-Z0-9]{10,})\b").Groups[1].Value;
        Assert.NotEqual("", tracking);
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.GetByLabel("Order id, return number, tracking number or code")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync($"my parcel {tracking}");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($@"/lookup\?q={tracking}$"));
        await Assertions.Expect(page.Heading("You may say")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText(order).First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#answer")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.OpenDialog()).ToBeVisibleAsync();
        await TabToAsync(page, page.OpenDialog().GetByRole(AriaRole.Textbox));
        await page.Keyboard.TypeAsync($"The customer says it was handed in ({width}).");
        await TabToAsync(page, page.OpenDialog().GetByRole(AriaRole.Button, new() { NameRegex = new("Add to the case|Raise the case") }));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.OpenDialog()).Not.ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasTextRegex = new("Comment added|is raised") })).ToBeVisibleAsync();
        await carl.AssertCleanAsync();
        await carl.PhotographAsync($"lookup-answer-{width}");
    }

    [Fact]
    public async Task NotFound_IsWatched_AnImportBringsIt_AndThePersonIsTold()
    {
        const string order = "302-7770001-7770001";
        await using var carl = await demo.SignedInAsync("carl");
        var page = carl.Page;
        await page.GotoAsync("/lookup");
        await Assertions.Expect(page.Heading("What you can look up")).ToBeVisibleAsync();
        await ReadyAsync(page);
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync(order);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Heading($"None of the connected systems has told of {order} yet.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Settlement files" })).ToContainTextAsync("in sync");
        await carl.AssertCleanAsync();
        await page.Keyboard.PressAsync("w");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = $"watches for {order}" })).ToBeVisibleAsync();
        await page.GotoAsync("/lookup");
        await Assertions.Expect(page.Link(order)).ToBeVisibleAsync();

        await using var ada = await demo.SignedInAsync("ada");
        await ada.Page.GotoAsync("/imports");
        await ada.Page.GetByLabel("Choose files to import").SetInputFilesAsync(new FilePayload
        {
            Name = "dock-watched.csv",
            MimeType = "text/plain",
            Buffer = System.Text.Encoding.UTF8.GetBytes($"order_id,sku,quantity,received_at,source,reference\n{order},A-1,1,2026-11-12T14:05:00Z,Dock 1,W-1\n"),
        });

        var bell = page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Notices, 1 new$") });
        await Assertions.Expect(bell).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = order }).Filter(new() { HasText = "arrived" }).First).ToBeVisibleAsync();
        await bell.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await carl.PhotographAsync("notices");
        await page.Region("Notices").GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($@"/lookup\?q={order}$"));
        await Assertions.Expect(page.GetByText("Parcel is here, return not known")).ToBeVisibleAsync();
        await Assertions.Expect(page.Button("Notices, none new")).ToBeVisibleAsync();
        carl.AssertNoTrouble();
    }

    [Fact]
    public async Task Cx_LandsOnTheLookUp_AndFindsCasesAndSettlementsFromAnyPage()
    {
        await using var carl = await demo.StrangerAsync();
        await carl.SignInAsync("carl", Demo.DemoPeople.PasswordOf("carl"));
        var page = carl.Page;
        await Assertions.Expect(page.Heading("Look-up")).ToBeVisibleAsync();
        await page.GotoAsync("/settlements");
        var settlement = await page.Table("Settlements").Rows().GetByRole(AriaRole.Link).First.InnerTextAsync();
        await ReadyAsync(page);

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync(settlement.Trim());
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/settlements/\d+$"));
        // A new page takes the focus to its title; then the keys are free again.
        await Assertions.Expect(page.Locator("h1")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("case 1");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/cases\?case=1$"));
        carl.AssertNoTrouble();
    }

    [Fact]
    public async Task Administrator_MakesAKey_SeesItOnce_AndRevokesIt()
    {
        await using var ada = await demo.SignedInAsync("ada");
        var page = ada.Page;
        var order = await OrderOfACaseAsync(page, "orphaned-refund");
        await page.GotoAsync("/api-keys");
        await page.Button("New key…").ClickAsync();
        await page.OpenDialog().GetByLabel("Which program uses it?").FillAsync("Help desk");
        await ada.AssertCleanAsync();
        await page.OpenDialog().Button("Make the key").ClickAsync();
        var key = (await page.OpenDialog().GetByLabel("The key").InnerTextAsync()).Trim();
        await page.OpenDialog().Button("I have kept it").ClickAsync();
        await Assertions.Expect(page.Table("API keys")).Not.ToContainTextAsync(key);

        using var desk = new HttpClient { BaseAddress = demo.Console.Address };
        desk.DefaultRequestHeaders.Authorization = new("Bearer", key);
        Assert.Contains(order, await desk.GetStringAsync(new Uri($"/api/v1/returns?orderId={order}", UriKind.Relative)), StringComparison.Ordinal);

        await page.Button("Revoke Help desk").ClickAsync();
        await page.OpenDialog().Button("Revoke the key").ClickAsync();
        await Assertions.Expect(page.Table("API keys").Rows().Filter(new() { HasText = "Help desk" })).ToContainTextAsync("Revoked by Ada Minton");
        using var refused = await desk.GetAsync(new Uri($"/api/v1/returns?orderId={order}", UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, refused.StatusCode);
        ada.AssertNoTrouble();
    }

    private static async Task<string> OrderOfACaseAsync(IPage page, string kind)
    {
        await page.GotoAsync($"/cases?kind={kind}");
        await Assertions.Expect(page.Table("Cases").Rows().First).ToBeVisibleAsync();
        await Assertions.Expect(page.Table("Cases")).ToContainTextAsync(new Regex(@"\d{3}-\d{7}-\d{7}"));
        return Regex.Match(await page.Table("Cases").InnerTextAsync(), @"\d{3}-\d{7}-\d{7}").Value;
    }

    /// <summary>The shell listens to keys.</summary>
    private static Task ReadyAsync(IPage page) => Assertions.Expect(page.Locator("html[data-keys=on]")).ToHaveCountAsync(1);

    private static async Task TabToAsync(IPage page, ILocator target)
    {
        for (var i = 0; i < 20; i++)
        {
            if (await target.EvaluateAsync<bool>("e => e === document.activeElement"))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail("The keyboard does not reach it.");
    }
}
