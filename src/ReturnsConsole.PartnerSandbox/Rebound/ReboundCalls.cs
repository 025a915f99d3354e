using System.Globalization;
using System.Text.Json;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Rebound;

/// <summary>What each method answers. All values are strings, as Rebound gives them.</summary>
internal sealed class ReboundCalls(SandboxWorld world)
{
    private const int LongestText = 255;
    private static readonly string[] DateForms = ["yyyy/MM/dd", "MM/dd/yyyy"];

    private ReboundWorld Rebound => world.Rebound;

    /// <summary>Ids by day of creation, both days included; there is no "changed since".</summary>
    public Answer SearchReturns(JsonElement request)
    {
        var (from, until) = Days(request);
        var ids = Rebound.Returns.Between(from, until).Select(entry => entry.Item.Id).Concat(Rebound.Bulk?.IdsBetween(from, until) ?? []).ToArray();
        return ids.Length == 0 ? Nothing() : ReboundDialect.Success(new { id = ids });
    }

    public Answer GetReturn(JsonElement request) => Wanted(request) is { } found ? ReboundDialect.Success(Show(found)) : Nothing();

    public Answer GetItems(JsonElement request) => Wanted(request) is { } found ? ReboundDialect.Success(new { item = new[] { Item(found) } }) : Nothing();

    public Answer CancelReturn(JsonElement request)
    {
        if (Wanted(request) is not { } found)
            return Nothing();

        if (found.Track.Exists(track => track.Status == ReboundLife.Scanned))
            throw new BadCallException("The return is on its way and cannot be cancelled.");

        Rebound.Life.Cancel(found);
        return ReboundDialect.Success(new { id = found.Id });
    }

    public Answer GetTracking(JsonElement request)
    {
        var code = request.Object("tracking").Text("code");
        return Rebound.FindByTracking(code) is { } found ? ReboundDialect.Success(Track(found)) : Nothing();
    }

    public Answer TrackingBetween(JsonElement request, Func<ReboundReturn, DateTime> time)
    {
        var (from, until) = Days(request);
        var found = Rebound.Returns.All().Where(parcel => time(parcel) >= from && time(parcel) < until).Select(Track).ToArray();
        return found.Length == 0 ? Nothing() : ReboundDialect.Success(new { tracking = found });
    }

    public Answer GetOrder(JsonElement request) =>
        Rebound.Orders.TryGetValue(request.Object("order").Text("order_reference"), out var order) ? ReboundDialect.Success(order.Json) : Nothing();

    public Answer SearchOrders(JsonElement request)
    {
        var reference = request.ObjectOrNull("filter")?.TextOrNull("order_reference");
        var found = Rebound.Orders.Keys.Where(key => reference is null || key == reference).Order(StringComparer.Ordinal).ToArray();
        return found.Length == 0 ? Nothing() : ReboundDialect.Success(new { order_reference = found });
    }

    public Answer CreateOrder(JsonElement request)
    {
        var order = request.ObjectOrNull("order") ?? request;
        var reference = Short(order, "order_reference");
        var date = Short(order, "order_date");
        if (!DateTime.TryParseExact(date, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && !long.TryParse(date, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            throw new BadCallException("order_date must be mm/dd/yyyy, yyyy/mm/dd or a unix time.");

        if (Rebound.Orders.ContainsKey(reference) && order.TextOrNull("overwrite_data") is not ("true" or "1") && !IsTrue(order))
            throw new BadCallException("order_reference exists already; set overwrite_data to replace it.");

        Rebound.Orders[reference] = new ReboundOrder(reference, Short(order, "currency_code"), date, order.Clone());
        return ReboundDialect.Success(new { order_reference = reference });
    }

    public Answer DeleteOrder(JsonElement request)
    {
        var reference = request.Object("order").Text("order_reference");
        return Rebound.Orders.Remove(reference) ? ReboundDialect.Success(new { order_reference = reference }) : Nothing();
    }

    private ReboundReturn? Wanted(JsonElement request)
    {
        var wanted = request.Object("return");
        return Rebound.Find(wanted.Text("id"));
    }

    private static bool IsTrue(JsonElement order) => order.TryGetProperty("overwrite_data", out var value) && value.ValueKind == JsonValueKind.True;

    private static string Short(JsonElement order, string name)
    {
        var text = order.Text(name);
        return text.Length is > 0 and <= LongestText ? text : throw new BadCallException($"{name} must have 1 to {LongestText} characters.");
    }

    private static (DateTime From, DateTime Until) Days(JsonElement request)
    {
        var filter = request.Object("filter");
        return (Day(filter, "date_from"), Day(filter, "date_to").AddDays(1));
    }

    private static DateTime Day(JsonElement filter, string name) =>
        DateTime.TryParseExact(filter.Text(name), "yyyy/MM/dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day)
            ? day
            : throw new BadCallException($"{name} must be yyyy/mm/dd.");

    private static Answer Nothing() => ReboundDialect.Error("empty", "Nothing was found.");

    private static Dictionary<string, object?> Show(ReboundReturn found) => new()
    {
        ["id"] = found.Id,
        ["order_reference"] = found.Item.OrderReference,
        ["display_id"] = found.DisplayId,
        ["external_id"] = found.ExternalId,
        ["date_added"] = Time(found.Added),
        ["tracking"] = found.Tracking,
        ["current_tracking_status"] = found.Cancelled ? "Cancelled" : found.Track[^1].Status,
        ["tracking_last_update"] = Time(found.Track[^1].At),
        ["carrier"] = found.Carrier,
        ["verification_entity"] = found.VerifiedBy ?? "",
        ["final_dest_name"] = found.Flow == ReboundFlow.Direct ? "Retailer warehouse" : "Hub",
        ["currency_code"] = found.Item.Currency,
        ["label"] = "",
        ["item"] = new[] { Item(found) },
    };

    private static Dictionary<string, object?> Item(ReboundReturn found) => new()
    {
        ["sku_code"] = found.Item.Sku,
        ["sku_desc"] = found.Item.Description,
        ["quantity"] = found.Item.Quantity.ToString(CultureInfo.InvariantCulture),
        ["price"] = Amounts.Text(found.Item.Price),
        ["tracking"] = found.Tracking,
        ["final_disposition"] = found.Disposition ?? "",
        ["verification_entity"] = found.VerifiedBy ?? "",
        ["reason"] = new[] { new { action = "return", reason = found.Reason, wish = "refund", additional = new { title = "grade", value = found.Grade ?? "" } } },
    };

    private static Dictionary<string, object?> Track(ReboundReturn found) => new()
    {
        ["tracking_code"] = found.Tracking,
        ["pallet_number"] = "",
        ["carrier_name"] = found.Carrier,
        ["service_id"] = "1",
        ["order_reference"] = found.Item.OrderReference,
        ["track"] = found.Track.Select(track => new { dt = Time(track.At), status = track.Status, location = track.Location }).ToArray(),
    };

    private static string Time(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
