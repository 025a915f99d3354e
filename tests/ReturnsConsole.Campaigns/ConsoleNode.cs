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
        configuration.AddInMemoryCollection([new("Storage:Folder", setting.Folder)]);
        services.AddSingleton<TimeProvider>(setting.Clock);
        services.AddReturnsConsole(read);
        services.Replace(ServiceDescriptor.Singleton<IAccessGuard>(new Everybody()));
        services.Replace(ServiceDescriptor.Singleton<IRefundPolicies>(new OnePolicy()));
        var patience = TimeSpan.FromSeconds(8) * setting.Speed;
        services.AddSingleton(provider => new PartnerWorld(PartnerWorld.NewClient(), provider.GetRequiredService<RateBuckets>(), setting.Clock, new CallOptions { PerTry = patience, Total = patience * 2, LongestWait = TimeSpan.FromMinutes(5) }));
        Mutants.Add(services, setting.Mutant);
    }

    public static async Task<int> RunAsync(Setting setting, int port, int partner)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = setting.Folder, ApplicationName = "ReturnsConsole" });
        builder.Logging.ClearProviders().AddProvider(new ErrorFile(Path.Combine(setting.Folder, "errors.log"))).SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        Add(builder.Services, builder.Configuration, builder.Configuration, setting);
        await using var app = builder.Build();
        Map(app, setting);
        await WarmAsync(app.Services);
        Console.WriteLine("warm");
        if (await Console.In.ReadLineAsync() is null)
            return 0;
        await app.StartAsync();
        using var stop = new CancellationTokenSource();
        var s = app.Services;
        var loops = new List<Task>
        {
            LoopAsync(TimeSpan.FromSeconds(10), ct => s.GetRequiredService<SendOutbox>().RunAsync(ct)),
            LoopAsync(TimeSpan.FromMinutes(1), ct => s.GetRequiredService<RefundChores>().RunAsync(ct)),
            LoopAsync(TimeSpan.FromMinutes(10), ct => s.GetRequiredService<Reconcile>().RunAsync("campaign", false, ct)),
        };
        foreach (var (stream, minutes) in new[] { ("orders", 30), ("transactions", 7), ("settlements", 60) })
            loops.Add(LoopAsync(TimeSpan.FromMinutes(minutes), ct => s.GetRequiredService<RunSync>().RunAsync(partner, stream, "campaign", ct)));
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        await stop.CancelAsync();
        await Task.WhenAll(loops);
        return 0;

        async Task LoopAsync(TimeSpan every, Func<CancellationToken, Task> work)
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await work(stop.Token);
                }
                catch (Exception fault) when (!stop.IsCancellationRequested)
                {
                    app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("loop").LogError(fault, "A loop failed");
                }
                catch (OperationCanceledException)
                {
                    return;
                }
                await Task.Delay(every, setting.Clock, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

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

    private static Actor Person(int number) => new(100 + number, $"Person {number}", Guid.NewGuid());

    /// <summary>Who may do what is tested elsewhere.</summary>
    private sealed class Everybody : IAccessGuard
    {
        public Task<string?> RefusalAsync(Actor actor, Permission permission, CancellationToken ct) => Task.FromResult<string?>(null);

        public Task<IReadOnlySet<int>?> CompaniesAsync(Actor actor, CancellationToken ct) => Task.FromResult<IReadOnlySet<int>?>(null);
    }

    private sealed class OnePolicy : IRefundPolicies
    {
        public Task<RefundPolicy> OfAsync(int accountId, CancellationToken ct) => Task.FromResult(Policy);
    }

    private sealed class ErrorFile(string path) : ILoggerProvider, ILogger
    {
        private readonly Lock gate = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (gate)
                File.AppendAllText(path, $"{Environment.ProcessId} {formatter(state, exception)} {exception}\n");
        }

        public void Dispose()
        {
        }
    }
}

internal sealed record AskCall(int Person, RefundWish Wish);

internal sealed record IdCall(int Person, long Id, int Version, bool Happened = false);

internal sealed record Told(Outcome Outcome, long Id);
