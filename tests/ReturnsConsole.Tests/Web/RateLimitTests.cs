using System.Net;
using Xunit;

namespace ReturnsConsole.Tests.Web;

public sealed class RateLimitTests(WebHouse house) : IClassFixture<WebHouse>
{
    [Fact]
    public async Task SignIn_MoreTriesThanAllowed_AreTurnedAwayInWords()
    {
        using var browser = house.Browser();
        var answers = new List<HttpStatusCode>();
        HttpResponseMessage last = null!;
        for (var i = 0; i < 201; i++)
        {
            last = await browser.PostAsync("/sign-in", new FormUrlEncodedContent([]));
            answers.Add(last.StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, answers[..200]);
        Assert.Contains("Too many tries", await last.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/sign-in")).StatusCode);
    }
}
