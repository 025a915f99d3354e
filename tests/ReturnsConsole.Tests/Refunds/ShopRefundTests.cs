using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Refunds.Board;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Refunds.Shop;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Refunds.Support;
using Xunit;

namespace ReturnsConsole.Tests.Refunds;

/// <summary>The life of a shop order's refund at a real console and a real sandbox.</summary>
public sealed class ShopRefundTests
{
    private static readonly Dictionary<string, long> Any = new() { ["default"] = 1_000_000_000 };
    private static readonly Dictionary<string, long> Always = new() { ["default"] = 1 };

    [Theory]
    [InlineData("EUR")]
    [InlineData("JPY")]
    [InlineData("KWD")]
    public async Task Refund_AskedProcessedProven_MovesMoneyOnceAndTellsTheReturnAfterwards(string currency)
    {
        await using var house = await ShopHouse.StartAsync(currency);
        house.Policies.Policy = house.Policies.Policy with { ApprovalFrom = Any };
        var order = await house.OrderAsync();
        await house.ShopDoesAsync(order, new() { ["returned"] = "return-1" });
        var id = await house.QueuedAsync(5_01);

        var processed = await house.ProcessAsync();
        Assert.True(processed.Outcome.Succeeded, processed.Outcome.Message);
        Assert.Equal((1, 0), (processed.Sent, processed.Withdrawn));
        await house.Get<SendOutbox>().RunAsync(CancellationToken.None);

        var told = await house.RequestAsync(id);
        Assert.Equal(RefundState.PendingConfirmation, told.State);
        Assert.Equal([told.Key], await house.LedgerAsync());
        await house.Get<RefundChores>().RunAsync(CancellationToken.None);
        Assert.Equal(RefundState.PendingConfirmation, (await house.RequestAsync(id)).State);
        Assert.Equal("Initial", await ReturnStateAsync(house, order));

        await house.LiveAsync(60);

        var proven = await house.RequestAsync(id);
        Assert.Equal((RefundState.Confirmed, RefundProof.ReleasedTransaction), (proven.State, proven.Proof));
        Assert.NotNull(proven.FollowedUpAt);
        Assert.Equal("Refunded", await ReturnStateAsync(house, order));
        Assert.Single(await house.LedgerAsync());
        var reservation = await house.ReservationAsync(id);
        Assert.Equal((0L, 5_01L), (reservation.InFlight, reservation.Confirmed));
        await house.VerifyAsync();
    }

    [Theory]
    [InlineData("dropAfterAccept")]
    [InlineData("dropBeforeAccept")]
    [InlineData("status500")]
    public async Task Answer_Lost_IsNeverSentTwice(string fault)
    {
        await using var house = await ShopHouse.StartAsync();
        house.Policies.Policy = house.Policies.Policy with { ApprovalFrom = Any };
        var id = await house.QueuedAsync(3_00);
        await house.ProcessAsync();
        await house.Sandbox.FaultAsync(fault, "commercetools", "updatePayment", count: 2);

        await house.LiveAsync(90);

        Assert.Equal([(await house.RequestAsync(id)).Key], await house.LedgerAsync());
        Assert.Equal(RefundState.Confirmed, (await house.RequestAsync(id)).State);
        await house.VerifyAsync();
    }

