using System.Text.Json;
using ReturnsConsole.Connectors.Rebound;
using ReturnsConsole.Connectors.Tests.Support;
using ReturnsConsole.Connectors.Wire;
using static ReturnsConsole.Connectors.Tests.Support.Documents;

namespace ReturnsConsole.Connectors.Tests.Rebound;

public sealed class ReboundConnectorTests
{
    private const string Empty = """{"error":{"code":"empty","message":["Nothing found"]}}""";

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task Returns_OfADay_AreSearchedAndReadOneByOne(string end)
    {
        await using var stub = await PlatformStub.StartAsync(call => call.Path switch
        {
            "/prefix/api/returns/search/json" => StubAnswer.Ok("""{"success":{"id":["10","9"]}}"""),
            "/prefix/api/returns/get/json" => StubAnswer.Ok($$$"""{"success":{"id":"{{{Request(call).GetProperty("return").GetProperty("id").GetString()}}}","label":"JVBERi0","item":[{"sku_code":"S","quantity":"1"}]}}"""),
            _ => new StubAnswer(404),
        });
        var kept = new KeptDocuments();

        var result = await Legacy(stub, "/prefix/api" + end).PullAsync("returns", Day(12), kept, CancellationToken.None);

        Assert.True(result.Complete);
        Assert.Equal(["9", "10"], kept.Read().PlatformReturns.Select(r => r.ReturnId));
        Assert.DoesNotContain(kept.All, d => d.Json.Contains("JVBERi0", StringComparison.Ordinal));
        var search = stub.Calls.First();
        Assert.Equal("POST", search.Method);
        Assert.StartsWith("application/x-www-form-urlencoded", search.Headers["Content-Type"], StringComparison.Ordinal);
        var form = Form(search);
        Assert.Equal(("shop&co", "key+1"), (form["login"], form["api_key"]));
        Assert.Equal("""{"filter":{"date_from":"2026/08/12","date_to":"2026/08/12"}}""", form["request"]);
        Assert.Equal("""{"return":{"id":"9","type":"id"}}""", Form(stub.Calls.ElementAt(1))["request"]);
    }

    [Fact]
    public async Task Returns_MoreThanOnePullHolds_GoOnFromTheCursor()
    {
        var ids = string.Join(',', Enumerable.Range(1, 650).Select(i => $"\"{i}\""));
        await using var stub = await PlatformStub.StartAsync(call => StubAnswer.Ok(call.Path.Contains("search", StringComparison.Ordinal)
            ? $$$"""{"success":{"id":[{{{ids}}}]}}"""
            : $$$"""{"success":{"id":"{{{Request(call).GetProperty("return").GetProperty("id").GetString()}}}","item":[{"sku_code":"S","quantity":"1"}]}}"""));
        var kept = new KeptDocuments();
        var connector = Legacy(stub);

        var pulls = 0;
        for (PullResult? result = null; result is not { Complete: true }; pulls++)
            result = await connector.PullAsync("returns", Day(12, result?.Cursor), kept, CancellationToken.None);

        Assert.Equal(3, pulls);
        Assert.Equal(Enumerable.Range(1, 650).Select(i => $"{i}"), kept.Read().PlatformReturns.Select(r => r.ReturnId));
        // 653 calls at 150 a minute: at least the time that many tokens take beyond the first burst.
        Assert.True(stub.Clock.Waited > TimeSpan.FromMinutes(4), $"{stub.Clock.Waited}");
    }

    [Theory]
    [InlineData("returns")]
    [InlineData("tracking")]
    [InlineData("orders")]
    public async Task Window_WithNothing_IsComplete(string stream)
    {
        await using var stub = await PlatformStub.StartAsync(_ => StubAnswer.Ok(Empty));
        var kept = new KeptDocuments();

        Assert.True((await Legacy(stub).PullAsync(stream, Day(12), kept, CancellationToken.None)).Complete);
        Assert.Empty(kept.All);
        Assert.Single(stub.Calls);
    }

