using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Sync;

/// <summary>Partners that answer what nobody expected: an id too long, a currency with three decimals, a marketplace and a status that nobody knows.</summary>
public sealed partial class OddConditionTests(SandboxFixture fixture) : IClassFixture<SandboxFixture>
{
    private const string Seller = SandboxPartners.SellerUs;
    private readonly Sandbox sandbox = fixture.Sandbox;

    [Fact]
    public async Task CurrencyOfThreeDecimals_IsKeptToTheLastOne()
    {
        var straight = await LinesAsync(json => json);
        var kuwait = await LinesAsync(json => Amounts().Replace(json.Replace("\"USD\"", "\"KWD\"", StringComparison.Ordinal), "\"amount\":\"${1}.${2}5\""));

        Assert.NotEmpty(straight);
        Assert.Equal(straight.Select(l => (l.OrderItemId, "KWD", (l.ItemPrice * 10) + 5)), kuwait.Select(l => (l.OrderItemId, l.Currency, l.ItemPrice)));
    }

    [Fact]
    public async Task MoreDecimalsThanTheCurrencyHas_AreNotRounded_TheRowIsRejectedAndSaysSo()
    {
        await using var detour = await Detour.StartAsync(sandbox, (path, json) => path.Contains("/orders/", StringComparison.Ordinal) ? Prices().Replace(json, "${1}${2}5\"", 1) : json);
        await using var house = await ThroughAsync(detour);

        var report = await house.RunToEndAsync(Seller, "orders");

        var row = await OnlyRejectedAsync(house, report);
        Assert.Equal("amount", row.Field[(row.Field.LastIndexOf('.') + 1)..]);
        Assert.Contains("USD", row.Expected);
    }

    [Fact]
    public async Task Id_LongerThanDocumented_IsRejectedAloneAndNamed()
    {
        var endless = new string('9', 300);
        await using var detour = await Detour.StartAsync(sandbox, (path, json) => path.Contains("/orders/", StringComparison.Ordinal) ? OrderIds().Replace(json, $"\"orderId\":\"{endless}\"", 1) : json);
        await using var house = await ThroughAsync(detour);

        var report = await house.RunToEndAsync(Seller, "orders");

        var row = await OnlyRejectedAsync(house, report);
        Assert.Equal("orderId", row.Field);
        Assert.Contains("at most 50 characters", row.Expected);
        Assert.True(report.New > 0);
    }

    [Fact]
    public async Task UnknownStatus_IsKeptAndOpensOneCase()
    {
        await using var detour = await Detour.StartAsync(sandbox, (_, json) => json.Replace("\"fulfillmentStatus\":\"SHIPPED\"", "\"fulfillmentStatus\":\"TELEPORTED\"", StringComparison.Ordinal));
        await using var house = await ThroughAsync(detour);

        var report = await house.RunToEndAsync(Seller, "orders");

        Assert.Equal((SyncRunStatus.Done, 0), (report.Status, report.Rejected));
        await using var db = house.Open();
        Assert.True(await db.OrderLines.AnyAsync(l => l.Status == "TELEPORTED"));
        var value = await db.UnknownValues.AsNoTracking().SingleAsync();
        Assert.Equal(("amazon order/fulfillmentStatus", "TELEPORTED"), (value.Field, value.Value));
        Assert.True(value.Count > 1);
        await house.Get<Reconcile>().RunAsync("test", full: false, default);
        await house.Get<Reconcile>().RunAsync("test", full: true, default);
        var found = await db.Cases.AsNoTracking().SingleAsync(c => c.Kind == CaseKind.UnknownPartnerValue);
        Assert.Contains("TELEPORTED", found.Headline);
        Assert.Contains("fulfillmentStatus", found.Sentence);
    }

    [Fact]
    public async Task Marketplace_ThatNobodyKnows_IsKeptAndOpensACase()
    {
        await using var detour = await Detour.StartAsync(sandbox, (path, json) => path.Contains("/orders/", StringComparison.Ordinal)
            ? json.Replace("ATVPDKIKX0DER", "A0NOWHERE00000", StringComparison.Ordinal).Replace("\"marketplaceName\":\"Amazon.com\"", "\"marketplaceName\":null", StringComparison.Ordinal)
            : json);
        await using var house = await ThroughAsync(detour);

        var report = await house.RunToEndAsync(Seller, "orders");
        await house.Get<Reconcile>().RunAsync("test", full: false, default);

        Assert.Equal((SyncRunStatus.Done, 0), (report.Status, report.Rejected));
        await using var db = house.Open();
        Assert.All(await db.OrderLines.AsNoTracking().ToListAsync(), l => Assert.Equal("A0NOWHERE00000", l.Marketplace));
        Assert.Contains("A0NOWHERE00000", (await db.Cases.AsNoTracking().SingleAsync(c => c.Kind == CaseKind.UnknownPartnerValue)).Sentence);
    }

