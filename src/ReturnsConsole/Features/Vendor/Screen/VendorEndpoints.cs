using System.Text;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Features.Vendor.Screen;

internal static class VendorEndpoints
{
    public static void MapVendor(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/vendor-returns/export", [Needs(Permission.Export)] async (HttpContext http, ExportVendorReturns export, TimeProvider clock) =>
        {
            var filter = VendorLinks.Read(http.Request.Query["show"], http.Request.Query["week"], http.Request.Query["q"]);
            var refusal = await export.RunAsync(http.User.ToActor(), filter, () =>
            {
                http.Response.ContentType = "text/csv; charset=utf-8";
                http.Response.Headers.ContentDisposition = $"attachment; filename=\"vendor-returns-{(filter.Week is { } week ? VendorFilter.NameOf(week) : clock.GetUtcNow().ToString("yyyyMMdd-HHmm", System.Globalization.CultureInfo.InvariantCulture))}.csv\"";
                return new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            }, http.RequestAborted);
            if (refusal is not null)
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                await PlainPage.WriteAsync(http, "Not for your role", refusal);
            }
        });
}
