using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Features.Stock;
using ReturnsConsole.Features.Stock.Drift;
using ReturnsConsole.Features.Stock.Telling;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.Verification;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Stock;

/// <summary>From a graded receipt to the partner's own books, over real HTTP: told once, whatever happens on the way.</summary>
public sealed class StockTellingTests : IAsyncLifetime
{
    private const string Sku = "TS-BLK-S";
    private const string Order = "111-0000001-1234567";
    private Sandbox sandbox = null!;
    private SyncHouse house = null!;

    public async Task InitializeAsync()
    {
        sandbox = await Sandbox.StartAsync(null, "--limits=false");
        house = await SyncHouse.StartAsync(sandbox, SandboxPartners.SellerUs, SandboxPartners.Vendor, SandboxPartners.Shop);
        await using var db = house.Open();
        var vendor = await db.Partners.SingleAsync(p => p.Name == SandboxPartners.Vendor);
        vendor.Options = PartnerOptions.Write(new Dictionary<string, string>(PartnerOptions.Read(vendor.Options)) { ["WarehouseId"] = "W1", ["SellingPartyId"] = "SANDBOXVENDOR" });
        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync()
    {
        await house.DisposeAsync();
        await sandbox.DisposeAsync();
    }

    [Fact]
    public async Task NobodyDecidedSo_NoPartnerHears()
    {
        await GradedAsync(2);

        await using var db = house.Open();
        Assert.Equal(2, (await db.StockBalances.SingleAsync()).Sellable);
        Assert.Empty(await db.OutboxMessages.ToListAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("dropAfterAccept")]
    [InlineData("dropBeforeAccept")]
    [InlineData("status500")]
    [InlineData("garbage")]
    public async Task Graded_WhateverBefallsTheMessages_EachPartnerHasItOnce(string fault)
    {
        await ListenAsync();
        if (fault.Length > 0)
        {
            await sandbox.FaultAsync(fault, "amazonSeller", "patchListingsItem");
            await sandbox.FaultAsync(fault, "amazonVendor", "submitInventoryUpdate");
            await sandbox.FaultAsync(fault, "commercetools", "updateInventory");
        }

        await GradedAsync(2);
        await SettleAsync();
        await GradedAsync(1);
        await SettleAsync();
        await ScrapAsync();
        await SettleAsync();

        await HasAsync(1);
        Assert.Empty(await VerifyAsync());
        await using var db = house.Open();
        Assert.All(await db.StockTold.ToListAsync(), t => Assert.NotNull(t.Confirmed));
        Assert.Empty(house.Errors);
    }

    [Fact]
    public async Task ConsoleDiesWhileItTells_EachPartnerHasItOnce()
    {
        await ListenAsync();
        await GradedAsync(3);
        await SettleAsync();
        await GradedAsync(1);
        // As a kill between the durable mark and the call leaves it, and as one after the call does.
        await using (var db = house.Open())
            await db.OutboxMessages.Where(m => m.Status == OutboxStatus.Done && m.Kind != "vendor-stock").ExecuteUpdateAsync(s => s.SetProperty(m => m.Status, OutboxStatus.Sending).SetProperty(m => m.ClaimedBy, (string?)null).SetProperty(m => m.Reference, "").SetProperty(m => m.EndedAt, (DateTime?)null));

        await SettleAsync();

        await HasAsync(4);
        Assert.Empty(await VerifyAsync());
    }

    [Fact]
    public async Task QuarantinedForItsReason_IsToldToNobody()
    {
        await ListenAsync();
        await using (var db = house.Open())
        {
            db.ReturnItems.Add(new ReturnItem { AccountId = house.Database.AccountId, OrderKey = OrderKey.From(Order), OrderId = Order, Channel = ReturnChannel.MerchantFulfilled, NaturalKey = "R1", Sku = Sku, Quantity = 1, Mapping = MappingStatus.Quarantined, ReasonCode = "WHO-KNOWS" });
            await db.SaveChangesAsync();
        }

        await GradedAsync(1);

        await using var after = house.Open();
        Assert.Equal(0, (await after.StockBalances.SingleAsync()).Sellable);
        Assert.Empty(await after.OutboxMessages.ToListAsync());
    }

    [Fact]
    public async Task PartnerLosesPieces_DriftOpens_IsToldAgain_AndCloses()
    {
        await ListenAsync();
        await GradedAsync(2);
        await SettleAsync();
        await using var db = house.Open();
        var told = await db.StockTold.AsNoTracking().SingleAsync(t => t.PartnerId == db.Partners.First(p => p.Name == SandboxPartners.Shop).Id);
        Assert.Equal(102, told.Confirmed);
        // Somebody there takes three away by mistake, at once.
        await db.StockTold.Where(t => t.Id == told.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.Confirmed, 105));

        var asked = await house.Get<AskPartner>().RunAsync(SyncHouse.Anna, told.Id, default);
        Assert.True(asked.Succeeded, asked.Message);
        await db.StockTold.Where(t => t.Id == told.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.ConfirmedAt, sandbox.Clock.Now));
        await ReconcileAsync();
        Assert.Contains("says 102 of TS-BLK-S", Assert.Single(await DriftsAsync()).Sentence, StringComparison.Ordinal);

        var version = (await db.StockTold.AsNoTracking().SingleAsync(t => t.Id == told.Id)).Version;
        var again = await house.Get<TellAgain>().RunAsync(SyncHouse.Anna, told.Id, version, false, "counted the shelf", default);
        var twice = await house.Get<TellAgain>().RunAsync(SyncHouse.Anna, told.Id, version, false, "counted the shelf", default);
        await SettleAsync();
        await ReconcileAsync();

        Assert.True(again.Succeeded, again.Message);
        Assert.Equal(OutcomeKind.Conflict, twice.Kind);
        Assert.Equal(5, (await sandbox.LedgerAsync()).Where(e => e.GetProperty("partner").GetString() == "commercetools").Sum(e => e.GetProperty("quantity").GetInt32()));
        Assert.Empty(await DriftsAsync());
        Assert.Empty(await VerifyAsync());
        Assert.Contains(await db.AuditEntries.AsNoTracking().ToListAsync(), e => e.Action == "stock.told-again");
    }

