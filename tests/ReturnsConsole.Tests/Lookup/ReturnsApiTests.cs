using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.ApiKeys;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Web;
using Xunit;

namespace ReturnsConsole.Tests.Lookup;

/// <summary>The help desk's way in, over HTTP.</summary>
public sealed class ReturnsApiTests(ReturnsApiTests.ApiHouse house) : IClassFixture<ReturnsApiTests.ApiHouse>
{
    private const string Order = "302-1111111-1111111";

    [Theory]
    [InlineData("orderId=302-1111111-1111111")]
    [InlineData("q=302%201111111%201111111")]
    [InlineData("q=R-77001")]
    public async Task Returns_KnownOrder_AnswersWithWordsAndFacts(string query)
    {
        using var response = await AskAsync(query, await KeyAsync(ApiScopes.ReadReturns, house.Mine));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var order = Assert.Single((await JsonAsync(response)).GetProperty("orders").EnumerateArray().ToList());
        Assert.Equal(Order, order.GetProperty("orderId").GetString());
        Assert.Equal("Parcel not sent yet", order.GetProperty("status").GetString());
        Assert.True(order.GetProperty("eligibility").GetProperty("isEstimate").GetBoolean());
        var item = Assert.Single(order.GetProperty("returns").EnumerateArray().ToList());
        Assert.Equal(("R-77001", "Waiting", "60.00", "EUR"), (item.GetProperty("rma").GetString(), item.GetProperty("goods").GetString(), item.GetProperty("refundExpected").GetString(), item.GetProperty("currency").GetString()));
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Returns_UnknownId_Is404ThatSaysWhoWasAsked()
    {
        using var response = await AskAsync("orderId=302-9999999-9999999", await KeyAsync(ApiScopes.ReadReturns, house.Mine));

        var problem = await ProblemAsync(response, HttpStatusCode.NotFound);
        Assert.Equal("302-9999999-9999999", problem.GetProperty("query").GetString());
        Assert.NotEmpty(problem.GetProperty("sources").EnumerateArray());
    }

    [Fact]
    public async Task Returns_OrderOfAnotherCompany_IsUnknown()
    {
        using var response = await AskAsync($"orderId={Order}", await KeyAsync(ApiScopes.ReadReturns, house.Other));

        await ProblemAsync(response, HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("orderId=")]
    [InlineData("q=hello")]
    [InlineData("q=1234567&orderId=302-1111111-1111111")]
    public async Task Returns_NothingToLookFor_Is400(string query)
    {
        using var response = await AskAsync(query, await KeyAsync(ApiScopes.ReadReturns, null));

        // A single word may be a code: it is looked for, and not found.
        await ProblemAsync(response, query == "q=hello" ? HttpStatusCode.NotFound : HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Returns_NoKeyWrongKeyAlteredKey_Are401AndSayNothingMore()
    {
        var key = await KeyAsync(ApiScopes.ReadReturns, null);
        foreach (var wrong in (string?[])[null, "nonsense", $"rc_aaaaaaaa_{new string('x', 43)}", key[..^1] + (key[^1] == 'A' ? 'B' : 'A')])
        {
            using var response = await AskAsync($"orderId={Order}", wrong);

            var problem = await ProblemAsync(response, HttpStatusCode.Unauthorized);
            Assert.DoesNotContain(Order, problem.GetRawText(), StringComparison.Ordinal);
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        }
    }

    [Fact]
    public async Task Returns_SignedInPersonWithoutKey_Is401()
    {
        using var browser = await house.SignedInAsync("root");
        using var response = await browser.GetAsync($"/api/v1/returns?orderId={Order}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Returns_KeyWithoutTheScope_Is403ThatNamesIt()
    {
        using var response = await AskAsync($"orderId={Order}", await KeyAsync(ApiScopes.ReadJournals, null));

        Assert.Contains("returns:read", (await ProblemAsync(response, HttpStatusCode.Forbidden)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Returns_RevokedKey_OpensNothingFromTheNextRequestOn()
    {
        var key = await KeyAsync(ApiScopes.ReadReturns, null);
        using var before = await AskAsync($"orderId={Order}", key);
        await using var db = house.Open();
        var kept = await db.ApiKeys.SingleAsync(k => key.StartsWith(k.Prefix));
        Assert.True((await house.Get<RevokeApiKey>().RunAsync(Actor.Terminal, kept.Id, "leaver", default)).Succeeded);

        using var after = await AskAsync($"orderId={Order}", key);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        await ProblemAsync(after, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Key_IsKeptAsItsHashOnly_AndItsUseIsNoted()
    {
        var key = await KeyAsync(ApiScopes.ReadReturns, null);
        using var response = await AskAsync($"orderId={Order}", key);
        await using var db = house.Open();

        var kept = await db.ApiKeys.SingleAsync(k => key.StartsWith(k.Prefix));

        Assert.NotNull(kept.LastUsedAt);
        Assert.DoesNotContain(key, JsonSerializer.Serialize(kept), StringComparison.Ordinal);
        Assert.DoesNotContain(key, JsonSerializer.Serialize(await db.AuditEntries.Where(e => e.SubjectKind == "api-key").ToListAsync()), StringComparison.Ordinal);
        Assert.Equal(64, kept.Hash.Length);
    }

    [Fact]
    public async Task Returns_TooManyWithOneKey_Is429WithAWait_AnotherKeyGoesOn()
    {
        var key = await KeyAsync(ApiScopes.ReadReturns, null);
        HttpResponseMessage? last = null;
        for (var i = 0; i <= ApiHouse.PerKey; i++)
        {
            last?.Dispose();
            last = await AskAsync($"orderId={Order}", key);
        }
        using var other = await AskAsync($"orderId={Order}", await KeyAsync(ApiScopes.ReadReturns, null));

        await ProblemAsync(last!, HttpStatusCode.TooManyRequests);
        Assert.NotNull(last!.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        last.Dispose();
    }

    [Fact]
    public async Task OpenApi_NamesTheCallAndItsKey_AndNoPage()
    {
        using var browser = house.Browser();
        using var response = await browser.GetAsync("/openapi/v1.json");
        var document = await JsonAsync(response);

        Assert.True(document.GetProperty("paths").TryGetProperty("/api/v1/returns", out var call));
        Assert.True(call.GetProperty("get").GetProperty("responses").TryGetProperty("404", out _));
        Assert.All(document.GetProperty("paths").EnumerateObject().ToList(), p => Assert.StartsWith("/api/v1/", p.Name, StringComparison.Ordinal));
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("key").GetProperty("scheme").GetString());
    }

    [Fact]
    public async Task Keys_MadeAndRevokedByAdministratorsOnly()
    {
        var fin = await house.PersonAsync("fin");

        Assert.Equal(OutcomeKind.Forbidden, (await house.Get<CreateApiKey>().RunAsync(fin, "desk", ApiScopes.ReadReturns, null, default)).Outcome.Kind);
        Assert.Equal(OutcomeKind.Forbidden, (await house.Get<RevokeApiKey>().RunAsync(fin, 1, "", default)).Kind);
        Assert.NotNull((await house.Get<ApiKeyList>().RunAsync(fin, default)).Refusal);
    }

    private Task<HttpResponseMessage> AskAsync(string query, string? key)
    {
        var browser = house.Browser();
        if (key is not null)
            browser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return browser.GetAsync($"/api/v1/returns?{query}");
    }

    private async Task<string> KeyAsync(ApiScopes scopes, int? company)
    {
        var made = await house.Get<CreateApiKey>().RunAsync(Actor.Terminal, "help desk", scopes, company, default);
        Assert.True(made.Outcome.Succeeded, made.Outcome.Message);
        return made.Key!;
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        return await JsonAsync(response);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.Clone();

    public sealed class ApiHouse : WebHouse, IAsyncLifetime
    {
        public const int PerKey = 8;

        public int Mine { get; private set; }

        public int Other { get; private set; }

        async Task IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await using var db = Open();
            var mine = new Company { Name = "Mine" };
            var other = new Company { Name = "Other" };
            db.Companies.AddRange(mine, other);
            await db.SaveChangesAsync();
            (Mine, Other) = (mine.Id, other.Id);
            var account = new Account { CompanyId = Mine, Name = "Amazon EU" };
            db.Accounts.AddRange(account, new Account { CompanyId = Other, Name = "Amazon US" });
            await db.SaveChangesAsync();
            var key = OrderKey.From(Order);
            db.OrderLines.Add(new OrderLine { AccountId = account.Id, OrderKey = key, OrderId = Order, Sku = "SCARF", Occurrence = 0, Quantity = 1, Currency = "EUR", Marketplace = "DE", ItemPrice = 6000 });
            db.ReturnItems.Add(new ReturnItem { AccountId = account.Id, OrderKey = key, OrderId = Order, Channel = ReturnChannel.MerchantFulfilled, NaturalKey = "R-77001/SCARF", RmaId = "R-77001", Sku = "SCARF", Quantity = 1, Currency = "EUR", Marketplace = "DE", RequestStatus = "Approved", Resolution = "StandardRefund" });
            await db.SaveChangesAsync();
        }

        public async Task<Actor> PersonAsync(string name)
        {
            var result = await Get<Features.Access.SigningIn.SignIn>().RunAsync(name, Password, "test", null, default);
            return new Actor(result.User!.Id, result.User.DisplayName, result.SessionId);
        }

        protected override void Configure(WebApplicationBuilder builder) =>
            builder.Configuration.AddInMemoryCollection([new("Api:RequestsPerMinutePerKey", PerKey.ToString(System.Globalization.CultureInfo.InvariantCulture)), new("Api:RequestsPerMinutePerAddress", "10000")]);
    }
}
