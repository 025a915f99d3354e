using ReturnsConsole.PartnerSandbox.Amazon.Feeds;
using ReturnsConsole.PartnerSandbox.Amazon.Finances;
using ReturnsConsole.PartnerSandbox.Amazon.Listings;
using ReturnsConsole.PartnerSandbox.Amazon.Orders;
using ReturnsConsole.PartnerSandbox.Amazon.Reports;
using ReturnsConsole.PartnerSandbox.Amazon.Vendor;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon;

/// <summary>The Selling Partner API below /amazon, with the rates that its usage plans document.</summary>
internal static class AmazonRoutes
{
    private const string Root = "/amazon";

    public static void MapAmazon(this IEndpointRouteBuilder app, SandboxWorld world, PartnerGate gate, AccessTokens tokens, Seals seals, FaultSet faults)
    {
        var seller = new AmazonDialect("amazonSeller", tokens, "us", "uk", "de");
        void Map(string method, string path, Operation operation, Func<Call, Answer> answer) =>
            app.MapMethods(Root + path, [method], http => gate.ServeAsync(http, operation, answer));
        Operation Rated(string name, double rate, int burst) => new(seller, name, rate, burst);

        Map("POST", "/auth/o2/token", new Operation(seller, "token", Open: true), new LwaTokens(tokens).Issue);

        var orders = new OrdersApi(world, seals);
        Map("GET", "/orders/2026-01-01/orders", Rated("searchOrders", 0.0056, 20), orders.Search);
        Map("GET", "/orders/2026-01-01/orders/{orderId}", Rated("getOrder", 0.5, 30), orders.Get);
        var ordersV0 = new OrdersV0Api(world, seals);
        Map("GET", "/orders/v0/orders", Rated("getOrders", 0.0167, 20), ordersV0.List);
        Map("GET", "/orders/v0/orders/{orderId}", Rated("getOrderV0", 0.5, 30), ordersV0.Get);
        Map("GET", "/orders/v0/orders/{orderId}/orderItems", Rated("getOrderItems", 0.5, 30), ordersV0.Items);

        Map("GET", "/finances/2024-06-19/transactions", Rated("listTransactions", 0.5, 10), new FinancesApi(world, seals).List);
        var financesV0 = new FinancesV0Api(world, seals);
        Map("GET", "/finances/v0/financialEvents", Rated("listFinancialEvents", 0.5, 30), financesV0.List);
        Map("GET", "/finances/v0/orders/{orderId}/financialEvents", Rated("listFinancialEventsByOrderId", 0.5, 30), financesV0.OfOrder);

        var reports = new ReportsApi(world, seals);
        var documents = new DocumentsApi(world, seals);
        Map("POST", "/reports/2021-06-30/reports", Rated("createReport", 0.0167, 15), reports.Create);
        Map("GET", "/reports/2021-06-30/reports", Rated("getReports", 0.0222, 10), reports.List);
        Map("GET", "/reports/2021-06-30/reports/{reportId}", Rated("getReport", 2, 15), reports.Get);
        Map("DELETE", "/reports/2021-06-30/reports/{reportId}", Rated("cancelReport", 0.0222, 10), reports.Cancel);
        Map("GET", "/reports/2021-06-30/documents/{documentId}", Rated("getReportDocument", 0.0167, 15), documents.ReportDocument);
        Map("GET", "/documents/{documentId}", new Operation(seller, "downloadDocument", Open: true), documents.Download);
        Map("PUT", "/uploads/{documentId}", new Operation(seller, "uploadDocument", Open: true), documents.Upload);

        var feeds = new FeedsApi(world, seals, documents, faults);
        Map("POST", "/feeds/2021-06-30/documents", Rated("createFeedDocument", 0.5, 15), feeds.CreateDocument);
        Map("GET", "/feeds/2021-06-30/documents/{documentId}", Rated("getFeedDocument", 0.0222, 10), documents.FeedDocument);
        Map("POST", "/feeds/2021-06-30/feeds", Rated("createFeed", 0.0083, 15), feeds.Create);
        Map("GET", "/feeds/2021-06-30/feeds", Rated("getFeeds", 0.0222, 10), feeds.List);
        Map("GET", "/feeds/2021-06-30/feeds/{feedId}", Rated("getFeed", 2, 15), feeds.Get);
        Map("DELETE", "/feeds/2021-06-30/feeds/{feedId}", Rated("cancelFeed", 2, 15), feeds.Cancel);

        var listings = new ListingsApi(world);
        Map("GET", "/listings/2021-08-01/items/{sellerId}/{sku}", Rated("getListingsItem", 5, 10), listings.Get);
        Map("PATCH", "/listings/2021-08-01/items/{sellerId}/{sku}", Rated("patchListingsItem", 5, 5), listings.Patch);
        app.MapVendor(world, gate, new AmazonDialect("amazonVendor", tokens, "vendor"), seals);
    }

    private static void MapVendor(this IEndpointRouteBuilder app, SandboxWorld world, PartnerGate gate, AmazonDialect dialect, Seals seals)
    {
        void Map(string method, string path, string name, int burst, Func<Call, Answer> answer)
        {
            var operation = new Operation(dialect, name, 10, burst);
            app.MapMethods($"{Root}/vendor{path}", [method], http => gate.ServeAsync(http, operation, answer));
        }

        var vendor = new VendorApi(world, seals);
        Map("GET", "/orders/v1/purchaseOrders", "getPurchaseOrders", 10, vendor.ListOrders);
        Map("GET", "/orders/v1/purchaseOrders/{number}", "getPurchaseOrder", 10, vendor.GetOrder);
        Map("POST", "/payments/v1/invoices", "submitInvoices", 10, new InvoicesApi(world).Submit);
        Map("GET", "/transactions/v1/transactions/{id}", "getTransaction", 20, vendor.GetTransaction);
        Map("POST", "/directFulfillment/inventory/v1/warehouses/{warehouseId}/items", "submitInventoryUpdate", 10, vendor.SubmitInventory);
        Map("GET", "/directFulfillment/transactions/2021-12-28/transactions/{id}", "getTransactionStatus", 10, vendor.GetFulfilmentTransaction);
    }
}
