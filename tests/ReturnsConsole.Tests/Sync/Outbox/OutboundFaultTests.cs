using System.Globalization;
using System.Text.Json;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Sync.Outbox;

/// <summary>Every fault of the sandbox on every message that the console sends. The sandbox's own ledger and resources say what was really done.</summary>
public sealed class OutboundFaultTests(ToldPartners told) : IClassFixture<ToldPartners>
{
    private static readonly string[] Kinds =
    [
        "status429", "status500", "status503", "slow", "garbage", "truncate", "dropBeforeAccept", "dropAfterAccept", "fatalPartial", "expiredToken", "duplicateWebhook", "reorderWebhooks",
    ];

    /// <summary>Answers that leave open whether it was done.</summary>
    private static readonly string[] Doubtful = ["status500", "status503", "slow", "garbage", "truncate", "dropBeforeAccept", "dropAfterAccept", "fatalPartial"];

    /// <summary>The partner has no key of ours, and doing it twice is not doing it once.</summary>
    private static readonly string[] SentOnce = ["amazon-feed", "vendor-credit-note", "commercetools-stock", "happy-returns-contents"];

    /// <summary>What the partner shows is the proof; the rest stands in the ledger.</summary>
    private static readonly string[] Absolute = ["amazon-quantity", "vendor-stock"];

    public static TheoryData<string, string> EveryFaultOnEveryMessage()
    {
        var table = new TheoryData<string, string>();
        foreach (var kind in OutboxKinds.All)
        {
            foreach (var fault in Kinds)
                table.Add(kind, fault);
        }
        return table;
    }

