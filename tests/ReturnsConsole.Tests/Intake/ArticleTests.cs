using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Intake.Articles;
using ReturnsConsole.Features.Returns;
using Xunit;

namespace ReturnsConsole.Tests.Intake;

/// <summary>Barcodes of articles at the dock.</summary>
public sealed class ArticleTests
{
    private const string Ean = "4006381333931";

    private static RememberArticle Remembering(IntakeWorld world) => new(world.Triage.Database, world.Triage.Guard, world.Accounts, world.Audit, world.Triage.Feed, world.Triage.Clock);

    [Theory]
    [InlineData("4006381333931", true)]
    [InlineData("96385074", true)]
    [InlineData("036000291452", true)]
    [InlineData("10012345678902", true)]
    [InlineData("4006381333932", false)]
    [InlineData("400638133393", false)]
    [InlineData("0000000000000", false)]
    [InlineData("40063813339A1", false)]
    [InlineData(null, false)]
    public void Number_IsAnArticles_WhenItsLastDigitProvesTheOthers(string? text, bool isOne) => Assert.Equal(isOne, Gtin.Of(text) is not null);

    [Fact]
    public void Digit_WrittenWrong_IsNeverTakenForAnArticle() => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(0, 12).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (at, by) =>
    {
        var digits = Ean.ToCharArray();
        digits[at] = (char)('0' + (digits[at] - '0' + by) % 10);
        return Gtin.Of(new string(digits)) is null;
    }));

    [Fact]
    public void Spellings_AreAllTheSameNumber() =>
        Assert.Equal(["00036000291452", "0036000291452", "036000291452"], Gtin.SpellingsOf(Gtin.Of("036000291452")!));

    [Fact]
    public async Task Barcode_OfNoReturn_IsSaidToBeAnArticles()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();

        var answer = await world.ScanAsync(Ean);

        Assert.Equal((ScanResult.Unknown, Ean, ""), (answer.Result, answer.Article!.Code, answer.Article.Sku));
        Assert.Null((await world.ScanAsync("4006381333932")).Article);
    }

    [Fact]
    public async Task Barcode_RememberedByAPerson_LeadsToTheSkusReturns()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();

        var outcome = await Remembering(world).RunAsync(world.Wanda, Ean, "boot-42", default);
        var answer = await world.ScanAsync(Ean);

        Assert.True(outcome.Succeeded, outcome.Message);
        Assert.Equal(ScanResult.Known, answer.Result);
        Assert.Equal(IntakeWorld.Order, Assert.Single(answer.Orders).OrderId);
        Assert.True(answer.ByProduct);
        Assert.Equal(ScanResult.Known, (await world.ScanAsync("0" + Ean)).Result);
    }

    [Fact]
    public async Task Barcode_SaidOtherwise_StandsForTheNewSku_AndTheTrailHasBoth()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        await Remembering(world).RunAsync(world.Wanda, Ean, "SOCK", default);

        await Remembering(world).RunAsync(world.Piet, Ean, "BOOT-42", default);

        Assert.Equal("BOOT-42", (await world.ScanAsync(Ean)).Article!.Sku);
        await using var db = world.Triage.Database.CreateDbContext();
        var entry = db.AuditEntries.OrderByDescending(e => e.Id).First(e => e.Action == "intake.article-learned");
        Assert.Equal(("""{"sku":"SOCK"}""", """{"sku":"BOOT-42"}""", "Piet Vos"), (entry.Before, entry.After, entry.ActorName));
        Assert.Equal(1, await world.CountAsync<ArticleCode>());
    }

    [Fact]
    public async Task Remembering_IsRefused_ForUnknownSkus_WrongNumbers_AndOtherPeople()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        var remember = Remembering(world);

        Assert.False((await remember.RunAsync(world.Wanda, Ean, "NEVER-SOLD", default)).Succeeded);
        Assert.False((await remember.RunAsync(world.Wanda, "4006381333932", "BOOT-42", default)).Succeeded);
        Assert.False((await remember.RunAsync(world.Wanda, Ean, " ", default)).Succeeded);
        world.Triage.Guard.Refused.Add(Permission.AuthorizePostHoc);
        Assert.Equal(Shared.OutcomeKind.Forbidden, (await remember.RunAsync(world.Wanda, Ean, "BOOT-42", default)).Kind);
        Assert.Equal(0, await world.CountAsync<ArticleCode>());
    }

    [Fact]
    public async Task Barcode_OnAVendorsPaper_LeadsToItsSku()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        world.Triage.Save(db => db.VendorPaperLines.Add(new VendorPaperLine { AccountId = world.Triage.Database.AccountId, Paper = VendorPaper.Return, NaturalKey = "R1/1", Number = "R1", Ean = Ean, Sku = "BOOT-42" }));

        Assert.Equal(("BOOT-42", ScanResult.Known), ((await world.ScanAsync("0" + Ean)).Article!.Sku, (await world.ScanAsync(Ean)).Result));
    }

    [Fact]
    public async Task Barcode_OfAnotherCompany_IsNotSeen()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        world.Triage.Save(db => db.ArticleCodes.Add(new ArticleCode { Code = Gtin.Of(Ean)!, AccountId = 99, Sku = "BOOT-42", At = world.Triage.Clock.Now, ActorId = 1, ActorName = "Else" }));

        Assert.Equal("", (await world.ScanAsync(Ean)).Article!.Sku);
    }
}
