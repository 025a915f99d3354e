using System.Globalization;
using System.Text.Json;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.HappyReturns;

internal sealed class HappyCalls(SandboxWorld world, Seals seals)
{
    private const int MostRows = 1000;
    private static readonly string[] Topics = ["return.asn", "outbound_shipment.asn", "return.label.update"];
    private static readonly string[] Criteria = ["orderNumber", "email", "happyReturnsExpressCode"];
    private static readonly string[] Known = [.. Criteria, "happyReturnsRetailerID", "cursor"];

    private HappyReturnsWorld Happy => world.HappyReturns;

    public Answer Ping(Call call) => Answer.Ok(new { webhooks = world.Webhooks.Wanted("happyReturns") ? Topics : [] });

    /// <summary>By exactly one criterion; nothing found is 204.</summary>
    public Answer GetReturn(Call call)
    {
        var body = call.Json();
        CheckRetailer(body.Text("happyReturnsRetailerID"));
        if (body.EnumerateObject().FirstOrDefault(field => !Known.Contains(field.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
            throw new BadCallException($"unknown field {unknown.Name}");

        var given = Criteria.Where(name => body.TextOrNull(name) is { Length: > 0 }).ToArray();
        if (given.Length != 1)
            throw new BadCallException("exactly one of orderNumber, email, happyReturnsExpressCode is required");

        var value = body.Text(given[0]);
        var found = given[0] switch
        {
            "orderNumber" => Happy.OfOrder(value),
            "happyReturnsExpressCode" => Happy.Find(value) is { } one ? [one] : [],
            _ => [],
        };
        return found.Count == 0 ? Answer.Empty(204) : Answer.Ok(HappyViews.Payload(found, found[^1].Status, []));
    }

    /// <summary>Every item with approve=true is refunded, and again if it is approved again: nobody has documented that they would refuse.</summary>
    public Answer Approve(Call call)
    {
        var found = Happy.Find(call.Route("id")) ?? throw new BadCallException("return not found", "NotFound");
        var asked = call.Json().List("returning", 1).Select(entry => (Id: entry.Text("happyReturnsItemID"), Approve: entry.Flag("approve"), Condition: Condition(entry))).ToList();
        foreach (var (id, _, _) in asked)
        {
            if (!found.Items.Any(item => item.Id == id))
                throw new BadCallException($"item {id} is not part of this return");
        }

        foreach (var (id, approve, condition) in asked)
        {
            var item = found.Items.First(one => one.Id == id);
            item.Outcome = condition ?? item.Outcome;
            if (approve)
                Pay(found, item);
        }

        if (asked.Exists(entry => entry.Approve))
            Happy.Life.Approve(found);

        return Answer.Ok(new { status = "accepted" });
    }

    /// <summary>What the merchant found in the bags.</summary>
    public Answer PostContents(Call call)
    {
        var body = call.Json();
        if (body.ValueKind != JsonValueKind.Array)
            throw new BadCallException("an array was expected");

        var taken = new List<(HappyItem Item, string? Disposition)>();
        foreach (var group in body.EnumerateArray())
        {
            CheckRetailer(group.Text("happyReturnsRetailerID"));
            foreach (var row in group.List("items", 0, MostRows))
            {
                _ = row.TimeOrNull("checkedInAt");
                if (Named(row) is { } item)
                    taken.Add((item, row.TextOrNull("disposition")));
            }
        }

        foreach (var (item, disposition) in taken)
            item.Disposition = disposition;

        return Answer.Ok(new { accepted = taken.Count });
    }

    public Answer ListShipments(Call call)
    {
        CheckRetailer(call.Query("retailerID") ?? throw new BadCallException("retailerID is required"));
        var until = call.QueryTime("endDateTime") ?? world.Now;
        var from = call.QueryTime("startDateTime") ?? until.AddDays(-1);
        return Answer.Ok(new { items = Happy.Shipments.Between(from, until).Select(entry => HappyViews.Summary(entry.Item)).ToArray() });
    }

    public Answer GetShipment(Call call)
    {
        var id = call.Route("id");
        if (!Happy.ShipmentsById.TryGetValue(id, out var shipment))
            throw new BadCallException("shipment not found", "NotFound");

        var size = call.QueryNumber("page[size]", 50, 1, MostRows);
        var start = call.Query("page[after]") is { } after ? seals.Place(id, after).Number + 1 : 0;
        if (call.Query("page[before]") is { } before)
            start = Math.Max(0, seals.Place(id, before).Number - size);

        var rows = shipment.Rows.Skip(start).Take(size).Select(row => HappyViews.Row(shipment, row.Return, row.Item)).ToArray();
        return Answer.Ok(new
        {
            items = rows,
            page = new
            {
                after = start + rows.Length < shipment.Rows.Count ? seals.PageToken(id, new TimePlace(0, start + rows.Length - 1)) : null,
                before = start > 0 ? seals.PageToken(id, new TimePlace(0, start)) : null,
            },
        });
    }

    private void Pay(HappyReturn about, HappyItem item) => world.Ledger.Add(new LedgerEntry(
        "happyReturns", "refund", about.Order.OrderNumber, item.LineId, about.Order.Sku, 1, Amounts.Text(about.Order.Price), about.Order.Currency,
        string.Create(CultureInfo.InvariantCulture, $"{about.ExpressCode}/{item.Id}"), world.Now));

    private HappyItem? Named(JsonElement row)
    {
        var id = row.Text("happyReturnsItemID");
        if (id != "unidentified")
            return Happy.Items.GetValueOrDefault(id) ?? throw new BadCallException($"item {id} is unknown");

        _ = row.Text("unidentifiedItemType");
        _ = row.Whole("unidentifiedItemIndex");
        return null;
    }

    private static string? Condition(JsonElement entry) =>
        entry.TextOrNull("condition") is null ? null : entry.OneOf("condition", "damaged", "sellable", "missing", "wrong-item");

    private static void CheckRetailer(string id)
    {
        if (id != HappyReturnsWorld.RetailerId)
            throw new BadCallException("unknown retailer");
    }
}
