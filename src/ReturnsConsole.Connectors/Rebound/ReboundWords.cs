namespace ReturnsConsole.Connectors.Rebound;

/// <summary>The words of ReBound that are published; everything else is kept as it came and counted as unknown.</summary>
internal static class ReboundWords
{
    public const string Platform = "rebound";

    /// <summary>Channels of a pushed event.</summary>
    public static readonly string[] Channels = ["amazon-seller", "amazon-vendor", "commercetools", "unknown"];

    public static readonly string[] Flows = ["hub", "dtr", "rlib"];

    public static readonly string[] Wishes = ["refund", "exchange", "credit"];

    /// <summary>Dispositions that are named anywhere; ReBound publishes no list.</summary>
    public static readonly string[] Dispositions = ["Restocked", "Quarantined", "Rejected", "sellable", "damaged"];

    public static readonly string[] Grades = ["A", "B", "C", "D"];

    /// <summary>Milestone of a tracking status as docs.reboundreturns.com/page/tracking-updates names them.</summary>
    public static ReboundMilestone MilestoneOf(string status) => status.ToUpperInvariant() switch
    {
        "RETURN ORDER CREATED" => ReboundMilestone.Registered,
        "ENTERED OUR NETWORK" => ReboundMilestone.FirstScan,
        "ARRIVED AT OUR HUB" => ReboundMilestone.AtHub,
        "DELIVERED" => ReboundMilestone.Delivered,
        _ => ReboundMilestone.Unknown,
    };

    /// <summary>Milestone of a pushed event.</summary>
    public static ReboundMilestone EventMilestoneOf(string milestone) => milestone.ToUpperInvariant() switch
    {
        "REGISTERED" => ReboundMilestone.Registered,
        "CARRIERSCANNED" => ReboundMilestone.FirstScan,
        "RECEIVEDATHUB" => ReboundMilestone.AtHub,
        "PROCESSED" => ReboundMilestone.Processed,
        "DELIVERED" => ReboundMilestone.Delivered,
        "CANCELLED" => ReboundMilestone.Cancelled,
        _ => ReboundMilestone.Unknown,
    };

    /// <summary>
    /// What a final disposition means in the console's words: by the connection's own table, else only where ReBound's word is the console's word. Null: nobody said.
    /// </summary>
    public static string? DispositionOf(string raw, IReadOnlyDictionary<string, string> table) =>
        table.TryGetValue(raw, out var mapped) ? mapped
        : raw.ToUpperInvariant() switch { "RESTOCKED" => "Restocked", "QUARANTINED" => "Quarantined", _ => null };
}

internal enum ReboundMilestone
{
    Unknown = 0,
    Registered,
    FirstScan,
    AtHub,
    Processed,
    Delivered,
    Cancelled,
}

/// <summary>Gives items of one return their identity: ReBound has none, so it is the SKU and, where it repeats, its turn.</summary>
internal sealed class ReboundItemIds
{
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

    public string Next(string? sku)
    {
        var name = sku ?? "item";
        var turn = seen[name] = seen.GetValueOrDefault(name) + 1;
        return turn == 1 ? name : $"{name}/{turn}";
    }
}
