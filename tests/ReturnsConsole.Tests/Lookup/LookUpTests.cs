using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Lookup;
using ReturnsConsole.Features.Notices;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Triage;
using Xunit;

namespace ReturnsConsole.Tests.Lookup;

/// <summary>Finding by every kind of identifier, seeing only one's own, raising and watching: on a real database.</summary>
public sealed class LookUpTests : IDisposable
{
    private const string One = "302-1111111-1111111";
    private const string Two = "302-2222222-2222222";

    private readonly TriageWorld world = new();
    private readonly Actor carl = new(11, "Carl Xavier", null);
    private readonly LookUp lookUp;
    private readonly RaiseCase raise;
    private readonly WatchFor watch;

    public LookUpTests()
    {
        var settings = Options.Create(world.Settings);
        lookUp = new LookUp(world.Guard, new LookupReading(world.Database, settings, Options.Create(new LookupSettings()), world.Clock), world.Clock);
        var raising = new CaseRaising(new AuditTrail(world.Clock), settings, world.Clock);
        raise = new RaiseCase(world.Database, world.Guard, raising, world.Feed, world.Clock);
        watch = new WatchFor(world.Database, world.Guard, raising, world.Feed, world.Clock);
    }

    public void Dispose() => world.Dispose();

    [Theory]
    [InlineData(One)]
    [InlineData("302 1111111 1111111")]
    [InlineData("Where is my money? Order 302-1111111-1111111, thanks")]
    [InlineData("SHOP-4711")]
    [InlineData("shop-4711")]
    [InlineData("D8NVJK5KRRMA")]
    [InlineData("d8nvjk5krrma")]
    [InlineData("OUR-77")]
    [InlineData("1Z 999 AA1 01 2345 6784")]
    [InlineData("HRVPBGPR")]
    [InlineData("BAG-000123")]
    [InlineData("hr-return-9")]
    [InlineData("LPNRR12345678")]
    [InlineData("DOCK-PARCEL-1")]
    public async Task LookUp_ByEveryKindOfIdentifier_FindsTheOrder(string text)
    {
        Fill();

        var found = (await AskAsync(text)).Found;

        Assert.Equal(One, found?.Order.OrderId);
        Assert.Equal(6000, Assert.Single(found!.Order.Returns, r => r.Rma == "D8NVJK5KRRMA").Value);
    }

    [Fact]
    public async Task LookUp_ByTracking_AnswersForThatReturn_AndNamesTheOthers()
    {
        Fill();

        var found = (await AskAsync("HRVPBGPR")).Found!;

        Assert.Equal("BOOT", found.Order.Returns.Single(r => r.MerchantRma == "HRVPBGPR").Sku);
        Assert.Equal(2, found.Answer.Others.Count);
        Assert.Equal("Happy Returns", found.Order.Returns.Single(r => r.MerchantRma == "HRVPBGPR").ToldBy);
    }

    [Fact]
    public async Task LookUp_SeenByAmazonAndThePlatform_IsOneReturn_WithWhatBothTell()
    {
        world.Line(One, "SCARF", 6000);
        world.Return(One, "SCARF", 1, rma: "R1");
        Platform(ReturnChannel.Rebound, One, "SCARF", rma: "R1", scan: 2, label: "L-5550001");

        var found = (await AskAsync("L-5550001")).Found!;

        var item = Assert.Single(found.Order.Returns);
        Assert.Equal(("Amazon", "Rebound", GoodsState.OnTheWay), (item.ToldBy, item.Platform, found.Answer.Tracks!.Goods));
    }

    [Fact]
    public async Task LookUp_RefundSeenTwice_CountsOnce()
    {
        world.Line(One, "SCARF", 6000);
        world.Return(One, "SCARF", 1, rma: "R1", delivered: 3);
        world.Refund(One, "SCARF", 5, 6000, "M-1");
        world.Save(db => db.RefundSightings.Add(new Features.Settlements.RefundSighting
        {
            AccountId = world.Database.AccountId,
            NaturalKey = "T1",
            OrderKey = OrderKey.From(One),
            OrderId = One,
            Origin = Features.Settlements.RefundOrigin.DeferredTransaction,
            Kind = Connectors.Files.SettlementLineKind.Refund,
            MerchantAdjustmentItemId = "M-1",
            Sku = "SCARF",
            Currency = "EUR",
            PostedAt = TriageWorld.Day(4),
            Principal = -6000,
            BuyerTotal = -6000,
            FileId = 1,
            Line = 99,
        }));

        var tracks = (await AskAsync(One)).Found!.Answer.Tracks!;

        Assert.Equal((MoneyState.Refunded, 6000L), (tracks.Money, tracks.Paid));
    }

