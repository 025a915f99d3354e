using System.Collections.Concurrent;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Campaigns;

/// <summary>People at screens: they fill in forms from what they see, click twice, change their minds, approve each other's, and never know whether a lost answer was a yes.</summary>
internal sealed class Clients(IDbContextFactory<ConsoleContext> contexts, List<NodeChild> nodes, List<OrderOf> orders, int seed)
{
    private int wishes;

    /// <summary>Wishes whose yes was seen, by their mark.</summary>
    public ConcurrentDictionary<string, long> Promised { get; } = [];

    public int Wishes => wishes;

    public Task RunAsync(int number, CancellationToken stop) => Task.Run(async () =>
    {
        var random = new Random((seed * 31) + number);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await (random.Next(100) switch
                {
                    < 62 => AskAsync(random, number),
                    < 80 => ApproveAsync(random, number),
                    < 86 => WithdrawAsync(random, number),
                    _ => ProcessAsync(random),
                });
            }
            catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                // The console died while it was asked: nobody knows, and that is the point.
            }
            await Task.Delay(random.Next(5, 60), CancellationToken.None);
        }
    }, CancellationToken.None);

    /// <summary>Somebody presses "process" again and again.</summary>
    public Task SendingAsync(CancellationToken stop) => Task.Run(async () =>
    {
        var random = new Random(seed);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ProcessAsync(random);
            }
            catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                // As with everybody else.
            }
            await Task.Delay(1_000, CancellationToken.None);
        }
    }, CancellationToken.None);

    private async Task AskAsync(Random random, int person)
    {
        var order = random.Next(3) == 0 ? orders[random.Next(Math.Min(8, orders.Count))] : orders[random.Next(orders.Count)];
        if (!nodes.Any(n => n.IsReady) || await FormAsync(order) is not { } form)
            return;
        var share = random.Next(10) switch { 0 => 100, 1 or 2 => 60, _ => random.Next(1, 30) };
        var minor = Math.Max(1, form.Left * share / 100) + (random.Next(25) == 0 ? form.Left : 0);
        var mark = $"wish {Interlocked.Increment(ref wishes)}";
        var wish = form.Wish with { Amounts = new RefundAmounts { Item = minor }, Note = mark };
        // A double click, or two people with the same form open.
        var clicks = new List<Task<(string, Told)>> { SendAsync(random, person, wish) };
        if (random.Next(3) == 0)
            clicks.Add(SendAsync(random, person, wish));
        if (random.Next(4) == 0)
            clicks.Add(SendAsync(random, person + 1, wish with { Amounts = new RefundAmounts { Item = Math.Max(1, form.Left * 7 / 10) }, Note = $"wish {Interlocked.Increment(ref wishes)}" }));
        foreach (var click in clicks)
        {
            try
            {
                var (said, told) = await click;
                if (told.Outcome.Succeeded)
                    Promised[said] = told.Id;
            }
            catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                // As above.
            }
        }
    }

    private async Task<(string, Told)> SendAsync(Random random, int person, RefundWish wish)
    {
        var node = Pick(random);
        using var answer = await node.Http.PostAsJsonAsync("/request", new AskCall(person, wish));
        return (wish.Note, (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Told>())!);
    }

    private async Task ApproveAsync(Random random, int person) => await ActAsync("/approve", random, person, RefundState.AwaitingApproval);

    private async Task WithdrawAsync(Random random, int person) => await ActAsync("/withdraw", random, person, RefundState.Queued);

    private async Task ActAsync(string path, Random random, int person, RefundState state)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var some = await db.RefundRequests.AsNoTracking().Where(r => r.State == state).OrderBy(r => r.Id).Take(20).Select(r => new { r.Id, r.Version }).ToListAsync();
        if (some.Count == 0)
            return;
        var one = some[random.Next(some.Count)];
        // Two people decide in the same moment.
        await Task.WhenAll(Enumerable.Range(0, random.Next(1, 3)).Select(i => Pick(random).Http.PostAsJsonAsync(path, new IdCall(person + i + 10, one.Id, one.Version))));
    }

    private async Task ProcessAsync(Random random)
    {
        using var answer = await Pick(random).Http.PostAsJsonAsync("/process", new { });
    }

    private NodeChild Pick(Random random)
    {
        var ready = nodes.Where(n => n.IsReady).ToList();
        return ready.Count == 0 ? throw new InvalidOperationException("no console is up") : ready[random.Next(ready.Count)];
    }

    /// <summary>What the form of the order's line would show.</summary>
    private async Task<(RefundWish Wish, long Left)?> FormAsync(OrderOf order)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var money = (await MoneyLoading.LoadAsync(db, [order], new ReconciliationSettings(), CancellationToken.None))[order];
        if (money.Lines is not [var line, ..])
            return null;
        var facts = money.FactsOf(line.OrderItemId);
        var left = (facts.Paid?.Total ?? 0) - facts.Back.Where(b => b.Source != MoneySource.ReportOnly).Sum(b => b.Total);
        if (left <= 0)
            return null;
        return (new RefundWish(order.AccountId, order.OrderId, line.OrderItemId, 0, RefundIntake.Next(money, line.OrderItemId, 0, InstructionKind.Refund), OrderMoney.PricingOf(line), default, line.Currency,
            "CustomerReturn", ""), left);
    }
}
