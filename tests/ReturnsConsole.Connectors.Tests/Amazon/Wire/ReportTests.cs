using System.IO.Compression;
using System.Text;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Tests.Amazon.Wire;

public sealed class ReportTests : AmazonTests
{
    private const string Create = "POST /reports/2021-06-30/reports";
    private const string Report = "GET /reports/2021-06-30/reports/77";
    private const string Resolve = "GET /reports/2021-06-30/documents/doc";
    private const string List = "GET /reports/2021-06-30/reports";

    [Fact]
    public async Task Report_IsAskedFor_LookedAfter_AndFetchedWithItsCharset()
    {
        Host.On(Create, Give.Json(202, """{"reportId":"77"}"""));
        Host.On(Report, State("IN_QUEUE"), State("DONE", "doc"));
        Host.On(Resolve, Document("/documents/file"));
        Host.On("GET /documents/file", new Give(200, [0x53, 0x6B, 0x75, 0x09, 0xE9], "text/plain; charset=Cp1252"));
        var seller = Seller();

        var asked = await seller.PullAsync("returns", Window, Sink, default);
        Assert.False(asked.Complete);
        Assert.NotNull(asked.ComeBackIn);
        Assert.Equal("""{"reportType":"GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE","marketplaceIds":["A1PA6795UKMFR9"],"dataStartTime":"2026-05-01T00:00:00Z","dataEndTime":"2026-05-06T00:00:00Z"}""", Host.To(Create)[0].Text);
        var waiting = await seller.PullAsync("returns", Window with { Cursor = asked.Cursor }, Sink, default);
        Assert.False(waiting.Complete);
        Assert.Equal(asked.Cursor, waiting.Cursor);
        Assert.True((await seller.PullAsync("returns", Window with { Cursor = waiting.Cursor }, Sink, default)).Complete);

        var (name, content, charset) = Assert.Single(Sink.Reports);
        Assert.Equal("GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE 77.txt", name);
        Assert.Equal([0x53, 0x6B, 0x75, 0x09, 0xE9], content);
        Assert.Equal("Cp1252", charset);
        Assert.False(Host.To("GET /documents/file")[0].Headers.ContainsKey("x-amz-access-token"));
        Assert.Single(Host.To(Create));
        ContractKept("createReport", "getReport", "getReportDocument");
    }

    [Fact]
    public async Task Report_PackedByAmazon_IsUnpacked()
    {
        Host.On(Report, State("DONE", "doc"));
        Host.On(Resolve, Document("/documents/file", packed: true));
        Host.On("GET /documents/file", new Give(200, Gzip("order-id\tsku\n"), "text/plain"));
        Assert.True((await Seller().PullAsync("fba-returns", Window with { Cursor = Asked(0) }, Sink, default)).Complete);
        Assert.Equal("order-id\tsku\n", Encoding.UTF8.GetString(Sink.Reports[0].Content));
        Assert.Null(Sink.Reports[0].Charset);
    }

    [Fact]
    public async Task Report_PackedAndCut_IsFetchedOnceMore_AndThenRefused()
    {
        Host.On(Report, State("DONE", "doc"));
        Host.On(Resolve, Document("/documents/file", packed: true));
        Host.On("GET /documents/file", new Give(200, Gzip(new string('x', 50_000) + Guid.NewGuid())[..^12], "text/plain"));
        var cut = await Assert.ThrowsAsync<PartnerException>(() => Seller().PullAsync("returns", Window with { Cursor = Asked(0) }, Sink, default));
        Assert.Equal(PartnerFault.Broken, cut.Fault);
        Assert.Equal(2, Host.To("GET /documents/file").Count);
        Assert.Empty(Sink.Reports);
    }

    [Fact]
    public async Task Report_Cancelled_IsEmpty()
    {
        Host.On(Report, State("CANCELLED"));
        Assert.True((await Seller().PullAsync("returns", Window with { Cursor = Asked(0) }, Sink, default)).Complete);
        Assert.Empty(Sink.Reports);
    }

