using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Refunds.Support;
using Xunit;

namespace ReturnsConsole.Tests.Refunds;

/// <summary>What the account's policy asks for by itself, and what never.</summary>
public sealed class RefundTriggerTests
{
    [Theory]
    [InlineData(RefundTrigger.None, 0)]
    [InlineData(RefundTrigger.FirstScan, 0)]
    [InlineData(RefundTrigger.Received, 1)]
    [InlineData(RefundTrigger.Graded, 1)]
    public async Task Goods_ReceivedAndGraded_AreAskedForOnce(RefundTrigger trigger, int expected)
    {
        await using var house = await RefundHouse.StartAsync();
        house.Policies.Policy = new() { Trigger = trigger, ApprovalFrom = new() { ["default"] = 1_000_000 }, RestockingFees = [new("B", 10)] };
        await ReturnAsync(house, "StandardRefund", "AmazonUnPaidLabel", ConditionGrade.B);

        Assert.Equal(expected, await house.Get<RefundTriggers>().RunAsync(CancellationToken.None));
        Assert.Equal(0, await house.Get<RefundTriggers>().RunAsync(CancellationToken.None));

        await using var db = house.Open();
        var requests = await db.RefundRequests.AsNoTracking().ToListAsync();
        Assert.Equal(expected, requests.Count);
        Assert.All(requests, r => Assert.Equal((RefundAskedBy.Policy, RefundState.Queued, r.Amounts.Item / 10), (r.AskedBy, r.State, r.Amounts.RestockingFee)));
    }

    [Theory]
    [InlineData("RefundAtFirstScan", "AmazonPrePaidLabel")]
    [InlineData("ReturnlessRefund", "AmazonUnPaidLabel")]
    [InlineData("Exchange", "AmazonUnPaidLabel")]
    public async Task Return_ThatAmazonSettlesOtherwise_IsNeverAskedFor(string resolution, string label)
    {
        await using var house = await RefundHouse.StartAsync();
        house.Policies.Policy = new() { Trigger = RefundTrigger.Received };
        await ReturnAsync(house, resolution, label, ConditionGrade.A);

        Assert.Equal(0, await house.Get<RefundTriggers>().RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Scan_OfAPrepaidLabel_IsAmazons()
    {
        await using var house = await RefundHouse.StartAsync();
        house.Policies.Policy = new() { Trigger = RefundTrigger.FirstScan };
        await ReturnAsync(house, "StandardRefund", "AmazonPrePaidLabel", ConditionGrade.None, scanned: true);
        Assert.Equal(0, await house.Get<RefundTriggers>().RunAsync(CancellationToken.None));

        await ReturnAsync(house, "StandardRefund", "AmazonUnPaidLabel", ConditionGrade.None, scanned: true, at: 1);
        Assert.Equal(1, await house.Get<RefundTriggers>().RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Order_ThatWasRefundedAlready_IsAPersons()
    {
        await using var house = await RefundHouse.StartAsync();
        house.Policies.Policy = new() { Trigger = RefundTrigger.Received };
        await ReturnAsync(house, "StandardRefund", "AmazonUnPaidLabel", ConditionGrade.A);
        var order = await house.OrderAsync();
        await RefundFacts.SeenAsync(house, order, "", "", 1, "USD");

        Assert.Equal(0, await house.Get<RefundTriggers>().RunAsync(CancellationToken.None));
    }

    private static async Task ReturnAsync(RefundHouse house, string resolution, string label, ConditionGrade grade, bool scanned = false, int at = 0)
    {
        var order = await house.OrderAsync(at);
        await using var db = house.Open();
        var line = await db.OrderLines.AsNoTracking().FirstAsync(l => l.OrderId == order);
        db.ReturnItems.Add(new ReturnItem
        {
            AccountId = house.AccountId,
            OrderKey = OrderKey.From(order),
            OrderId = order,
            Channel = ReturnChannel.MerchantFulfilled,
            NaturalKey = $"rma-{at}",
            RmaId = $"rma-{at}",
            Sku = line.Sku,
            OrderItemId = line.OrderItemId,
            Quantity = line.Quantity,
            RequestStatus = "Approved",
            Resolution = resolution,
            LabelType = label,
            RequestedAt = house.Sandbox.Clock.Now.AddDays(-2),
            FirstScanAt = scanned ? house.Sandbox.Clock.Now.AddDays(-1) : null,
        });
        if (grade != ConditionGrade.None)
            db.GoodsReceipts.Add(new GoodsReceipt { AccountId = house.AccountId, OrderKey = OrderKey.From(order), OrderId = order, NaturalKey = $"dock-{at}", Source = "dock", Sku = line.Sku, Quantity = line.Quantity, Grade = grade, ReceivedAt = house.Sandbox.Clock.Now });
        await db.SaveChangesAsync();
    }
}
