using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Refunds.Proof;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Refunds.Support;
using Xunit;

namespace ReturnsConsole.Tests.Refunds;

/// <summary>The life of a refund at a real console and a real sandbox.</summary>
public sealed class RefundJourneyTests
{
    [Fact]
    public async Task Refund_AskedQueuedSentProven_MovesMoneyOnce()
    {
        await using var house = await RefundHouse.StartAsync();
        var id = await house.QueuedAsync(5_00);

        var processed = await house.ProcessAsync();
        Assert.True(processed.Outcome.Succeeded, processed.Outcome.Message);
        Assert.Equal(1, processed.Sent);
        await house.SendAsync();

        var accepted = await house.RequestAsync(id);
        Assert.Equal((RefundState.PendingConfirmation, 1), (accepted.State, accepted.MessageNumber));
        Assert.Equal([(accepted.Key, "5.00")], await house.LedgerAsync());
        house.Sandbox.Advance(TimeSpan.FromHours(2));
        await house.SyncAsync("transactions");
        Assert.Equal(1, await house.ProveAsync());
        Assert.Equal(0, await house.ProveAsync());
        var proven = await house.RequestAsync(id);
        Assert.Equal((RefundState.Confirmed, true), (proven.State, proven.ProofReference.Length > 0));
        var reservation = await house.ReservationAsync(id);
        Assert.Equal((0L, 5_00L), (reservation.InFlight, reservation.Confirmed));
        await house.VerifyAsync();
    }

    [Fact]
    public async Task Refund_OfTheWholeLineTwice_IsRefusedTheSecondTime()
    {
        await using var house = await RefundHouse.StartAsync();
        var line = (await house.FormAsync(await house.OrderAsync())).Lines[0];
        var whole = await house.WishAsync(0) with { Amounts = line.Proposal };
        house.Policies.Policy = house.Policies.Policy with { ApprovalFrom = new() { ["default"] = 1_000_000 } };

        Assert.Equal(RefundState.Queued, (await house.AskAsync(whole)).State);
        var again = await house.AskAsync(await house.WishAsync(1));

        Assert.Equal(OutcomeKind.Refused, again.Outcome.Kind);
        Assert.Contains("more than is left", again.Outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storm_OfTheSameForm_AsksOnce()
    {
        await using var house = await RefundHouse.StartAsync();
        var wish = await house.WishAsync(2_00);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => house.AskAsync(wish))));

