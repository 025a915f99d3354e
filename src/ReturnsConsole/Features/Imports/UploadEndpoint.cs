using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports;

/// <summary>Files go up by their own POST and are streamed on; the circuit only hears how far they are.</summary>
internal static class UploadEndpoint
{
    public const string UploadPath = "/imports/upload";
    public const string TokenPath = "/imports/upload-token";

    public static void MapImports(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(TokenPath, [Needs(Permission.ImportFiles)] (HttpContext http, IAntiforgery antiforgery) =>
        {
            var tokens = antiforgery.GetAndStoreTokens(http);
            return Results.Json(new { header = tokens.HeaderName, token = tokens.RequestToken });
        });
        endpoints.MapPost(UploadPath, [Needs(Permission.ImportFiles)] (HttpContext http, ReceiveFile receive) => ReceiveAsync(http, receive));
        endpoints.MapGet("/imports/{id:int}/rejected", [Needs(Permission.ViewImports)] (int id, HttpContext http, RejectedRowsFile rejected) => RejectedAsync(id, http, rejected));
    }

    private static async Task<IResult> ReceiveAsync(HttpContext http, ReceiveFile receive)
    {
        var services = http.RequestServices;
        var limit = services.GetRequiredService<IOptions<UploadOptions>>().Value.MaxBytes;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = limit;
        if (!await services.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
            return Say(StatusCodes.Status400BadRequest, "The page was too old to send files from. Load it anew and drop the file again.");
        if (http.Request.ContentLength > limit)
            return TooLarge(limit);
        var name = http.Request.Query["name"].ToString();
        if (string.IsNullOrWhiteSpace(name))
            return Say(StatusCodes.Status400BadRequest, "The file has no name.");
        int? account = int.TryParse(http.Request.Query["account"], CultureInfo.InvariantCulture, out var id) ? id : null;
        try
        {
            var reception = await receive.RunAsync(http.User.ToActor(), account, name, http.Request.Body, http.RequestAborted);
            return Results.Json(
                new { message = reception.Outcome.Message, files = reception.Files.Select(f => new { id = f.FileId, name = f.Name, status = f.Status.ToString(), message = f.Message, sameAs = f.SameAs }) },
                statusCode: StatusOf(reception.Outcome.Kind));
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge(limit);
        }
    }

    private static int StatusOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Done => StatusCodes.Status200OK,
        OutcomeKind.Forbidden => StatusCodes.Status403Forbidden,
        OutcomeKind.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private static IResult TooLarge(long limit) =>
        Say(StatusCodes.Status413PayloadTooLarge, $"The file is larger than the {FileWords.Size(limit)} that a browser may send here. Pack it (.gz or .zip), or use the verb import on the server.");

    private static IResult Say(int status, string message) => Results.Json(new { message }, statusCode: status);

    private static async Task RejectedAsync(int id, HttpContext http, RejectedRowsFile rejected)
    {
        // The name is known when the rows are; until then they wait on disk, not in memory.
        await using var rows = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        var outcome = await rejected.RunAsync(http.User.ToActor(), id, rows, http.RequestAborted);
        if (!outcome.Succeeded)
        {
            http.Response.StatusCode = StatusOf(outcome.Kind);
            await PlainPage.WriteAsync(http, "No rejected rows", outcome.Message);
            return;
        }
        rows.Position = 0;
        await Results.File(rows, "text/plain; charset=utf-8", outcome.Message).ExecuteAsync(http);
    }
}
