using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Intake.Pictures;
using ReturnsConsole.Features.Intake.Weeks;
using ReturnsConsole.Shared;
using ReturnsConsole.Shared.Export;

namespace ReturnsConsole.Features.Intake;

internal static class IntakeEndpoints
{
    public const string PhotoPath = "/intake/photo";
    public const string TokenPath = "/intake/photo-token";

    public static void MapIntake(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(TokenPath, [Needs(Permission.AddReceipt)] (HttpContext http, IAntiforgery antiforgery) =>
        {
            var tokens = antiforgery.GetAndStoreTokens(http);
            return Results.Json(new { header = tokens.HeaderName, token = tokens.RequestToken });
        });
        endpoints.MapPost(PhotoPath, [Needs(Permission.AddReceipt)] (HttpContext http, TakePhoto take) => TakeAsync(http, take));
        endpoints.MapGet(PhotoPath + "/{id:guid}", [Needs(Permission.ViewFacts)] async (Guid id, HttpContext http, ShowPhoto show) =>
            await show.RunAsync(http.User.ToActor(), id, http.RequestAborted) is { } photo ? Results.Stream(photo.Content, photo.ContentType) : Results.NotFound());
        endpoints.MapGet("/intake/audit/export", [Needs(Permission.Export)] (HttpContext http, ExportIntakeAudit export, TimeProvider clock) => ExportAsync(http, export, clock));
    }

    private static async Task<IResult> TakeAsync(HttpContext http, TakePhoto take)
    {
        var limit = http.RequestServices.GetRequiredService<IOptions<IntakeOptions>>().Value.MaxPhotoBytes;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = limit + 1;
        if (!await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
            return Results.Json(new { message = "The page was too old to send pictures from. Load it anew and take the picture again." }, statusCode: StatusCodes.Status400BadRequest);
        try
        {
            var result = await take.RunAsync(http.User.ToActor(), http.Request.Body, http.RequestAborted);
            return Results.Json(new { message = result.Outcome.Message, id = result.Id }, statusCode: result.Outcome.Kind switch
            {
                OutcomeKind.Done => StatusCodes.Status200OK,
                OutcomeKind.Forbidden => StatusCodes.Status403Forbidden,
                _ => StatusCodes.Status422UnprocessableEntity,
            });
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Results.Json(new { message = $"The picture is larger than {limit / 1024 / 1024} MB. Take it with a smaller size." }, statusCode: StatusCodes.Status413PayloadTooLarge);
        }
    }

    private static async Task ExportAsync(HttpContext http, ExportIntakeAudit export, TimeProvider clock)
    {
        var query = http.Request.Query;
        DateOnly? week = DateOnly.TryParseExact(query["week"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        IntakeAuditSide? side = Enum.TryParse<IntakeAuditSide>(query["side"], ignoreCase: true, out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        var (table, refusal) = await export.RunAsync(http.User.ToActor(), week, side, http.RequestAborted);
        if (table is null)
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            await PlainPage.WriteAsync(http, "Not for your role", refusal!);
            return;
        }
        var xlsx = query["as"] == "xlsx";
        http.Response.ContentType = xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"intake-audit-{clock.GetUtcNow():yyyyMMdd-HHmm}.{(xlsx ? "xlsx" : "csv")}\"";
        if (!xlsx)
        {
            await CsvExport.WriteAsync(table, http.Response.Body, http.RequestAborted);
            return;
        }
        // A workbook is written back and forth: it waits on disk, not in memory.
        await using var book = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await XlsxExport.WriteAsync(table, book, http.RequestAborted);
        book.Position = 0;
        await book.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
