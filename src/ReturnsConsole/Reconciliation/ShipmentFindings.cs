using ReturnsConsole.Shared;

namespace ReturnsConsole.Reconciliation;

/// <summary>A consolidated shipment as far as its cases need it.</summary>
/// <param name="Pk">Our number of it.</param>
/// <param name="Number">The hub's.</param>
/// <param name="Hub">"Happy Returns".</param>
/// <param name="Carrier">Empty: not told.</param>
public sealed record ShipmentFact(int Pk, string Number, string Hub, string Carrier, string Marketplace);

/// <summary>Values of goods, never added across currencies.</summary>
/// <param name="Known">One sum per currency.</param>
/// <param name="Unknown">Items whose value nobody knows.</param>
public sealed record GoodsValue(IReadOnlyList<Money> Known, int Unknown)
{
    /// <summary>Sums up; null: the item's value is not known.</summary>
    public static GoodsValue Of(IEnumerable<Money?> items)
    {
        var all = items.ToList();
        return new([.. all.OfType<Money>().GroupBy(m => m.Currency, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => new Money(g.Sum(m => m.Minor), g.Key))],
            all.Count(m => m is null));
    }

    /// <summary>The sum in the currency of most items.</summary>
    public Money Main => Known.Count > 0 ? Known[0] : new Money(0, "");

    internal string Sentence(int items) => Known.Count == 0 ? $"The value of {(items == 1 ? "it" : "them")} is not known."
        : $"{(items == 1 ? "It stands" : "They stand")} for {string.Join(" and ", Known)}{(Unknown > 0 ? $"; of {Words.Count(Unknown, "item", "items")} the value is not known" : "")}.";
}

/// <summary>A returned item that was scanned on its way and never came.</summary>
/// <param name="Key">Identity of the return.</param>
/// <param name="Source">Who told of it: "Rebound".</param>
public sealed record TransitItem(long ReturnId, string Key, string Source, string Carrier, string Marketplace, string OrderId, string Sku, int Quantity, DateTime ScannedAt, Money? Value);

/// <summary>Findings about consolidated shipments and goods on their way.</summary>
public static class ShipmentFindings
{
    /// <summary>The word before the number in a shipment's subject.</summary>
    public const string SubjectWord = "shipment";

    /// <summary>ManifestShortage: closed, and items of its manifest came neither with it nor by another way. One case per shipment. Since: the closing.</summary>
    /// <param name="examples">Some of the missing items, in words.</param>
    public static Finding Shortage(ShipmentFact shipment, int expected, int missing, GoodsValue value, IReadOnlyList<string> examples, DateTime closedAt, string closedBy) => new()
    {
        Kind = CaseKind.ManifestShortage,
        SubjectKey = Subject(shipment),
        Severity = FindingSeverity.High,
        AtRisk = value.Main.Minor,
        Currency = value.Main.Minor == 0 ? "" : value.Main.Currency,
        Marketplace = shipment.Marketplace,
        Headline = Words.Clip($"{Words.Count(missing, "item", "items")} missing from {shipment.Number}", 60),
        Sentence = Words.Clip($"{shipment.Hub} announced {Words.Count(expected, "item", "items")} on shipment {shipment.Number}; {closedBy} closed it without {missing} of them. {value.Sentence(missing)} Missing: {List(examples, missing)}.", 900),
        Since = closedAt,
        NotMatched = ["No scan with this or any other shipment.", "No goods of the same order and SKU at our dock since it left."],
    };

    /// <summary>ManifestSurplus: closed, and items were unloaded that its manifest does not name. One case per shipment; no money is at risk. Since: the closing.</summary>
    public static Finding Surplus(ShipmentFact shipment, int surplus, int elsewhere, int unknown, IReadOnlyList<string> examples, DateTime closedAt) => new()
    {
        Kind = CaseKind.ManifestSurplus,
        SubjectKey = Subject(shipment),
        Severity = FindingSeverity.Normal,
        Marketplace = shipment.Marketplace,
        Headline = Words.Clip($"{Words.Count(surplus, "item", "items")} too many with {shipment.Number}", 60),
        Sentence = Words.Clip($"{Words.Count(surplus, "item was", "items were")} unloaded with shipment {shipment.Number} of {shipment.Hub} that its manifest does not name"
            + $"{(elsewhere > 0 ? $"; {elsewhere} of them on another shipment's manifest" : "")}{(unknown > 0 ? $"; {unknown} known to nobody here" : "")}: {List(examples, surplus)}.", 900),
        Since = closedAt,
    };

    /// <summary>LostInTransit: first scanned by a carrier or at a drop-off, and not here after the account's waiting days. Since: the scan plus these days.</summary>
    public static Finding LostItem(TransitItem item, int days) => new()
    {
        Kind = CaseKind.LostInTransit,
        SubjectKey = Words.Clip($"return {item.Key}", 200),
        Severity = FindingSeverity.High,
        AtRisk = item.Value?.Minor ?? 0,
        Currency = item.Value is { Minor: > 0 } value ? value.Currency : "",
        Marketplace = item.Marketplace,
        OrderId = item.OrderId,
        Sku = item.Sku,
        Headline = LaneOf(item.Carrier, item.Source),
        Sentence = $"{(item.Quantity == 1 ? "" : $"{item.Quantity} × ")}{(item.Sku.Length == 0 ? "An item" : item.Sku)} of order {item.OrderId} was first scanned on {Words.Day(item.ScannedAt)} and has not come, {Words.Count(days, "day", "days")} later."
            + (item.Value is null ? " Its value is not known." : ""),
        Facts = [new(FactKind.Return, item.ReturnId, "never came")],
        Since = item.ScannedAt.AddDays(days),
        NotMatched = ["No receipt at our dock.", "Not unloaded with any shipment."],
    };

    /// <summary>LostInTransit: a whole shipment left the hub, and nothing of it was unloaded within the account's waiting days. Since: the departure plus these days.</summary>
    public static Finding LostShipment(ShipmentFact shipment, int items, GoodsValue value, DateTime departed, int days) => new()
    {
        Kind = CaseKind.LostInTransit,
        SubjectKey = Subject(shipment),
        Severity = FindingSeverity.High,
        AtRisk = value.Main.Minor,
        Currency = value.Main.Minor == 0 ? "" : value.Main.Currency,
        Marketplace = shipment.Marketplace,
        Headline = LaneOf(shipment.Carrier, shipment.Hub),
        Sentence = $"Shipment {shipment.Number} with {Words.Count(items, "item", "items")} left {shipment.Hub} on {Words.Day(departed)}. Nothing of it was unloaded here, {Words.Count(days, "day", "days")} later. {value.Sentence(items)}",
        Since = departed.AddDays(days),
    };

    /// <summary>The way that goods take to us, as headline of its cases: "UPS from Happy Returns".</summary>
    public static string LaneOf(string carrier, string source) => Words.Clip($"{(carrier.Length > 0 ? carrier : "Carrier not told")} from {source}", 60);

    /// <summary>Our number in a subject key; null when it is not about a shipment.</summary>
    public static int? ShipmentOf(string subjectKey) =>
        subjectKey.Split(' ') is [SubjectWord, var pk, ..] && int.TryParse(pk, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string Subject(ShipmentFact shipment) => Words.Clip($"{SubjectWord} {shipment.Pk} {shipment.Number}", 200);

    private static string List(IReadOnlyList<string> examples, int all) => string.Join(", ", examples) + (all > examples.Count ? $" and {all - examples.Count} more" : "");
}
