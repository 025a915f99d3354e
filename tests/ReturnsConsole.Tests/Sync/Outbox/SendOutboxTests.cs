using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Imports.Queue;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Triage.Verification;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Sync.Outbox;

/// <summary>Order, crashes, several processes and limits of the outbox; the sandbox's ledger is the judge.</summary>
public sealed class SendOutboxTests(ToldPartners told) : IClassFixture<ToldPartners>
{
    private const string Sku = "TS-BLK-M";
    private const string NoProcess = "/2147480000/20200101000000/dead";

    [Fact]
    public async Task Message_OutsideATransaction_IsNotWritten()
    {
        await using var db = told.House.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => told.Get<OutboxWriter>().AddAsync(db, SyncHouse.Anna, 1, "k", "s", Quantity(1), CancellationToken.None));
    }

    [Fact]
    public async Task Decision_RolledBack_TakesItsMessageWithIt_AndTheSameDecisionIsWrittenOnce()
    {
        var partner = (await told.House.PartnerAsync(SandboxPartners.Shop)).Id;
        var key = Key();
        await using (var db = told.House.Open())
        {
            await using var write = await db.BeginWriteAsync(CancellationToken.None);
            await told.Get<OutboxWriter>().AddAsync(db, SyncHouse.Anna, partner, key, "s", Stock(1), CancellationToken.None);
            await db.SaveChangesAsync();
            await write.RollbackAsync();
        }
        await using (var db = told.House.Open())
            Assert.False(await db.OutboxMessages.AnyAsync(m => m.Key == key));
        var id = await told.AddAsync(SandboxPartners.Shop, key, Stock(1));
        await using (var db = told.House.Open())
        {
            await using var write = await db.BeginWriteAsync(CancellationToken.None);
            Assert.False(await told.Get<OutboxWriter>().AddAsync(db, SyncHouse.Anna, partner, key, "s", Stock(1), CancellationToken.None));
        }
        Assert.Equal(OutboxStatus.Done, (await told.SettleAsync(id)).Status);
    }

    [Theory]
    [InlineData(SandboxPartners.SellerUs)]
    [InlineData(SandboxPartners.HappyReturns)]
    [InlineData(SandboxPartners.Shop)]
    public async Task Process_KilledWhileSending_LeavesAnUnknownOutcome_ThatNoMachineSendsAgain(string partner)
    {
        var before = (await told.Sandbox.LedgerAsync()).Count;
        var key = Key();
        PartnerMessage what = partner switch
        {
            SandboxPartners.SellerUs => ToldPartners.Refund(told.NextAmazonOrder(), key),
            SandboxPartners.HappyReturns => new ReturnContentsMessage([new(told.NextBagItem(), null, told.Sandbox.Clock.Now, null)]),
            _ => Stock(2),
        };
        var id = await told.AddAsync(partner, key, what);
        await DieAsync(id, OutboxStatus.Sending);

        for (var i = 0; i < 20; i++)
        {
            await told.SendAsync();
            told.Sandbox.Advance(TimeSpan.FromHours(3));
        }

        var message = await told.MessageAsync(id);
        Assert.Equal((OutboxStatus.Unknown, 0), (message.Status, message.Attempts));
        Assert.Equal(before, (await told.Sandbox.LedgerAsync()).Count);
        Assert.Contains("nobody knows whether it arrived", (await told.CaseAsync(message))!.Sentence, StringComparison.Ordinal);
        await CancelAsync(id);
        Assert.Null(await told.CaseAsync(message));
    }

    [Fact]
    public async Task Process_KilledInItsSecondTry_IsNotAnsweredByTheFirst()
    {
        // The first try was cancelled at Amazon and known by an id; what the second became is another question.
        var key = Key();
        var id = await told.AddAsync(SandboxPartners.SellerUs, key, ToldPartners.Refund(told.NextAmazonOrder(), key));
        Assert.Equal(OutboxStatus.Done, (await told.SettleAsync(id)).Status);
        var first = (await told.MessageAsync(id)).Reference;
        await SetAsync(id, m => m.Status = OutboxStatus.Waiting);
        await told.Sandbox.FaultAsync("dropBeforeAccept", "amazonSeller", "createFeed");

        await told.SendAsync();

        var message = await told.MessageAsync(id);
        Assert.Equal(OutboxStatus.Unknown, message.Status);
        Assert.NotEqual(first, message.Reference);
        await CancelAsync(id);
    }

    [Fact]
    public async Task Process_KilledBetweenPickingUpAndSending_LosesNothing()
    {
        var id = await told.AddAsync(SandboxPartners.Shop, Key(), Stock(3));
        await DieAsync(id, OutboxStatus.Waiting);

        await told.SendAsync();

        Assert.Equal(OutboxStatus.Done, (await told.MessageAsync(id)).Status);
    }

    [Fact]
    public async Task Processes_SendingAtOnce_TellEachMessageOnce()
    {
        await told.Sandbox.ClearFaultsAsync();
        using var second = told.House.NewNode();
        using var third = told.House.NewNode();
        var before = (await told.Sandbox.LedgerAsync()).Count(e => e.GetProperty("kind").GetString() == "restock");
        var ids = new List<long>();
        for (var i = 0; i < 20; i++)
            ids.Add(await told.AddAsync(SandboxPartners.Shop, Key(), Stock(1)));

        for (var i = 0; i < 30 && (await Task.WhenAll(told.SendAsync(), told.SendAsync(second), told.SendAsync(third))).Sum() > 0; i++)
        {
            // Until nobody finds anything to do.
        }

        foreach (var id in ids)
            Assert.Equal((OutboxStatus.Done, 1), ((await told.MessageAsync(id)).Status, (await told.MessageAsync(id)).Attempts));
        Assert.Equal(before + 20, (await told.Sandbox.LedgerAsync()).Count(e => e.GetProperty("kind").GetString() == "restock"));
    }

    [Fact]
    public async Task NewerQuantity_IsNeverOverwrittenByAnOlderOne()
    {
        await told.Sandbox.FaultAsync("status503", "amazonSeller", "patchListingsItem", 100_000);
        var older = await told.AddAsync(SandboxPartners.SellerUs, Key(), Quantity(5));
        await told.SendAsync();
        Assert.Equal(OutboxStatus.Waiting, (await told.MessageAsync(older)).Status);

        var newer = await told.AddAsync(SandboxPartners.SellerUs, Key(), Quantity(7));
        await told.Sandbox.ClearFaultsAsync();
        told.Sandbox.Advance(TimeSpan.FromHours(12));
        await told.SettleAsync(newer);

        Assert.Equal((OutboxStatus.Cancelled, OutboxStatus.Done), ((await told.MessageAsync(older)).Status, (await told.MessageAsync(newer)).Status));
        Assert.Equal(7, (await told.Sandbox.LedgerAsync()).Last(e => e.GetProperty("sku").GetString() == Sku && e.GetProperty("partner").GetString() == "amazonSeller").GetProperty("quantity").GetInt32());
        Assert.Contains("a later message", (await told.MessageAsync(older)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OlderQuantity_GivenUp_CannotBeSentAgainAfterANewerOne()
    {
        var older = await told.AddAsync(SandboxPartners.Vendor, Key(), new VendorStockMessage("W9", "SANDBOXVENDOR", [(Sku, 1), ("TS-BLK-S", 2)]));
        await SetAsync(older, m => (m.Status, m.EndedAt) = (OutboxStatus.GaveUp, told.Sandbox.Clock.Now));
        // Tells less than the older one, so it does not replace it.
        var newer = await told.AddAsync(SandboxPartners.Vendor, Key(), new VendorStockMessage("W9", "SANDBOXVENDOR", [(Sku, 9)]));
        Assert.Equal(OutboxStatus.GaveUp, (await told.MessageAsync(older)).Status);
        Assert.Equal(OutboxStatus.Done, (await told.SettleAsync(newer)).Status);

        var answer = await told.Get<DecideMessage>().RetryAsync(SyncHouse.Anna, older, (await told.MessageAsync(older)).Version, false, "try once more", CancellationToken.None);

        Assert.False(answer.Succeeded);
        Assert.Contains("would overwrite it", answer.Message, StringComparison.Ordinal);
        await CancelAsync(older);
    }

    [Fact]
    public async Task StatesOfAReturn_GoAfterTheReturn_AndOtherOrdersDoNotWait()
    {
        var order = told.NextShopOrder();
        var other = told.NextShopOrder();
        await told.Sandbox.FaultAsync("status429", "commercetools", "updateOrder", 1);
        await told.Sandbox.FaultAsync("status503", "commercetools", "getOrderByNumber", 5);
        var key = Key();
        var back = await told.AddAsync(SandboxPartners.Shop, key, new ReturnInfoMessage(order.Number, order.LineId, 1, key, null, told.Sandbox.Clock.Now));
        var goods = await told.AddAsync(SandboxPartners.Shop, key + "-g", new ReturnShipmentStateMessage(order.Number, key, "BackInStock"));
        var money = await told.AddAsync(SandboxPartners.Shop, key + "-m", new ReturnPaymentStateMessage(order.Number, key, "Refunded"));
        var elsewhere = await told.AddAsync(SandboxPartners.Shop, key + "-o", new ReturnInfoMessage(other.Number, other.LineId, 1, key, null, told.Sandbox.Clock.Now));

        await told.SendAsync();

        Assert.Equal((OutboxStatus.Waiting, OutboxStatus.Waiting, OutboxStatus.Waiting), ((await told.MessageAsync(back)).Status, (await told.MessageAsync(goods)).Status, (await told.MessageAsync(money)).Status));
        Assert.Equal(0, (await told.MessageAsync(goods)).Attempts + (await told.MessageAsync(money)).Attempts);
        Assert.Equal(OutboxStatus.Done, (await told.MessageAsync(elsewhere)).Status);
        await told.SettleAsync(money);
        var (b, g, m) = (await told.MessageAsync(back), await told.MessageAsync(goods), await told.MessageAsync(money));
        Assert.Equal((OutboxStatus.Done, OutboxStatus.Done, OutboxStatus.Done), (b.Status, g.Status, m.Status));
        Assert.True(b.EndedAt <= g.SentAt && g.EndedAt <= m.SentAt);
        Assert.Equal((1, 1), (g.Attempts, m.Attempts));
    }

    [Fact]
    public async Task PartnerInTrouble_HoldsUpNoOther()
    {
        await told.Sandbox.FaultAsync("status503", "commercetools", "*", 100_000);
        var stuck = await told.AddAsync(SandboxPartners.Shop, Key(), Stock(4));
        var free = await told.AddAsync(SandboxPartners.HappyReturns, Key(), new ReturnContentsMessage([new(told.NextBagItem(), null, told.Sandbox.Clock.Now, null)]));

        await told.SendAsync();

        Assert.Equal(OutboxStatus.Done, (await told.MessageAsync(free)).Status);
        Assert.Equal(OutboxStatus.Waiting, (await told.MessageAsync(stuck)).Status);
        await told.Sandbox.ClearFaultsAsync();
        told.Sandbox.Advance(TimeSpan.FromHours(1));
        Assert.Equal(OutboxStatus.Done, (await told.SettleAsync(stuck)).Status);
    }

    [Fact]
    public async Task Feeds_ManyAtOnce_WaitForTheRate_AndNoneGivesUp()
    {
        var ids = new List<long>();
        for (var i = 0; i < 24; i++)
        {
            var key = Key();
            ids.Add(await told.AddAsync(SandboxPartners.SellerUs, key, ToldPartners.Refund(told.NextAmazonOrder(), key)));
        }

        foreach (var id in ids)
            Assert.Equal((OutboxStatus.Done, 1), ((await told.SettleAsync(id)).Status, (await told.MessageAsync(id)).Attempts));
    }

    [Fact]
    public async Task Tries_AreSpreadFurtherAndFurther_ThenAPersonIsAsked()
    {
        await told.Sandbox.FaultAsync("status503", "commercetools", "queryInventory", 100_000);
        var id = await told.AddAsync(SandboxPartners.Shop, Key(), Stock(5));
        var pauses = new List<TimeSpan>();
        OutboxMessage message;
        while ((message = await NextTryAsync(id)).Status == OutboxStatus.Waiting)
            pauses.Add(message.NextAt - told.Sandbox.Clock.Now);

        await told.Sandbox.ClearFaultsAsync();
        Assert.Equal((OutboxStatus.GaveUp, told.Get<Microsoft.Extensions.Options.IOptions<SyncOptions>>().Value.SendAttempts), (message.Status, message.Attempts));
        Assert.Equal(pauses.Order(), pauses);
        Assert.True(pauses[^1] > pauses[0] * 10);
        await CancelAsync(id);

        async Task<OutboxMessage> NextTryAsync(long one)
        {
            var at = (await told.MessageAsync(one)).NextAt;
            if (at > told.Sandbox.Clock.Now)
                told.Sandbox.Advance(at - told.Sandbox.Clock.Now);
            await told.SendAsync();
            return await told.MessageAsync(one);
        }
    }

    [Fact]
    public async Task Settings_ThatCannotBeUsed_SendNothing_AndSayWhy()
    {
        // Never sent, so never unknown.
        using var node = told.House.NewNode(services => services.AddSingleton<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>(new Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider()));
        var id = await told.AddAsync(SandboxPartners.Shop, Key(), Stock(6));

        await told.SendAsync(node);

        var message = await told.MessageAsync(id);
        Assert.Equal((OutboxStatus.Waiting, 1, null), (message.Status, message.Attempts, message.SentAt));
        Assert.Contains("Enter the credentials again", message.Message, StringComparison.Ordinal);
        Assert.Equal(OutboxStatus.Done, (await told.SettleAsync(id)).Status);
    }

    [Fact]
    public async Task Answer_ThatComesAfterAnotherProcessTookUsForDead_StillCounts()
    {
        await told.Sandbox.ClearFaultsAsync();
        var key = Key();
        var id = await told.AddAsync(SandboxPartners.SellerUs, key, ToldPartners.Refund(told.NextAmazonOrder(), key));
        // While the first process sends, its time runs out and the second one sees that.
        using var second = told.House.NewNode();
        told.Sandbox.Clock.Patience = TimeSpan.FromSeconds(20);
        await told.Sandbox.FaultAsync("slow", "amazonSeller", "createFeed", 1, 1_500);
        var sending = told.SendAsync();
        while ((await told.MessageAsync(id)).Status != OutboxStatus.Sending)
            await Task.Yield();
        told.Sandbox.Advance(TimeSpan.FromHours(1));
        using (var outbox = told.House.NewNode())
            await outbox.Services.GetRequiredService<SendOutbox>().RunAsync(CancellationToken.None);
        await sending;

        Assert.Equal(OutboxStatus.Done, (await told.SettleAsync(id)).Status);
        Assert.Single(await told.Sandbox.LedgerAsync(), e => e.TryGetProperty("messageKey", out var k) && k.GetString() == key);
    }

    [Fact]
    public async Task QuarantinedItem_GetsNoMessage_AndOneThatWasWrittenWaits()
    {
        var item = await ItemAsync(MappingStatus.Quarantined);
        var order = told.NextShopOrder();
        var key = Key();
        var back = new ReturnInfoMessage(order.Number, order.LineId, 1, key, null, told.Sandbox.Clock.Now);
        await Assert.ThrowsAsync<InvalidOperationException>(() => told.AddAsync(SandboxPartners.Shop, key, back, item));

        await MapAsync(item, MappingStatus.Released);
        var id = await told.AddAsync(SandboxPartners.Shop, key, back, item);
        await MapAsync(item, MappingStatus.Quarantined);
        await told.SendAsync();

        Assert.Equal((OutboxStatus.Waiting, 0), ((await told.MessageAsync(id)).Status, (await told.MessageAsync(id)).Attempts));
        Assert.Contains(await VerifyAsync(), f => f.Invariant == "nothing quarantined is told" && f.Where == $"return item {item}");
        await SetAsync(id, m => (m.Status, m.EndedAt) = (OutboxStatus.GaveUp, told.Sandbox.Clock.Now));
        var answer = await told.Get<DecideMessage>().RetryAsync(SyncHouse.Anna, id, (await told.MessageAsync(id)).Version, true, "try once more", CancellationToken.None);
        Assert.Contains("quarantined", answer.Message, StringComparison.Ordinal);
        await SetAsync(id, m => (m.Status, m.EndedAt) = (OutboxStatus.Waiting, null));
        await MapAsync(item, MappingStatus.Released);
        Assert.Equal(OutboxStatus.Done, (await told.SettleAsync(id)).Status);
        Assert.DoesNotContain(await VerifyAsync(), f => f.Invariant == "nothing quarantined is told");
    }

    [Fact]
    public async Task StockThatAnotherMoved_IsReReadAndDecidedAnew()
    {
        await told.Sandbox.ClearFaultsAsync();
        var before = await told.StockOfAsync("HD-GRY-M");
        // Somebody else is faster between our look and our call: the answer is a conflict of versions.
        await told.Sandbox.FaultAsync("slow", "commercetools", "queryInventory", 1, 700);
        var id = await told.AddAsync(SandboxPartners.Shop, Key(), new StockIncreaseMessage("HD-GRY-M", 3, null));
        var sending = told.SendAsync();
        for (var i = 0; i < 3; i++)
            await told.AddStockAsOtherAsync("HD-GRY-M", 10);
        await sending;

        Assert.Equal(OutboxStatus.Done, (await told.SettleAsync(id)).Status);
        Assert.Equal(before + 33, await told.StockOfAsync("HD-GRY-M"));
    }

    private static ListingQuantityMessage Quantity(int quantity) => new(Sku, "ATVPDKIKX0DER", "SHIRT", quantity);

    private static StockIncreaseMessage Stock(int quantity) => new(Sku, quantity, null);

    private string Key() => $"send-{told.NextNumber()}";

    private async Task CancelAsync(long id)
    {
        var answer = await told.Get<DecideMessage>().CancelAsync(SyncHouse.Anna, id, (await told.MessageAsync(id)).Version, "clears the table", CancellationToken.None);
        Assert.True(answer.Succeeded, answer.Message);
    }

    private Task DieAsync(long id, OutboxStatus status) => SetAsync(id, m => (m.Status, m.SentAt, m.ClaimedBy, m.ClaimedUntil) =
        (status, status == OutboxStatus.Sending ? told.Sandbox.Clock.Now : null, Environment.MachineName + NoProcess, told.Sandbox.Clock.Now.AddDays(30)));

    private async Task SetAsync(long id, Action<OutboxMessage> change)
    {
        await using var db = told.House.Open();
        change(await db.OutboxMessages.SingleAsync(m => m.Id == id));
        await db.SaveChangesAsync();
    }

    private async Task<long> ItemAsync(MappingStatus mapping)
    {
        await using var db = told.House.Open();
        var item = new ReturnItem { AccountId = told.House.Database.AccountId, OrderKey = 0, Channel = ReturnChannel.Commercetools, NaturalKey = Key(), Mapping = mapping, ReasonCode = "ODD" };
        db.ReturnItems.Add(item);
        await db.SaveChangesAsync();
        return item.Id;
    }

    private async Task MapAsync(long item, MappingStatus mapping)
    {
        await using var db = told.House.Open();
        await db.ReturnItems.Where(r => r.Id == item).ExecuteUpdateAsync(set => set.SetProperty(r => r.Mapping, mapping));
    }

    private async Task<List<VerifyFinding>> VerifyAsync()
    {
        var findings = new List<VerifyFinding>();
        await foreach (var finding in told.Get<Verify>().RunAsync(CancellationToken.None))
            findings.Add(finding);
        return findings;
    }
}