    [Theory]
    [MemberData(nameof(EveryFaultOnEveryMessage))]
    public async Task Fault_Once_IsNeitherDoneTwiceNorLost(string kind, string fault)
    {
        var story = await BeginAsync(kind);
        await FaultAsync(story, fault, 1);

        var id = await told.AddAsync(story.Partner, story.Key, story.Message);
        var message = await told.SettleAsync(id);

        await told.Sandbox.ClearFaultsAsync();
        var effects = await story.Effects();
        AssertTrue(story, message, effects);
        if (!Doubtful.Contains(fault) || !SentOnce.Contains(kind))
        {
            Assert.True(message.Status == OutboxStatus.Done, $"{message.Status}: {message.Message}");
            Assert.Null(await told.CaseAsync(message));
            return;
        }
        Assert.True(message.Status is OutboxStatus.Done or OutboxStatus.Unknown, $"{message.Status}: {message.Message}");
        if (message.Status == OutboxStatus.Done)
            return;
        var opened = await told.CaseAsync(message);
        Assert.Contains("nobody knows whether it arrived", opened?.Sentence ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status429")]
    [InlineData("status503")]
    [InlineData("dropBeforeAccept")]
    [InlineData("garbage")]
    public async Task Fault_ThatStays_OpensACase_AndAPersonSendsItOnceMore(string fault)
    {
        foreach (var kind in OutboxKinds.All)
        {
            var story = await BeginAsync(kind);
            await FaultAsync(story, fault, 100_000);

            var id = await told.AddAsync(story.Partner, story.Key, story.Message);
            var message = await told.SettleAsync(id);

            Assert.True(message.Status is OutboxStatus.GaveUp or OutboxStatus.Unknown, $"{kind}: {message.Status}: {message.Message}");
            AssertTrue(story, message, await story.Effects());
            Assert.NotNull(await told.CaseAsync(message));

            await told.Sandbox.ClearFaultsAsync();
            told.Sandbox.Advance(TimeSpan.FromHours(1));
            var answer = await told.Get<DecideMessage>().RetryAsync(SyncHouse.Anna, id, message.Version, notThere: true, "looked it up, not there", CancellationToken.None);
            Assert.True(answer.Succeeded, answer.Message);
            message = await told.SettleAsync(id);

            Assert.True(message.Status == OutboxStatus.Done, $"{kind}: {message.Status}: {message.Message}");
            AssertTrue(story, message, await story.Effects());
            Assert.Null(await told.CaseAsync(message));
        }
    }

    private static void AssertTrue(Story story, OutboxMessage message, int? effects)
    {
        // A partner that has no way to ask tells nothing either.
        if (effects is { } count)
        {
            Assert.True(Absolute.Contains(story.Kind) || count <= 1, $"{count} effects");
            Assert.Equal(message.Status == OutboxStatus.Done, count > 0 && message.Status != OutboxStatus.Unknown);
        }
        Assert.NotEqual(OutboxStatus.Sending, message.Status);
        Assert.InRange(message.Message.Length, 20, 1000);
        Assert.DoesNotContain("Exception", message.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", message.Message, StringComparison.Ordinal);
        foreach (var secret in (string[])["sandbox-secret", "sandbox-ct-secret", "sandbox-hr-key", "Atzr|", "Bearer"])
            Assert.DoesNotContain(secret, message.Message, StringComparison.Ordinal);
    }

    private Task FaultAsync(Story story, string fault, int count)
    {
        // Longer than anybody waits for an answer.
        told.Sandbox.Clock.Patience = fault == "slow" ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(20);
        return told.Sandbox.FaultAsync(fault, story.SandboxPartner, fault == "fatalPartial" ? "feed" : story.Operation, count, fault == "slow" ? 8_000 : null);
    }

    private async Task<Story> BeginAsync(string kind)
    {
        await told.Sandbox.ClearFaultsAsync();
        var number = told.NextNumber();
        var key = string.Create(CultureInfo.InvariantCulture, $"key-{number}");
        switch (kind)
        {
            case "amazon-feed":
                return new(kind, SandboxPartners.SellerUs, "amazonSeller", "createFeed", key, ToldPartners.Refund(told.NextAmazonOrder(), key), () => LedgerAsync(e => Text(e, "messageKey") == key));
            case "amazon-quantity":
                return new(kind, SandboxPartners.SellerUs, "amazonSeller", "patchListingsItem", key, new ListingQuantityMessage("TS-BLK-S", "ATVPDKIKX0DER", "SHIRT", 1000 + number),
                    () => LedgerAsync(e => Text(e, "partner") == "amazonSeller" && Number(e, "quantity") == 1000 + number));
            case "amazon-increase":
                // Each adds to what the one before left behind: the sandbox's ledger shows the absolute value that this one must make of it.
                var before = (await told.Sandbox.LedgerAsync()).Where(e => Text(e, "sku") == "MG-CER-04" && Text(e, "partner") == "amazonSeller").Select(e => Number(e, "quantity")).LastOrDefault() ?? 50;
                return new(kind, SandboxPartners.SellerUs, "amazonSeller", "patchListingsItem", key, new ListingIncreaseMessage("MG-CER-04", "ATVPDKIKX0DER", 1000 + number),
                    () => LedgerAsync(e => Text(e, "sku") == "MG-CER-04" && Text(e, "partner") == "amazonSeller" && Number(e, "quantity") >= before + 1000 + number));
            case "vendor-stock":
                return new(kind, SandboxPartners.Vendor, "amazonVendor", "submitInventoryUpdate", key, new VendorStockMessage("W1", "SANDBOXVENDOR", [("TS-BLK-S", 1000 + number)]),
                    () => LedgerAsync(e => Text(e, "partner") == "amazonVendor" && Number(e, "quantity") == 1000 + number));
            case "vendor-credit-note":
                var note = new CreditNoteMessage(key, told.Sandbox.Clock.Now, "EUR", 5_000, "SANDBOXVENDOR", null, null, null, "RET-1", told.Sandbox.Clock.Now.AddDays(-5), null, [new(1, "TS-BLK-S", null, 5, 1_000, null)]);
                return new(kind, SandboxPartners.Vendor, "amazonVendor", "submitInvoices", key, note, () => LedgerAsync(e => Text(e, "messageKey") == key));
            case "commercetools-stock":
                return new(kind, SandboxPartners.Shop, "commercetools", "updateInventory", key, new StockIncreaseMessage("TS-BLK-S", 1000 + number, null),
                    () => LedgerAsync(e => Text(e, "kind") == "restock" && Number(e, "quantity") == 1000 + number));
            case "commercetools-refund":
                return new(kind, SandboxPartners.Shop, "commercetools", "updatePayment", key, new PaymentRefundMessage(told.NextShopOrder().PaymentId, 100, "EUR"), () => LedgerAsync(e => Text(e, "messageKey") == key));
            case "happy-returns-contents":
                return new(kind, SandboxPartners.HappyReturns, "happyReturns", "postReturnBagContents", key, new ReturnContentsMessage([new(told.NextBagItem(), "bag-1", told.Sandbox.Clock.Now, "sellable")]), () => Task.FromResult<int?>(null));
            default:
                return await ReturnStoryAsync(kind, key);
        }
    }

    private async Task<Story> ReturnStoryAsync(string kind, string key)
    {
        var order = told.NextShopOrder();
        var back = new ReturnInfoMessage(order.Number, order.LineId, 1, key, null, told.Sandbox.Clock.Now);
        if (kind == "commercetools-return")
            return new(kind, SandboxPartners.Shop, "commercetools", "updateOrder", key, back, () => ReturnsAsync(order.Number, key, _ => true));
        Assert.Equal(OutboxStatus.Done, (await told.SettleAsync(await told.AddAsync(SandboxPartners.Shop, $"{key}-return", back))).Status);
        return kind == "commercetools-return-goods"
            ? new(kind, SandboxPartners.Shop, "commercetools", "updateOrder", key, new ReturnShipmentStateMessage(order.Number, key, "BackInStock"), () => ReturnsAsync(order.Number, key, i => Text(i, "shipmentState") == "BackInStock"))
            : new(kind, SandboxPartners.Shop, "commercetools", "updateOrder", key, new ReturnPaymentStateMessage(order.Number, key, "Refunded"), () => ReturnsAsync(order.Number, key, i => Text(i, "paymentState") == "Refunded"));
    }

    private async Task<int?> ReturnsAsync(string order, string key, Func<JsonElement, bool> has) =>
        (await told.ShopOrderAsync(order)).GetProperty("returnInfo").EnumerateArray().SelectMany(i => i.GetProperty("items").EnumerateArray()).Count(i => Text(i, "key") == key && has(i));

    private async Task<int?> LedgerAsync(Func<JsonElement, bool> ours) => (await told.Sandbox.LedgerAsync()).Count(ours);

    private static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    /// <param name="Effects">How often the partner did it; null: it offers no way to know.</param>
    private sealed record Story(string Kind, string Partner, string SandboxPartner, string Operation, string Key, PartnerMessage Message, Func<Task<int?>> Effects);
}
