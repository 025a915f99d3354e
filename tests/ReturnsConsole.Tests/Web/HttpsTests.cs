using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Xunit;

namespace ReturnsConsole.Tests.Web;

public sealed class HttpsTests(SecureWebHouse house) : IClassFixture<SecureWebHouse>
{
    [Fact]
    public async Task Cookie_OverHttps_IsBoundToTheHostAndSecure()
    {
        using var browser = house.Browser();
        using var response = await WebHouse.SignInAsync(browser, "root");

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), c => c.Contains("returns-console=", StringComparison.Ordinal));

        Assert.StartsWith("__Host-returns-console=", cookie);
        Assert.Contains("secure", cookie);
        Assert.Contains("path=/;", cookie);
        using var page = await browser.GetAsync("/users");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }
}

/// <summary>The same console behind a certificate made for the moment.</summary>
public sealed class SecureWebHouse : WebHouse
{
    protected override void Configure(WebApplicationBuilder builder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(made)));
    }
}
