using System.Text;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Features.Audit;

internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/audit/export", [Needs(Permission.ViewAudit)] async (HttpContext http, ExportAudit export, TimeProvider clock) =>
        {
            var refusal = await export.RunAsync(http.User.ToActor(), AuditAddress.Parse(http.Request.Query).Filter, () =>
            {
                http.Response.ContentType = "text/csv; charset=utf-8";
                http.Response.Headers.ContentDisposition = $"attachment; filename=\"audit-{clock.GetUtcNow():yyyyMMdd-HHmm}.csv\"";
                return new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            }, http.RequestAborted);
            if (refusal is not null)
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                await PlainPage.WriteAsync(http, "Not for your role", refusal);
            }
        });
}
