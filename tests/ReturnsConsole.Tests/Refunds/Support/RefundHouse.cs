using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Refunds.Proof;
using ReturnsConsole.Features.Refunds.Sending;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.Verification;
using ReturnsConsole.Tests.Support;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Refunds.Support;

/// <summary>A console with its US seller account in a sandbox that has a few shipped orders, and people who may do everything.</summary>
public sealed class RefundHouse : IAsyncDisposable
{
    private readonly IHost node;

    private RefundHouse(Sandbox sandbox, SyncHouse sync)
    {
        (Sandbox, Sync) = (sandbox, sync);
        node = Node();
    }

    public static Actor Fina { get; } = new(11, "Fina", Guid.NewGuid());

    public static Actor Otto { get; } = new(12, "Otto", Guid.NewGuid());

    public Sandbox Sandbox { get; }

    public SyncHouse Sync { get; }

    public AllowAll Guard { get; } = new();

    public RefundPolicies Policies { get; } = new();

    public int AccountId => Sync.Database.AccountId;

    /// <param name="rates">How many times as often as documented the sandbox may be called.</param>
    public static async Task<RefundHouse> StartAsync(int orders = 3, string scenario = "plain order", int days = 10, int rates = 1000)
    {
        var sandbox = await Sandbox.StartAsync(null, $"--Sandbox:RateFactor={rates}", "--Sandbox:FinanceLagSeconds=600");
        await sandbox.ScenarioAsync(scenario, sandbox.Clock.Now, orders: orders);
        sandbox.Advance(TimeSpan.FromDays(days));
        var house = new RefundHouse(sandbox, await SyncHouse.StartAsync(sandbox, SandboxPartners.SellerUs));
        await house.SyncAsync("orders");
        await house.SyncAsync("transactions");
        return house;
    }

    public T Get<T>()
        where T : notnull => node.Services.GetRequiredService<T>();

    /// <summary>Another process on the same database.</summary>
    public IHost Node(Action<IServiceCollection>? change = null) => Sync.NewNode(services =>
    {
        services.Replace(ServiceDescriptor.Singleton<IAccessGuard>(Guard));
        services.Replace(ServiceDescriptor.Singleton<IRefundPolicies>(Policies));
        change?.Invoke(services);
    });

    public ConsoleContext Open() => Sync.Open();

    public Task SyncAsync(string stream) => Sync.RunToEndAsync(SandboxPartners.SellerUs, stream);

    public async Task<IReadOnlyList<RefundFormLine>> LinesAsync()
    {
        await using var db = Open();
        var orders = await db.OrderLines.AsNoTracking().OrderBy(l => l.Id).Select(l => l.OrderId).Distinct().ToListAsync();
        var lines = new List<RefundFormLine>();
        foreach (var order in orders)
            lines.AddRange((await FormAsync(order)).Lines);
        return lines;
    }

    public async Task<RefundForm> FormAsync(string order)
    {
        var form = await Get<OpenRefundForm>().RunAsync(Fina, AccountId, order, CancellationToken.None);
        Assert.Null(form.Refusal);
        return form.Value!;
    }

    public async Task<string> OrderAsync(int at = 0)
    {
        await using var db = Open();
        return (await db.OrderLines.AsNoTracking().OrderBy(l => l.Id).Select(l => l.OrderId).Distinct().ToListAsync())[at];
    }

    public async Task<RefundWish> WishAsync(long item, int at = 0)
    {
        var order = await OrderAsync(at);
        var line = (await FormAsync(order)).Lines[0];
        return new RefundWish(AccountId, order, line.OrderItemId, 0, line.Sequence, line.OrderHash, new RefundAmounts { Item = item }, line.Currency, "CustomerReturn", "");
    }

    public Task<RefundAsked> AskAsync(RefundWish wish, Actor? actor = null) => Get<RequestRefund>().RunAsync(actor ?? Fina, wish, CancellationToken.None);

    public async Task<long> QueuedAsync(long item, int at = 0)
    {
        var asked = await AskAsync(await WishAsync(item, at));
        Assert.True(asked.Outcome.Succeeded, asked.Outcome.Message);
        Assert.Equal(RefundState.Queued, asked.State);
        return asked.Id;
    }

    public Task<ProcessedRefunds> ProcessAsync(params long[] ids) =>
        Get<ProcessRefunds>().RunAsync(Fina, new ProcessSelection(InstructionKind.Refund, AccountId, ids.Length == 0 ? null : ids), CancellationToken.None);

    /// <summary>Works the outbox off until nothing of it is due within the hours.</summary>
    public async Task SendAsync(int hours = 1, IHost? by = null)
    {
        var outbox = (by ?? node).Services.GetRequiredService<SendOutbox>();
        for (var minutes = 0; minutes <= hours * 60; minutes += 3)
        {
            await outbox.RunAsync(CancellationToken.None);
            Sandbox.Advance(TimeSpan.FromMinutes(3));
        }
    }

    public Task<int> ProveAsync() => Get<MatchProof>().RunAsync(CancellationToken.None);

    public async Task<RefundRequest> RequestAsync(long id)
    {
        await using var db = Open();
        return await db.RefundRequests.AsNoTracking().SingleAsync(r => r.Id == id);
    }

    public async Task<RefundReservation> ReservationAsync(long id)
    {
        await using var db = Open();
        var of = await db.RefundRequests.Where(r => r.Id == id).Select(r => r.ReservationId).SingleAsync();
        return await db.RefundReservations.AsNoTracking().SingleAsync(r => r.Id == of);
    }

    /// <summary>What Amazon did at our bidding: our key, how much.</summary>
    public async Task<IReadOnlyList<(string? Key, string? Amount)>> LedgerAsync() =>
        [.. (await Sandbox.LedgerAsync()).Where(e => e.GetProperty("partner").GetString() == "amazonSeller" && e.GetProperty("kind").GetString() == "refund")
            .Select(e => (e.GetProperty("messageKey").GetString(), e.GetProperty("amount").GetString()))];

    public async Task VerifyAsync()
    {
        await Get<Reconcile>().RunAsync("test", true, CancellationToken.None);
        var findings = new List<string>();
        await foreach (var finding in Get<Verify>().RunAsync(CancellationToken.None))
            findings.Add($"{finding.Invariant}: {finding.Where}: {finding.Message}");
        Assert.Empty(findings);
        Assert.Empty(Sync.Errors);
    }

    public async ValueTask DisposeAsync()
    {
        await Sync.DisposeAsync();
        await Sandbox.DisposeAsync();
    }
}

/// <summary>A policy that a test sets.</summary>
public sealed class RefundPolicies : IRefundPolicies
{
    public RefundPolicy Policy { get; set; } = new();

    public Task<RefundPolicy> OfAsync(int accountId, CancellationToken ct) => Task.FromResult(Policy);
}