    [Fact]
    public async Task Order_ChangedBetweenAskingAndApproval_ReopensTheCalculation()
    {
        await using var house = await ShopHouse.StartAsync();
        house.Policies.Policy = house.Policies.Policy with { ApprovalFrom = Always };
        var order = await house.OrderAsync();
        var line = (await house.FormAsync(order)).Lines[0];
        var asked = await house.AskAsync((await house.WishAsync(0)) with { Amounts = line.Proposal });
        Assert.Equal(RefundState.AwaitingApproval, asked.State);
        await house.ShopDoesAsync(order, new() { ["discount"] = 2_00 });

        var approved = await house.Get<ApproveRefund>().RunAsync(RefundHouse.Otto, asked.Id, (await house.RequestAsync(asked.Id)).Version, CancellationToken.None);

        Assert.False(approved.Succeeded);
        Assert.Contains("order changed", approved.Message, StringComparison.Ordinal);
        var back = await house.RequestAsync(asked.Id);
        Assert.NotNull(back.OrderChangedAt);
        Assert.Equal(CaseStatus.Open, Assert.Single(await house.CasesAsync(CaseKind.OrderChanged)).Status);
        Assert.False((await house.Get<ApproveRefund>().RunAsync(RefundHouse.Otto, asked.Id, back.Version, CancellationToken.None)).Succeeded);
        var shown = (await house.Get<RefundDetails>().RunAsync(RefundHouse.Fina, asked.Id, CancellationToken.None)).Value!;
        Assert.True(shown.Anew!.Amounts.Total < back.Total);

        var anew = await house.Get<PriceAnew>().RunAsync(RefundHouse.Fina, asked.Id, back.Version, shown.Anew.OrderHash, CancellationToken.None);

        Assert.True(anew.Outcome.Succeeded, anew.Outcome.Message);
        Assert.Equal(shown.Anew.Amounts.Total, (await house.RequestAsync(anew.Id)).Total);
        Assert.Equal(RefundState.Cancelled, (await house.RequestAsync(asked.Id)).State);
        Assert.Equal(shown.Anew.Amounts.Total, (await house.ReservationAsync(anew.Id)).InFlight);
        Assert.NotEqual(CaseStatus.Open, Assert.Single(await house.CasesAsync(CaseKind.OrderChanged)).Status);
        await house.VerifyAsync();
    }

    [Fact]
    public async Task Order_ChangedInTheQueue_DoesNotLeaveAndClosesWhenWithdrawn()
    {
        await using var house = await ShopHouse.StartAsync();
        house.Policies.Policy = house.Policies.Policy with { ApprovalFrom = Any };
        var id = await house.QueuedAsync(4_00);
        await house.ShopDoesAsync(await house.OrderAsync(), new() { ["discount"] = 1_00 });

        await house.ProcessAsync();
        await house.LiveAsync(10);

        Assert.Empty(await house.LedgerAsync());
        Assert.Equal(RefundState.AwaitingApproval, (await house.RequestAsync(id)).State);
        Assert.Equal(CaseStatus.Open, Assert.Single(await house.CasesAsync(CaseKind.OrderChanged)).Status);
        await house.ShopDoesAsync(await house.OrderAsync(), new() { ["discount"] = 0 });
        await house.FormAsync(await house.OrderAsync());
        Assert.Null((await house.RequestAsync(id)).OrderChangedAt);

        Assert.True((await house.Get<WithdrawRefunds>().RunAsync(RefundHouse.Fina, [id], "no longer", CancellationToken.None)).Succeeded);
        Assert.NotEqual(CaseStatus.Open, Assert.Single(await house.CasesAsync(CaseKind.OrderChanged)).Status);
        Assert.Equal(0, (await house.ReservationAsync(id)).InFlight);
    }

    [Fact]
    public async Task Shop_RefundingMeanwhile_TakesOursOutOfTheQueue()
    {
        await using var house = await ShopHouse.StartAsync();
        house.Policies.Policy = house.Policies.Policy with { ApprovalFrom = Any };
        var order = await house.OrderAsync();
        var line = (await house.FormAsync(order)).Lines[0];
        var id = (await house.AskAsync((await house.WishAsync(0)) with { Amounts = line.Proposal })).Id;
        await house.ShopDoesAsync(order, new() { ["refund"] = line.Proposal.Total });

        await house.ProcessAsync();
        await house.LiveAsync(30);

        Assert.Empty(await house.LedgerAsync());
        var request = await house.RequestAsync(id);
        Assert.Equal(RefundState.Cancelled, request.State);
        Assert.Contains("Refunded by the shop", request.Said, StringComparison.Ordinal);
        await house.VerifyAsync();
    }

