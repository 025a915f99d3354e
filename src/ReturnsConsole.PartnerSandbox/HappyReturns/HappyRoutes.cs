using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.HappyReturns;

/// <summary>The partner API. Limits: 0.5 calls a second, as its own message says it.</summary>
internal static class HappyRoutes
{
    private const string Root = "/happy-returns";

    public static void MapHappyReturns(this IEndpointRouteBuilder app, SandboxWorld world, PartnerGate gate, HappyDialect dialect, Seals seals)
    {
        var calls = new HappyCalls(world, seals);
        Operation Limited(string name, int bucket) => new(dialect, name, 0.5, bucket);
        void Post(string path, Operation operation, Func<Call, Answer> answer) => app.MapPost(Root + path, http => gate.ServeAsync(http, operation, answer));
        void Get(string path, Operation operation, Func<Call, Answer> answer) => app.MapGet(Root + path, http => gate.ServeAsync(http, operation, answer));

        Post("/return", Limited("getReturn", 20), calls.GetReturn);
        Post("/rma/{id}/approve", Limited("approveReturn", 20), calls.Approve);
        Post("/return-contents", new Operation(dialect, "postReturnBagContents"), calls.PostContents);
        Get("/outbound-shipments", new Operation(dialect, "listOutboundShipments"), calls.ListShipments);
        Get("/outbound-shipment/{id}", new Operation(dialect, "getOutboundShipment"), calls.GetShipment);
        Get("/webhooks", new Operation(dialect, "listWebhooks"), calls.Ping);
    }
}
