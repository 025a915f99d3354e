using System.Net;
using System.Net.WebSockets;
using Xunit;

namespace ReturnsConsole.Tests.Web;

public sealed class HostTests(WebHouse house) : IClassFixture<WebHouse>
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/health/ready")]
    [InlineData("/_framework/blazor.web.js")]
    [InlineData("/nothing-here")]
    public async Task EveryAnswer_CarriesTheSecurityHeaders(string path)
    {
        using var browser = house.Browser();
        using var response = await browser.GetAsync(path);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Contains("object-src 'none'", policy);
        Assert.Contains("base-uri 'self'", policy);
        Assert.DoesNotContain("unsafe-eval", policy);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Pages_AreNotKeptByTheBrowser()
    {
        using var browser = house.Browser();
        using var response = await browser.GetAsync("/sign-in");

        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain("style=", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_NotSignedIn_Answers(string path)
    {
        using var browser = house.Browser();
        using var response = await browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Healthy", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task Socket_FromAnotherSite_Refused(string? origin)
    {
        var cookies = new CookieContainer();
        using var browser = await house.SignedInAsync("root", cookies);

        Assert.Equal(HttpStatusCode.Forbidden, await ConnectAsync(cookies, origin));
    }

    [Fact]
    public async Task Socket_FromOurPage_Opens()
    {
        var cookies = new CookieContainer();
        using var browser = await house.SignedInAsync("root", cookies);

        Assert.Equal(HttpStatusCode.SwitchingProtocols, await ConnectAsync(cookies, house.Address.GetLeftPart(UriPartial.Authority)));
    }

    [Fact]
    public async Task Socket_NotSignedIn_Refused() =>
        Assert.Equal(HttpStatusCode.Unauthorized, await ConnectAsync(new CookieContainer(), house.Address.GetLeftPart(UriPartial.Authority)));

    [Fact]
    public async Task Negotiation_NotSignedIn_Refused()
    {
        using var browser = house.Browser();
        using var response = await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", null);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Post_FromAnotherSite_Refused()
    {
        using var browser = await house.SignedInAsync("root");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", "http://evil.example");
        using var response = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Assets_NotSignedIn_AreServed()
    {
        using var browser = house.Browser();
        using var response = await browser.GetAsync("/_framework/blazor.web.js");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<HttpStatusCode> ConnectAsync(CookieContainer cookies, string? origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.Cookies = cookies;
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(new Uri($"ws://{house.Address.Authority}/_blazor"), CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }
        return socket.HttpStatusCode;
    }
}