    [Fact]
    public async Task PaymentService_ThatCannot_RejectsTheRefund()
    {
        await using var house = await ShopHouse.StartAsync();
        house.Policies.Policy = house.Policies.Policy with { ApprovalFrom = Any };
        await house.ShopDoesAsync(await house.OrderAsync(), new() { ["refundsFail"] = true });
        var id = await house.QueuedAsync(3_00);
        await house.ProcessAsync();

        await house.LiveAsync(60);

        var request = await house.RequestAsync(id);
        Assert.Equal(RefundState.Rejected, request.State);
        Assert.Contains("Failure", request.Said, StringComparison.Ordinal);
        Assert.Equal(0, (await house.ReservationAsync(id)).InFlight);
        await house.VerifyAsync();
    }

    [Fact]
    public async Task Currency_UnlikeTheOrders_AndAnOrderNeverSeen_AreRefused()
    {
        await using var house = await ShopHouse.StartAsync();
        var wish = await house.WishAsync(1_00);

        var foreign = await house.AskAsync(wish with { Currency = "USD" });
        var stranger = await house.AskAsync(wish with { OrderId = "SHOP-999999" });

        Assert.Equal((OutcomeKind.Refused, OutcomeKind.Refused), (foreign.Outcome.Kind, stranger.Outcome.Kind));
        Assert.Contains("in USD, the order in EUR", foreign.Outcome.Message, StringComparison.Ordinal);
        Assert.Contains("not known here", stranger.Outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_ApprovingAtOnce_SendItOnce()
    {
        await using var house = await ShopHouse.StartAsync();
        house.Policies.Policy = house.Policies.Policy with { ApprovalFrom = Always };
        var asked = await house.AskAsync(await house.WishAsync(2_00));
        var version = (await house.RequestAsync(asked.Id)).Version;
        var other = house.Node();

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() =>
            (i % 2 == 0 ? house.Get<ApproveRefund>() : other.Services.GetRequiredService<ApproveRefund>()).RunAsync(RefundHouse.Otto with { UserId = 20 + i }, asked.Id, version, CancellationToken.None))));
        await Task.WhenAll(house.ProcessAsync(), house.ProcessAsync());
        await house.LiveAsync(60);

        Assert.Single(both, o => o.Succeeded);
        Assert.Single(await house.LedgerAsync());
        await house.VerifyAsync();
    }

    [Fact]
    public async Task Portal_ThatTookTheGoods_NeedsASecondPerson()
    {
        await using var house = await ShopHouse.StartAsync();
        house.Policies.Policy = house.Policies.Policy with { ApprovalFrom = Any };
        var form = await house.FormAsync(await house.OrderAsync());
        var line = form.Lines[0];
        await using (var db = house.Open())
        {
            db.ReturnItems.Add(new Features.Returns.ReturnItem
            {
                AccountId = house.AccountId,
                OrderKey = OrderKey.From(form.OrderId),
                OrderId = form.OrderId,
                Channel = Features.Returns.ReturnChannel.HappyReturns,
                NaturalKey = "hr-1",
                RmaId = "HR1",
                Sku = line.Sku,
                OrderItemId = line.OrderItemId,
                Quantity = line.Quantity,
                FirstScanAt = house.Sandbox.Clock.Now,
                RequestStatus = "dropped_off",
                Mapping = Features.Returns.MappingStatus.Released,
            });
            await db.SaveChangesAsync();
        }

        var asked = await house.AskAsync(await house.WishAsync(1_00));

        Assert.Equal(RefundState.AwaitingApproval, asked.State);
        Assert.Contains("portal", asked.Guard!.Why[0], StringComparison.Ordinal);
    }

    private static async Task<string> ReturnStateAsync(ShopHouse house, string order)
    {
        await house.SyncAsync("orders");
        await using var db = house.Open();
        return (await db.ReturnItems.AsNoTracking().SingleAsync(r => r.OrderId == order && r.Channel == Features.Returns.ReturnChannel.Commercetools)).RequestStatus.Split('/')[1];
    }
}
