using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Refunds.Sending;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Refunds.Support;
using Xunit;

namespace ReturnsConsole.Tests.Refunds;

/// <summary>Cancellations go through the same queue and compete for the same reservation.</summary>
public sealed class CancellationTests
{
    [Fact]
    public async Task Buyer_WantsToCancel_IsACaseUntilTheOrderIsCancelled()
    {
        await using var house = await RefundHouse.StartAsync(1, "cancel request", days: 1);
        await house.Get<Reconcile>().RunAsync("test", true, CancellationToken.None);
        Assert.Equal(CaseStatus.Open, await CaseAsync(house));
        var order = await house.OrderAsync();
        var lines = (await house.FormAsync(order)).Lines;
        var ids = new List<long>();
        foreach (var line in lines)
        {
            Assert.Equal(line.Quantity, line.CanCancel);
            var asked = await house.Get<RequestCancellation>().RunAsync(RefundHouse.Fina, Wish(house, order, line, line.CanCancel), CancellationToken.None);
            Assert.True(asked.Outcome.Succeeded, asked.Outcome.Message);
            ids.Add(asked.Id);
        }
        var processed = await house.Get<ProcessRefunds>().RunAsync(RefundHouse.Fina, new ProcessSelection(InstructionKind.Cancellation, house.AccountId, null), CancellationToken.None);
        Assert.Equal(lines.Count, processed.Sent);
        await house.SendAsync();

        foreach (var (id, line) in ids.Zip(lines))
        {
            Assert.Equal(RefundState.Confirmed, (await house.RequestAsync(id)).State);
            Assert.Equal(line.Quantity, (await house.ReservationAsync(id)).Cancelled);
        }
        Assert.Equal(lines.Count, (await house.Sandbox.LedgerAsync()).Count(e => e.GetProperty("kind").GetString() == "cancel"));
        await house.SyncAsync("orders");
        await house.VerifyAsync();
        Assert.Equal(CaseStatus.ClosedByFacts, await CaseAsync(house));
    }

    [Fact]
    public async Task Pieces_MoreThanOrdered_AreRefused()
    {
        await using var house = await RefundHouse.StartAsync(1, "cancel request", days: 1);
        var order = await house.OrderAsync();
        var line = (await house.FormAsync(order)).Lines[0];
        var use = house.Get<RequestCancellation>();

        Assert.Equal(OutcomeKind.Refused, (await use.RunAsync(RefundHouse.Fina, Wish(house, order, line, line.Quantity + 1), CancellationToken.None)).Outcome.Kind);
        Assert.True((await use.RunAsync(RefundHouse.Fina, Wish(house, order, line, line.Quantity), CancellationToken.None)).Outcome.Succeeded);
        var again = Wish(house, order, line, 1) with { Sequence = 2 };
        Assert.Equal(OutcomeKind.Refused, (await use.RunAsync(RefundHouse.Fina, again, CancellationToken.None)).Outcome.Kind);
    }

    [Theory]
    [InlineData(false, false, "BuyerCanceled")]
    [InlineData(true, true, "NoInventory")]
    [InlineData(true, false, "JustBecause")]
    public async Task Options_ThatTheSettingsDoNotAllow_AreRefused(bool tell, bool zero, string reason)
    {
        await using var house = await RefundHouse.StartAsync(1, "cancel request", days: 1);
        var order = await house.OrderAsync();
        var line = (await house.FormAsync(order)).Lines[0];

        var asked = await house.Get<RequestCancellation>().RunAsync(RefundHouse.Fina, Wish(house, order, line, 1) with { TellAmazon = tell, ZeroStock = zero, Reason = reason }, CancellationToken.None);

        Assert.Equal(OutcomeKind.Refused, asked.Outcome.Kind);
    }

    [Fact]
    public async Task Stock_ThatIsNotThere_IsSetToNothingOnceWithTheCancellation()
    {
        await using var house = await RefundHouse.StartAsync(1, "cancel request", days: 1);
        house.Policies.Policy = house.Policies.Policy with { AllowZeroStock = true };
        var order = await house.OrderAsync();
        var line = (await house.FormAsync(order)).Lines[0];
        var wish = Wish(house, order, line, line.Quantity) with { Reason = "NoInventory", ZeroStock = true };
        var use = house.Get<RequestCancellation>();

        Assert.True((await use.RunAsync(RefundHouse.Fina, wish, CancellationToken.None)).Outcome.Succeeded);
        Assert.True((await use.RunAsync(RefundHouse.Fina, wish, CancellationToken.None)).Outcome.Succeeded);
        await house.SendAsync();
        Assert.Empty(await ZeroedAsync(house));
        Assert.True((await house.Get<ProcessRefunds>().RunAsync(RefundHouse.Fina, new ProcessSelection(InstructionKind.Cancellation, house.AccountId, null), CancellationToken.None)).Outcome.Succeeded);
        await house.SendAsync();

        Assert.Equal("0", Assert.Single(await ZeroedAsync(house)));
        await using var db = house.Open();
        Assert.Equal(OutboxStatus.Done, (await db.OutboxMessages.AsNoTracking().SingleAsync(m => m.Kind == "amazon-quantity")).Status);
        await house.VerifyAsync();
    }

    private static async Task<IReadOnlyList<string?>> ZeroedAsync(RefundHouse house) =>
        [.. (await house.Sandbox.LedgerAsync()).Where(e => e.GetProperty("partner").GetString() == "amazonSeller" && e.GetProperty("kind").GetString() == "stock").Select(e => e.GetProperty("quantity").ToString())];

    [Fact]
    public async Task Order_ThatIsShipped_IsNotCancelled()
    {
        await using var house = await RefundHouse.StartAsync(1);
        var order = await house.OrderAsync();
        var line = (await house.FormAsync(order)).Lines[0];

        var asked = await house.Get<RequestCancellation>().RunAsync(RefundHouse.Fina, Wish(house, order, line, 1), CancellationToken.None);

        Assert.Contains("can no longer be cancelled", asked.Outcome.Message, StringComparison.Ordinal);
        Assert.Equal(0, line.CanCancel);
    }

    private static CancellationWish Wish(RefundHouse house, string order, RefundFormLine line, int pieces) =>
        new(house.AccountId, order, line.OrderItemId, line.CancelSequence, line.OrderHash, pieces, "BuyerCanceled", "");

    private static async Task<CaseStatus> CaseAsync(RefundHouse house)
    {
        await using var db = house.Open();
        return (await db.Cases.AsNoTracking().SingleAsync(c => c.Kind == CaseKind.CancellationRequested)).Status;
    }
}