    [Fact]
    public async Task Report_Fatal_SaysAmazonsReason_AndIsAskedForAnew()
    {
        Host.On(Report, State("FATAL", "doc"));
        Host.On(Resolve, Document("/documents/file"));
        Host.On("GET /documents/file", new Give(200, "The date range is not supported."u8.ToArray(), "text/plain"));
        var fatal = await Assert.ThrowsAsync<PartnerException>(() => Seller().PullAsync("returns", Window with { Cursor = Asked(0) }, Sink, default));
        Assert.Equal(PartnerFault.Expired, fatal.Fault);
        Assert.Contains("The date range is not supported.", fatal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_ThatHasRunOut_IsAskedForAgainOnce()
    {
        Host.On(Report, State("DONE", "doc"));
        Host.On(Resolve, Document("/documents/old"), Document("/documents/new"));
        Host.On("GET /documents/old", new Give(403, "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"u8.ToArray(), "application/xml"));
        Host.On("GET /documents/new", new Give(200, "a\tb\n"u8.ToArray(), "text/plain"));
        Assert.True((await Seller().PullAsync("returns", Window with { Cursor = Asked(0) }, Sink, default)).Complete);
        Assert.Single(Sink.Reports);
        Assert.Equal(2, Host.To(Resolve).Count);
        Assert.Equal(1, Host.Tokens);
    }

    [Fact]
    public async Task Download_ThatBreaksOff_IsFetchedAgain()
    {
        Give whole = new(200, Encoding.UTF8.GetBytes(new string('x', 40_000)), "text/plain");
        Host.On(Report, State("DONE", "doc"));
        Host.On(Resolve, Document("/documents/file"));
        Host.On("GET /documents/file", whole with { Cut = true }, whole);
        Assert.True((await Seller().PullAsync("returns", Window with { Cursor = Asked(0) }, Sink, default)).Complete);
        Assert.Equal(40_000, Sink.Reports[0].Content.Length);
    }

    [Fact]
    public async Task Reports_OfSeveralMarketplaces_ComeOneAfterTheOther()
    {
        Host.On(Create, Give.Json(202, """{"reportId":"77"}"""));
        Host.On(Report, State("CANCELLED"));
        var seller = Seller(options: ("MarketplaceIds", "A1PA6795UKMFR9,A13V1IB3VIYZZH"));
        var first = await seller.PullAsync("returns", Window, Sink, default);
        var second = await seller.PullAsync("returns", Window with { Cursor = first.Cursor }, Sink, default);
        Assert.False(second.Complete);
        Assert.True((await seller.PullAsync("returns", Window with { Cursor = second.Cursor }, Sink, default)).Complete);
        Assert.Equal(["A1PA6795UKMFR9", "A13V1IB3VIYZZH"], Host.To(Create).Select(c => c.Text.Split('"')[7]));
    }

    [Fact]
    public async Task Settlements_AreListedNeverMade_OldestFirst_WithThePageTokenAlone()
    {
        Host.On(List, $$"""{"reports":[{{Made("2", "2026-05-03")}}],"nextToken":"more"}""", $$"""{"reports":[{{Made("1", "2026-05-02")}}]}""");
        foreach (var id in (string[])["1", "2"])
        {
            Host.On($"GET /reports/2021-06-30/documents/doc-{id}", Document($"/documents/{id}"));
            Host.On($"GET /documents/{id}", new Give(200, Encoding.UTF8.GetBytes($"settlement {id}"), "text/plain"));
        }
        Assert.True((await Seller().PullAsync("settlements", Window, Sink, default)).Complete);
        Assert.Equal(["settlement report 1.txt", "settlement report 2.txt"], Sink.Reports.Select(r => r.Name));
        Assert.Equal("?nextToken=more", Host.To(List)[1].Query);
        Assert.Equal("GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2", Host.To(List)[0].Asked("reportTypes"));
        Assert.Empty(Host.To(Create));
        ContractKept("getReports", "getReportDocument");
    }

    [Fact]
    public async Task Settlements_FromBeforeAmazonKeepsThem_AreAskedForFromWhereItDoes()
    {
        Host.On(List, """{"reports":[]}""");
        await Seller().PullAsync("settlements", new PullWindow(Clock.GetUtcNow().UtcDateTime.AddDays(-200), Clock.GetUtcNow().UtcDateTime), Sink, default);
        Assert.Equal("2026-03-03T13:00:00Z", Host.To(List)[0].Asked("createdSince"));
        Assert.Null(Host.To(List)[0].Asked("createdUntil"));
    }

    [Fact]
    public async Task Settlements_StoppedByTheRate_GoOnAfterTheLastOne()
    {
        Host.On(List, $$"""{"reports":[{{Made("2", "2026-05-03")}},{{Made("1", "2026-05-02")}}]}""");
        Host.On("GET /reports/2021-06-30/documents/doc-1", Document("/documents/1"));
        Host.On("GET /reports/2021-06-30/documents/doc-2", Give.Error(429, "QuotaExceeded"), Document("/documents/1"));
        Host.On("GET /documents/1", new Give(200, "settlement"u8.ToArray(), "text/plain"));
        var seller = Seller();
        var stopped = await seller.PullAsync("settlements", Window, Sink, default);
        Assert.False(stopped.Complete);
        Assert.Single(Sink.Reports);
        Clock.Advance(stopped.ComeBackIn!.Value);
        Assert.True((await seller.PullAsync("settlements", Window with { Cursor = stopped.Cursor }, Sink, default)).Complete);
        Assert.Equal(["settlement report 1.txt", "settlement report 2.txt"], Sink.Reports.Select(r => r.Name));
    }

    private static Give State(string status, string? document = null) =>
        $$"""{"reportId":"77","reportType":"GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE","createdTime":"2026-06-01T12:00:00Z","processingStatus":"{{status}}"{{(document is null ? "" : $",\"reportDocumentId\":\"{document}\"")}}}""";

    private static string Made(string id, string day) =>
        $$"""{"reportId":"{{id}}","reportType":"GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2","createdTime":"{{day}}T00:00:00+00:00","processingStatus":"DONE","reportDocumentId":"doc-{{id}}"}""";

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private string Asked(int marketplace) => $"{marketplace}~{Clock.GetUtcNow().Ticks}~77";

    private Give Document(string path, bool packed = false) =>
        $$"""{"reportDocumentId":"doc","url":"{{new Uri(Host.Address, path)}}"{{(packed ? ",\"compressionAlgorithm\":\"GZIP\"" : "")}}}""";
}
