using System.Net;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Access.People;
using Xunit;

namespace ReturnsConsole.Tests.Web;

public sealed class SignInOverHttpTests(WebHouse house) : IClassFixture<WebHouse>
{
    [Fact]
    public async Task Page_NotSignedIn_LeadsToSignInAndBack()
    {
        using var browser = house.Browser();
        using var first = await browser.GetAsync("/users");
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2Fusers", first.Headers.Location!.PathAndQuery);

        using var signedIn = await WebHouse.SignInAsync(browser, "root", query: first.Headers.Location.Query);

        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Equal("/users", Target(signedIn));
        using var page = await browser.GetAsync("/users");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task SignIn_ReturnAddressElsewhere_StaysHere(string address)
    {
        using var browser = house.Browser();

        using var response = await WebHouse.SignInAsync(browser, "fin", query: "?returnUrl=" + Uri.EscapeDataString(address));

        Assert.Equal("/", Target(response));
    }

    [Fact]
    public async Task SignIn_WrongPasswordAndUnknownName_SameAnswer()
    {
        using var browser = house.Browser();
        using var wrong = await WebHouse.SignInAsync(browser, "root", "wrong");
        using var unknown = await WebHouse.SignInAsync(browser, "nobody-here", "wrong");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (wrong.StatusCode, unknown.StatusCode));
        Assert.Contains(Features.Access.SigningIn.SignInResult.Refusal, await wrong.Content.ReadAsStringAsync());
        Assert.Contains(Features.Access.SigningIn.SignInResult.Refusal, await unknown.Content.ReadAsStringAsync());
        Assert.DoesNotContain("returns-console=", string.Join(';', wrong.Headers.TryGetValues("Set-Cookie", out var set) ? set : []));
    }

    [Fact]
    public async Task SignIn_WithoutFormToken_Refused()
    {
        using var browser = house.Browser();

        using var response = await browser.PostAsync("/sign-in", new FormUrlEncodedContent([new("_handler", "sign-in"), new("Form.Name", "root"), new("Form.Password", WebHouse.Password)]));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.DoesNotContain("returns-console=", string.Join(';', response.Headers.TryGetValues("Set-Cookie", out var set) ? set : []));
    }

    [Fact]
    public async Task Cookie_HttpOnlySameSiteForTheSessionOnly()
    {
        using var browser = house.Browser();
        using var response = await WebHouse.SignInAsync(browser, "root");

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("returns-console=", StringComparison.Ordinal));

        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=lax", cookie);
        Assert.Contains("path=/", cookie);
        Assert.DoesNotContain("expires", cookie);
        Assert.DoesNotContain("domain", cookie);
    }

    [Fact]
    public async Task UsersPage_AsFinance_RefusedAndInTheTrail()
    {
        using var browser = await house.SignedInAsync("fin");

        using var response = await browser.GetAsync("/users");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.DoesNotContain("root", await response.Content.ReadAsStringAsync());
        await house.Get<Refusals>().WriteWaitingAsync(CancellationToken.None);
        for (var i = 0; i < 100; i++)
        {
            await using var db = house.Open();
            if (await db.AuditEntries.AnyAsync(e => e.Action == "access.refused" && e.ActorName == "Fin" && e.SubjectId == "ManageUsers"))
                return;
            await Task.Yield();
        }
        Assert.Fail("The refusal is not in the trail.");
    }

    [Fact]
    public async Task AuditExport_AsFinance_Refused()
    {
        using var browser = await house.SignedInAsync("fin");

        using var response = await browser.GetAsync("/audit/export");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task AuditExport_AsAdmin_IsCsvToSave()
    {
        using var browser = await house.SignedInAsync("root");

        using var response = await browser.GetAsync("/audit/export?action=user.created");

        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        var lines = (await response.Content.ReadAsStringAsync()).Split("\r\n");
        Assert.StartsWith("entry,at_utc,actor_id", lines[0].TrimStart('\ufeff'));
        Assert.All(lines[1..^1], line => Assert.Contains("user.created", line));
    }

    [Fact]
    public async Task SignOut_TheKeptCookie_OpensNothing()
    {
        var cookies = new CookieContainer();
        using var browser = await house.SignedInAsync("root", cookies);
        var kept = cookies.GetCookieHeader(house.Address);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-out");
        request.Headers.Add("Origin", house.Address.GetLeftPart(UriPartial.Authority));
        using var signedOut = await browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);

        using var thief = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = house.Address };
        thief.DefaultRequestHeaders.Add("Cookie", kept);
        using var response = await thief.GetAsync("/users");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData(null)]
    public async Task SignOut_FromAnotherSite_Refused(string? origin)
    {
        using var browser = await house.SignedInAsync("root");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-out");
        if (origin is not null)
            request.Headers.Add("Origin", origin);

        using var response = await browser.SendAsync(request);

        Assert.Contains(response.StatusCode, (HttpStatusCode[])[HttpStatusCode.Forbidden, HttpStatusCode.BadRequest]);
        using var still = await browser.GetAsync("/users");
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Fact]
    public async Task OneTimePassword_EveryPage_LeadsToItsChange()
    {
        var made = await house.Get<CreateUser>().RunAsync(Actor.Terminal, new NewUser("new", "New", Role.Admin, true, []), CancellationToken.None);
        using var browser = house.Browser();
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var signedIn = await WebHouse.SignInAsync(browser, "new", made.OneTimePassword!);
        Assert.Equal("/change-password", Target(signedIn));
        using var users = await browser.GetAsync("/users");
        Assert.Equal("/change-password", Target(users));

        using var changed = await WebHouse.PostFormAsync(browser, "/change-password", "change-password",
            ("Form.Current", made.OneTimePassword!), ("Form.Wanted", "quiet-harbour-lamp-3"), ("Form.Repeat", "quiet-harbour-lamp-3"));

        Assert.Equal("/", Target(changed));
        using var after = await browser.GetAsync("/users");
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task SetUp_OnceThereIsAUser_LeadsToSignIn()
    {
        using var browser = house.Browser();

        using var response = await browser.GetAsync("/setup");

        Assert.Equal("/sign-in", Target(response));
        Assert.Matches("enter this token: [2-9A-Y]{4}-[2-9A-Y]{4}-[2-9A-Y]{4}", house.Printed);
    }

    private static string? Target(HttpResponseMessage response) =>
        response.Headers.Location is { } to ? to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString : null;
}
