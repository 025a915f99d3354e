using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Tests.Amazon.Wire;

/// <summary>A call that came in, as it came.</summary>
internal sealed record Came(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? Asked(string name) => Query.TrimStart('?').Split('&').Select(p => p.Split('=', 2)).Where(p => p[0] == name).Select(p => Uri.UnescapeDataString(p[1])).FirstOrDefault();
}

/// <summary>An answer to give.</summary>
internal sealed record Give(int Status, byte[] Body, string ContentType = "application/json")
{
    public Dictionary<string, string> Headers { get; init; } = new() { ["x-amzn-RequestId"] = "request-1" };

    /// <summary>Break the connection off after half of the body.</summary>
    public bool Cut { get; init; }

    /// <summary>Take the request and answer nothing.</summary>
    public bool Drop { get; init; }

    public static implicit operator Give(string json) => new(200, Encoding.UTF8.GetBytes(json));

    public static Give Json(int status, string json) => new(status, Encoding.UTF8.GetBytes(json));

    public static Give Error(int status, string code, string message = "said Amazon") => Json(status, $$"""{"errors":[{"code":"{{code}}","message":"{{message}}","details":""}]}""");
}

/// <summary>Stands in for Amazon on a free port: answers each call from the answers that a test lays out, the last one again and again.</summary>
internal sealed class AmazonHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Func<Came, Give>> answers = new();

    private AmazonHost(WebApplication app) => this.app = app;

    public ConcurrentQueue<Came> Calls { get; } = [];

    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>Access tokens given out, in their order: "access-1", …</summary>
    public int Tokens => Calls.Count(c => c.Path == "/auth/o2/token");

    public static async Task<AmazonHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = new AmazonHost(builder.Build());
        host.app.Run(host.AnswerAsync);
        await host.app.StartAsync();
        host.Address = new Uri(host.app.Urls.First());
        host.On("POST /auth/o2/token", _ => $$"""{"access_token":"access-{{host.Tokens}}","token_type":"bearer","expires_in":3600}""");
        return host;
    }

    public void On(string call, Func<Came, Give> answer) => answers[call] = answer;

    public void On(string call, params Give[] inOrder)
    {
        var at = -1;
        On(call, _ => inOrder[Math.Min(Interlocked.Increment(ref at), inOrder.Length - 1)]);
    }

    public IReadOnlyList<Came> To(string call) => [.. Calls.Where(c => $"{c.Method} {c.Path}" == call)];

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var raw = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var path = raw.Split('?')[0];
        var came = new Came(context.Request.Method, path, context.Request.QueryString.Value ?? "", context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray());
        Calls.Enqueue(came);
        var give = answers.TryGetValue($"{came.Method} {came.Path}", out var answer) ? answer(came) : Give.Error(404, "NotFound", $"no answer laid out for {came.Method} {came.Path}");
        if (give.Drop)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = give.Status;
        context.Response.ContentType = give.ContentType;
        foreach (var (name, value) in give.Headers)
            context.Response.Headers[name] = value;
        context.Response.ContentLength = give.Body.Length;
        await context.Response.Body.WriteAsync(give.Cut ? give.Body.AsMemory(0, give.Body.Length / 2) : give.Body);
        await context.Response.Body.FlushAsync();
        if (give.Cut)
            context.Abort();
    }
}

/// <summary>Keeps what a connector hands out.</summary>
internal sealed class PayloadSink : IPayloadSink
{
    public List<(string Name, byte[] Content, string? Charset)> Reports { get; } = [];

    public List<(string Payload, string Json)> Documents { get; } = [];

    public async Task ReportAsync(string name, Stream content, string? charset, CancellationToken ct)
    {
        using var kept = new MemoryStream();
        await content.CopyToAsync(kept, ct);
        Reports.Add((name, kept.ToArray(), charset));
    }

    public ValueTask DocumentAsync(string payload, ReadOnlyMemory<byte> json, CancellationToken ct)
    {
        Documents.Add((payload, Encoding.UTF8.GetString(json.Span)));
        return ValueTask.CompletedTask;
    }
}
