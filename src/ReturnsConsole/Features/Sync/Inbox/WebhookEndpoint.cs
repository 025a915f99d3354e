using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Webhooks;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Features.Sync.Inbox;

/// <summary>Where partners push: verified, stored, acknowledged, in this order; processed later. The sender learns nothing but yes or no.</summary>
internal static class WebhookEndpoint
{
    public const string Pattern = "/api/v1/webhooks/{kind}/{name}";

    /// <summary>How deliveries to nobody are verified.</summary>
    private static readonly WebhookScheme Nobody = WebhookScheme.Of(new PartnerConnection
    {
        Kind = PartnerKind.Rebound,
        Name = "nobody",
        BaseUrl = new Uri("https://localhost"),
        Secrets = new Dictionary<string, string> { ["WebhookSecret"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(32)) },
    });

    public static RouteHandlerBuilder MapWebhooks(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Pattern, ReceiveAsync).AllowAnonymous().DisableAntiforgery();

    private static async Task<IResult> ReceiveAsync(string kind, string name, HttpContext http, WebhookPartners partners, InboxWriter inbox, IOptions<SyncOptions> options, TimeProvider clock, ILoggerFactory logs)
    {
        var log = logs.CreateLogger("ReturnsConsole.Webhooks");
        var most = options.Value.WebhookMaxBytes;
        if (http.Request.ContentLength > most)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = most;
        if (await ReadAsync(http.Request, most) is not { } body)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        WebhookPartner? partner;
        try
        {
            partner = await partners.FindAsync(kind, name, http.RequestAborted);
        }
        catch (PartnerException wrong)
        {
            log.LogWarning("A delivery cannot be verified, the sender is asked to come again: {Why}", wrong.Message);
            return Later(http);
        }
        // Who guesses names gets the answer of who guesses signatures, after the same work.
        var verdict = WebhookSignatures.Verify(partner?.Scheme ?? Nobody, header => http.Request.Headers.TryGetValue(header, out var values) ? values.ToString() : null, body, clock.GetUtcNow().UtcDateTime);
        if (partner is null || !verdict.Accepted)
        {
            if (partner is not null)
                log.LogWarning("A delivery was refused: {Why}", verdict.Reason);
            return Results.Unauthorized();
        }
        try
        {
            await inbox.StoreAsync(partner.Id, WebhookDocuments.IdentityOf(partner.Kind, body), body, http.RequestAborted);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "A delivery of {Partner} could not be stored; the sender is asked to come again.", partner.Scheme.Account);
            return Later(http);
        }
        return Results.Accepted();
    }

    /// <summary>Not taken, and not the sender's fault.</summary>
    private static IResult Later(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "30";
        return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, int most)
    {
        using var body = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 4096, 65_536));
        var buffer = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            if (body.Length + read > most)
                return null;
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }
}
