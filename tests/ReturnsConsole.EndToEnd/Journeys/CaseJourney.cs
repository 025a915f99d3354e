using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Journeys;

/// <summary>Working on one case. Each journey has a queue of its own, so that none finds another's case.</summary>
[Collection("demo")]
public sealed class CaseJourney(DemoFixture demo)
{
    [Fact]
    public async Task Case_AssignCommentDismissReopen_ByKeyAndByButton()
    {
        await using var fiona = await demo.SignedInAsync("fiona");
        var screen = new TriageScreen(fiona);
        await screen.GoToAsync("/cases?kind=missing-order-key");
        await screen.OpenRowAsync(0);
        var address = screen.Page.Url;

        await screen.Page.Keyboard.PressAsync("a");
        await Assertions.Expect(screen.Said).ToHaveTextAsync("Fiona Nash has this case now.");
        await Assertions.Expect(screen.Panel.GetByRole(AriaRole.Definition).Filter(new() { HasText = "You" })).ToBeVisibleAsync();
        await Assertions.Expect(screen.Rows.First.GetByRole(AriaRole.Img, new() { Name = "You (Fiona Nash)" })).ToBeVisibleAsync();

        await screen.Page.Keyboard.PressAsync("/");
        var box = screen.Panel.GetByLabel("Comment", new() { Exact = true });
        await Assertions.Expect(box).ToBeFocusedAsync();
        await screen.Page.Keyboard.TypeAsync("Asked Amazon for the order id, a j k are only letters here.");
        await screen.Panel.Button("Comment").ClickAsync();
        await Assertions.Expect(screen.Panel.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Asked Amazon for the order id, a j k are only letters here." })).ToContainTextAsync("Fiona Nash");
        await Assertions.Expect(box).ToHaveValueAsync("");

        await screen.Panel.Button("Dismiss…").ClickAsync();
        var dismiss = screen.Page.OpenDialog();
        await Assertions.Expect(dismiss.Button("Dismiss case")).ToBeDisabledAsync();
        await dismiss.GetByLabel("Why is nothing to be done?").FillAsync("   ");
        await Assertions.Expect(dismiss.Button("Dismiss case")).ToBeDisabledAsync();
        await dismiss.Button("Keep it open").ClickAsync();
        await Assertions.Expect(dismiss).Not.ToBeVisibleAsync();
        await screen.DismissAsync("The buyer kept the goods");
        await Assertions.Expect(screen.Said).ToHaveTextAsync("Case dismissed. It comes back only if its facts change.");
        await Assertions.Expect(screen.Panel.GetByText("The buyer kept the goods", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(screen.Panel.GetByText("Dismissed: The buyer kept the goods")).ToBeVisibleAsync();

        await screen.GoToAsync("/cases?kind=missing-order-key&status=dismissed");
        await Assertions.Expect(screen.Rows).ToHaveCountAsync(1);
        await screen.Page.GotoAsync(address);
        await screen.Panel.Button("Reopen…").ClickAsync();
        await screen.Page.OpenDialog().Button("Reopen case").ClickAsync();
        await Assertions.Expect(screen.Panel.Button("Dismiss…")).ToBeVisibleAsync();
        await Assertions.Expect(screen.Status("Dismissed")).Not.ToBeVisibleAsync();
        fiona.AssertNoTrouble();
    }

    [Fact]
    public async Task Case_MatchedByHand_LeavesTheQueueAndComesBackWhenReopened()
    {
        await using var fiona = await demo.SignedInAsync("fiona");
        var screen = new TriageScreen(fiona);
        await screen.GoToAsync("/cases?kind=orphaned-refund");
        await screen.OpenRowAsync(4);
        await screen.Page.Keyboard.PressAsync("m");
        var dialog = screen.Page.OpenDialog();
        await Assertions.Expect(dialog).ToContainTextAsync("You tie this case to a return or to goods received.");
        await Assertions.Expect(dialog.Button("Match")).ToBeDisabledAsync();
        var find = dialog.GetByRole(AriaRole.Searchbox, new() { Name = "Find a return or receipt" });
        await find.FillAsync("nothing-of-that-name");
        await find.PressAsync("Enter");
        await Assertions.Expect(dialog).ToContainTextAsync("Nothing found under that number.");
        await find.FillAsync("");
        await dialog.Button("Find").ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Radio).First).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Radio).First.CheckAsync();
        await Assertions.Expect(dialog.Button("Match")).ToBeDisabledAsync();
        await dialog.GetByLabel("Why do they belong together?").FillAsync("The packing slip in the parcel says so");
        await dialog.Button("Match").ClickAsync();
        await Assertions.Expect(dialog).Not.ToBeVisibleAsync();
        await Assertions.Expect(screen.Status("Matched by hand")).ToBeVisibleAsync();
        await Assertions.Expect(screen.Panel).ToContainTextAsync("The packing slip in the parcel says so");

        await screen.Panel.Button("Reopen…").ClickAsync();
        await Assertions.Expect(screen.Page.OpenDialog()).ToContainTextAsync("The match by hand is taken back");
        await screen.Page.OpenDialog().GetByLabel("Why (may stay empty)").FillAsync("It was another parcel");
        await screen.Page.OpenDialog().Button("Reopen case").ClickAsync();
        await Assertions.Expect(screen.Panel.Button("Match…")).ToBeVisibleAsync();
        fiona.AssertNoTrouble();
    }

