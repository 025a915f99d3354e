using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Sync.Runs;
using ReturnsConsole.Tests.Support;
using Xunit;

namespace ReturnsConsole.Tests.Sync.Support;

/// <summary>The console's real services on a database of its own, with partners that live in a sandbox. Nothing runs by itself.</summary>
public sealed class SyncHouse : IAsyncDisposable
{
    private readonly List<IHost> nodes = [];
    private readonly IHost main;
    private readonly CallOptions calls;

    private SyncHouse(Sandbox sandbox, TimeProvider? clock, CallOptions? calls)
    {
        this.calls = calls ?? Calls;
        Sandbox = sandbox;
        Clock = clock ?? sandbox.Clock;
        main = NewNode();
    }

    public Sandbox Sandbox { get; }

    public TimeProvider Clock { get; }

    public FactDatabase Database { get; } = new();

    /// <summary>What was written to the log as an error.</summary>
    public List<string> Errors { get; } = [];

    public static Actor Anna { get; } = Actor.System with { Name = "Anna" };

    /// <param name="partners">Names of <see cref="SandboxPartners"/>; none: one of each kind.</param>
    public static Task<SyncHouse> StartAsync(Sandbox sandbox, params string[] partners) => StartAsync(sandbox, null, partners);

    /// <param name="clock">The console's own clock; null: the shared one.</param>
    /// <param name="calls">Null: <see cref="Calls"/>.</param>
    public static async Task<SyncHouse> StartAsync(Sandbox sandbox, TimeProvider? clock, string[] partners, CallOptions? calls = null)
    {
        var house = new SyncHouse(sandbox, clock, calls);
        Assert.Null(await house.Get<DatabaseStart>().PrepareAsync(CancellationToken.None));
        foreach (var name in partners.Length == 0 ? SandboxPartners.OneOfEach : partners)
            await house.AddAsync(SandboxPartners.Draft(name, sandbox.Address, house.Database.AccountId));
        return house;
    }

    public T Get<T>()
        where T : notnull => main.Services.GetRequiredService<T>();

    /// <summary>Another process on the same database and folders.</summary>
    /// <param name="change">Replaces services.</param>
    public IHost NewNode(Action<IServiceCollection>? change = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = Database.Folder, ApplicationName = "ReturnsConsole" });
        builder.Configuration.AddInMemoryCollection([new("Storage:Folder", Database.Folder)]);
        builder.Logging.AddProvider(new ErrorList(Errors)).SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton(Clock);
        builder.Services.AddReturnsConsole(builder.Configuration);
        builder.Services.AddSingleton(services => new PartnerWorld(PartnerWorld.NewClient(), services.GetRequiredService<RateBuckets>(), Clock, calls));
        change?.Invoke(builder.Services);
        var node = builder.Build();
        nodes.Add(node);
        return node;
    }

    /// <summary>As documented, with time-outs that are real: see <see cref="SharedClock"/>. Documents get ten times as long, and a day is the most there is.</summary>
    public static CallOptions Calls { get; } = new() { PerTry = SharedClock.Never, Total = SharedClock.Never * 2 };

    public ConsoleContext Open() => Database.CreateDbContext();

    public async Task<int> AddAsync(PartnerDraft draft)
    {
        var saved = await Get<SavePartner>().RunAsync(Anna, draft, CancellationToken.None);
        Assert.True(saved.Outcome.Succeeded, saved.Outcome.Message);
        return saved.Id;
    }

    public async Task<Partner> PartnerAsync(string name)
    {
        await using var db = Open();
        return await db.Partners.AsNoTracking().SingleAsync(p => p.Name == name);
    }

    public async Task<SyncReport> RunAsync(string partner, string stream, IHost? node = null, CancellationToken ct = default) =>
        await (node ?? main).Services.GetRequiredService<RunSync>().RunAsync((await PartnerAsync(partner)).Id, stream, "test", ct);

    /// <summary>Runs as often as the stream wants to go on by itself, waiting as long as it says.</summary>
    public async Task<SyncReport> RunToEndAsync(string partner, string stream, int most = 100)
    {
        var report = await RunAsync(partner, stream);
        for (var runs = 1; report is { Status: SyncRunStatus.Waiting, Again: { } wait }; runs++)
        {
            Assert.True(runs < most, $"{partner} {stream} still waits after {runs} runs: {report.Message}");
            Sandbox.Advance(wait);
            report = await RunAsync(partner, stream);
        }
        return report;
    }

    public async Task<SyncStream> StreamAsync(string partner, string stream)
    {
        var id = (await PartnerAsync(partner)).Id;
        await using var db = Open();
        return await db.SyncStreams.AsNoTracking().SingleAsync(s => s.PartnerId == id && s.Stream == stream);
    }

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<SyncRun>> RunsAsync(string partner, string stream)
    {
        var id = (await PartnerAsync(partner)).Id;
        await using var db = Open();
        return await db.SyncRuns.AsNoTracking().Where(r => r.PartnerId == id && r.Stream == stream).OrderBy(r => r.Id).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            if (node is IAsyncDisposable disposable)
                await disposable.DisposeAsync();
            else
                node.Dispose();
        }
        Database.Dispose();
    }

    private sealed class ErrorList(List<string> errors) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (errors)
                errors.Add($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
