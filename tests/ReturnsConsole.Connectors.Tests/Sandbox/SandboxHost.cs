using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReturnsConsole.Connectors.Tests.Contracts;
using ReturnsConsole.PartnerSandbox;

namespace ReturnsConsole.Connectors.Tests.Sandbox;

/// <summary>A sandbox on a free port whose virtual time stands still until it is told to go on.</summary>
internal sealed class SandboxHost : IAsyncDisposable
{
    public const string Start = "2026-10-01T00:00:00Z";
    private readonly WebApplication _app;

    private SandboxHost(WebApplication app, ContractCheckingHandler? contracts)
    {
        _app = app;
        var wire = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        if (contracts is not null)
            contracts.InnerHandler = wire;

        Http = new HttpClient(contracts ?? (HttpMessageHandler)wire) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public static Task<SandboxHost> StartAsync(TimeProvider? wall = null, params string[] options) => StartAsync(wall, null, options);

    /// <param name="contracts">Checks every call and answer.</param>
    public static async Task<SandboxHost> StartAsync(TimeProvider? wall, ContractCheckingHandler? contracts, string[] options)
    {
        var builder = WebApplication.CreateBuilder(SandboxApplication.Arguments(["--urls=http://127.0.0.1:0", "--seed=7", "--speed=0", $"--now={Start}", .. options]));
        builder.Logging.ClearProviders();
        if (wall is not null)
            builder.Services.AddSingleton(wall);

        var app = SandboxApplication.Build(builder);
        await app.StartAsync();
        return new SandboxHost(app, contracts);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    public Task AdvanceAsync(string duration) => ControlAsync("clock", new { advance = duration });

    public Task ScenarioAsync(string name) => ControlAsync("scenarios", new { name });

    public Task FaultAsync(object fault) => ControlAsync("faults", fault);

    public async Task ControlAsync(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync($"/_sandbox/{path}", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<JsonElement[]> LedgerAsync() => [.. (await Http.GetFromJsonAsync<JsonElement>("/_sandbox/ledger")).EnumerateArray()];

    public async Task<HttpResponseMessage> LoginAsync(string refreshToken) => await Http.PostAsync("/amazon/auth/o2/token", Form(
        ("grant_type", "refresh_token"), ("refresh_token", refreshToken), ("client_id", "sandbox-client"), ("client_secret", "sandbox-secret")));

    public async Task<string> TokenAsync(string account)
    {
        using var answer = await LoginAsync($"Atzr|{account}");
        return (await JsonAsync(answer)).GetProperty("access_token").GetString()!;
    }

    public async Task<HttpResponseMessage> AmazonAsync(string token, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, "/amazon" + path);
        request.Headers.Add("x-amz-access-token", token);
        request.Content = body is null ? null : JsonContent.Create(body);
        return await Http.SendAsync(request);
    }

    public async Task<JsonElement> AmazonJsonAsync(string token, HttpMethod method, string path, object? body = null)
    {
        using var answer = await AmazonAsync(token, method, path, body);
        return await JsonAsync(answer);
    }

    public async Task<JsonElement> ReboundAsync(string method, object request, string key = "sandbox-api-key")
    {
        using var answer = await Http.PostAsync($"/rebound/api/{method}/json", Form(("login", "sandbox-login"), ("api_key", key), ("request", JsonSerializer.Serialize(request))));
        return await JsonAsync(answer);
    }

    public async Task<string> ShopTokenAsync(string scope = "manage_project:sandbox-shop")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/commercetools/oauth/token") { Content = Form(("grant_type", "client_credentials"), ("scope", scope)) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("sandbox-ct-client:sandbox-ct-secret")));
        using var answer = await Http.SendAsync(request);
        return (await JsonAsync(answer)).GetProperty("access_token").GetString()!;
    }

    public async Task<(int Status, JsonElement Body)> ShopAsync(string token, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, "/commercetools/sandbox-shop" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await Http.SendAsync(request);
        return ((int)answer.StatusCode, await JsonAsync(answer));
    }

    /// <summary>The only order of an account after a scenario that placed one.</summary>
    public async Task<JsonElement> OnlyOrderAsync(string token)
    {
        var found = await AmazonJsonAsync(token, HttpMethod.Get, "/orders/2026-01-01/orders?createdAfter=2026-09-01T00:00:00Z&includedData=PROCEEDS,FULFILLMENT");
        return Assert.Single(found.GetProperty("orders").EnumerateArray());
    }

    /// <summary>Announces, uploads and hands in a document, then lets it be worked off.</summary>
    public async Task<JsonElement> FeedAsync(string token, string type, string document, string marketplace = "ATVPDKIKX0DER")
    {
        const string contentType = "text/xml; charset=UTF-8";
        var announced = await AmazonJsonAsync(token, HttpMethod.Post, "/feeds/2021-06-30/documents", new { contentType });
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(document));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var uploaded = await Http.PutAsync(announced.GetProperty("url").GetString(), content);
        Assert.True(uploaded.IsSuccessStatusCode, await uploaded.Content.ReadAsStringAsync());
        var created = await AmazonJsonAsync(
            token, HttpMethod.Post, "/feeds/2021-06-30/feeds", new { feedType = type, marketplaceIds = new[] { marketplace }, inputFeedDocumentId = announced.GetProperty("feedDocumentId").GetString() });
        await AdvanceAsync("PT10M");
        return await AmazonJsonAsync(token, HttpMethod.Get, $"/feeds/2021-06-30/feeds/{created.GetProperty("feedId").GetString()}");
    }

    public async Task<byte[]> FeedResultAsync(string token, JsonElement feed)
    {
        var described = await AmazonJsonAsync(token, HttpMethod.Get, $"/feeds/2021-06-30/documents/{feed.GetProperty("resultFeedDocumentId").GetString()}");
        return await Http.GetByteArrayAsync(described.GetProperty("url").GetString());
    }

    public static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.ToDictionary(field => field.Name, field => field.Value));

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync()).RootElement;
}
