using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Refunds.Proof;
using ReturnsConsole.Features.Refunds.Sending;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.Verification;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Tests.Support;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Refunds.Support;

/// <summary>A console with its shop in a sandbox, and people who may do everything.</summary>
public sealed class ShopHouse : IAsyncDisposable
{
    private readonly IHost node;
    private readonly HttpClient handles;

    private ShopHouse(Sandbox sandbox, SyncHouse sync)
    {
        (Sandbox, Sync) = (sandbox, sync);
        handles = new HttpClient { BaseAddress = sandbox.Address };
        node = Node();
    }

    public Sandbox Sandbox { get; }

    public SyncHouse Sync { get; }

    public RefundPolicies Policies { get; } = new();

    public AllowAll Guard { get; } = new();

    public int AccountId => Sync.Database.AccountId;

    public static async Task<ShopHouse> StartAsync(string currency = "EUR", int orders = 1)
    {
        var sandbox = await Sandbox.StartAsync(null, "--Sandbox:RateFactor=1000");
        var house = new ShopHouse(sandbox, await SyncHouse.StartAsync(sandbox, SandboxPartners.Shop));
        using var answer = await house.handles.PostAsJsonAsync("/_sandbox/scenarios", new { name = "shop order", orders, currency, seed = 11 });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        sandbox.Advance(TimeSpan.FromDays(5));
        await house.SyncAsync("orders");
        await house.SyncAsync("payments");
        return house;
    }

    public T Get<T>()
        where T : notnull => node.Services.GetRequiredService<T>();

    public IHost Node() => Sync.NewNode(services =>
    {
        services.Replace(ServiceDescriptor.Singleton<IAccessGuard>(Guard));
        services.Replace(ServiceDescriptor.Singleton<IRefundPolicies>(Policies));
    });

    public ConsoleContext Open() => Sync.Open();

    public Task SyncAsync(string stream) => Sync.RunToEndAsync(SandboxPartners.Shop, stream);

    /// <summary>What the shop's own people do: discount, refund, refundsFail, returned.</summary>
    public async Task ShopDoesAsync(string order, Dictionary<string, object> what)
    {
        using var answer = await handles.PostAsJsonAsync("/_sandbox/shop", new Dictionary<string, object>(what) { ["order"] = order });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<string> OrderAsync(int at = 0)
    {
        await using var db = Open();
        return (await db.OrderLines.AsNoTracking().OrderBy(l => l.Id).Select(l => l.OrderId).Distinct().ToListAsync())[at];
    }

    public async Task<RefundForm> FormAsync(string order)
    {
        var form = await Get<OpenRefundForm>().RunAsync(RefundHouse.Fina, AccountId, order, CancellationToken.None);
        Assert.Null(form.Refusal);
        return form.Value!;
    }

    public async Task<RefundWish> WishAsync(long item, int at = 0)
    {
        var form = await FormAsync(await OrderAsync(at));
        var line = form.Lines[0];
        return new RefundWish(AccountId, form.OrderId, line.OrderItemId, 0, line.Sequence, line.OrderHash, new RefundAmounts { Item = item }, line.Currency, "CustomerReturn", "");
    }

    public Task<RefundAsked> AskAsync(RefundWish wish) => Get<RequestRefund>().RunAsync(RefundHouse.Fina, wish, CancellationToken.None);

    public async Task<long> QueuedAsync(long item)
    {
        var asked = await AskAsync(await WishAsync(item));
        Assert.True(asked.Outcome.Succeeded, asked.Outcome.Message);
        Assert.Equal(RefundState.Queued, asked.State);
        return asked.Id;
    }

    public Task<ProcessedRefunds> ProcessAsync() => Get<ProcessRefunds>().RunAsync(RefundHouse.Fina, new ProcessSelection(InstructionKind.Refund, AccountId, null), CancellationToken.None);

    /// <summary>Works the outbox off for so long, and the refunds' chores beside it.</summary>
    public async Task LiveAsync(int minutes = 60)
    {
        for (var minute = 0; minute <= minutes; minute += 3)
        {
            await Get<SendOutbox>().RunAsync(CancellationToken.None);
            await Get<RefundChores>().RunAsync(CancellationToken.None);
            Sandbox.Advance(TimeSpan.FromMinutes(3));
        }
    }

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

    public async Task<IReadOnlyList<ExceptionCase>> CasesAsync(CaseKind kind)
    {
        await Get<Reconcile>().RunAsync("test", true, CancellationToken.None);
        await using var db = Open();
        return await db.Cases.AsNoTracking().Where(c => c.Kind == kind).OrderBy(c => c.Id).ToListAsync();
    }

    /// <summary>What the shop's payments did at our bidding: our key.</summary>
    public async Task<IReadOnlyList<string?>> LedgerAsync() =>
        [.. (await Sandbox.LedgerAsync()).Where(e => e.GetProperty("partner").GetString() == "commercetools" && e.GetProperty("kind").GetString() == "refund").Select(e => e.GetProperty("messageKey").GetString())];

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
        handles.Dispose();
        await Sync.DisposeAsync();
        await Sandbox.DisposeAsync();
    }
}
