using System.Globalization;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Refunds.Board;

namespace ReturnsConsole.Features.Refunds.Screen;

internal static class RefundEndpoints
{
    /// <summary>The file of a document as it was sent. The use case asks for the right and notes who took it.</summary>
    public static void MapRefunds(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/refunds/batches/{id:int}/document", [Needs(Permission.Export)] async (HttpContext http, int id, BatchDetails details) =>
        {
            var answer = await details.DocumentAsync(http.User.ToActor(), id, http.RequestAborted);
            if (answer.Value is not { } document)
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                await PlainPage.WriteAsync(http, "Nothing to download", answer.Refusal ?? "");
                return;
            }
            await Results.File(document, "text/xml; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"refund-document-{id}.xml")).ExecuteAsync(http);
        });
}
