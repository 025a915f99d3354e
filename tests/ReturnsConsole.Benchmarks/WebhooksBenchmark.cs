using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Sync.Inbox;

namespace ReturnsConsole.Benchmarks;

/// <summary>
/// 500 signed deliveries a second for a minute into the application as it is started, over loopback. Each goes out at its appointed time whether or not earlier ones were
/// answered, and its time counts from then: a stall shows. Then all are counted in the database and brought into the facts.
/// </summary>
public static class WebhooksBenchmark
{
    private const string Secret = "benchmark-secret";

    public static async Task RunAsync(string[] args)
    {
        var seconds = args is [var s, ..] ? int.Parse(s, System.Globalization.CultureInfo.InvariantCulture) : 60;
        const int perSecond = 500;
        var folder = Directory.CreateTempSubdirectory("returns-console-bench-").FullName;
        try
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "ReturnsConsole", ContentRootPath = folder, Args = [ConsoleApplication.WatchNoFiles] });
            builder.Configuration.AddInMemoryCollection([new("Storage:Folder", folder), new("Urls", "http://127.0.0.1:0"), new("Sync:Enabled", "false")]);
            builder.Logging.ClearProviders();
            await using var app = ConsoleApplication.Build(builder);
            if (await ConsoleApplication.StartAsync(app, TextWriter.Null, CancellationToken.None) is { } missing)
                throw new InvalidOperationException(missing);
            await AddPartnerAsync(app.Services);
            using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 200 }) { BaseAddress = new Uri(app.Urls.Single()) };
            // Once without measuring: code is compiled and connections are opened.
            await PushAsync(http, perSecond, 2, 10_000_000);
            var (times, answers) = await PushAsync(http, perSecond, seconds, 0);
            Array.Sort(times);
            var contexts = app.Services.GetRequiredService<IDbContextFactory<ConsoleContext>>();
            await using var db = await contexts.CreateDbContextAsync();
            var stored = await db.InboxMessages.CountAsync() - (2 * perSecond);
            var accepted = answers.GetValueOrDefault(HttpStatusCode.Accepted);
            Console.WriteLine($"webhooks: {times.Length:N0} deliveries at {perSecond}/s for {seconds} s: p50 {At(times, 0.5):F1} ms, p95 {At(times, 0.95):F1} ms, p99 {At(times, 0.99):F1} ms (at most 100), p99.9 {At(times, 0.999):F1} ms, slowest {times[^1]:F1} ms");
            Console.WriteLine($"webhooks: {accepted:N0} acknowledged, {stored:N0} stored, {accepted - stored:N0} lost (must be 0); other answers: {(answers.Keys.All(status => status == HttpStatusCode.Accepted) ? "none" : string.Join(", ", answers.Where(a => a.Key != HttpStatusCode.Accepted)))}");
            var clock = Stopwatch.StartNew();
            var processed = await app.Services.GetRequiredService<ProcessInbox>().RunAsync(CancellationToken.None);
            Console.WriteLine($"webhooks: {processed:N0} brought into the facts in {clock.Elapsed.TotalSeconds:F1} s ({processed / clock.Elapsed.TotalSeconds:N0}/s), {await db.ReturnItems.CountAsync():N0} return items");
            await app.StopAsync();
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];

    private static async Task<(double[] Times, Dictionary<HttpStatusCode, int> Answers)> PushAsync(HttpClient http, int perSecond, int seconds, int first)
    {
        var key = Encoding.UTF8.GetBytes(Secret);
        var sending = new List<Task<(double Ms, HttpStatusCode Status)>>(perSecond * seconds);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < perSecond * seconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond);
            while (clock.Elapsed < due)
                await Task.Delay(1);
            sending.Add(OneAsync(Body(first + i), due));
        }
        var done = await Task.WhenAll(sending);
        return ([.. done.Select(d => d.Ms)], done.GroupBy(d => d.Status).ToDictionary(g => g.Key, g => g.Count()));

        async Task<(double, HttpStatusCode)> OneAsync(byte[] body, TimeSpan due)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/webhooks/happy-returns/Bars") { Content = new ByteArrayContent(body) };
            request.Headers.TryAddWithoutValidation("X-Hr-Signature", Convert.ToHexString(HMACSHA256.HashData(key, body)));
            using var answer = await http.SendAsync(request);
            return ((clock.Elapsed - due).TotalMilliseconds, answer.StatusCode);
        }
    }

    private static byte[] Body(int number) => Encoding.UTF8.GetBytes(
        $$$"""{"event":"return_status_updated","typeID":"started","retailerID":"r","otherEvents":[],"items":[{"happyReturnsReturnID":"R{{{number}}}","happyReturnsItemID":"I{{{number}}}","happyReturnsExpressCode":"HRAB2B22","orderNumber":"SHOP-{{{number}}}","purchasedItemID":"line-{{{number}}}","sku":"TS-BLK-S","productName":"A black shirt in small, one of many of its kind","returnReason":"too_small","bagBarcode":"BAG{{{number}}}"}]}""");

    private static async Task AddPartnerAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync();
        var company = new Company { Name = "Northwind" };
        db.Companies.Add(company);
        await db.SaveChangesAsync();
        var account = new Account { CompanyId = company.Id, Name = "Bars" };
        db.Accounts.Add(account);
        await db.SaveChangesAsync();
        var saved = await services.GetRequiredService<SavePartner>().RunAsync(
            Actor.System, new PartnerDraft(0, 0, PartnerKind.HappyReturns, "Bars", account.Id, "http://127.0.0.1:9", "", new Dictionary<string, string> { ["RetailerId"] = "r" }, new Dictionary<string, string> { ["ApiKey"] = "k", ["WebhookSecret"] = Secret }),
            CancellationToken.None);
        if (!saved.Outcome.Succeeded)
            throw new InvalidOperationException(saved.Outcome.Message);
    }
}