        Assert.All(answers, a => Assert.True(a.Outcome.Succeeded, a.Outcome.Message));
        Assert.Single(answers.Select(a => a.Id).Distinct());
        Assert.Equal(2_00, (await house.ReservationAsync(answers[0].Id)).InFlight);
    }

    [Fact]
    public async Task People_AskingAtOnce_NeverGetMoreThanIsLeft()
    {
        await using var house = await RefundHouse.StartAsync();
        house.Policies.Policy = house.Policies.Policy with { ApprovalFrom = new() { ["default"] = 1_000_000 } };
        var wish = await house.WishAsync(1_00);
        var left = (await house.FormAsync(wish.OrderId)).Lines[0].Left;
        var other = house.Node();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(async () =>
        {
            var mine = wish with { Amounts = new RefundAmounts { Item = (left / 2) + 1 + i } };
            return i % 2 == 0 ? await house.AskAsync(mine) : await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<RequestRefund>(other.Services).RunAsync(RefundHouse.Otto, mine, CancellationToken.None);
        })));

        Assert.Single(answers, a => a.Outcome.Succeeded);
    }

    [Fact]
    public async Task Approval_IsByAnotherPerson_AndOnlyOnce()
    {
        await using var house = await RefundHouse.StartAsync();
        house.Policies.Policy = house.Policies.Policy with { ApprovalFrom = new() { ["default"] = 1_00 } };
        var asked = await house.AskAsync(await house.WishAsync(2_00));
        Assert.Equal(RefundState.AwaitingApproval, asked.State);
        var version = (await house.RequestAsync(asked.Id)).Version;
        var approve = house.Get<ApproveRefund>();

        Assert.Equal(OutcomeKind.Refused, (await approve.RunAsync(RefundHouse.Fina, asked.Id, version, CancellationToken.None)).Kind);
        Assert.Equal(0, (await house.ProcessAsync(asked.Id)).Sent);
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => approve.RunAsync(RefundHouse.Otto with { UserId = 20 + i }, asked.Id, version, CancellationToken.None))));

        Assert.Single(both, o => o.Succeeded);
        Assert.Equal(RefundState.Queued, (await house.RequestAsync(asked.Id)).State);
    }

    [Fact]
    public async Task Approval_AfterTheOrderChanged_IsRefused()
    {
        await using var house = await RefundHouse.StartAsync();
        house.Policies.Policy = house.Policies.Policy with { ApprovalFrom = new() { ["default"] = 1_00 } };
        var asked = await house.AskAsync(await house.WishAsync(2_00));
        await using (var db = house.Open())
            await db.OrderLines.ExecuteUpdateAsync(set => set.SetProperty(l => l.ItemPrice, l => l.ItemPrice - 1));

        var outcome = await house.Get<ApproveRefund>().RunAsync(RefundHouse.Otto, asked.Id, (await house.RequestAsync(asked.Id)).Version, CancellationToken.None);

        Assert.Contains("order changed", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(RefundState.AwaitingApproval, (await house.RequestAsync(asked.Id)).State);
    }

    [Fact]
    public async Task Answer_LostAfterAmazonTookIt_IsNeverSentAgainAndProvenByFinanceData()
    {
        await using var house = await RefundHouse.StartAsync();
        var id = await house.QueuedAsync(5_00);
        await house.ProcessAsync();
        await house.Sandbox.FaultAsync("dropAfterAccept", "amazonSeller", "createFeed");

        await house.SendAsync(hours: 3);

        Assert.Single(await house.LedgerAsync());
        Assert.Equal(RefundState.OutcomeUnknown, (await house.RequestAsync(id)).State);
        Assert.Equal(5_00, (await house.ReservationAsync(id)).InFlight);
        await house.SyncAsync("transactions");
        Assert.Equal(0, await house.ProveAsync());
        Assert.Equal(RefundState.OutcomeUnknown, (await house.RequestAsync(id)).State);
        await SettledAsync(house);
        Assert.Equal(1, await house.ProveAsync());
        await house.SendAsync(hours: 12);
        var proven = await house.RequestAsync(id);
        Assert.Equal((RefundState.Confirmed, RefundProof.SettlementLine), (proven.State, proven.Proof));
        Assert.Single(await house.LedgerAsync());
        await house.VerifyAsync();
    }

    /// <summary>Until the settlement of these days is there: it carries our keys.</summary>
    private static async Task SettledAsync(RefundHouse house)
    {
        house.Sandbox.Advance(TimeSpan.FromDays(16));
        await house.SyncAsync("settlements");
    }

    [Fact]
    public async Task Feed_BrokenOffBetweenTwoOfOneAmount_AmountAloneProvesNeither()
    {
        await using var house = await RefundHouse.StartAsync();
        long[] ids = [await house.QueuedAsync(3_00), await house.QueuedAsync(3_00)];
        await house.ProcessAsync();
        await house.Sandbox.FaultAsync("fatalPartial", "amazonSeller", "feed");
        await house.SendAsync();
        house.Sandbox.Advance(TimeSpan.FromHours(2));
        await house.SyncAsync("transactions");

        Assert.Single(await house.LedgerAsync());
        Assert.Equal(0, await house.ProveAsync());
        Assert.Equal([RefundState.OutcomeUnknown, RefundState.OutcomeUnknown], await StatesAsync(house, [.. ids]));
    }

    [Fact]
    public async Task Feed_BrokenOffHalfway_IsUnknownUntilFinanceDataShowsIt()
    {
        await using var house = await RefundHouse.StartAsync(4);
        var ids = new List<long>();
        for (var at = 0; at < 4; at++)
            ids.Add(await house.QueuedAsync(3_00 + at, at));
        await house.ProcessAsync();
        await house.Sandbox.FaultAsync("fatalPartial", "amazonSeller", "feed");

        await house.SendAsync();

        foreach (var id in ids)
            Assert.Equal(RefundState.OutcomeUnknown, (await house.RequestAsync(id)).State);
        Assert.Equal(2, (await house.LedgerAsync()).Count);
        house.Sandbox.Advance(TimeSpan.FromHours(2));
        await house.SyncAsync("transactions");
        Assert.Equal(0, await house.ProveAsync());
        await SettledAsync(house);
        Assert.Equal(2, await house.ProveAsync());
        Assert.Equal([RefundState.Confirmed, RefundState.Confirmed, RefundState.OutcomeUnknown, RefundState.OutcomeUnknown], await StatesAsync(house, ids));
        // Its amount stays taken until two people vouch that it never happened.
        Assert.Equal(3_02, (await house.ReservationAsync(ids[2])).InFlight);
        await ReleaseAsync(house, ids[2]);
        await ReleaseAsync(house, ids[3]);
        Assert.Equal(0, (await house.ReservationAsync(ids[2])).InFlight);
        Assert.Equal(2, (await house.LedgerAsync()).Count);
        await house.VerifyAsync();
    }

    [Fact]
    public async Task Refund_ThatAmazonMadeMeanwhile_WithdrawsOurs()
    {
        await using var house = await RefundHouse.StartAsync();
        house.Policies.Policy = house.Policies.Policy with { ApprovalFrom = new() { ["default"] = 1_000_000 } };
        var wish = await house.WishAsync(0);
        var line = (await house.FormAsync(wish.OrderId)).Lines[0];
        var id = (await house.AskAsync(wish with { Amounts = line.Proposal })).Id;
        await RefundFacts.SeenAsync(house, wish.OrderId, wish.OrderItemId, line.Sku, line.Left, line.Currency);

        var processed = await house.ProcessAsync();

        Assert.Equal((0, 1), (processed.Sent, processed.Withdrawn));
        var request = await house.RequestAsync(id);
        Assert.Equal(RefundState.Cancelled, request.State);
        Assert.Contains("Refunded by Amazon", request.Said, StringComparison.Ordinal);
        Assert.Empty(await house.LedgerAsync());
    }

    [Fact]
    public async Task Document_ThatNobodyWasToldOf_CanBeTakenBack()
    {
        await using var house = await RefundHouse.StartAsync();
        var id = await house.QueuedAsync(5_00);
        var batch = (await house.ProcessAsync()).Batches[0];

        var outcome = await house.Get<Features.Refunds.Sending.WithdrawBatch>().RunAsync(RefundHouse.Fina, batch, 0, "a mistake", CancellationToken.None);
        await house.SendAsync();

        Assert.True(outcome.Succeeded, outcome.Message);
        Assert.Equal(RefundState.Queued, (await house.RequestAsync(id)).State);
        Assert.Empty(await house.LedgerAsync());
        Assert.Equal(1, (await house.ProcessAsync()).Sent);
        await house.SendAsync();
        Assert.Single(await house.LedgerAsync());
    }

    private static async Task<List<RefundState>> StatesAsync(RefundHouse house, List<long> ids)
    {
        var states = new List<RefundState>();
        foreach (var id in ids)
            states.Add((await house.RequestAsync(id)).State);
        return states;
    }

    private static async Task ReleaseAsync(RefundHouse house, long id)
    {
        var resolve = house.Get<ResolveUnknown>();
        var proposed = await resolve.ProposeAsync(RefundHouse.Fina, id, (await house.RequestAsync(id)).Version, false, "Seller Central shows none.", CancellationToken.None);
        Assert.True(proposed.Succeeded, proposed.Message);
        var own = await resolve.ConfirmAsync(RefundHouse.Fina, id, (await house.RequestAsync(id)).Version, CancellationToken.None);
        Assert.Equal(OutcomeKind.Refused, own.Kind);
        var confirmed = await resolve.ConfirmAsync(RefundHouse.Otto, id, (await house.RequestAsync(id)).Version, CancellationToken.None);
        Assert.True(confirmed.Succeeded, confirmed.Message);
    }
}