    [Fact]
    public async Task ToldPartners_AreAskedByThemselves_NotTooOften()
    {
        await ListenAsync();
        await GradedAsync(2);
        await SettleAsync();
        Assert.Equal(0, await house.Get<AskStock>().RunAsync(default));

        sandbox.Advance(TimeSpan.FromMinutes(15));
        // The vendor's warehouse cannot be asked.
        Assert.Equal(2, await house.Get<AskStock>().RunAsync(default));
        sandbox.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(0, await house.Get<AskStock>().RunAsync(default));

        Assert.Equal([DriftVerdict.Agrees, DriftVerdict.Agrees, DriftVerdict.NotComparable], (await StoryAsync()).Partners.Select(p => p.Verdict).Order());
    }

    [Fact]
    public async Task RefusedMessage_DriftOpens_IsSentAgain_AndCloses()
    {
        await ListenAsync();
        await using var db = house.Open();
        var seller = await db.Partners.SingleAsync(p => p.Name == SandboxPartners.SellerUs);
        var right = seller.Options;
        seller.Options = right.Replace("ATVPDKIKX0DER", "A1PA6795UKMFR9", StringComparison.Ordinal);
        await db.SaveChangesAsync();
        await GradedAsync(1);
        await SettleAsync();
        await ReconcileAsync();

        var drift = Assert.Single(await DriftsAsync());
        Assert.Contains("+1 for TS-BLK-S did not reach Seller US", drift.Sentence, StringComparison.Ordinal);
        var told = await db.StockTold.AsNoTracking().SingleAsync(t => t.PartnerId == seller.Id);
        var story = await StoryAsync();
        Assert.Equal(DriftVerdict.Drifts, story.Partners.Single(p => p.Partner == SandboxPartners.SellerUs).Verdict);
        Assert.Single(story.Partners.Single(p => p.Partner == SandboxPartners.SellerUs).Explained);

        var message = await db.OutboxMessages.SingleAsync(m => m.PartnerId == seller.Id);
        message.Body = message.Body.Replace("A1PA6795UKMFR9", "ATVPDKIKX0DER", StringComparison.Ordinal);
        await db.SaveChangesAsync();
        Assert.True((await house.Get<TellAgain>().RunAsync(SyncHouse.Anna, told.Id, told.Version, false, "marketplace mended", default)).Succeeded);
        await SettleAsync();
        await ReconcileAsync();

        Assert.Empty(await DriftsAsync());
        await HasAsync(1);
    }

