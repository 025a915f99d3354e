using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Webhooks;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Features.Sync.Inbox;

/// <summary>Where partners push: verified, stored, acknowledged, in this order; processed later. The sender learns nothing but yes or no.</summary>
internal static class WebhookEndpoint
{
    public const string Pattern = "/api/v1/webhooks/{kind}/{name}";

    public static void MapWebhooks(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Pattern, ReceiveAsync).AllowAnonymous().DisableAntiforgery();

    private static async Task<IResult> ReceiveAsync(string kind, string name, HttpContext http, WebhookPartners partners, InboxWriter inbox, IOptions<SyncOptions> options, TimeProvider clock, ILoggerFactory logs)
    {
        var log = logs.CreateLogger("ReturnsConsole.Webhooks");
        var most = options.Value.WebhookMaxBytes;
        if (http.Request.ContentLength > most)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = most;
        WebhookPartner? partner;
        try
        {
            partner = await partners.FindAsync(kind, name, http.RequestAborted);
        }
        catch (PartnerException wrong)
        {
            log.LogWarning("A delivery to {Name} cannot be verified: {Why}", name, wrong.Message);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        if (partner is null)
            return Results.NotFound();
        var body = await ReadAsync(http.Request, most);
        if (body is null)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var verdict = WebhookSignatures.Verify(partner.Scheme, header => http.Request.Headers.TryGetValue(header, out var values) ? values.ToString() : null, body, clock.GetUtcNow().UtcDateTime);
        if (!verdict.Accepted)
        {
            log.LogWarning("A delivery was refused: {Why}", verdict.Reason);
            return Results.Unauthorized();
        }
        await inbox.StoreAsync(partner.Id, WebhookDocuments.IdentityOf(partner.Kind, body), body, http.RequestAborted);
        return Results.Accepted();
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, int most)
    {
        using var body = new MemoryStream(request.ContentLength is { } length ? (int)length : 4096);
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
