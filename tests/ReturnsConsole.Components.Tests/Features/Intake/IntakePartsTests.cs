using Bunit;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Intake.Answers;
using ReturnsConsole.Features.Intake.Identifiers;
using ReturnsConsole.Features.Intake.Screen;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Components.Tests.Features.Intake;

public sealed class IntakePartsTests : Page
{
    private static readonly KnownReturn Amazon = new(5, ReturnChannel.MerchantFulfilled, "D1RRMA", "", "BOOT-42", "", 2, "Approved", "StandardRefund", "AmazonPrePaidLabel", "", "1Z1", Now.AddDays(-20), null, Now.AddDays(-9), null, null, "GBP");

    private static readonly ParcelOrder Order = new(1, "Seller", 7, "204-1234567-7654321", "UK",
        [new ParcelLine("BOOT-42", "", "Winter boot", 2, 2, 0, true), new ParcelLine("SOCK", "", "Wool sock", 1, 0, 0, false)], [Amazon],
        [new KnownRefund(8_499, "GBP", Now.AddDays(-18), RefundKind.Refund, RefundSource.Settlement)], [], [new KnownCase(3, CaseKind.DarkReturn, "Prepaid return")], [], "s");

    [Fact]
    public void KnownParcel_ChoosesTheLikelyLine_SaysWhatIsKnown_AndConfirmsWithOneTouch()
    {
        ItemChoice? chosen = null;
        var parcel = Known(Order, c => chosen = c);
        Assert.Equal("Known: Amazon return, not yet authorised", parcel.Find("h2").TextContent);
        Assert.Contains("84.99 GBP", parcel.Find(".known").TextContent, StringComparison.Ordinal);
        Assert.Contains("Dark return: closes when you confirm", parcel.Find(".known").TextContent, StringComparison.Ordinal);
        Assert.Equal("2 of 2", parcel.Find(".qty b").TextContent);

        parcel.Find("[aria-label='One less']").Click();
        parcel.FindAll(".opt").First(o => o.TextContent == "Too large").Click();
        parcel.Find("[data-main]").Click();

        Assert.Equal(("BOOT-42", 1, "TooLarge", ParcelFinding.AsAnnounced), (chosen!.Line!.Sku, chosen.Quantity, chosen.Reason, chosen.Finding));
    }

    [Theory]
    [InlineData("Wrong item", "Record wrong item, print label")]
    [InlineData("Empty box", "Record the empty box")]
    public void KnownParcel_OtherFindings_AskForAPictureFirst(string button, string main)
    {
        var parcel = Known(Order, _ => { });
        parcel.FindAll(".opt").First(o => o.TextContent == button).Click();
        Assert.EndsWith(main, parcel.Find("[data-main]").TextContent, StringComparison.Ordinal);
        Assert.True(parcel.Find("[data-main]").HasAttribute("disabled"));
        Assert.NotEmpty(parcel.FindAll("input[type=file]"));
    }

    [Fact]
    public void KnownParcel_AllHere_WarnsInWords()
    {
        var here = Order with { Lines = [new ParcelLine("BOOT-42", "", "Winter boot", 1, 1, 1, true)] };
        var parcel = Known(here, _ => { });
        Assert.Equal("Known, and all of it has come already", parcel.Find("h2").TextContent);
        Assert.True(parcel.Find("[data-main]").HasAttribute("disabled"));
    }

