using System.Globalization;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared.Export;

namespace ReturnsConsole.Features.ReasonCodes.Files;

internal static class MappingEndpoints
{
    public const string ExportPath = "/reason-codes/export";

    public static void MapReasonCodes(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(ExportPath, [Needs(Permission.ViewFacts)] async (HttpContext http, ExportMappings export, TimeProvider clock) =>
        {
            int? number = int.TryParse(http.Request.Query["version"], CultureInfo.InvariantCulture, out var n) ? n : null;
            var xlsx = http.Request.Query["format"] == "xlsx";
            var answer = await export.RunAsync(http.User.ToActor(), number, http.RequestAborted);
            if (answer.Value is not { } table)
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                await PlainPage.WriteAsync(http, "Nothing to export", answer.Refusal ?? "");
                return;
            }
            using var file = new MemoryStream();
            if (xlsx)
                await XlsxExport.WriteAsync(table, file, http.RequestAborted);
            else
                await CsvExport.WriteAsync(table, file, http.RequestAborted);
            var name = string.Create(CultureInfo.InvariantCulture, $"{table.Name.ToLowerInvariant().Replace(' ', '-')}-{clock.GetUtcNow():yyyyMMdd}.{(xlsx ? "xlsx" : "csv")}");
            await Results.File(file.ToArray(), xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8", name).ExecuteAsync(http);
        });
}
