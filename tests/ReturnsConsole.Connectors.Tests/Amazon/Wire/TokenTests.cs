using ReturnsConsole.Connectors.Amazon;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Tests.Amazon.Wire;

public sealed class TokenTests : AmazonTests
{
    private const string Transactions = "GET /finances/2024-06-19/transactions";
    private const string NoTransactions = """{"payload":{"transactions":[]}}""";

    [Fact]
    public async Task Token_IsKept_AndFetchedAnewShortlyBeforeItEnds()
    {
        Host.On(Transactions, NoTransactions);
        var seller = Seller();
        await seller.PullAsync("transactions", Window, Sink, default);
        Clock.Advance(TimeSpan.FromMinutes(54));
        await seller.PullAsync("transactions", Window, Sink, default);
        Assert.Equal(1, Host.Tokens);
        Clock.Advance(TimeSpan.FromMinutes(2));
        await seller.PullAsync("transactions", Window, Sink, default);
        Assert.Equal(2, Host.Tokens);
        Assert.Equal(["access-1", "access-1", "access-2"], Host.To(Transactions).Select(c => c.Headers["x-amz-access-token"]));
        ContractKept("listTransactions");
    }

    [Fact]
    public async Task Token_AskedForByManyAtOnce_IsFetchedOnce()
    {
        Host.On(Transactions, NoTransactions);
        var seller = Seller();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => seller.PullAsync("transactions", Window, Sink, default)));
        Assert.Equal(1, Host.Tokens);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Call_RefusedOnce_GetsAFreshTokenAndWorks(int status)
    {
        Host.On(Transactions, Give.Error(status, "Unauthorized"), NoTransactions);
        Assert.True((await Seller().PullAsync("transactions", Window, Sink, default)).Complete);
        Assert.Equal(["access-1", "access-2"], Host.To(Transactions).Select(c => c.Headers["x-amz-access-token"]));
    }

    [Fact]
    public async Task Call_RefusedAgain_GivesUpWithoutGoingOn()
    {
        Host.On(Transactions, Give.Error(403, "Unauthorized", "Access to requested resource is denied."));
        var refused = await Assert.ThrowsAsync<PartnerException>(() => Seller().PullAsync("transactions", Window, Sink, default));
        Assert.Equal(PartnerFault.AccessDenied, refused.Fault);
        Assert.Equal("request-1", refused.RequestId);
        Assert.Contains("role", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, Host.To(Transactions).Count);
        Assert.Equal(2, Host.Tokens);
    }

    [Theory]
    [InlineData("invalid_grant", "new refresh token")]
    [InlineData("unauthorized_client", "do not belong together")]
    [InlineData("invalid_client", "client secret is wrong")]
    public async Task Token_Refused_StopsInPlainWordsAndIsNotAskedForAgain(string code, string said)
    {
        Host.On("POST /auth/o2/token", Give.Json(400, $$"""{"error":"{{code}}","error_description":"no good: s3cret-client Atzr|s3cret-refresh"}"""));
        var seller = Seller();
        for (var i = 0; i < 3; i++)
        {
            var refused = await Assert.ThrowsAsync<PartnerException>(() => seller.PullAsync("transactions", Window, Sink, default));
            Assert.Equal(PartnerFault.AccessDenied, refused.Fault);
            Assert.Contains(said, refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", refused.ToString(), StringComparison.Ordinal);
        }
        Assert.Equal(1, Host.Tokens);
    }

    [Theory]
    [InlineData("/base")]
    [InlineData("/base/")]
    public async Task Address_WithAPathOfItsOwn_IsKept(string prefix)
    {
        Host.On("GET /base/finances/2024-06-19/transactions", NoTransactions);
        Host.On("POST /base/auth/o2/token", """{"access_token":"a","expires_in":3600}""");
        var seller = Seller(new Uri(Host.Address, prefix), new Uri(Host.Address, prefix));
        Assert.True((await seller.PullAsync("transactions", Window, Sink, default)).Complete);
    }

    [Fact]
    public async Task Clock_TenMinutesFast_AsksForNothingThatAmazonHasNotReached()
    {
        // The host's answers carry the real time, which this clock is ahead of.
        Use(new VirtualClock(TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(10)));
        Host.On(Transactions, NoTransactions);
        var seller = Seller();
        var now = Clock.GetUtcNow().UtcDateTime;
        await seller.PullAsync("transactions", new PullWindow(now.AddDays(-1), now.AddMinutes(-3)), Sink, default);
        await seller.PullAsync("transactions", new PullWindow(now.AddDays(-1), now.AddMinutes(-3)), Sink, default);
        var before = DateTime.Parse(Host.To(Transactions)[1].Asked("postedBefore")!, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime();
        Assert.True(before <= TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-2));
    }

    [Theory]
    [InlineData("na", "https://sellingpartnerapi-na.amazon.com/")]
    [InlineData("eu", "https://sellingpartnerapi-eu.amazon.com/")]
    [InlineData("fe", "https://sellingpartnerapi-fe.amazon.com/")]
    public void Region_DecidesAmazonsOwnAddress_AndNoOther(string region, string expected)
    {
        Assert.Equal(expected, SellingPartner.BaseUrlOf(Connection(AmazonSellerConnector.Describe.DefaultBaseUrl, null, ("Region", region))).ToString());
        Assert.Equal(Host.Address, SellingPartner.BaseUrlOf(Connection(null, null, ("Region", region))));
    }
}
