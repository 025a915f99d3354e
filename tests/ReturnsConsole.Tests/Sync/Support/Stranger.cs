using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ReturnsConsole.Tests.Sync.Support;

/// <summary>An https server whose certificate nobody trusts.</summary>
public sealed class Stranger : IAsyncDisposable
{
    private readonly WebApplication app;
    private int calls;

    private Stranger(WebApplication app) => this.app = app;

    /// <summary>Requests that came through in spite of the certificate.</summary>
    public int Calls => calls;

    public Uri Address => new(app.Urls.First());

    public static async Task<Stranger> StartAsync()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var stranger = new Stranger(builder.Build());
        stranger.app.Run(context =>
        {
            Interlocked.Increment(ref stranger.calls);
            return context.Response.WriteAsync("{}");
        });
        await stranger.app.StartAsync();
        return stranger;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