    [Fact]
    public async Task Marketplace_InWhichTheAccountDoesNotSell_FailsInThePartnersWords()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Vendor);
        var draft = SandboxPartners.Draft(Seller, sandbox.Address, house.Database.AccountId);
        await house.AddAsync(draft with { Options = new Dictionary<string, string>(draft.Options) { ["MarketplaceIds"] = "A1PA6795UKMFR9" } });

        var report = await house.RunAsync(Seller, "returns");

        Assert.Equal(SyncRunStatus.Failed, report.Status);
        Assert.Contains("does not sell in a marketplace", report.Message);
        Plain.Message(report.Message);
        Assert.True((await house.PartnerAsync(Seller)).IsCalled);
    }

    [Theory]
    [InlineData("Seller US", "orders")]
    [InlineData("Rebound", "tracking")]
    [InlineData("Happy Returns", "shipments")]
    [InlineData("Shop", "orders")]
    public async Task Certificate_ThatNobodySigned_FailsInWords_AndThePartnerIsTriedAgain(string partner, string stream)
    {
        await using var stranger = await Stranger.StartAsync();
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Vendor);
        await house.AddAsync(SandboxPartners.Draft(partner, stranger.Address, house.Database.AccountId));

        var report = await house.RunAsync(partner, stream);

        Assert.Equal(SyncRunStatus.Failed, report.Status);
        Assert.StartsWith(partner, report.Message);
        Assert.Contains("certificate", report.Message);
        Plain.Message(report.Message);
        Assert.NotNull(report.Again);
        Assert.True((await house.PartnerAsync(partner)).IsCalled);
        Assert.Equal(0, stranger.Calls);
    }

    [Theory]
    [InlineData("Vendor", "purchase-orders")]
    [InlineData("Rebound", "returns")]
    public async Task Host_ThatDnsDoesNotKnow_FailsInWords(string partner, string stream)
    {
        await using var house = await SyncHouse.StartAsync(sandbox, null, [SandboxPartners.HappyReturns], SyncHouse.Calls with { Retries = 1 });
        await house.AddAsync(SandboxPartners.Draft(partner, new Uri("https://partner.invalid/"), house.Database.AccountId));

        var report = await house.RunAsync(partner, stream);

        Assert.Equal(SyncRunStatus.Failed, report.Status);
        Assert.Contains("the host in POST https://partner.invalid/", report.Message);
        Assert.Contains("DNS", report.Message);
        Plain.Message(report.Message);
        Assert.True((await house.PartnerAsync(partner)).IsCalled);
    }

    [Fact]
    public async Task Port_ThatNobodyListensOn_FailsInWords()
    {
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Vendor);
        await house.AddAsync(SandboxPartners.Draft(SandboxPartners.HappyReturns, new Uri("http://127.0.0.1:1/"), house.Database.AccountId));

        var report = await house.RunAsync(SandboxPartners.HappyReturns, "shipments");

        Assert.Equal(SyncRunStatus.Failed, report.Status);
        Assert.Contains("nothing answers at", report.Message);
        Plain.Message(report.Message);
    }

    private async Task<List<OrderLine>> LinesAsync(Func<string, string> alter)
    {
        await using var detour = await Detour.StartAsync(sandbox, (path, json) => path.Contains("/orders/", StringComparison.Ordinal) ? alter(json) : json);
        await using var house = await ThroughAsync(detour);
        var report = await house.RunToEndAsync(Seller, "orders");
        Assert.True(report is { Status: SyncRunStatus.Done, Rejected: 0 }, report.Message);
        await using var db = house.Open();
        return await db.OrderLines.AsNoTracking().Where(l => l.ItemPrice != null).OrderBy(l => l.OrderItemId).ToListAsync();
    }

    private async Task<SyncHouse> ThroughAsync(Detour detour)
    {
        var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Vendor);
        await house.AddAsync(SandboxPartners.Draft(Seller, detour.Address, house.Database.AccountId));
        return house;
    }

    /// <summary>The run is done, tells of the one row that was not taken, and the row tells why.</summary>
    private static async Task<RejectedSourceRow> OnlyRejectedAsync(SyncHouse house, Features.Sync.Runs.SyncReport report)
    {
        Assert.Equal(SyncRunStatus.Done, report.Status);
        Assert.True(report.Rejected > 0);
        Assert.Contains("not taken; Imports shows which and why", report.Message);
        Plain.Message(report.Message);
        await using var db = house.Open();
        var rows = await db.RejectedRows.AsNoTracking().ToListAsync();
        Assert.Equal(report.Rejected, rows.Count);
        return rows[0];
    }

    [GeneratedRegex("\"amount\":\"(\\d+)\\.(\\d\\d)\"")]
    private static partial Regex Amounts();

    [GeneratedRegex("(\"subtotal\":\\{[^}]*?\"amount\":\")(\\d+\\.\\d\\d)\"")]
    private static partial Regex Prices();

    [GeneratedRegex("\"orderId\":\"[^\"]+\"")]
    private static partial Regex OrderIds();
}
