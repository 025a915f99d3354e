using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Journeys;

/// <summary>Deciding what a partner's code means, by keyboard, and what becomes of the returns that waited for it. A console of its own: versions are for all.</summary>
public sealed class ReasonCodesJourney(EmptyFixture console) : IClassFixture<EmptyFixture>
{
    private const string Code = "CR-SMELLS_ODD";

    private static readonly string Header = string.Join('\t',
        "Order ID", "Order date", "Return request date", "Return request status", "Amazon RMA ID", "Merchant RMA ID", "Label type", "Label cost", "Currency code", "Return carrier", "Tracking ID",
        "Label to be paid by", "A-to-Z Claim", "Is prime", "ASIN", "Merchant SKU", "Item Name", "Return quantity", "Return Reason", "In policy", "Return type", "Resolution", "Invoice number",
        "Return delivery date", "Order Amount", "Order quantity");

    [Fact]
    public async Task Admin_MapsACode_Previews_Activates_Compares_GoesBack_AndBringsAFile()
    {
        await using var robin = await console.SignedInAsync();
        var screen = new ReasonCodesScreen(robin);
        await ImportReturnsAsync(robin);
        await MapByKeyboardAsync(robin, screen);
        await EditInTheMatrixAsync(screen);
        await ActivateAndSeeTheCaseClosedAsync(robin, screen);
        await CompareAndGoBackAsync(screen);
        await RoundTripAsync(robin, screen);
        robin.AssertNoTrouble();
    }

    private async Task ImportReturnsAsync(ConsolePage robin)
    {
        var file = Path.Combine(console.Desk, "returns.tsv");
        await File.WriteAllTextAsync(file, Header + "\n" + string.Concat(Enumerable.Range(1, 3).Select(i => Line(i, i < 3 ? Code : "CR-DEFECTIVE"))));
        await robin.Page.GotoAsync("/imports");
        await robin.Page.GetByLabel("Choose files to import").SetInputFilesAsync(file);
        await Assertions.Expect(robin.Page.Region("Files").GetByRole(AriaRole.Listitem).Filter(new() { HasText = "returns.tsv" })).ToContainTextAsync(new Regex("3 (rows|accepted|taken)"));
        // The rail counts what the rules opened.
        await Assertions.Expect(robin.Page.Navigation("Main")).ToContainTextAsync(new Regex(@"\d"), new() { Timeout = 60_000 });
    }

    private static async Task MapByKeyboardAsync(ConsolePage robin, ReasonCodesScreen screen)
    {
        // From the case to the code.
        await robin.Page.GotoAsync("/cases?kind=unmapped-reason-code");
        var triage = new TriageScreen(robin);
        await Assertions.Expect(triage.Rows).ToHaveCountAsync(1);
        await triage.OpenRowAsync(0);
        await triage.Panel.Link("Map this code").FocusAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen.Page).ToHaveURLAsync(new Regex("reason-codes\\?source=amazon&code=CR-SMELLS_ODD$"));
        var row = screen.UnmappedRow(Code);
        await Assertions.Expect(row).ToContainTextAsync("2");
        await row.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Show the 2 returns") }).ClickAsync();
        await Assertions.Expect(screen.Page.Table("Held returns").Rows()).ToHaveCountAsync(2);
        await screen.Page.Link("Close the list of held returns").ClickAsync();

