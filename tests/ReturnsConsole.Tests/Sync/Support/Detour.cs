using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace ReturnsConsole.Tests.Sync.Support;

/// <summary>Stands before the sandbox and changes its JSON: real answers with something odd in them.</summary>
public sealed class Detour : IAsyncDisposable
{
    private static readonly string[] NotPassedOn = ["Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection"];
    private readonly WebApplication app;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Sandbox sandbox;
    private readonly Func<string, string, string> alter;

    private Detour(WebApplication app, Sandbox sandbox, Func<string, string, string> alter) => (this.app, this.sandbox, this.alter) = (app, sandbox, alter);

    public Uri Address => new(app.Urls.First());

    /// <param name="alter">Gets path and JSON, gives other JSON.</param>
    public static async Task<Detour> StartAsync(Sandbox sandbox, Func<string, string, string> alter)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var detour = new Detour(builder.Build(), sandbox, alter);
        detour.app.Run(detour.PassAsync);
        await detour.app.StartAsync();
        return detour;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    private async Task PassAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(sandbox.Address, target));
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body.ToArray());
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }
        foreach (var header in context.Request.Headers.Where(h => !NotPassedOn.Contains(h.Key, StringComparer.OrdinalIgnoreCase)))
            request.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
        using var answer = await http.SendAsync(request);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (answer.Content.Headers.ContentType?.MediaType == "application/json")
            bytes = Encoding.UTF8.GetBytes(alter(target, Encoding.UTF8.GetString(bytes)));
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        foreach (var header in answer.Headers.Where(h => !NotPassedOn.Contains(h.Key, StringComparer.OrdinalIgnoreCase)))
            context.Response.Headers[header.Key] = header.Value.ToArray();
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes);
    }
}
