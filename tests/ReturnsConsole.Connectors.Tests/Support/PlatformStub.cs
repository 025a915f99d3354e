using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Tests.Support;

/// <summary>A call as it came.</summary>
internal sealed record StubCall(string Method, string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>What the stub answers. Lost: the connection breaks off instead.</summary>
internal sealed record StubAnswer(int Status, string Body = "", bool Lost = false, string ContentType = "application/json")
{
    public static StubAnswer Ok(string json) => new(200, json);

    public static StubAnswer Nothing { get; } = new(204);

    public static StubAnswer BreaksOff { get; } = new(0, Lost: true);
}

/// <summary>A platform on loopback: real HTTP, answers by hand.</summary>
internal sealed class PlatformStub : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http = PartnerWorld.NewClient();
    private volatile Exception? fault;

    private PlatformStub(WebApplication app) => this.app = app;

    public ConcurrentQueue<StubCall> Calls { get; } = [];

    public JumpingClock Clock { get; } = new(new DateTime(2026, 8, 12, 12, 0, 0, DateTimeKind.Utc));

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<PlatformStub> StartAsync(Func<StubCall, StubAnswer> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var stub = new PlatformStub(builder.Build());
        stub.app.Run(context => stub.AnswerAsync(context, answer));
        await stub.app.StartAsync();
        return stub;
    }

    /// <summary>A world in which waits cost no time; the handler stands before the network.</summary>
    public PartnerWorld World(DelegatingHandler? before = null)
    {
        if (before is not null)
            before.InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false };
        return new PartnerWorld(
            before is null ? http : new HttpClient(before), new RateBuckets(Clock), Clock,
            new CallOptions { PerTry = JumpingClock.Never, Total = JumpingClock.Never, Retries = 3 });
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        // A fault of the stub would look like the platform's own trouble.
        Assert.Null(fault);
    }

    private async Task AnswerAsync(HttpContext context, Func<StubCall, StubAnswer> answer)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var call = new StubCall(
            context.Request.Method, context.Request.Path.Value!,
            context.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString()),
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync());
        Calls.Enqueue(call);
        StubAnswer given;
        try
        {
            given = answer(call);
        }
        catch (Exception broken)
        {
            fault = broken;
            throw;
        }
        if (given.Lost)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = given.Status;
        if (given.Status == (int)HttpStatusCode.NoContent)
            return;
        context.Response.ContentType = given.ContentType;
        await context.Response.WriteAsync(given.Body);
    }
}

/// <summary>Waits end at once and move the time on; time-outs never come.</summary>
internal sealed class JumpingClock(DateTime start) : TimeProvider
{
    public static readonly TimeSpan Never = TimeSpan.FromDays(1);
    private readonly Lock gate = new();
    private DateTimeOffset now = new(start);

    /// <summary>How long was waited in all.</summary>
    public TimeSpan Waited { get; private set; }

    public DateTime Now
    {
        get
        {
            lock (gate)
                return now.UtcDateTime;
        }
    }

    public override DateTimeOffset GetUtcNow() => new(Now);

    public void Advance(TimeSpan by)
    {
        lock (gate)
            now += by;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer();
        if (dueTime < Never && dueTime >= TimeSpan.Zero)
        {
            lock (gate)
                (now, Waited) = (now + dueTime, Waited + dueTime);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }
        return timer;
    }

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