    [Theory]
    [InlineData("access_denied", 200)]
    [InlineData("ip_blocked", 200)]
    [InlineData("login_empty", 200)]
    [InlineData("api_key_empty", 200)]
    [InlineData("anything", 401)]
    [InlineData("anything", 403)]
    public async Task Denial_StopsAfterOneCall(string code, int status)
    {
        await using var stub = await PlatformStub.StartAsync(_ => new StubAnswer(status, $$$"""{"error":{"code":"{{{code}}}","message":["no"]}}"""));

        var denied = await Assert.ThrowsAsync<PartnerException>(() => Legacy(stub).PullAsync("returns", Day(12), new KeptDocuments(), CancellationToken.None));

        Assert.Equal(PartnerFault.AccessDenied, denied.Fault);
        Assert.False(denied.IsPassing);
        Assert.DoesNotContain("key+1", denied.Message, StringComparison.Ordinal);
        Assert.Single(stub.Calls);
    }

    [Theory]
    [InlineData("""{"error":{"code":"internal","message":"x"}}""", PartnerFault.ServerError)]
    [InlineData("""{"error":{"code":"request_wrong","message":["a","b"]}}""", PartnerFault.Rejected)]
    [InlineData("<html>Sign in</html>", PartnerFault.UnexpectedAnswer)]
    [InlineData("""{"success":{"id":["1",""", PartnerFault.UnexpectedAnswer)]
    [InlineData("""{"ok":true}""", PartnerFault.UnexpectedAnswer)]
    [InlineData("""{"success":{"count":"3"}}""", PartnerFault.UnexpectedAnswer)]
    [InlineData("", PartnerFault.UnexpectedAnswer)]
    public async Task WrongAnswer_IsNamed(string body, PartnerFault fault)
    {
        await using var stub = await PlatformStub.StartAsync(_ => StubAnswer.Ok(body));

        var wrong = await Assert.ThrowsAsync<PartnerException>(() => Legacy(stub).PullAsync("returns", Day(12), new KeptDocuments(), CancellationToken.None));

        Assert.Equal(fault, wrong.Fault);
        Assert.Contains("Rebound UK", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("returns/search", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerError_ThatPasses_IsNotSeen()
    {
        var failures = 2;
        await using var stub = await PlatformStub.StartAsync(_ => failures-- > 0 ? new StubAnswer(503) : StubAnswer.Ok(Empty));

        Assert.True((await Legacy(stub).PullAsync("returns", Day(12), new KeptDocuments(), CancellationToken.None)).Complete);
        Assert.Equal(3, stub.Calls.Count);
    }

    [Fact]
    public async Task Tracking_AsCodes_IsReadOneByOne()
    {
        await using var stub = await PlatformStub.StartAsync(call => StubAnswer.Ok(call.Path.EndsWith("get_by_date_range/json", StringComparison.Ordinal)
            ? """{"success":{"tracking_code":["T1"]}}"""
            : """{"success":{"order_reference":"302-1","track":[{"dt":"2026-08-12 10:00:00","status":"Entered Our Network","location":"x"}]}}"""));
        var kept = new KeptDocuments();

        await Legacy(stub).PullAsync("tracking", Day(12), kept, CancellationToken.None);

        var row = Assert.Single(kept.Read().PlatformReturns);
        Assert.Equal(("T1", true, At(12, 10)), (row.TrackingId, row.WholeParcel, row.FirstScanUtc));
    }

    [Theory]
    [InlineData("""{"error":{"code":"empty"}}""", true, "")]
    [InlineData("""{"error":{"code":"access_denied","message":"x"}}""", false, "block")]
    [InlineData("<html>", false, "something else")]
    public async Task Test_SaysWhatWasFound(string body, bool works, string advice)
    {
        await using var stub = await PlatformStub.StartAsync(_ => StubAnswer.Ok(body));

        var answer = await Legacy(stub).TestAsync(CancellationToken.None);

        Assert.Equal(works, answer.Works);
        Assert.Contains(advice, answer.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("key+1", answer.Called + answer.Said + answer.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_WithoutKey_AsksForIt()
    {
        await using var stub = await PlatformStub.StartAsync(_ => StubAnswer.Ok(Empty));

        var answer = await new ReboundConnector(Connection(stub, "") with { Secrets = new Dictionary<string, string>() }, stub.World()).TestAsync(CancellationToken.None);

        Assert.False(answer.Works);
        Assert.Contains("ApiKey", answer.Said, StringComparison.Ordinal);
        Assert.Empty(stub.Calls);
    }

    [Fact]
    public async Task Headless_WithoutPath_IsMisconfiguredInWords()
    {
        await using var stub = await PlatformStub.StartAsync(_ => new StubAnswer(500));

        var wrong = await Assert.ThrowsAsync<PartnerException>(() => Headless(stub, "").PullAsync("returns", Day(12, null, "302-1"), new KeptDocuments(), CancellationToken.None));

        Assert.Equal(PartnerFault.Misconfigured, wrong.Fault);
        Assert.Contains("path of the return orders", wrong.Message, StringComparison.Ordinal);
        Assert.Empty(stub.Calls);
    }

    [Fact]
    public async Task Headless_TokenThatRanOut_IsReplacedOnce()
    {
        var tokens = 0;
        await using var stub = await PlatformStub.StartAsync(call => call.Path switch
        {
            "/token" => StubAnswer.Ok($$"""{"access_token":"T{{++tokens}}","expires_in":3600}"""),
            _ when call.Headers["Authorization"] != "Bearer T2" => new StubAnswer(401),
            _ => StubAnswer.Ok("""[{"id":"R1","order_reference":"302-1","item":[{"sku_code":"S","quantity":"1"}]}]"""),
        });
        var kept = new KeptDocuments();

        await Headless(stub, "v2/returns?order={orderNumber}").PullAsync("returns", Day(12, null, "302-1"), kept, CancellationToken.None);

        Assert.Equal("R1", Assert.Single(kept.Read().PlatformReturns).ReturnId);
        Assert.Equal(["/token", "/v2/returns", "/token", "/v2/returns"], stub.Calls.Select(c => c.Path));
        Assert.Equal(("302-1", "flow"), (stub.Calls.Last().Query["order"], stub.Calls.Last().Headers["X-Flow"]));
        Assert.Equal("Basic " + Convert.ToBase64String("id:secret"u8), stub.Calls.First().Headers["Authorization"]);
    }

    [Fact]
    public async Task Send_OfAnything_IsRefused()
    {
        await using var stub = await PlatformStub.StartAsync(_ => new StubAnswer(500));

        Assert.Equal(SendResult.Refused, (await Legacy(stub).SendAsync(new StockIncreaseMessage("S", 1, null), "k", CancellationToken.None)).Result);
        Assert.Empty(stub.Calls);
    }

    private static ReboundConnector Legacy(PlatformStub stub, string path = "") => new(Connection(stub, path), stub.World());

    private static PartnerConnection Connection(PlatformStub stub, string path) => new()
    {
        Kind = PartnerKind.Rebound,
        Name = "Rebound UK",
        BaseUrl = new Uri(stub.Address + path),
        Options = new Dictionary<string, string> { ["Login"] = "shop&co" },
        Secrets = new Dictionary<string, string> { ["ApiKey"] = "key+1" },
    };

    private static ReboundConnector Headless(PlatformStub stub, string path) => new(
        new PartnerConnection
        {
            Kind = PartnerKind.Rebound,
            Name = "Rebound UK",
            BaseUrl = new Uri(stub.Address),
            TokenUrl = new Uri(stub.Address + "/token"),
            Options = new Dictionary<string, string> { ["Generation"] = "headless", ["ClientId"] = "id", ["ReturnsPath"] = path, ["FlowKeyHeader"] = "X-Flow" },
            Secrets = new Dictionary<string, string> { ["ClientSecret"] = "secret", ["FlowKey"] = "flow" },
        }, stub.World());

    private static Dictionary<string, string> Form(StubCall call) => call.Body.Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));

    private static JsonElement Request(StubCall call) => JsonElement.Parse(Form(call)["request"]);
}