        await row.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"Choose a reason for {Code}") }).FocusAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        var dialog = screen.Page.OpenDialog();
        await dialog.GetByLabel("What it means").FocusAsync();
        await screen.Page.Keyboard.TypeAsync("Quality");
        await Assertions.Expect(dialog).ToContainTextAsync("Usual with it: Quality not as expected");
        await dialog.Button("Put into the draft").FocusAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen.Said).ToContainTextAsync($"{Code} is Quality not as expected in the draft.");
        await Assertions.Expect(row).ToContainTextAsync("in draft");
    }

    private static async Task EditInTheMatrixAsync(ReasonCodesScreen screen)
    {
        await screen.GoToAsync("/reason-codes?source=amazon");
        await screen.Cell("CR-DEFECTIVE", "code").FocusAsync();
        await screen.Page.Keyboard.PressAsync("ArrowRight");
        await screen.Page.Keyboard.PressAsync("ArrowRight");
        await screen.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(screen.Cell("CR-DEFECTIVE", "Cost")).ToBeFocusedAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        var editor = screen.Matrix.GetByLabel("Cost code of CR-DEFECTIVE");
        await Assertions.Expect(editor).ToBeFocusedAsync();
        await screen.Page.Keyboard.TypeAsync("thrown away");
        await screen.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(editor).Not.ToBeVisibleAsync();
        await Assertions.Expect(screen.Cell("CR-DEFECTIVE", "Cost")).ToBeFocusedAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(editor).ToBeFocusedAsync();
        await screen.Page.Keyboard.TypeAsync("4350");
        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen.Cell("CR-DEFECTIVE", "Cost")).ToHaveTextAsync(new Regex(@"was none\s*4350"));
        await Assertions.Expect(screen.Row("CR-DEFECTIVE")).ToContainTextAsync("changed");
        await Assertions.Expect(screen.Row(Code)).ToContainTextAsync("new");
        await Assertions.Expect(screen.Bar).ToContainTextAsync("2 changes, last by Robin Root");
        await screen.Page.GetByLabel("Show", new() { Exact = true }).SelectOptionAsync("Changes");
        await Assertions.Expect(screen.Matrix.Rows()).ToHaveCountAsync(2);
        await Assertions.Expect(screen.Page).ToHaveURLAsync(new Regex("show=changes"));
    }

    private static async Task ActivateAndSeeTheCaseClosedAsync(ConsolePage robin, ReasonCodesScreen screen)
    {
        var impact = screen.Page.Region("If version 2 is activated");
        await Assertions.Expect(impact).ToContainTextAsync(new Regex($@"{Code} 2"));
        await Assertions.Expect(impact).ToContainTextAsync(new Regex(@"Stay held\s*0 returns, 0 codes"));
        await Assertions.Expect(impact.GetByText("cost none → 4350")).ToBeVisibleAsync();
        await robin.PhotographAsync("reason-codes-draft-1440");
        await robin.AssertCleanAsync();
        await LookNarrowAsync(robin);
        await screen.ActivateAsync(2, "The quality team knows it");
        await Assertions.Expect(screen.Page.Region("Codes nobody has mapped")).ToContainTextAsync("Every code that came is mapped");
        await Assertions.Expect(screen.Versions.Rows().First).ToContainTextAsync(new Regex("The quality team knows it\\s*2"));

        await robin.Page.GotoAsync("/cases?kind=unmapped-reason-code&status=closed-by-facts");
        await Assertions.Expect(new TriageScreen(robin).Rows).ToHaveCountAsync(1);
        await robin.Page.GotoAsync("/audit?action=reason-codes.activated");
        await Assertions.Expect(robin.Page.Region("Audit entries")).ToContainTextAsync("The quality team knows it");
    }

    private static async Task LookNarrowAsync(ConsolePage robin)
    {
        await robin.Page.SetViewportSizeAsync(820, 1000);
        await robin.PhotographAsync("reason-codes-draft-820");
        await robin.AssertCleanAsync();
        Assert.Equal(0, await robin.Page.EvaluateAsync<int>("() => Math.max(...[document.scrollingElement, document.querySelector('main')].map(e => e.scrollWidth - e.clientWidth))"));
        await robin.Page.SetViewportSizeAsync(1440, 1000);
    }

    private static async Task CompareAndGoBackAsync(ReasonCodesScreen screen)
    {
        await screen.GoToAsync("/reason-codes");
        await screen.Page.Link("Compare version 1 with 2").ClickAsync();
        var differences = screen.Page.Table("Differences").Rows();
        await Assertions.Expect(differences).ToHaveCountAsync(2);
        await Assertions.Expect(differences.Filter(new() { HasText = Code })).ToContainTextAsync("not mapped");
        await screen.Page.Link("Close the comparison").ClickAsync();

        await screen.Page.Button("Go back to version 1").ClickAsync();
        var dialog = screen.Page.OpenDialog();
        await dialog.GetByLabel("Why").FillAsync("Only a trial");
        await dialog.Button("Go back to version 1").ClickAsync();
        await Assertions.Expect(screen.Bar).ToContainTextAsync(new Regex(@"Active\s*Version 3"));
        await Assertions.Expect(screen.Versions.Rows().First).ToContainTextAsync("3 (as 1)");
        await Assertions.Expect(screen.Row(Code)).Not.ToBeVisibleAsync();
    }

    private async Task RoundTripAsync(ConsolePage robin, ReasonCodesScreen screen)
    {
        var download = await screen.Page.RunAndWaitForDownloadAsync(() => screen.Bar.Link("CSV").ClickAsync());
        var file = Path.Combine(console.Desk, "codes.csv");
        await download.SaveAsAsync(file);
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text + "rebound,SHADE_OFF,NotAsDescribed,yes,CustomerReturn,not-as-described,4330,Seller,no\r\nrebound,NONSENSE,Unheard,no,,,,,no\r\n");
        await screen.Page.Button("Import…").ClickAsync();
        var dialog = screen.Page.OpenDialog();
        await Assertions.Expect(dialog.GetByLabel("Choose a file of reason codes")).ToBeEnabledAsync();
        await dialog.GetByLabel("Choose a file of reason codes").SetInputFilesAsync(file);
        await Assertions.Expect(dialog.GetByRole(AriaRole.Status)).ToContainTextAsync("1 new and 0 changed codes are in the draft. 1 row was not taken.");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Table, new() { Name = "Rows not taken" })).ToContainTextAsync("Unheard");
        var rejected = await screen.Page.RunAndWaitForDownloadAsync(() => dialog.Button("Download rejected rows").ClickAsync());
        Assert.Equal("reason-codes-rejected.csv", rejected.SuggestedFilename);
        await robin.PhotographAsync("reason-codes-import-1440");
        await dialog.Locator(".foot").Button("Close").ClickAsync();
        await Assertions.Expect(screen.Row("SHADE_OFF")).ToContainTextAsync("new");

        await screen.Page.Button("Discard draft…").ClickAsync();
        await screen.Page.OpenDialog().Button("Discard draft").ClickAsync();
        await Assertions.Expect(screen.Row("SHADE_OFF")).Not.ToBeVisibleAsync();
    }

    private static string Line(int i, string reason) => string.Join('\t',
        $"204-{i:D7}-{i:D7}", "01-Nov-2026", "10-Nov-2026", "Approved", $"DRMA{i}", $"M{i}", "AmazonUnPaidLabel", "0", "EUR", "DHL", $"TRK{i}",
        "Customer", "N", "N", $"B00000000{i}", $"BOOT-{i}", "Boots", "1", reason, "Y", "C-Returns", "StandardRefund", "", "", "59.90", "1") + "\n";
}

/// <summary>The same page of others: to be read, not to be changed.</summary>
[Collection("demo")]
public sealed class ReasonCodesReadingJourney(DemoFixture demo)
{
    [Fact]
    public async Task Auditor_SeesEverything_ChangesNothing()
    {
        await using var audrey = await demo.SignedInAsync("audrey");
        var screen = new ReasonCodesScreen(audrey);
        await screen.GoToAsync("/reason-codes");
        await Assertions.Expect(screen.Unmapped.Rows()).Not.ToHaveCountAsync(0);
        await Assertions.Expect(screen.Bar.Link("CSV")).ToBeVisibleAsync();
        foreach (var button in (string[])["Import…", "Discard draft…"])
            await Assertions.Expect(screen.Page.Button(button)).ToHaveCountAsync(0);
        await Assertions.Expect(screen.Unmapped.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await screen.Cell("CR-DEFECTIVE", "Cost").FocusAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Cell("CR-DEFECTIVE", "Cost").ClickAsync();
        await Assertions.Expect(screen.Matrix.Locator("[data-editor]")).ToHaveCountAsync(0);
        await audrey.AssertCleanAsync();
    }
}
