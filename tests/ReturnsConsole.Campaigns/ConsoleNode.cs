using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Refunds.Proof;
using ReturnsConsole.Features.Refunds.Sending;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Sync.Runs;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Campaigns;

/// <summary>
/// One console as a process of its own: the real services with the real jobs' work in loops, and the use cases behind a loopback address where clients stand for
/// the people at the screens. It is there to be killed.
/// </summary>
internal static class ConsoleNode
{
    public static readonly RefundPolicy Policy = new()
    {
        ApprovalFrom = new() { ["default"] = 60_00 },
        AutoSubmit = true,
        AutoSubmitMinutes = AutoSubmit.LeastMinutes,
        UnconfirmedHours = 1,
        LookHours = 6,
    };

    public static void Add(IServiceCollection services, IConfigurationBuilder configuration, IConfiguration read, Setting setting)
    {
        NodeHost.Add(services, configuration, read, setting);
        services.Replace(ServiceDescriptor.Singleton<IRefundPolicies>(new OnePolicy()));
        Mutants.Add(services, setting.Mutant);
    }

    public static Task<int> RunAsync(Setting setting, int port, int partner) => NodeHost.RunAsync(setting, port, Add, app => Map(app, setting), WarmAsync, s =>
    [
        (TimeSpan.FromSeconds(10), s.GetRequiredService<SendOutbox>().RunAsync),
        (TimeSpan.FromMinutes(1), s.GetRequiredService<RefundChores>().RunAsync),
        (TimeSpan.FromMinutes(10), ct => s.GetRequiredService<Reconcile>().RunAsync("campaign", false, ct)),
        .. new[] { ("orders", 30), ("transactions", 7), ("settlements", 60) }.Select(stream => (TimeSpan.FromMinutes(stream.Item2), (Func<CancellationToken, Task>)(ct => s.GetRequiredService<RunSync>().RunAsync(partner, stream.Item1, "campaign", ct)))),
    ]);

    /// <summary>Reads what will be read, so that the first calls are not spent on compiling.</summary>
    private static async Task WarmAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync();
        var some = await db.OrderLines.AsNoTracking().Take(3).Select(l => new OrderOf(l.AccountId, l.OrderId)).ToListAsync();
        await MoneyLoading.LoadAsync(db, some, new ReconciliationSettings(), CancellationToken.None);
        if (some.Count > 0)
            await services.GetRequiredService<LookAtAmazon>().RunAsync(some[0].AccountId, some[0].OrderId, CancellationToken.None);
        _ = (services.GetRequiredService<SendOutbox>(), services.GetRequiredService<RefundChores>(), services.GetRequiredService<RunSync>(), services.GetRequiredService<Reconcile>(), services.GetRequiredService<RequestRefund>());
    }

    private static void Map(WebApplication app, Setting setting)
    {
        app.MapPost("/request", async (AskCall call, IServiceProvider s, CancellationToken ct) => Told(await Mutants.AskAsync(s, setting.Mutant, Person(call.Person), call.Wish, ct)));
        app.MapPost("/approve", async (IdCall call, ApproveRefund use, CancellationToken ct) => await use.RunAsync(Person(call.Person), call.Id, call.Version, ct));
        app.MapPost("/withdraw", async (IdCall call, WithdrawRefunds use, CancellationToken ct) => await use.RunAsync(Person(call.Person), [call.Id], "the client changed its mind", ct));
        app.MapPost("/process", async (ProcessRefunds use, CancellationToken ct) => (await use.RunAsync(Person(1), new ProcessSelection(InstructionKind.Refund, null, null), ct)).Outcome);
        app.MapPost("/propose", async (IdCall call, ResolveUnknown use, CancellationToken ct) => await use.ProposeAsync(Person(call.Person), call.Id, call.Version, call.Happened, "looked up at the partner", ct));
        app.MapPost("/confirm", async (IdCall call, ResolveUnknown use, CancellationToken ct) => await use.ConfirmAsync(Person(call.Person), call.Id, call.Version, ct));
    }

    private static Told Told(RefundAsked asked) => new(asked.Outcome, asked.Id);

    private static Actor Person(int number) => NodeHost.Person(number);

    private sealed class OnePolicy : IRefundPolicies
    {
        public Task<RefundPolicy> OfAsync(int accountId, CancellationToken ct) => Task.FromResult(Policy);
    }
}

internal sealed record AskCall(int Person, RefundWish Wish);

internal sealed record IdCall(int Person, long Id, int Version, bool Happened = false);

internal sealed record Told(Outcome Outcome, long Id);
