using System.Text.Json;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Rebound;

/// <summary>The legacy interface: always POST, JSON in the form field "request", path ends in /json.</summary>
internal static class ReboundRoutes
{
    public static void MapRebound(this IEndpointRouteBuilder app, SandboxWorld world, PartnerGate gate, ReboundDialect dialect)
    {
        var calls = new ReboundCalls(world);
        void Map(string method, Func<JsonElement, Answer> answer)
        {
            var operation = new Operation(dialect, method);
            app.MapPost($"/rebound/api/{method}/json", http => gate.ServeAsync(http, operation, call => answer(Request(call))));
        }

        Map("returns/search", calls.SearchReturns);
        Map("returns/get", calls.GetReturn);
        Map("returns/items", calls.GetItems);
        Map("returns/cancel", calls.CancelReturn);
        Map("tracking/get", calls.GetTracking);
        Map("tracking/get_by_date_range", request => calls.TrackingBetween(request, parcel => parcel.Track[^1].At));
        Map("tracking/get_by_date_added_range", request => calls.TrackingBetween(request, parcel => parcel.Added));
        Map("orders/get", calls.GetOrder);
        Map("orders/search", calls.SearchOrders);
        Map("orders/create", calls.CreateOrder);
        Map("orders/delete", calls.DeleteOrder);
        Map("check/available", _ => ReboundDialect.Success(new { available = "1" }));
        var unknown = new Operation(dialect, "unknown");
        app.MapPost("/rebound/api/{**rest}", http => gate.ServeAsync(http, unknown, _ => ReboundDialect.Error("unknown_call", "This call does not exist.")));
    }

    private static JsonElement Request(Call call)
    {
        if (call.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
            throw new BadCallException("The body must be application/x-www-form-urlencoded.");

        var text = call.Form().GetValueOrDefault("request");
        if (string.IsNullOrEmpty(text))
            throw new BadCallException("The field 'request' is empty.", "request_empty");

        try
        {
            return JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException)
        {
            throw new BadCallException("The field 'request' is not valid JSON.", "json_invalid");
        }
    }
}
