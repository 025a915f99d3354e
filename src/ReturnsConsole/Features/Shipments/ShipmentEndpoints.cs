using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Shipments.Claims;
using ReturnsConsole.Shared.Export;

namespace ReturnsConsole.Features.Shipments;

internal static class ShipmentEndpoints
{
    public static void MapShipments(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/shipments/{id:int}/claim.csv", [Needs(Permission.Export)] (int id, HttpContext http, ExportClaim export) => WriteAsync(id, http, export, pdf: false));
        endpoints.MapGet("/shipments/{id:int}/claim.pdf", [Needs(Permission.Export)] (int id, HttpContext http, ExportClaim export) => WriteAsync(id, http, export, pdf: true));
    }

    private static async Task WriteAsync(int id, HttpContext http, ExportClaim export, bool pdf)
    {
        var answer = await export.RunAsync(http.User.ToActor(), id, pdf ? "pdf" : "csv", http.RequestAborted);
        if (answer.Value is not { } file)
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            await PlainPage.WriteAsync(http, "No claim file", answer.Refusal!);
            return;
        }
        var name = string.Concat(file.Shipment.Number.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));
        http.Response.ContentType = pdf ? "application/pdf" : "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"claim-{name}-{file.AsOf:yyyyMMdd-HHmm}.{(pdf ? "pdf" : "csv")}\"";
        if (pdf)
            await http.Response.Body.WriteAsync(ClaimPaper.Write(file), http.RequestAborted);
        else
            await CsvExport.WriteAsync(ClaimTable.Of(file), http.Response.Body, http.RequestAborted);
    }
}
