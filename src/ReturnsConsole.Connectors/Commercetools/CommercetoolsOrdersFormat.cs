using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.Commercetools;

/// <summary>An Order with its line items and its returnInfo.</summary>
internal sealed class CommercetoolsOrdersFormat : PayloadFormat
{
    private const string Document = "commercetools order";
    private static readonly string[] OrderStates = ["Open", "Confirmed", "Complete", "Cancelled"];

    public override string Name => "commercetools-orders";

    public override FileFormat Format => FileFormat.CommercetoolsOrderDocuments;

    public override string Title => "commercetools orders";

    public override IReadOnlyCollection<string> PersonalFields { get; } = CommercetoolsWords.Personal;

    public override void Read(JsonElement document, PayloadRows rows) => Order(document, rows);

    /// <summary>Also the order inside an OrderCreated or OrderImported message.</summary>
    public static void Order(JsonElement order, PayloadRows rows)
    {
        var fields = new JsonFields(order, rows, Document);
        var id = fields.Needed("id", "the id of the order", 50);
        var number = fields.Text("orderNumber", 50);
        var head = new OrderLineRow
        {
            Row = default,
            OrderId = number ?? id,
            PurchasedUtc = fields.Utc("createdAt"),
            UpdatedUtc = fields.Utc("lastModifiedAt"),
            OrderStatus = fields.Word("orderState", OrderStates, 40),
            FulfillmentChannel = "Merchant",
            Sku = "",
            Quantity = 0,
        };
        if (!fields.Ok)
            return;
        var lines = new Dictionary<string, (string? Sku, string? Name)>(StringComparer.Ordinal);
        var discounts = DiscountsOf(order);
        var at = 0;
        foreach (var line in order.Child("lineItems").Each())
            Line(new JsonFields(line, rows, Document, $"lineItems[{at++}]."), line.Child("variant").TextOf("sku"), head, lines, discounts, rows);
        at = 0;
        // A custom line item has no SKU; its slug is what the shop calls it.
        foreach (var line in order.Child("customLineItems").Each())
            Line(new JsonFields(line, rows, Document, $"customLineItems[{at++}]."), line.TextOf("slug"), head, lines, discounts, rows);
        var info = 0;
        foreach (var given in order.Child("returnInfo").Each())
        {
            var item = 0;
            foreach (var one in given.Child("items").Each())
                CommercetoolsWords.ReturnItem(one, given, $"returnInfo[{info}].items[{item++}].", Document, id, number, lines, rows);
            info++;
        }
        if (lines.Count == 0 && info == 0)
            rows.Note("an order without line items");
    }

    /// <summary>
    /// What was taken off the whole order, by line: in the proportion of the lines' totals, by largest remainder. Nobody documents whether it is meant for shipping too; all
    /// of it is taken for the lines', so that rather too little is left of them than too much.
    /// </summary>
    private static IReadOnlyDictionary<string, long> DiscountsOf(JsonElement order)
    {
        var discount = order.Child("discountOnTotalPrice");
        var gross = discount.Child("discountedGrossAmount");
        if (!CommercetoolsMoney.TryRead(gross.ValueKind == JsonValueKind.Object ? gross : discount.Child("discountedAmount"), out var off, out _) || off.CentAmount <= 0)
            return new Dictionary<string, long>();
        var weights = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in order.Child("lineItems").Each().Concat(order.Child("customLineItems").Each()))
        {
            var taxed = line.Child("taxedPrice").Child("totalGross");
            if (line.TextOf("id") is { } id && CommercetoolsMoney.TryRead(taxed.ValueKind == JsonValueKind.Object ? taxed : line.Child("totalPrice"), out var total, out _) && total.Currency == off.Currency)
                weights[id] = Math.Max(0, total.CentAmount);
        }
        return LargestRemainder.Split(Math.Min(off.CentAmount, weights.Values.Sum()), weights);
    }

    private static void Line(
        JsonFields line, string? sku, OrderLineRow head, Dictionary<string, (string? Sku, string? Name)> lines, IReadOnlyDictionary<string, long> discounts, PayloadRows rows)
    {
        var id = line.Needed("id", "the id of the line item", 50);
        var name = NameOf(line.Element.Child("name"));
        lines[id] = (sku, name);
        if (sku is null or { Length: > 100 })
            line.Reject("variant.sku", sku ?? "nothing", "a SKU of at most 100 characters: without it nothing that comes back can be told from anything else");
        var total = Amount(line, line.Element.Child("totalPrice"), "totalPrice");
        var taxed = line.Element.Child("taxedPrice");
        var gross = taxed.ValueKind == JsonValueKind.Object ? Amount(line, taxed.Child("totalGross"), "taxedPrice.totalGross") : null;
        var tax = taxed.Child("totalTax").ValueKind == JsonValueKind.Object ? Amount(line, taxed.Child("totalTax"), "taxedPrice.totalTax") : null;
        Precise(line);
        var quantity = line.Pieces("quantity", 1);
        if (!line.Ok)
            return;
        rows.OrderLine(head with
        {
            Row = rows.Next(),
            OrderItemId = id,
            Sku = sku!,
            ItemName = name,
            Quantity = quantity,
            // What the customer pays for the line. The tax is shown apart and is part of it.
            ItemPriceMinor = (gross ?? total)?.CentAmount,
            ItemTaxMinor = tax?.CentAmount,
            ItemPromotionMinor = discounts.TryGetValue(id, out var off) && off > 0 ? off : null,
            Currency = (gross ?? total)?.Currency,
        });
    }

    private static CommercetoolsMoney? Amount(JsonFields line, JsonElement money, string name)
    {
        if (CommercetoolsMoney.TryRead(money, out var read, out var expected))
            return read;
        line.Reject(name, money.ValueKind == JsonValueKind.Undefined ? "nothing" : money.GetRawText(), expected);
        return null;
    }

    /// <summary>The price of one piece may be of high precision. It is not used, but one that cannot be kept exactly must not pass unseen.</summary>
    private static void Precise(JsonFields line)
    {
        var unit = line.Element.Child("price").Child("value");
        if (unit.ValueKind == JsonValueKind.Object && !CommercetoolsMoney.TryRead(unit, out _, out _))
            line.Unknown("price.value", unit.GetRawText());
    }

    /// <summary>A LocalizedString: English where there is any, else the first.</summary>
    private static string? NameOf(JsonElement name)
    {
        if (name.ValueKind != JsonValueKind.Object)
            return null;
        var all = name.EnumerateObject().Where(n => n.Value.ValueKind == JsonValueKind.String).ToList();
        var chosen = all.FirstOrDefault(n => n.Name.StartsWith("en", StringComparison.Ordinal), all.FirstOrDefault());
        var text = chosen.Value.ValueKind == JsonValueKind.String ? chosen.Value.GetString() : null;
        return text is { Length: > 500 } ? text[..500] : text;
    }
}
