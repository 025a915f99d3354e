using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Vendor;

/// <summary>Vendor orders v1, transaction status v1, Direct Fulfilment inventory v1 and its transactions 2021-12-28.</summary>
internal sealed class VendorApi(SandboxWorld world, Seals seals)
{
    private const int MostOrders = 100;

    private VendorWorld Vendor => world.Amazon.Vendor;

    public Answer ListOrders(Call call)
    {
        var (changedAfter, changedBefore) = (call.QueryTime("changedAfter"), call.QueryTime("changedBefore"));
        var byChange = changedAfter is not null || changedBefore is not null;
        var until = call.QueryTime("createdBefore") ?? world.Now;
        // A question for changes alone is one for orders of any age; a page token must not depend on when it is used.
        var from = call.QueryTime("createdAfter") ?? (byChange ? DateTime.MinValue : until.AddDays(-7));
        var limit = Math.Min(call.QueryNumber("limit", MostOrders, 1, MostOrders), world.Options.PageSize);
        var state = call.Query("purchaseOrderState");
        var scope = $"getPurchaseOrders {call.Query("createdAfter")} {changedAfter?.Ticks}";
        TimePlace? behind = call.Query("nextToken") is { } token ? seals.Place(scope, token) : null;
        var details = call.Query("includeDetails") != "false";
        var found = Vendor.Orders.Between(from, until, behind)
            .Where(entry => state is null || entry.Item.State == state)
            .Where(entry => (changedAfter is null || entry.Item.Changed >= changedAfter) && (changedBefore is null || entry.Item.Changed < changedBefore))
            .Take(limit + 1).ToList();
        var page = found.Take(limit).ToList();
        return Answer.Ok(new
        {
            payload = new
            {
                pagination = found.Count > limit ? new { nextToken = seals.PageToken(scope, page[^1].Place) } : null,
                orders = page.Select(entry => Show(entry.Item, details)).ToArray(),
            },
        });
    }

    public Answer GetOrder(Call call) =>
        Vendor.OrdersByNumber.TryGetValue(call.Route("number"), out var order) ? Answer.Ok(new { payload = Show(order, true) }) : AmazonDialect.NotFound("purchase order");

    public Answer GetTransaction(Call call) => Vendor.Transactions.TryGetValue(call.Route("id"), out var found)
        ? Answer.Ok(new { payload = new { transactionStatus = new { transactionId = found.Id, status = found.Status, errors = found.Fault is { } fault ? new[] { new { code = "InvalidInput", message = fault } } : null } } })
        : AmazonDialect.NotFound("transaction");

    public Answer GetFulfilmentTransaction(Call call) => Vendor.Transactions.TryGetValue(call.Route("id"), out var found)
        ? Answer.Ok(new { transactionStatus = new { transactionId = found.Id, status = found.Status, errors = found.Fault is { } fault ? new { errors = new[] { new { code = "InvalidInput", message = fault } } } : null } })
        : AmazonDialect.NotFound("transaction");

    /// <summary>Absolute quantities; a full update sets everything it does not list to zero.</summary>
    public Answer SubmitInventory(Call call)
    {
        var warehouse = call.Route("warehouseId");
        var inventory = call.Json().Object("inventory");
        _ = inventory.Object("sellingParty").Text("partyId");
        var full = inventory.Flag("isFullUpdate");
        var items = inventory.List("items").Select(item =>
        {
            var product = item.TextOrNull("vendorProductIdentifier") ?? item.TextOrNull("buyerProductIdentifier") ?? throw new BadCallException("An item needs a product identifier.");
            var quantity = item.Object("availableQuantity");
            _ = quantity.Text("unitOfMeasure");
            return (Product: product, Quantity: (int)quantity.Whole("amount"));
        }).ToList();
        var unknown = items.Find(item => !Article.All.Any(article => article.Sku == item.Product || article.Asin == item.Product)).Product;
        var fault = unknown is not null ? $"The product '{unknown}' is unknown." : items.Exists(item => item.Quantity < 0) ? "A quantity is negative." : null;
        var transaction = Vendor.Submit(fault, () => SetStock(warehouse, items, full));
        return Answer.Json(202, new { payload = new { transactionId = transaction.Id } });
    }

    private void SetStock(string warehouse, List<(string Product, int Quantity)> items, bool full)
    {
        var listed = items.ToDictionary(item => (warehouse, item.Product), item => item.Quantity);
        var zeroed = full ? Vendor.Stock.Keys.Where(key => key.Warehouse == warehouse && !listed.ContainsKey(key)).ToList() : [];
        foreach (var key in zeroed)
            listed[key] = 0;

        foreach (var (key, quantity) in listed)
        {
            Vendor.Stock[key] = quantity;
            world.Ledger.Add(new LedgerEntry("amazonVendor", "stock", null, null, key.Product, quantity, null, null, warehouse, world.Now));
        }
    }

    private static object Show(PurchaseOrder order, bool details) => new
    {
        purchaseOrderNumber = order.Number,
        purchaseOrderState = order.State,
        orderDetails = details ? Details(order) : null,
    };

    private static object Details(PurchaseOrder order) => new
    {
        purchaseOrderDate = AmazonFormat.Time(order.Placed),
        purchaseOrderChangedDate = AmazonFormat.Time(order.Changed),
        purchaseOrderStateChangedDate = AmazonFormat.Time(order.Changed),
        purchaseOrderType = "RegularOrder",
        paymentMethod = "Invoice",
        buyingParty = new { partyId = VendorWorld.Buyer },
        sellingParty = new { partyId = VendorWorld.PartyId },
        shipToParty = new { partyId = VendorWorld.Buyer },
        billToParty = new { partyId = VendorWorld.Buyer },
        shipWindow = $"{AmazonFormat.Time(order.Placed.AddDays(1))}--{AmazonFormat.Time(order.Placed.AddDays(7))}",
        items = order.Lines.Select(line => new
        {
            itemSequenceNumber = line.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture),
            amazonProductIdentifier = line.Article.Asin,
            vendorProductIdentifier = line.Article.Sku,
            orderedQuantity = new { amount = line.Quantity, unitOfMeasure = "Eaches", unitSize = 1 },
            isBackOrderAllowed = false,
            netCost = new { amount = Amounts.Text(line.NetCost), currencyCode = "EUR" },
            listPrice = new { amount = Amounts.Text(line.Article.Price), currencyCode = "EUR" },
        }).ToArray(),
    };
}
