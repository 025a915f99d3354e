using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReturnsConsole.PartnerSandbox;
using Xunit;

namespace ReturnsConsole.Tests.Sync.Support;

/// <summary>The partner sandbox on a free port of loopback. Its wall clock and its virtual time are the shared clock: a console's wait moves the world.</summary>
public sealed class Sandbox : IAsyncDisposable
{
    public static readonly DateTime Start = new(2026, 9, 1, 8, 0, 0, DateTimeKind.Utc);
    private readonly WebApplication app;
    private readonly HttpClient http;

    private Sandbox(WebApplication app, SharedClock clock)
    {
        this.app = app;
        Clock = clock;
        Address = new Uri(app.Urls.First());
        http = new HttpClient { BaseAddress = Address };
    }

    public SharedClock Clock { get; }

    public Uri Address { get; }

    /// <param name="options">As on the sandbox's command line: "--Sandbox:PageSize=5".</param>
    public static async Task<Sandbox> StartAsync(SharedClock? clock = null, params string[] options)
    {
        clock ??= new SharedClock(Start);
        var builder = WebApplication.CreateBuilder(SandboxApplication.Arguments(
            ["--urls=http://127.0.0.1:0", "--seed=7", "--speed=1", $"--now={clock.Now:yyyy-MM-ddTHH:mm:ssZ}", ConsoleApplication.WatchNoFiles, .. options]));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        var app = SandboxApplication.Build(builder);
        await app.StartAsync();
        return new Sandbox(app, clock);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    /// <summary>Lets time pass, here and in every console on the same clock.</summary>
    public void Advance(TimeSpan by) => Clock.Advance(by);

    /// <param name="account">us, uk or de, for scenarios of one order.</param>
    public Task ScenarioAsync(string name, DateTime? start = null, int? orders = null, string account = "us", ulong? seed = null) => PostAsync("scenarios", new Dictionary<string, object?>
    {
        ["name"] = name,
        ["start"] = start?.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
        ["orders"] = orders,
        ["account"] = account,
        ["seed"] = seed,
    });

    /// <param name="partner">amazon, rebound, happyReturns, commercetools, or *.</param>
    /// <param name="operation">As the partner's contract calls it, or *.</param>
    /// <param name="milliseconds">For slow: how long the answer takes.</param>
    public Task FaultAsync(string kind, string partner = "*", string operation = "*", int count = 1, int? milliseconds = null, double? probability = null) => PostAsync("faults", new Dictionary<string, object?>
    {
        ["partner"] = partner,
        ["operation"] = operation,
        ["kind"] = kind,
        ["count"] = count,
        ["milliseconds"] = milliseconds,
        ["probability"] = probability,
    });

    /// <summary>How often the faults that are set have struck.</summary>
    public async Task<int> StruckAsync() => (await GetAsync("faults")).EnumerateArray().Sum(f => f.GetProperty("struck").GetInt32());

    public async Task ClearFaultsAsync()
    {
        using var answer = await http.DeleteAsync("/_sandbox/faults");
        Assert.True(answer.IsSuccessStatusCode);
    }

    /// <summary>Ends the access tokens that are out.</summary>
    public Task ExpireTokensAsync() => PostAsync("limits", new Dictionary<string, object?> { ["expireTokens"] = true });

    /// <summary>False lifts the partners' rates.</summary>
    public Task LimitsAsync(bool enabled) => PostAsync("limits", new Dictionary<string, object?> { ["enabled"] = enabled });

    /// <param name="kind">happyReturns or rebound.</param>
    public Task WebhookAsync(string kind, Uri url, string secret) => PostAsync("webhooks", new Dictionary<string, object?> { ["kind"] = kind, ["url"] = url.ToString(), ["secret"] = secret });

    public Task ResetAsync() => PostAsync("reset", []);

    /// <summary>Every effect that a partner carried out.</summary>
    public async Task<IReadOnlyList<JsonElement>> LedgerAsync() => [.. (await GetAsync("ledger")).EnumerateArray()];

    private Task<JsonElement> GetAsync(string path) => http.GetFromJsonAsync<JsonElement>($"/_sandbox/{path}");

    private async Task PostAsync(string path, Dictionary<string, object?> body)
    {
        using var answer = await http.PostAsJsonAsync($"/_sandbox/{path}", body.Where(b => b.Value is not null).ToDictionary());
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
