using Microsoft.Extensions.DependencyInjection.Extensions;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Campaigns;

/// <summary>What every console of a campaign is made of: the real services on the campaign's clock and folder, jobs' work in loops, use cases behind a loopback address.</summary>
internal static class NodeHost
{
    public static void Add(IServiceCollection services, IConfigurationBuilder configuration, IConfiguration read, Setting setting)
    {
        configuration.AddInMemoryCollection([new("Storage:Folder", setting.Folder)]);
        services.AddSingleton<TimeProvider>(setting.Clock);
        services.AddReturnsConsole(read);
        services.Replace(ServiceDescriptor.Singleton<IAccessGuard>(new Everybody()));
        var patience = TimeSpan.FromSeconds(8) * setting.Speed;
        services.AddSingleton(provider => new PartnerWorld(PartnerWorld.NewClient(), provider.GetRequiredService<RateBuckets>(), setting.Clock, new CallOptions { PerTry = patience, Total = patience * 2, LongestWait = TimeSpan.FromMinutes(5) }));
    }

    public static Actor Person(int number) => new(100 + number, $"Person {number}", Guid.NewGuid());

    /// <summary>The same without a web address: for what the campaign itself looks at.</summary>
    public static ServiceProvider Services(Setting setting, Action<IServiceCollection, IConfigurationBuilder, IConfiguration, Setting> add)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = setting.Folder, ApplicationName = "ReturnsConsole" });
        builder.Logging.ClearProviders();
        add(builder.Services, builder.Configuration, builder.Configuration, setting);
        return builder.Services.BuildServiceProvider();
    }

    public static async Task<int> RunAsync(
        Setting setting, int port, Action<IServiceCollection, IConfigurationBuilder, IConfiguration, Setting> add, Action<WebApplication> map, Func<IServiceProvider, Task> warm,
        Func<IServiceProvider, IReadOnlyList<(TimeSpan Every, Func<CancellationToken, Task> Work)>> work)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = setting.Folder, ApplicationName = "ReturnsConsole" });
        builder.Logging.ClearProviders().AddProvider(new ErrorFile(Path.Combine(setting.Folder, "errors.log"))).SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        add(builder.Services, builder.Configuration, builder.Configuration, setting);
        await using var app = builder.Build();
        map(app);
        await warm(app.Services);
        Console.WriteLine("warm");
        if (await Console.In.ReadLineAsync() is null)
            return 0;
        await app.StartAsync();
        using var stop = new CancellationTokenSource();
        var loops = work(app.Services).Select(w => LoopAsync(w.Every, w.Work)).ToList();
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        await stop.CancelAsync();
        await Task.WhenAll(loops);
        return 0;

        async Task LoopAsync(TimeSpan every, Func<CancellationToken, Task> once)
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await once(stop.Token);
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

    /// <summary>Who may do what is tested elsewhere.</summary>
    private sealed class Everybody : IAccessGuard
    {
        public Task<string?> RefusalAsync(Actor actor, Permission permission, CancellationToken ct) => Task.FromResult<string?>(null);

        public Task<IReadOnlySet<int>?> CompaniesAsync(Actor actor, CancellationToken ct) => Task.FromResult<IReadOnlySet<int>?>(null);
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
