using Bunit;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Stock;
using ReturnsConsole.Features.Stock.Screen;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Reconciliation.Stock;

namespace ReturnsConsole.Components.Tests.Features.Stock;

public sealed class StockCardsTests : Page
{
    private static readonly ToldRow Told = new(7, 3, 2, Now, OutboxStatus.Done, "Done: 2 more of BOOT.", 41, 12, Now, 1);
    private static readonly PartnerStanding Agrees = new(3, "Shop", Told, Told, 12, Now, DriftVerdict.Agrees, "", 9, [], true);
    private static readonly StockStoryView Story = new(1, 4, [Agrees], [Told], [], []);

    [Fact]
    public void ToldCard_NobodyTold_SaysThatItIsASetting() =>
        Assert.StartsWith("No partner has been told of this SKU.", Card(new StockStoryView(1, 1, [], [], [], [])).Find(".empty p").TextContent, StringComparison.Ordinal);

    [Fact]
    public void ToldCard_Agreement_OffersToAskButNotToTellAgain()
    {
        var card = Card(Story);
        Assert.Equal("Agrees", card.Find(".st-good").TextContent);
        Assert.Equal("Ask now: Shop", Assert.Single(card.FindAll("td button")).TextContent);
        Assert.Equal("jobs/outgoing/41", card.Find("details td a").GetAttribute("href"));
    }

    [Fact]
    public void ToldCard_Drift_SaysWhyAndExplains()
    {
        PartnerStanding? chosen = null;
        var drifting = Agrees with { Verdict = DriftVerdict.Drifts, Said = 10, Sentence = "Shop says 10 of BOOT.", Explained = [new MovementRow(10, Now, StockBucket.Sellable, StockBucket.Scrap, 1, "")] };
        var card = Render<ToldCard>(p => p.Add(c => c.Story, Story with { Partners = [drifting] }).Add(c => c.MayCorrect, true).Add(c => c.Again, s => chosen = s));
        Assert.Equal("Drifts", card.Find(".tag.critical").TextContent);
        Assert.Contains("−1, sellable → scrap", card.Find(".explain").TextContent, StringComparison.Ordinal);
        card.FindAll("td button").Single(b => b.TextContent == "Tell again…: Shop").Click();
        Assert.Equal(drifting, chosen);
    }

    [Fact]
    public void ToldCard_DriftWithoutPermission_OffersNoTelling() =>
        Assert.DoesNotContain("Tell again", Card(Story with { Partners = [Agrees with { Verdict = DriftVerdict.Drifts }] }).Markup, StringComparison.Ordinal);

    [Fact]
    public void ToldCard_UnknownOutcome_IsPlumAndNothingMovedIsSaid()
    {
        var card = Card(Story with { Partners = [Agrees with { Verdict = DriftVerdict.Drifts, Newest = Told with { Status = OutboxStatus.Unknown, Confirmed = null } }] });
        Assert.Equal("Outcome unknown", card.Find(".tag.hold").TextContent);
        Assert.Contains("Nothing came on sale or left it", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void ToldCard_WhileAsking_HoldsItsButtons() =>
        Assert.True(Render<ToldCard>(p => p.Add(c => c.Story, Story).Add(c => c.Busy, true)).Find("td button").HasAttribute("disabled"));

    [Fact]
    public void HeldCard_WithHeldAndCorrected_ShowsWhoAndWhy()
    {
        HeldRow? chosen = null;
        var held = new HeldRow(5, "302-1", 2, ConditionGrade.C, Now, "dock");
        var card = Render<HeldCard>(p => p.Add(c => c.Story, Story with { Held = [held], Corrections = [new(1, StockBucket.Quarantine, StockBucket.Sellable, 1, true, ConditionGrade.A, "looked at it", "Wanda Hale", Now)] })
            .Add(c => c.MayCorrect, true).Add(c => c.Release, h => chosen = h));
        Assert.Contains("Released 1 from quarantine to sellable, grade A · Wanda Hale", card.Find("ul li").TextContent, StringComparison.Ordinal);
        card.FindAll("td button").Single(b => b.TextContent == "Release… receipt of 302-1").Click();
        Assert.Equal(held, chosen);
    }

    [Fact]
    public void HeldCard_WithNothing_IsNotThere() => Assert.Equal("", Render<HeldCard>(p => p.Add(c => c.Story, Story)).Markup.Trim());

    private IRenderedComponent<ToldCard> Card(StockStoryView story) => Render<ToldCard>(p => p.Add(c => c.Story, story));
}
