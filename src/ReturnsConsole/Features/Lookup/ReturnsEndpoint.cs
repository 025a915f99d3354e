using Microsoft.Extensions.Options;
using ReturnsConsole.Features.ApiKeys;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Lookup;

/// <summary>GET /api/v1/returns: the look-up for help desks.</summary>
public static class ReturnsEndpoint
{
    public const string Pattern = "/api/v1/returns";

    private const int MostOrders = 10;

    public static void MapReturns(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Pattern, FindAsync).AllowAnonymous().RequireRateLimiting(Components.RateLimits.Api)
            .WithName("FindReturns").WithTags("Returns").WithSummary("Where a return stands, and its money")
            .WithDescription("Give orderId (an Amazon order id or your own order number) or q (any identifier: return number, tracking number, express code, label or bag barcode, licence plate). The answer holds words that can be read to a customer, and the facts behind them. It needs an API key with the scope returns:read, as Authorization: Bearer.")
            .Produces<ReturnsDocument>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> FindAsync(string? orderId, string? q, HttpContext http, ApiKeyCheck keys, LookupReading reading, IOptions<ReconciliationSettings> rules, IOptions<LookupSettings> policy, TimeProvider clock)
    {
        var ct = http.RequestAborted;
        var (caller, refusal) = await keys.RunAsync(http, ApiScopes.ReadReturns, ct);
        if (caller is null)
            return refusal!;
        http.Response.Headers.CacheControl = "no-store";
        var text = string.IsNullOrWhiteSpace(orderId) ? q : orderId;
        if (string.IsNullOrWhiteSpace(text) || (!string.IsNullOrWhiteSpace(orderId) && !string.IsNullOrWhiteSpace(q)))
            return Results.Problem("Give either orderId or q.", statusCode: StatusCodes.Status400BadRequest, title: "What to look for is missing");
        var since = clock.GetTimestamp();
        var result = await reading.RunAsync(caller.Companies, text, null, TimeZoneInfo.Utc, since, ct);
        if (result.Term is null)
            return Results.Problem("Nothing in it looks like an identifier.", statusCode: StatusCodes.Status400BadRequest, title: "Not an identifier");
        var sources = result.Asked.Select(ReturnsDocuments.Of).ToList();
        if (result.IsNotFound)
        {
            return Results.Problem($"None of the connected systems has told of {result.Term.Value} yet.", statusCode: StatusCodes.Status404NotFound, title: "Not known here",
                extensions: new Dictionary<string, object?> { ["query"] = result.Term.Value, ["sources"] = sources });
        }
        var context = new LookupContext(result.AsOf, TimeZoneInfo.Utc, rules.Value, policy.Value);
        var orders = new List<OrderDocument>();
        if (result.Found is { } found)
            orders.Add(ReturnsDocuments.Of(found, context));
        foreach (var choice in result.Choices.Take(MostOrders))
        {
            if ((await reading.RunAsync(caller.Companies, text, choice.Pick.ToString(), TimeZoneInfo.Utc, since, ct)).Found is { } one)
                orders.Add(ReturnsDocuments.Of(one, context));
        }
        return Results.Ok(new ReturnsDocument(result.Term.Value, result.AsOf, orders, sources));
    }
}