    [Fact]
    public async Task TwoPeopleDismissAtOnce_SecondIsToldWhoDidIt()
    {
        await using var fiona = await demo.SignedInAsync("fiona");
        await using var ada = await demo.SignedInAsync("ada");
        var (first, second) = (new TriageScreen(fiona), new TriageScreen(ada));
        await first.GoToAsync("/cases?kind=quantity-mismatch");
        await first.OpenRowAsync(2);
        await second.GoToAsync(first.Page.Url);
        await second.Panel.Button("Dismiss…").ClickAsync();
        await second.Page.OpenDialog().GetByLabel("Why is nothing to be done?").FillAsync("Counted again");

        await first.DismissAsync("The rest came in a second parcel");
        await second.Page.OpenDialog().Button("Dismiss case").ClickAsync();
        await Assertions.Expect(second.Panel).ToContainTextAsync(new Regex("Changed by Fiona Nash at .*Dismissed: The rest came in a second parcel"));
        await Assertions.Expect(second.Status("Dismissed")).ToBeVisibleAsync();
        await Assertions.Expect(second.Panel).Not.ToContainTextAsync("Counted again");
        fiona.AssertNoTrouble();
        ada.AssertNoTrouble();
    }

    [Fact]
    public async Task CaseChangedByAnother_OpenPageFollows_AndNoRowMoves()
    {
        await using var fiona = await demo.SignedInAsync("fiona");
        await using var wanda = await demo.SignedInAsync("wanda");
        var (hers, other) = (new TriageScreen(fiona), new TriageScreen(wanda));
        await hers.GoToAsync("/cases?kind=receipt-without-order");
        await hers.OpenRowAsync(3);
        var rows = await hers.Rows.AllInnerTextsAsync();
        await other.GoToAsync(hers.Page.Url);
        await other.DismissAsync("Not ours, sent back");

        await Assertions.Expect(hers.Status("Dismissed")).ToBeVisibleAsync();
        await Assertions.Expect(hers.Page.Button("1 left the list, show")).ToBeVisibleAsync();
        await Assertions.Expect(hers.Rows).ToHaveCountAsync(rows.Count);
        await hers.Page.Button("1 left the list, show").ClickAsync();
        await Assertions.Expect(hers.Rows).ToHaveCountAsync(rows.Count - 1);
        fiona.AssertNoTrouble();
    }
}