    private async Task ListenAsync()
    {
        foreach (var setting in new[] { SettingCatalogue.TellAmazon, SettingCatalogue.TellShop, SettingCatalogue.TellVendor })
        {
            var done = await house.Get<ChangeSetting>().RunAsync(SyncHouse.Anna, new SettingChange(house.Database.AccountId, setting.Name, "on", 0, "sold again from here", true), default);
            Assert.True(done.Succeeded, done.Message);
        }
    }

    private async Task GradedAsync(int pieces)
    {
        await using (var db = house.Open())
        {
            var number = await db.GoodsReceipts.CountAsync();
            db.GoodsReceipts.Add(new GoodsReceipt { AccountId = house.Database.AccountId, OrderKey = OrderKey.From(Order), OrderId = Order, NaturalKey = $"dock/{number}", Sku = Sku, Quantity = pieces, ReceivedAt = sandbox.Clock.Now, Grade = ConditionGrade.A, Disposition = Disposition.Restocked, Source = "dock" });
            db.OrderChanges.Add(new() { OrderKey = OrderKey.From(Order) });
            await db.SaveChangesAsync();
        }
        await ReconcileAsync();
    }

    /// <summary>The first receipt of two pieces turns out to be scrap.</summary>
    private async Task ScrapAsync()
    {
        await using (var db = house.Open())
        {
            await db.GoodsReceipts.Where(r => r.NaturalKey == "dock/0").ExecuteUpdateAsync(s => s.SetProperty(r => r.Disposition, Disposition.Scrapped));
            db.OrderChanges.Add(new() { OrderKey = OrderKey.From(Order) });
            await db.SaveChangesAsync();
        }
        await ReconcileAsync();
    }

    private async Task ReconcileAsync() => await house.Get<Reconcile>().RunAsync("test", false, default);

    private async Task SettleAsync()
    {
        for (var round = 0; round < 40; round++)
        {
            await house.Get<SendOutbox>().RunAsync(default);
            await using var db = house.Open();
            if (!await db.OutboxMessages.AnyAsync(m => m.EndedAt == null))
                return;
            sandbox.Advance(TimeSpan.FromMinutes(3));
        }
        await using var left = house.Open();
        Assert.Fail(string.Join("; ", await left.OutboxMessages.Where(m => m.EndedAt == null).Select(m => $"{m.Kind} {m.Status}: {m.Message}").ToListAsync()));
    }

    /// <summary>Start and ledger, at each partner: 50, 0 and 100 are where the sandbox begins.</summary>
    private async Task HasAsync(int sellable)
    {
        var ledger = (await sandbox.LedgerAsync()).Where(e => e.GetProperty("sku").GetString() == Sku).ToList();
        Assert.Equal(50 + sellable, ledger.Last(e => e.GetProperty("partner").GetString() == "amazonSeller").GetProperty("quantity").GetInt32());
        Assert.Equal(sellable, ledger.Last(e => e.GetProperty("partner").GetString() == "amazonVendor").GetProperty("quantity").GetInt32());
        Assert.Equal(sellable, ledger.Where(e => e.GetProperty("partner").GetString() == "commercetools").Sum(e => e.GetProperty("quantity").GetInt32()));
    }

    private async Task<List<ExceptionCase>> DriftsAsync()
    {
        await using var db = house.Open();
        return await db.Cases.AsNoTracking().Where(c => c.Kind == CaseKind.InventoryDrift && c.Status == CaseStatus.Open).ToListAsync();
    }

    private async Task<StockStoryView> StoryAsync()
    {
        await using var db = house.Open();
        return (await house.Get<StockStory>().RunAsync(SyncHouse.Anna, (await db.StockBalances.SingleAsync()).Id, default)).Value!;
    }

    private async Task<List<VerifyFinding>> VerifyAsync()
    {
        var found = new List<VerifyFinding>();
        await foreach (var finding in house.Get<Verify>().RunAsync(default))
            found.Add(finding);
        return found;
    }
}
