using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Journeys;

/// <summary>A refund from the decision to Amazon's proof, by two people; and the way out when nobody knows what became of it.</summary>
public sealed class RefundsJourney(RefundsFixture house) : IClassFixture<RefundsFixture>
{
    private static LocatorAssertionsToContainTextOptions Patient { get; } = new() { Timeout = 90_000 };

    /// <summary>Proof is looked for once a minute.</summary>
    private static LocatorAssertionsToContainTextOptions VeryPatient { get; } = new() { Timeout = 180_000 };

    [Fact]
    public async Task Refund_AskedApprovedByAnotherProcessed_IsProven()
    {
        var order = house.NextOrder();
        await using var root = await house.SignedInAsync();
        await using var fiona = await house.FionaAsync();

        await AskAsync(root, order);
        await Assertions.Expect(Standing(root)).ToContainTextAsync("You asked for it: somebody else approves it.");
        await Assertions.Expect(root.Page.Button("Approve")).ToHaveCountAsync(0);
        await root.AssertCleanAsync();

        await ApproveAndProcessAsync(fiona, order);
        var download = await fiona.Page.RunAndWaitForDownloadAsync(() => fiona.Page.Link("The file that was sent").ClickAsync());
        Assert.Contains($"<AmazonOrderID>{order}</AmazonOrderID>", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
        await fiona.AssertCleanAsync();

        await Assertions.Expect(Standing(root)).ToContainTextAsync("Amazon has its document and is working on it.", Patient);
        await house.PassAsync("PT10M");
        await Assertions.Expect(Standing(root)).ToContainTextAsync("Amazon accepted it. No finance data shows the money yet.", Patient);
        await house.PassAsync("P3D");
        await Assertions.Expect(Standing(root)).ToContainTextAsync("Proven by", VeryPatient);
        await Assertions.Expect(root.Page.Region("Timeline")).ToContainTextAsync("Fiona Nolan");
        await root.AssertCleanAsync();

        await root.Page.GotoAsync($"/lookup?q={order}");
        await Assertions.Expect(root.Page.Region("Refunds asked for here")).ToContainTextAsync("Proven");
        await root.Page.GotoAsync("/audit?subject=refund-document");
        await Assertions.Expect(root.Page.Region("Audit entries")).ToContainTextAsync("Downloaded a refund document");
        root.AssertNoTrouble();
        fiona.AssertNoTrouble();
    }

    [Fact]
    public async Task OutcomeUnknown_IsNotSentAgain_AndTwoPeopleFindTheWayOut()
    {
        var order = house.NextOrder();
        await using var root = await house.SignedInAsync();
        await using var fiona = await house.FionaAsync();
        await AskAsync(root, order);
        await house.LoseNextAnswerAsync();
        await ApproveAndProcessAsync(fiona, order);
        await Assertions.Expect(Standing(root)).ToContainTextAsync("Do not send it again. Find out what happened:", Patient);
        await root.AssertCleanAsync();
        await root.Page.Button("It never happened…").ClickAsync();
        await root.Page.OpenDialog().GetByLabel("Why").FillAsync("Seller Central shows no refund");
        await root.Page.OpenDialog().Button("Say that it never happened").ClickAsync();
        await Assertions.Expect(Standing(root)).ToContainTextAsync("Somebody else must agree with you.");

        await fiona.Page.GotoAsync("/refunds?show=unknown");
        await fiona.Page.Table("Refunds and cancellations").Link(order).ClickAsync();
        await Assertions.Expect(Standing(fiona)).ToContainTextAsync("Seller Central shows no refund");
        await Assertions.Expect(Standing(fiona)).ToContainTextAsync("I do not agree…");
        await fiona.Page.Button("I do not agree…").ClickAsync();
        await fiona.Page.OpenDialog().GetByLabel("Why").FillAsync("It is there, under payments");
        await fiona.Page.OpenDialog().Button("I do not agree").ClickAsync();
        await fiona.Page.Button("It happened…").ClickAsync();
        await fiona.Page.OpenDialog().GetByLabel("Why").FillAsync("Payments, refund of today");
        await fiona.Page.OpenDialog().Button("Say that it happened").ClickAsync();
        await Assertions.Expect(Standing(fiona)).ToContainTextAsync("Somebody else must agree with you.");

        await root.Page.Button("I agree: it happened").ClickAsync();
        await Assertions.Expect(Standing(root)).ToContainTextAsync("Proven by two people");
        root.AssertNoTrouble();
        fiona.AssertNoTrouble();
    }

    [Theory]
    [InlineData(false, 1440)]
    [InlineData(true, 820)]
    public async Task EveryPage_IsCleanAndFitsItsWindow(bool dark, int width)
    {
        var order = house.NextOrder();
        await using var root = await house.SignedInAsync(dark, width);
        var page = root.Page;
        var look = new Look(root, $"{(dark ? "dark" : "light")}-{width}");
        await page.GotoAsync("/settings");
        await look.AtAsync("settings", page.Button("Change Allow more than is left"));
        await page.Button("Change Allow more than is left").ClickAsync();
        await page.OpenDialog().GetByLabel("On", new() { Exact = true }).CheckAsync();
        await look.AtAsync("setting", page.OpenDialog().GetByText("Money can then be paid out twice"));
        await page.OpenDialog().Button("Leave it as it is").ClickAsync();
        await page.Button("Change A second person approves from").ClickAsync();
        await look.AtAsync("setting-amounts", page.OpenDialog().GetByLabel("Amount in EUR"));
        await page.OpenDialog().Button("Leave it as it is").ClickAsync();

        await page.GotoAsync($"/lookup?q={order}");
        await look.AtAsync("lookup-refund", page.Link("Request refund…"));
        await page.Link("Request refund…").ClickAsync();
        await look.AtAsync("refund-request", page.Button("Ask for approval"));
        await page.Button("Ask for approval").ClickAsync();
        await look.AtAsync("refund", Standing(root));
        await page.GotoAsync("/refunds?show=to-approve");
        await look.AtAsync("refunds-to-approve", page.Table("Refunds and cancellations").Link(order));
        await page.GotoAsync("/refunds?show=all");
        await look.AtAsync("refunds-all", page.Table("Refunds and cancellations").Rows().First);
        await page.GotoAsync("/refunds/batches");
        await look.AtAsync("refund-documents", page.Region("Documents"));
        await page.GotoAsync($"/lookup?q={order}");
        await page.Link("Cancel order…").ClickAsync();
        await look.AtAsync("refund-cancel", page.GetByText("Nothing of this order can still be cancelled"));
        await page.GotoAsync("/");
        await look.AtAsync("home-refunds", page.Region("Refunds"));
        look.AssertGood();
    }

    private static ILocator Standing(ConsolePage person) => person.Page.Region("Where it stands");

    private static async Task AskAsync(ConsolePage person, string order)
    {
        await person.Page.GotoAsync($"/lookup?q={order}");
        await person.Page.Link("Request refund…").ClickAsync();
        await Assertions.Expect(person.Page.Region("What happens next")).ToContainTextAsync("It goes to a second person first");
        await person.AssertCleanAsync();
        await person.Page.Button("Ask for approval").ClickAsync();
        await person.Page.WaitForURLAsync(new Regex(@"/refunds/\d+$"));
        await Assertions.Expect(Standing(person)).ToContainTextAsync("It waits for a second person's approval.");
    }

    private static async Task ApproveAndProcessAsync(ConsolePage person, string order)
    {
        var page = person.Page;
        await page.GotoAsync("/refunds?show=to-approve");
        await page.Button($"Approve refund of {order}").ClickAsync();
        await Assertions.Expect(page.GetByText("It is in the queue.")).ToBeVisibleAsync();
        await page.Navigation("Where they stand").GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Queued") }).ClickAsync();
        await page.GetByLabel($"Select {order}").CheckAsync();
        await page.Button("Process as one document…").ClickAsync();
        await Assertions.Expect(page.OpenDialog()).ToContainTextAsync("Web shop US");
        await page.OpenDialog().Button("Process as one document").ClickAsync();
        await page.OpenDialog().GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Document") }).ClickAsync();
        await Assertions.Expect(page.Table("Refunds and cancellations").Link(order)).ToBeVisibleAsync();
    }
}