    [Fact]
    public async Task LookUp_SameNumberInTwoOrders_OffersBoth_AndAnswersTheOneThatIsPicked()
    {
        world.Return(One, "SCARF", 1, tracking: "1Z999");
        world.Return(Two, "BOOT", 1, tracking: "1Z999");

        var result = await AskAsync("1Z999");
        var picked = await AskAsync("1Z999", result.Choices.Single(c => c.OrderId == Two).Pick.ToString());

        Assert.Null(result.Found);
        Assert.Equal([One, Two], result.Choices.Select(c => c.OrderId).Order());
        Assert.Equal(Two, picked.Found!.Order.OrderId);
    }

    [Fact]
    public async Task LookUp_ParcelWithoutOrder_IsToldAsSuch()
    {
        world.Goods("", "SCARF", 5, tracking: "LONELY-1");

        Assert.Equal("Parcel is here, return not known", (await AskAsync("LONELY-1")).Found!.Answer.Status);
    }

    [Fact]
    public async Task LookUp_ReturnWithoutOrder_NamesItsCase()
    {
        world.Return("", "SCARF", 1, rma: "NOKEY-77");
        world.Save(db => db.OrderChanges.Add(new OrderChange { OrderKey = 0 }));
        await world.RunAsync();

        var found = (await AskAsync("NOKEY-77")).Found!;

        Assert.Equal(DataState.NoOrder, found.Answer.Tracks!.Data);
        Assert.Equal(CaseKind.MissingOrderKey, Assert.Single(found.Cases).Kind);
    }

    [Fact]
    public async Task LookUp_AnotherCompanysOrder_IsNotFound()
    {
        Fill();
        world.Guard.Companies = new HashSet<int> { 999 };

        foreach (var text in (string[])[One, "SHOP-4711", "D8NVJK5KRRMA", "1Z999AA10123456784", "BAG-000123", "DOCK-PARCEL-1"])
            Assert.True((await AskAsync(text)).IsNotFound, text);
    }

    [Fact]
    public async Task LookUp_PickOfAnotherCompany_ShowsNothing()
    {
        Fill();
        var pick = (await AskAsync(One)).Found!.Pick.ToString();
        world.Guard.Companies = new HashSet<int> { 999 };

        Assert.True((await AskAsync(One, pick)).IsNotFound);
    }

    [Fact]
    public async Task LookUp_WithoutRight_IsRefused()
    {
        world.Guard.Refused.Add(Permission.ViewFacts);

        Assert.NotNull((await lookUp.RunAsync(carl, One, null, TimeZoneInfo.Utc, default)).Refusal);
    }

    [Fact]
    public async Task Watch_OpensACase_EndsByItselfWhenTheOrderComes_AndTellsThePerson()
    {
        var raised = await watch.RunAsync(carl, "order " + One, world.Database.AccountId, "called twice", default);
        Assert.True(raised.Outcome.Succeeded, raised.Outcome.Message);
        var opened = Assert.Single(await world.CasesAsync());
        Assert.Equal((CaseKind.OrderNotSynced, raised.CaseId), (opened.Kind, opened.Id));
        Assert.Empty(await world.VerifyAsync());
        await world.RunAsync(full: true);
        Assert.Single(await world.CasesAsync());
        Assert.Empty(Notices());

        world.Line(One, "SCARF", 6000);
        await world.RunAsync();

        Assert.Equal(CaseStatus.ClosedByFacts, Assert.Single(await world.CasesAsync(null)).Status);
        var notice = Assert.Single(Notices());
        Assert.Equal((carl.UserId, $"lookup?q={One}"), (notice.UserId, notice.Link));
        Assert.Empty(await world.VerifyAsync());
        await world.RunAsync(full: true);
        Assert.Single(Notices());
    }

    [Theory]
    [InlineData("D8NVJK5KRRMA")]
    [InlineData("1Z999AA10123456784")]
    [InlineData("BAG-000123")]
    [InlineData("SHOP-4711")]
    [InlineData("LPNRR12345678")]
    public async Task Watch_EveryKindOfIdentifier_EndsWhenItComes(string identifier)
    {
        await watch.RunAsync(carl, identifier, world.Database.AccountId, "", default);

        Fill();
        await world.RunAsync();

        Assert.Single(Notices());
        Assert.DoesNotContain(await world.CasesAsync(), c => c.Kind == CaseKind.OrderNotSynced);
    }

