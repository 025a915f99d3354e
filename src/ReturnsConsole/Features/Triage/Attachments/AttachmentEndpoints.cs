using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Attachments;

/// <summary>Files of cases go up and come down by requests of their own. They come down as downloads only: nothing of them runs in the console's page.</summary>
internal static class AttachmentEndpoints
{
    public const string TokenPath = "/cases/attachment-token";

    public static string PathOf(int id) => $"cases/attachments/{id.ToString(CultureInfo.InvariantCulture)}";

    public static string UploadPathOf(long caseId) => $"/cases/{caseId.ToString(CultureInfo.InvariantCulture)}/attachments";

    public static void MapAttachments(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(TokenPath, [Needs(Permission.CommentOnCases)] (HttpContext http, IAntiforgery antiforgery) =>
        {
            var tokens = antiforgery.GetAndStoreTokens(http);
            return Results.Json(new { header = tokens.HeaderName, token = tokens.RequestToken });
        });
        endpoints.MapPost("/cases/{id:long}/attachments", [Needs(Permission.CommentOnCases)] (long id, HttpContext http, AttachToCase attach) => TakeAsync(id, http, attach));
        endpoints.MapGet("/cases/attachments/{id:int}", [Needs(Permission.ViewCases)] async (int id, HttpContext http, ShowAttachment show) =>
        {
            if (await show.RunAsync(http.User.ToActor(), id, http.RequestAborted) is not { } found)
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                await PlainPage.WriteAsync(http, "No such file", "The file is not there, or you do not see its case.");
                return;
            }
            http.Response.Headers.XContentTypeOptions = "nosniff";
            await Results.File(found.Content, found.File.ContentType, found.File.Name).ExecuteAsync(http);
        });
    }

    private static async Task<IResult> TakeAsync(long id, HttpContext http, AttachToCase attach)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = AttachToCase.MaxBytes + 1;
        if (!await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
            return Say(StatusCodes.Status400BadRequest, "The page was too old to send files from. Load it anew and attach the file again.");
        var name = http.Request.Query["name"].ToString();
        if (http.Request.ContentLength > AttachToCase.MaxBytes)
            return TooLarge(name);
        try
        {
            var outcome = await attach.RunAsync(http.User.ToActor(), id, name, http.Request.Body, http.RequestAborted);
            return Say(outcome.Kind switch
            {
                OutcomeKind.Done => StatusCodes.Status200OK,
                OutcomeKind.Forbidden => StatusCodes.Status403Forbidden,
                OutcomeKind.Conflict => StatusCodes.Status409Conflict,
                _ => StatusCodes.Status422UnprocessableEntity,
            }, outcome.Message);
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge(name);
        }
    }

    private static IResult TooLarge(string name) =>
        Say(StatusCodes.Status413PayloadTooLarge, $"{AttachToCase.NameOf(name)} is larger than {AttachToCase.MaxBytes / 1024 / 1024} MB. Send a smaller file, or a part of it.");

    private static IResult Say(int status, string message) => Results.Json(new { message }, statusCode: status);
}