    [Fact]
    public void UnknownParcel_WithAnArticlesBarcode_AsksForTheLabelOrTheSku()
    {
        var answer = new ParcelAnswer(ScanResult.Unknown, "4006381333931", [], false, [], null, "U-1") { Article = new("4006381333931", "") };
        var parcel = Render<UnknownParcel>(p => p.Add(u => u.Code, answer.Code).Add(u => u.Answer, answer).Add(u => u.Shelves, ["U-1"]).Add(u => u.MayReceive, true));

        Assert.Contains("It is on no return. Scan the parcel's label instead, or scan or type the SKU", parcel.Find("[aria-label=Article]").TextContent, StringComparison.Ordinal);
        var known = Render<UnknownParcel>(p => p.Add(u => u.Code, answer.Code).Add(u => u.Answer, answer with { ByProduct = true, Article = new("4006381333931", "BOOT-42") }).Add(u => u.Shelves, ["U-1"]));
        Assert.Empty(known.FindAll("[aria-label=Article]"));
        Assert.Contains("4006381333931 is BOOT-42, and no return of it is awaited.", known.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Yes, remember it", true)]
    [InlineData("No", false)]
    public void ArticleNote_AsksOnce_AndHandsTheAnswerOn(string button, bool yes)
    {
        bool? said = null;
        var note = Render<ArticleNote>(p => p.Add(n => n.Barcode, "4006381333931").Add(n => n.Sku, "BOOT-42").Add(n => n.Answer, answer => said = answer));

        note.FindAll("button").Single(b => b.TextContent == button).Click();

        Assert.Equal(yes, said);
        Assert.Contains("Is 4006381333931 the barcode of BOOT-42?", note.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void KnownParcel_ReaderWithoutTheRight_HasNoButtons() =>
        Assert.Empty(Render<KnownParcel>(p => p.Add(k => k.Answer, Answer(Order)).Add(k => k.Order, Order)).FindAll("button"));

    [Fact]
    public void NearParcel_MarksWhatDiffers_AndHandsTheChoiceOn()
    {
        NearMatch? chosen = null;
        var answer = new ParcelAnswer(ScanResult.Near, "204-1234567-7654312", [], false, [new NearMatch("20412345677654321", IdentifierKind.Order, "204-1234567-7654321", "Two characters may be swapped.", "204-1234567-7654321", "UK")], null, "U-1");
        var near = Render<NearParcel>(p => p.Add(n => n.Answer, answer).Add(n => n.Choose, EventCallback.Factory.Create<NearMatch>(this, n => chosen = n)));
        Assert.Equal("21", near.Find("mark").TextContent);
        near.Find(".tile").Click();
        Assert.Equal("20412345677654321", chosen!.Value);
    }

    [Fact]
    public void UnknownParcel_NamesItsShelf_AndNeedsAPictureBeforeItGoesThere()
    {
        var answer = new ParcelAnswer(ScanResult.Unknown, "X00-BLUE-7", [], false, [], null, "U-3");
        var unknown = Render<UnknownParcel>(p => p.Add(u => u.Code, "X00-BLUE-7").Add(u => u.Answer, answer).Add(u => u.MayReceive, true).Add(u => u.Shelves, ["U-3", "U-4"]));
        Assert.Equal("Unknown. Put it on shelf U-3", unknown.Find("h2").TextContent);
        Assert.Empty(unknown.FindAll("[data-main]"));
        unknown.FindAll("button").First(b => b.TextContent == "Other shelf").Click();
        unknown.FindAll(".opt").First(b => b.TextContent == "U-4").Click();
        Assert.Equal("Unknown. Put it on shelf U-4", unknown.Find("h2").TextContent);
    }

    [Fact]
    public void Label_BearsNumberAndCode()
    {
        var authorization = new ReturnAuthorization { Id = 31, Number = "RA-000031", RequestKey = "k", Origin = AuthorizationOrigin.PostHoc, AccountId = 1, OrderKey = 7, OrderId = "204-1234567-7654321", Sku = "BOOT-42", Quantity = 1, Finding = ParcelFinding.AsAnnounced, At = Now, ActorId = 8, ActorName = "Wanda" };
        var label = Render<AuthorizationLabel>(p => p.Add(l => l.Authorization, authorization));
        Assert.Equal("RA-000031", label.Find(".ra-number").TextContent);
        Assert.Equal(QrSquares.Of("RA-000031").Path, label.Find("path").GetAttribute("d"));
        Assert.DoesNotContain("Wanda", label.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<KnownParcel> Known(ParcelOrder order, Action<ItemChoice> confirmed) => Render<KnownParcel>(p => p.Add(k => k.Answer, Answer(order)).Add(k => k.Order, order)
        .Add(k => k.Reasons, ["TooSmall", "TooLarge", "Defective"]).Add(k => k.MayReceive, true).Add(k => k.Confirm, EventCallback.Factory.Create(this, confirmed)));

    private static ParcelAnswer Answer(ParcelOrder order) => new(ScanResult.Known, "1Z1", [order], false, [], null, "");
}
