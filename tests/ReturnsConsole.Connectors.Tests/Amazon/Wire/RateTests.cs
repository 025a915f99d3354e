using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Tests.Amazon.Wire;

public sealed class RateTests : AmazonTests
{
    private const string Transactions = "GET /finances/2024-06-19/transactions";
    private const string NoTransactions = """{"payload":{"transactions":[]}}""";

    [Fact]
    public async Task Refusal429_WaitsForTheBucketsNextToken()
    {
        Host.On(Transactions, Give.Error(429, "QuotaExceeded", "You exceeded your quota for the requested resource."), NoTransactions);
        var wait = Clock.NextWait(TimeSpan.FromSeconds(20));
        var pull = Seller().PullAsync("transactions", Window, Sink, default);
        AssertTokenOf(2, await wait);
        Assert.Single(Host.To(Transactions));
        Clock.Advance(await wait);
        Assert.True((await pull).Complete);
        Assert.Equal(2, Host.To(Transactions).Count);
        ContractKept("listTransactions");
    }

    [Fact]
    public async Task Rate_ThatAnAnswerTells_IsKeptFromThenOn()
    {
        Host.On(Transactions, (Give)NoTransactions with { Headers = new() { ["x-amzn-RateLimit-Limit"] = "0.1" } }, Give.Error(429, "QuotaExceeded"), NoTransactions);
        var seller = Seller();
        await seller.PullAsync("transactions", Window, Sink, default);
        var wait = Clock.NextWait(TimeSpan.FromSeconds(20));
        var pull = seller.PullAsync("transactions", Window, Sink, default);
        AssertTokenOf(10, await wait);
        Clock.Advance(await wait);
        Assert.True((await pull).Complete);
    }

    [Fact]
    public async Task Wait_ThatIsLong_IsComingBackWithTheSamePage()
    {
        Host.On("GET /orders/2026-01-01/orders", Page("next", "1"), Give.Error(429, "QuotaExceeded"), Page(null, "2"));
        var seller = Seller();
        var stopped = await seller.PullAsync("orders", Window, Sink, default);
        Assert.False(stopped.Complete);
        AssertTokenOf(1 / 0.0056, stopped.ComeBackIn!.Value);
        Clock.Advance(stopped.ComeBackIn.Value);
        var done = await seller.PullAsync("orders", Window with { Cursor = stopped.Cursor }, Sink, default);
        Assert.True(done.Complete);
        Assert.Equal([null, "next", "next"], Host.To("GET /orders/2026-01-01/orders").Select(c => c.Asked("paginationToken")));
        Assert.Equal(2, Sink.Documents.Count);

        static Give Page(string? next, string id) =>
            $$"""{"orders":[{"orderId":"{{id}}","createdTime":"2026-05-01T00:00:00Z","lastUpdatedTime":"2026-05-01T00:00:00Z","salesChannel":{"channelName":"AMAZON"},"orderItems":[]}]{{(next is null ? "" : $$""","pagination":{"nextToken":"{{next}}"}""")}}}""";
    }

    /// <summary>Never sooner than the token, and hardly later: 98 % of the rate is to be used.</summary>
    private static void AssertTokenOf(double seconds, TimeSpan wait) => Assert.InRange(wait.TotalSeconds, seconds, seconds / 0.98);
}
