namespace ReturnsConsole.Reconciliation;

/// <summary>Section "Lookup": Amazon's return windows, as far as somebody knows them. They only feed an estimate.</summary>
public sealed class LookupSettings
{
    /// <summary>Days after delivery within which a return is taken, by marketplace and date of order.</summary>
    public List<ReturnWindow> ReturnWindows { get; set; } = [];

    /// <summary>Extensions for orders of certain days.</summary>
    public List<HolidayRule> HolidayRules { get; set; } = [];

    /// <summary>The window of an order; settings of the same marketplace go before the general 30 days.</summary>
    public ReturnWindow WindowOf(string marketplace, DateTime orderedUtc) =>
        ReturnWindows.Where(w => Fits(w.Marketplace, marketplace) && w.From <= orderedUtc).OrderByDescending(w => w.Marketplace.Length > 0).ThenByDescending(w => w.From).FirstOrDefault() ?? new();

    /// <summary>
    /// The extension of an order, if its day has one. Amazon extends the window of orders from 1 November to 31 December; until when changes from year to year
    /// and is a setting.
    /// </summary>
    public HolidayRule? HolidayOf(string marketplace, DateTime orderedUtc)
    {
        var set = HolidayRules.Where(h => Fits(h.Marketplace, marketplace) && h.OrderedFrom <= orderedUtc && orderedUtc < h.OrderedUntil.AddDays(1))
            .OrderByDescending(h => h.Marketplace.Length > 0).ThenByDescending(h => h.OrderedFrom).FirstOrDefault();
        if (set is not null || orderedUtc.Month < 11)
            return set;
        return new() { OrderedFrom = new(orderedUtc.Year, 11, 1, 0, 0, 0, DateTimeKind.Utc), OrderedUntil = new(orderedUtc.Year, 12, 31, 0, 0, 0, DateTimeKind.Utc) };
    }

    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        foreach (var window in ReturnWindows.Where(w => w.Days is < 0 or > 365))
            faults.Add($"Lookup:ReturnWindows of '{window.Marketplace}' has {window.Days} days; expected 0 to 365.");
        foreach (var rule in HolidayRules.Where(r => r.OrderedUntil < r.OrderedFrom || r.ReturnUntil < r.OrderedUntil))
            faults.Add($"Lookup:HolidayRules of '{rule.Marketplace}' from {rule.OrderedFrom:yyyy-MM-dd}: OrderedFrom, OrderedUntil and ReturnUntil must follow each other.");
        return faults;
    }

    private static bool Fits(string rule, string marketplace) => rule.Length == 0 || string.Equals(rule, marketplace, StringComparison.OrdinalIgnoreCase);
}

public sealed record ReturnWindow
{
    /// <summary>Marketplace code; "" holds everywhere.</summary>
    public string Marketplace { get; init; } = "";

    /// <summary>Orders from this day on (UTC).</summary>
    public DateTime From { get; init; }

    public int Days { get; init; } = 30;
}

public sealed record HolidayRule
{
    /// <summary>Marketplace code; "" holds everywhere.</summary>
    public string Marketplace { get; init; } = "";

    /// <summary>First day of order (UTC).</summary>
    public DateTime OrderedFrom { get; init; }

    /// <summary>Last day of order.</summary>
    public DateTime OrderedUntil { get; init; }

    /// <summary>Last day of return; null: not known here.</summary>
    public DateTime? ReturnUntil { get; init; }
}
