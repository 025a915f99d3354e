using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Triage.Attachments;
using ReturnsConsole.Features.Triage.Verbs;
using ReturnsConsole.Shared.Export;

namespace ReturnsConsole.Features.Triage;

/// <summary>The list that an address of the triage screen shows, as a file.</summary>
internal static class CaseExport
{
    public const string Path = "cases/export";

    public static void MapTriage(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAttachments();
        endpoints.MapGet("/" + Path, [Needs(Permission.Export)] async (HttpContext http, ExportTables tables, TimeProvider clock) =>
        {
            var (table, refusal) = await tables.ShownAsync(http.User.ToActor(), CaseLinks.Read(CaseLinks.Path + http.Request.QueryString), http.RequestAborted);
            if (table is null)
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                await PlainPage.WriteAsync(http, "Not for your role", refusal!);
                return;
            }
            var csv = http.Request.Query["format"] != "xlsx";
            http.Response.ContentType = csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"cases-{clock.GetUtcNow():yyyyMMdd-HHmm}.{(csv ? "csv" : "xlsx")}\"";
            if (csv)
            {
                await CsvExport.WriteAsync(table, http.Response.Body, http.RequestAborted);
                return;
            }
            // A workbook is a ZIP archive, which is written with seeks: into a file first.
            await using var file = new FileStream(System.IO.Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            await XlsxExport.WriteAsync(table, file, http.RequestAborted);
            file.Position = 0;
            await file.CopyToAsync(http.Response.Body, http.RequestAborted);
        });
    }
}
