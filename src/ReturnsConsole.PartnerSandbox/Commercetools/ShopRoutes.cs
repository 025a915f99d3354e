using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Commercetools;

/// <summary>The HTTP API of one project, with the scopes that each call needs.</summary>
internal static class ShopRoutes
{
    private const string Root = "/commercetools";
    private const string Project = $"{Root}/{ShopWorld.ProjectKey}";

    public static void MapCommercetools(this IEndpointRouteBuilder app, SandboxWorld world, PartnerGate gate, ShopDialect dialect)
    {
        var calls = new ShopCalls(world);
        app.MapPost($"{Root}/oauth/token", http => gate.ServeAsync(http, new Operation(dialect, "token", Open: true), dialect.IssueToken));

        Map("GET", "/orders", "queryOrders", "view_orders", call => ShopCalls.Query(call, world.Shop.Orders));
        Map("GET", "/orders/order-number={orderNumber}", "getOrderByNumber", "view_orders", calls.GetOrder);
        Map("POST", "/orders/order-number={orderNumber}", "updateOrderByNumber", "manage_orders", calls.UpdateOrder);
        Map("GET", "/orders/{id}", "getOrder", "view_orders", calls.GetOrder);
        Map("POST", "/orders/{id}", "updateOrder", "manage_orders", calls.UpdateOrder);
        Map("GET", "/inventory", "queryInventory", "view_products", call => ShopCalls.Query(call, world.Shop.Stock));
        Map("POST", "/inventory", "createInventory", "manage_products", calls.CreateStock);
        Map("GET", "/inventory/{id}", "getInventory", "view_products", calls.GetStock);
        Map("POST", "/inventory/{id}", "updateInventory", "manage_products", calls.UpdateStock);
        Map("GET", "/channels", "queryChannels", "view_products", call => ShopCalls.Query(call, world.Shop.Channels));
        Map("GET", "/payments", "queryPayments", "view_payments", call => ShopCalls.Query(call, world.Shop.Payments));
        Map("GET", "/payments/{id}", "getPayment", "view_payments", calls.GetPayment);
        Map("POST", "/payments/{id}", "updatePayment", "manage_payments", calls.UpdatePayment);

        void Map(string method, string path, string name, string scope, Func<Call, Answer> answer)
        {
            var operation = new Operation(dialect, name);
            app.MapMethods(Project + path, [method], http => gate.ServeAsync(
                http, operation, call => ShopDialect.Allows(call.Account, scope) ? answer(call) : ShopDialect.InsufficientScope(scope)));
        }
    }
}
