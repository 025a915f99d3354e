using Bunit;
using ReturnsConsole.Features.Stock.Kits;
using ReturnsConsole.Features.Stock.Kits.Screen;
using ReturnsConsole.Features.Stock.Screen;

namespace ReturnsConsole.Components.Tests.Features.Stock;

public sealed class KitPartsTests : Page
{
    private static readonly KitRow Tea = new(4, 1, "Amazon EU", "TEA-SET", new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), [new("CUP-1", 2), new("POT-1", 1)], true, true, "Wanda Hale", Now, 2);

    [Fact]
    public void Kits_BeingRead_ShowsThatSomethingComes() => Assert.NotEmpty(Card(null).FindAll("tbody tr"));

    [Fact]
    public void Kits_None_SaysWhatToDo()
    {
        var added = false;
        var card = Render<KitsCard>(p => p.Add(c => c.Shown, new KitPage([], 0)).Add(c => c.MayEdit, true).Add(c => c.Add, () => added = true));

        Assert.Contains("import a CSV with the columns account, kit_sku, component_sku, quantity, valid_from", card.Find(".empty p").TextContent, StringComparison.Ordinal);
        card.Find(".empty button").Click();
        Assert.True(added);
    }

    [Fact]
    public void Kits_NoneAndOnlyLooking_OffersNothing() => Assert.Empty(Card(new([], 0)).FindAll("button"));

    [Fact]
    public void Kits_NoneFound_LeadsBackToAll()
    {
        var card = Render<KitsCard>(p => p.Add(c => c.Shown, new KitPage([], 0)).Add(c => c.Text, "XYZ"));

        Assert.Contains("begins with “XYZ”", card.Find(".empty p").TextContent, StringComparison.Ordinal);
        Assert.Equal("stock/kits", card.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public void Kits_NotRead_SaysSoAndTriesAgain()
    {
        var again = 0;
        var card = Render<KitsCard>(p => p.Add(c => c.Shown, null).Add(c => c.Trouble, new Trouble("The kits could not be read.", "R-1")).Add(c => c.Retry, () =>
        {
            again++;
            return Task.CompletedTask;
        }));

        Assert.Contains("The kits could not be read.", card.Markup, StringComparison.Ordinal);
        card.Find("button").Click();
        Assert.Equal(1, again);
    }

    [Fact]
    public void Kits_NotForThisPerson_SaysWhy() =>
        Assert.Equal("You may not see facts.", Render<KitsCard>(p => p.Add(c => c.Shown, null).Add(c => c.Refusal, "You may not see facts.")).Find(".empty p").TextContent);

    [Fact]
    public void Kits_Rows_SayTheirStateAndAreChangedByWhoMay()
    {
        KitRow? changed = null;
        var later = Tea with { Id = 5, From = Now.Date.AddDays(10), IsInForce = false };
        KitRow[] rows = [later, Tea, Tea with { Id = 6, From = Tea.From.AddYears(-1), IsInForce = false }, Tea with { Id = 7, Sku = "BOX", Lines = [] }, Tea with { Id = 8, Sku = "SET", IsCounted = false }];
        var card = Render<KitsCard>(p => p.Add(c => c.Shown, new KitPage(rows, 5)).Add(c => c.MayEdit, true).Add(c => c.Edit, r => changed = r));

        Assert.Equal(["Later", "In force", "Earlier", "Ended", "Left as it is"], card.FindAll("tbody tr").Select(r => r.QuerySelectorAll("td")[3].TextContent.Trim()));
        Assert.Contains("2 × CUP-1, 1 × POT-1", card.FindAll("tbody tr")[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("none: no kit any more", card.FindAll("tbody tr")[3].TextContent, StringComparison.Ordinal);
        card.FindAll("button").First(b => b.TextContent == "Change… TEA-SET from 2026-01-01").Click();
        Assert.Equal(Tea, changed);
        Assert.Empty(Card(new([Tea], 1)).FindAll("button"));
    }

    [Fact]
    public void Kits_MoreThanAPage_CanBeTurned()
    {
        var card = Render<KitsCard>(p => p.Add(c => c.Shown, new KitPage([Tea], 120)).Add(c => c.Number, 2).Add(c => c.Text, "TEA"));

        Assert.Equal(["stock/kits?q=TEA", "stock/kits?q=TEA", "stock/kits?q=TEA&page=3"], card.FindAll(".pager a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public void KitNote_OfAKitAndOfAComponent_LeadsToTheOthers()
    {
        var kit = Render<KitNote>(p => p.Add(c => c.Sku, "TEA-SET").Add(c => c.Kits, new SkuKits([new("CUP-1", 2, 31), new("POT-1", 1, 0)], [])));
        Assert.StartsWith("A kit of 2 × CUP-1, 1 × POT-1: what comes back of it counts as these.", kit.Find("p").TextContent, StringComparison.Ordinal);
        Assert.Equal(["stock/31", "stock/kits?q=TEA-SET"], kit.FindAll("a").Select(a => a.GetAttribute("href")));

        var part = Render<KitNote>(p => p.Add(c => c.Sku, "CUP-1").Add(c => c.Kits, new SkuKits([], [new("TEA-SET", 2, 30)])));
        Assert.StartsWith("A component: 2 in kit TEA-SET.", part.Find("p").TextContent, StringComparison.Ordinal);
        Assert.Equal("", Render<KitNote>(p => p.Add(c => c.Sku, "X").Add(c => c.Kits, new SkuKits([], []))).Markup.Trim());
    }

    private IRenderedComponent<KitsCard> Card(KitPage? page) => Render<KitsCard>(p => p.Add(c => c.Shown, page));
}
