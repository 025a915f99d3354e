using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace ReturnsConsole.Connectors.Tests.Sandbox;

public sealed class WebhookTests
{
    private const string Secret = "a-make-believe-secret";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task HappyReturns_OfAReturn_AreSignedOverTheirBody()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await SandboxHost.StartAsync();
        await host.ControlAsync("webhooks", new { kind = "happyReturns", url = receiver.Address, secret = Secret });
        await host.ScenarioAsync("return bar");
        await host.AdvanceAsync("P40D");
        var events = new List<string>();
        while (!events.Contains("outbound_shipment"))
        {
            var (body, signature) = await receiver.NextAsync();
            Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body)), signature);
            events.Add(JsonDocument.Parse(body).RootElement.GetProperty("event").GetString()!);
        }

        Assert.Contains("return_status_updated", events);
        Assert.Contains("return_label_update", events);
    }

    [Fact]
    public async Task Rebound_Milestones_ComeInOrder_AndTwiceUnderTheFault()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await SandboxHost.StartAsync();
        await host.ControlAsync("webhooks", new { kind = "rebound", url = receiver.Address, secret = Secret, header = "X-Signature" });
        await host.FaultAsync(new { partner = "rebound", operation = "webhook", kind = "duplicateWebhook", count = 1 });
        await host.ScenarioAsync("refund due");
        await host.AdvanceAsync("P40D");
        var milestones = new List<string>();
        while (milestones.Count < 5)
            milestones.Add(JsonDocument.Parse((await receiver.NextAsync()).Body).RootElement.GetProperty("milestone").GetString()!);

        Assert.Equal(["registered", "registered", "carrierScanned", "receivedAtHub", "processed"], milestones);
    }

    [Fact]
    public async Task ReorderWebhooks_TurnsABatchAround()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = await SandboxHost.StartAsync();
        await host.ControlAsync("webhooks", new { kind = "rebound", url = receiver.Address, secret = Secret });
        await host.FaultAsync(new { partner = "rebound", operation = "webhook", kind = "reorderWebhooks", count = 1 });
        await host.ScenarioAsync("refund due");
        await host.AdvanceAsync("P40D");
        Assert.Equal("processed", JsonDocument.Parse((await receiver.NextAsync()).Body).RootElement.GetProperty("milestone").GetString());
    }

    /// <summary>Takes what is posted to it.</summary>
    private sealed class Receiver(WebApplication app, Channel<(byte[] Body, string Signature)> taken) : IAsyncDisposable
    {
        public string Address => app.Urls.First() + "/hook";

        public static async Task<Receiver> StartAsync()
        {
            var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
            builder.Logging.ClearProviders();
            var app = builder.Build();
            var taken = Channel.CreateUnbounded<(byte[], string)>();
            app.MapPost("/hook", async http =>
            {
                using var body = new MemoryStream();
                await http.Request.Body.CopyToAsync(body);
                var signature = http.Request.Headers["X-Hr-Signature"].ToString() + http.Request.Headers["X-Signature"];
                taken.Writer.TryWrite((body.ToArray(), signature));
                http.Response.StatusCode = 202;
            });
            await app.StartAsync();
            return new Receiver(app, taken);
        }

        public async Task<(byte[] Body, string Signature)> NextAsync()
        {
            using var patience = new CancellationTokenSource(Patience);
            return await taken.Reader.ReadAsync(patience.Token);
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
