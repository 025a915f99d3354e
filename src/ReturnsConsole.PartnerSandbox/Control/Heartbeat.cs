using System.Security.Cryptography;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Control;

/// <summary>Lets the world live without being asked, and delivers its webhooks.</summary>
internal sealed class Heartbeat(SandboxWorld world, FaultSet faults, ILogger<Heartbeat> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(10) };

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // By the system's clock: a wall clock that tests turn by hand must not stop deliveries.
        using var timer = new PeriodicTimer(Beat);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var message in Disturbed(world.Do(world.Webhooks.TakeAll)))
                await DeliverAsync(message, stoppingToken);
        }
    }

    private List<WebhookMessage> Disturbed(List<WebhookMessage> messages)
    {
        var sent = new List<WebhookMessage>();
        foreach (var message in messages)
        {
            sent.Add(message);
            if (faults.Draw(message.Target.Kind, "webhook", kind => kind == FaultKind.DuplicateWebhook) is not null)
                sent.Add(message);
        }

        if (sent.Count > 1 && faults.Draw(sent[0].Target.Kind, "webhook", kind => kind == FaultKind.ReorderWebhooks) is not null)
            sent.Reverse();

        return sent;
    }

    /// <summary>Once: whether a partner repeats a webhook that was refused is not documented.</summary>
    private async Task DeliverAsync(WebhookMessage message, CancellationToken ct)
    {
        var (target, body) = message;
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation(target.Header, Convert.ToHexStringLower(HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(target.Secret), body)));
        try
        {
            using var answer = await _http.SendAsync(request, ct);
            if (!answer.IsSuccessStatusCode)
                log.LogWarning("Webhook {Kind}: {Url} answered {Status}", target.Kind, target.Url, (int)answer.StatusCode);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            log.LogWarning("Webhook {Kind}: {Url} could not be reached: {Reason}", target.Kind, target.Url, fault.Message);
        }
    }
}
