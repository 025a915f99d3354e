using System.Globalization;

namespace ReturnsConsole.PartnerSandbox.Commercetools;

/// <summary>Resources as commercetools writes them.</summary>
internal static class ShopViews
{
    public static string Time(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    public static object Money(long cents, string currency) => new { type = "centPrecision", currencyCode = currency, centAmount = cents, fractionDigits = Digits(currency) };

    private static int Digits(string currency) => currency switch { "JPY" => 0, "KWD" => 3, _ => 2 };

    public static object Show(ShopResource resource) => resource switch
    {
        ShopOrder order => Order(order),
        ShopStock stock => Stock(stock),
        ShopPayment payment => Payment(payment),
        ShopChannel channel => Channel(channel),
        _ => throw new InvalidOperationException($"{resource.GetType().Name} has no view."),
    };

    private static object Order(ShopOrder order) => new
    {
        id = order.Id,
        version = order.Version,
        createdAt = Time(order.Created),
        lastModifiedAt = Time(order.Modified),
        orderNumber = order.Number,
        totalPrice = Money(order.Total, order.Currency),
        discountOnTotalPrice = order.Discount == 0 ? null : new { discountedAmount = Money(order.Discount, order.Currency), includedDiscounts = Array.Empty<object>() },
        lineItems = order.Lines.Select(line => Line(line, order.Currency)).ToArray(),
        customLineItems = Array.Empty<object>(),
        shippingMode = "Single",
        shipping = Array.Empty<object>(),
        refusedGifts = Array.Empty<object>(),
        origin = "Customer",
        orderState = "Open",
        shipmentState = order.ShipmentState,
        paymentState = "Paid",
        paymentInfo = new { payments = new[] { new { typeId = "payment", id = order.PaymentId } } },
        returnInfo = order.Returns.Select(Return).ToArray(),
        syncInfo = Array.Empty<object>(),
    };

    private static object Line(ShopLine line, string currency) => new
    {
        id = line.Id,
        productId = Product(line.Article.Sku),
        name = new Dictionary<string, string> { ["en"] = line.Article.Title },
        productType = new { typeId = "product-type", id = Product(line.Article.ProductType) },
        variant = new { id = 1, sku = line.Article.Sku },
        price = new { id = Product("price " + line.Article.Sku), value = Price(line, currency) },
        quantity = line.Quantity,
        totalPrice = Money(line.Total, currency),
        discountedPricePerQuantity = Array.Empty<object>(),
        taxedPricePortions = Array.Empty<object>(),
        state = Array.Empty<object>(),
        perMethodTaxRate = Array.Empty<object>(),
        priceMode = "Platform",
        lineItemMode = "Standard",
    };

    private static object Price(ShopLine line, string currency) => line.Precise % 100 == 0
        ? Money(line.Precise / 100, currency)
        : new
        {
            type = "highPrecision",
            currencyCode = currency,
            centAmount = (long)Math.Round(line.Precise / 100m, MidpointRounding.ToEven),
            preciseAmount = line.Precise,
            fractionDigits = Digits(currency) + 2,
        };

    private static object Return(ShopReturnInfo info) => new
    {
        returnTrackingId = info.TrackingId,
        returnDate = Time(info.Date),
        items = info.Items.Select(item => new
        {
            type = "LineItemReturnItem",
            id = item.Id,
            key = item.Key,
            quantity = item.Quantity,
            lineItemId = item.LineItemId,
            comment = item.Comment,
            shipmentState = item.ShipmentState,
            paymentState = item.PaymentState,
            createdAt = Time(item.Created),
            lastModifiedAt = Time(item.Modified),
        }).ToArray(),
    };

    private static object Stock(ShopStock stock) => new
    {
        id = stock.Id,
        version = stock.Version,
        createdAt = Time(stock.Created),
        lastModifiedAt = Time(stock.Modified),
        sku = stock.Sku,
        supplyChannel = stock.ChannelId is { } id ? new { typeId = "channel", id } : null,
        quantityOnStock = stock.OnStock,
        availableQuantity = stock.Available,
    };

    private static object Payment(ShopPayment payment) => new
    {
        id = payment.Id,
        version = payment.Version,
        createdAt = Time(payment.Created),
        lastModifiedAt = Time(payment.Modified),
        amountPlanned = Money(payment.Planned, payment.Currency),
        paymentMethodInfo = new { paymentInterface = "sandbox-psp", method = "card" },
        paymentStatus = new { },
        transactions = payment.Transactions.Select(entry => new
        {
            id = entry.Id,
            timestamp = Time(entry.At),
            type = entry.Type,
            amount = Money(entry.Amount, payment.Currency),
            interactionId = entry.InteractionId,
            state = entry.State,
        }).ToArray(),
        interfaceInteractions = Array.Empty<object>(),
    };

    private static object Channel(ShopChannel channel) => new
    {
        id = channel.Id,
        version = channel.Version,
        createdAt = Time(channel.Created),
        lastModifiedAt = Time(channel.Modified),
        key = channel.Key,
        roles = new[] { "InventorySupply" },
    };

    /// <summary>A stable id of something that the sandbox names but does not keep.</summary>
    private static string Product(string name) => new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name))[..16]).ToString();
}