    [Fact]
    public async Task Watch_OfTwoPeople_IsOneCase_AndBothAreTold()
    {
        var other = new Actor(12, "Cora", null);
        await watch.RunAsync(carl, One, world.Database.AccountId, "", default);
        await watch.RunAsync(other, One, world.Database.AccountId, "", default);
        Assert.Single(await world.CasesAsync());
        var again = await watch.RunAsync(carl, One, world.Database.AccountId, "", default);

        world.Line(One, "SCARF", 6000);
        await world.RunAsync();

        Assert.Equal(OutcomeKind.Refused, again.Outcome.Kind);
        Assert.Equal([11, 12], Notices().Select(n => n.UserId).Order());
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Watch_ArrivesInAnotherCompany_GoesOn()
    {
        await watch.RunAsync(carl, One, world.Database.AccountId, "", default);
        world.Save(db =>
        {
            var company = new Company { Name = "Other" };
            db.Companies.Add(company);
            db.SaveChanges();
            var account = new Account { CompanyId = company.Id, Name = "Other seller" };
            db.Accounts.Add(account);
            db.SaveChanges();
            db.OrderLines.Add(new OrderLine { AccountId = account.Id, OrderKey = OrderKey.From(One), OrderId = One, Sku = "X", Occurrence = 0 });
            db.OrderChanges.Add(new OrderChange { OrderKey = OrderKey.From(One) });
        });
        await world.RunAsync();

        Assert.Empty(Notices());
        Assert.Single(await world.CasesAsync());
    }

    [Fact]
    public async Task Watch_DismissedCase_StaysClosed_ThePersonIsToldAllTheSame()
    {
        var raised = await watch.RunAsync(carl, One, world.Database.AccountId, "", default);
        var c = Assert.Single(await world.CasesAsync());
        Assert.True((await new DismissCase(world.Editing).RunAsync(carl, raised.CaseId, c.Version, "bought elsewhere", default)).Succeeded);
        await world.RunAsync(full: true);
        Assert.Empty(await world.CasesAsync());
        Assert.Empty(await world.VerifyAsync());

        world.Line(One, "SCARF", 6000);
        await world.RunAsync();

        Assert.Single(Notices());
    }

    [Fact]
    public async Task Raise_OnAnOrder_IsACaseOfThatOrder_WithTheNote_AndSurvivesEveryRun()
    {
        Fill();
        await world.RunAsync();
        var found = (await AskAsync(One)).Found!;

        var raised = await raise.RunAsync(carl, found.Pick, CaseKind.PolicyConflict, "portal accepted after 60 days", default);
        await world.RunAsync(full: true);

        Assert.True(raised.Outcome.Succeeded, raised.Outcome.Message);
        var c = Assert.Single(await world.CasesAsync(), x => x.Kind == CaseKind.PolicyConflict);
        Assert.Equal((One, raised.CaseId), (c.OrderId, c.Id));
        Assert.Contains("portal accepted after 60 days", c.Sentence, StringComparison.Ordinal);
        Assert.Contains((await AskAsync(One)).Found!.Cases, x => x.Id == c.Id);
        world.Save(db => Assert.Contains(db.AuditEntries, e => e.Action == "case.raised" && e.ActorName == "Carl Xavier"));
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Raise_TheSameAgain_IsACommentOnTheFirst_AfterDismissalItComesBack()
    {
        Fill();
        var found = (await AskAsync(One)).Found!;
        var first = await raise.RunAsync(carl, found.Pick, CaseKind.OrderChanged, "one", default);
        var second = await raise.RunAsync(carl, found.Pick, CaseKind.OrderChanged, "two", default);
        var c = Assert.Single(await world.CasesAsync(), x => x.Kind == CaseKind.OrderChanged);
        Assert.Equal(first.CaseId, second.CaseId);
        world.Save(db => Assert.Contains(db.CaseEvents, e => e.CaseId == c.Id && e.Kind == CaseEventKind.Comment && e.Text == "two"));
        await new DismissCase(world.Editing).RunAsync(carl, c.Id, c.Version, "settled", default);

        await raise.RunAsync(carl, found.Pick, CaseKind.OrderChanged, "three", default);

        Assert.Equal(c.Id, Assert.Single(await world.CasesAsync(), x => x.Kind == CaseKind.OrderChanged).Id);
        Assert.Empty(await world.VerifyAsync());
    }

    [Theory]
    [InlineData(CaseKind.DuplicateRefund, "a note")]
    [InlineData(CaseKind.OrderChanged, "  ")]
    public async Task Raise_KindOfOthersOrNoNote_IsRefused(CaseKind kind, string note)
    {
        Fill();

        Assert.Equal(OutcomeKind.Refused, (await raise.RunAsync(carl, (await AskAsync(One)).Found!.Pick, kind, note, default)).Outcome.Kind);
        Assert.Empty(await world.CasesAsync());
    }

    [Fact]
    public async Task Raise_OrWatch_ForAnotherCompany_OrWithoutRight_ChangesNothing()
    {
        Fill();
        var pick = (await AskAsync(One)).Found!.Pick;
        world.Guard.Companies = new HashSet<int> { 999 };
        Assert.Equal(OutcomeKind.Refused, (await raise.RunAsync(carl, pick, CaseKind.OrderChanged, "x", default)).Outcome.Kind);
        Assert.Equal(OutcomeKind.Refused, (await watch.RunAsync(carl, Two, pick.AccountId, "", default)).Outcome.Kind);
        world.Guard.Companies = null;
        world.Guard.Refused.Add(Permission.CommentOnCases);
        Assert.Equal(OutcomeKind.Forbidden, (await raise.RunAsync(carl, pick, CaseKind.OrderChanged, "x", default)).Outcome.Kind);
        Assert.Equal(OutcomeKind.Forbidden, (await watch.RunAsync(carl, Two, pick.AccountId, "", default)).Outcome.Kind);

        Assert.Empty(await world.CasesAsync());
        world.Save(db => Assert.Empty(db.RaisedCases));
    }

    [Theory]
    [InlineData("{case}", "cases?case={case}")]
    [InlineData("#{case}", "cases?case={case}")]
    [InlineData("case {case}", "cases?case={case}")]
    [InlineData("S-77001", "settlements/1")]
    [InlineData("parcel 1Z 999 AA1 01 2345 6784", "lookup?q=1Z999AA10123456784")]
    [InlineData("302-9999999-9999999", "lookup?q=302-9999999-9999999")]
    public async Task Find_LeadsToTheThingItself(string text, string link)
    {
        Fill();
        world.Settlement("S-77001", 100, 100);
        var raised = await raise.RunAsync(carl, (await AskAsync(One)).Found!.Pick, CaseKind.OrderChanged, "x", default);
        var id = raised.CaseId.ToString(System.Globalization.CultureInfo.InvariantCulture);

        var target = await new FindAnything(world.Database, world.Guard).RunAsync(carl, text.Replace("{case}", id, StringComparison.Ordinal), default);

        Assert.Equal(link.Replace("{case}", id, StringComparison.Ordinal), target.Link);
    }

    [Fact]
    public async Task Find_CaseOrSettlementOfAnotherCompany_IsNotLedTo()
    {
        Fill();
        world.Settlement("S-77001", 100, 100);
        var raised = await raise.RunAsync(carl, (await AskAsync(One)).Found!.Pick, CaseKind.OrderChanged, "x", default);
        world.Guard.Companies = new HashSet<int> { 999 };
        var find = new FindAnything(world.Database, world.Guard);

        Assert.StartsWith("lookup?", (await find.RunAsync(carl, "S-77001", default)).Link, StringComparison.Ordinal);
        Assert.DoesNotContain("cases", (await find.RunAsync(carl, $"#{raised.CaseId}", default)).Link ?? "", StringComparison.Ordinal);
    }

    private async Task<LookupResult> AskAsync(string text, string? pick = null) => (await lookUp.RunAsync(carl, text, pick, TimeZoneInfo.Utc, default)).Value!;

    private List<Notice> Notices()
    {
        using var db = world.Database.CreateDbContext();
        return [.. db.Notices.AsNoTracking()];
    }

    /// <summary>One order with an Amazon return, one of Happy Returns, one item at Amazon, and a parcel at the dock.</summary>
    private void Fill()
    {
        world.Line(One, "SCARF", 6000, alias: "SHOP-4711");
        world.Return(One, "SCARF", 1, rma: "D8NVJK5KRRMA", tracking: "1Z999AA10123456784");
        world.Save(db => db.ReturnItems.Single(r => r.RmaId == "D8NVJK5KRRMA").MerchantRmaId = "OUR-77");
        Platform(ReturnChannel.HappyReturns, One, "BOOT", express: "HRVPBGPR", label: "BAG-000123", id: "hr-return-9");
        Platform(ReturnChannel.Fba, One, "HAT", plate: "LPNRR12345678");
        world.Goods(One, "SCARF", 5, tracking: "DOCK-PARCEL-1");
        world.GoTo(6);
    }

    private void Platform(ReturnChannel channel, string order, string sku, string rma = "", string express = "", string label = "", string id = "", string plate = "", double? scan = null) => world.Save(db =>
    {
        db.ReturnItems.Add(new ReturnItem
        {
            AccountId = world.Database.AccountId,
            OrderKey = OrderKey.From(order),
            OrderId = order,
            Channel = channel,
            NaturalKey = $"{channel}/{sku}/{rma}",
            RmaId = rma,
            MerchantRmaId = express,
            LabelId = label,
            PlatformReturnId = id,
            LicensePlate = plate,
            Sku = sku,
            Quantity = 1,
            Currency = "EUR",
            FirstScanAt = scan is { } day ? TriageWorld.Day(day) : null,
            RequestedAt = TriageWorld.Day(1),
        });
        db.OrderChanges.Add(new OrderChange { OrderKey = OrderKey.From(order) });
    });
}
