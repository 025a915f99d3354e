namespace ReturnsConsole.Reconciliation;

/// <summary>Section "Reconciliation": waiting times, tolerances and deadlines of the rules. The defaults are safe to start with.</summary>
public sealed class ReconciliationSettings
{
    /// <summary>Days after which a refund without return or goods is an error, by marketplace code ("UK"); "default" is every other marketplace.</summary>
    public Dictionary<string, int> WaitingDays { get; set; } = new(StringComparer.OrdinalIgnoreCase) { ["default"] = 14 };

    /// <summary>Minor units by which two amounts may differ and still be the same, by currency; "default" is every other currency.</summary>
    public Dictionary<string, long> Tolerance { get; set; } = new(StringComparer.OrdinalIgnoreCase) { ["default"] = 2 };

    /// <summary>Days from a prepaid-label return's request until its goods must have a record.</summary>
    public int DarkReturnDays { get; set; } = 14;

    /// <summary>Hours within which received goods are to be graded.</summary>
    public int InspectionHours { get; set; } = 48;

    /// <summary>Hours until partners' finance data can be relied on to be complete: a difference younger than that is a matter of timing.</summary>
    public int FinanceLagHours { get; set; } = 48;

    /// <summary>Hours that a return of a returns platform may wait for its order to come in before somebody looks into it.</summary>
    public int OrderWaitHours { get; set; } = 48;

    /// <summary>Hours without a good run of a partner's stream, and longer than three of its rhythms, until it counts as silent.</summary>
    public int SilentHours { get; set; } = 6;

    /// <summary>Days after the last parcel during which more parcels of the same return may follow.</summary>
    public int ParcelsTogetherDays { get; set; } = 3;

    /// <summary>Days between request of a return and its refund within which the two may be tied by amount alone.</summary>
    public int AmountMatchDays { get; set; } = 90;

    /// <summary>Days within which a deferred refund is looked for again as a released one.</summary>
    public int DeferralDays { get; set; } = 45;

    /// <summary>Marketplaces whose item price does not hold the tax.</summary>
    public string[] TaxOnTop { get; set; } = ["US", "CA"];

    /// <summary>
    /// Marketplaces whose consumer law gives the standard outbound shipping back when a buyer withdraws from the whole order (EU directive 2011/83 art. 13, and
    /// the UK's regulations of 2013), by marketplace code; false takes one out.
    /// </summary>
    public Dictionary<string, bool> ShippingBackOnWithdrawal { get; set; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UK"] = true,
        ["DE"] = true,
        ["FR"] = true,
        ["IT"] = true,
        ["ES"] = true,
        ["NL"] = true,
        ["SE"] = true,
        ["PL"] = true,
        ["BE"] = true,
        ["IE"] = true,
    };

    /// <summary>Refund deadlines after acceptance of goods, with the dates from which they hold.</summary>
    public List<RefundDeadline> RefundDeadlines { get; set; } = [];

    /// <summary>Hours from opening to due by kind, where they differ from the catalogue.</summary>
    public Dictionary<CaseKind, int> SlaHours { get; set; } = [];

    /// <summary>What Amazon's policy says today; settings of the same marketplace and date go before it.</summary>
    public static IReadOnlyList<RefundDeadline> KnownDeadlines { get; } =
    [
        new() { Marketplace = "", From = DateTime.MinValue, Days = 2, Business = true },
        new() { Marketplace = "US", From = new(2026, 1, 26, 0, 0, 0, DateTimeKind.Utc), Days = 4, Business = false },
    ];

    /// <summary>Waiting days of a marketplace.</summary>
    public int WaitingDaysOf(string marketplace) =>
        WaitingDays.TryGetValue(marketplace, out var days) || WaitingDays.TryGetValue("default", out days) ? days : 14;

    /// <summary>Tolerance of a currency in minor units.</summary>
    public long ToleranceOf(string currency) =>
        Tolerance.TryGetValue(currency, out var minor) || Tolerance.TryGetValue("default", out minor) ? minor : 0;

    /// <summary>True where tax is added to the item price.</summary>
    public bool TaxComesOnTop(string marketplace) => Array.IndexOf(TaxOnTop, marketplace) >= 0;

    /// <summary>True where shipping is due back when the buyer withdraws from the whole order.</summary>
    public bool IsShippingBackOnWithdrawal(string marketplace) => ShippingBackOnWithdrawal.TryGetValue(marketplace, out var back) && back;

    /// <summary>Hours from opening to due.</summary>
    public int SlaHoursOf(CaseKind kind) => SlaHours.TryGetValue(kind, out var hours) ? hours : ExceptionCatalogue.Of(kind).SlaHours;

    /// <summary>Until when accepted goods must be refunded.</summary>
    public DateTime RefundDeadlineOf(string marketplace, DateTime acceptedUtc) => RefundRuleOf(marketplace, acceptedUtc).After(acceptedUtc);

    /// <summary>The rule that sets the deadline for goods accepted at the given instant.</summary>
    public RefundDeadline RefundRuleOf(string marketplace, DateTime acceptedUtc)
    {
        RefundDeadline? best = null;
        foreach (var rule in RefundDeadlines.Concat(KnownDeadlines))
        {
            var fits = rule.From <= acceptedUtc && (rule.Marketplace.Length == 0 || string.Equals(rule.Marketplace, marketplace, StringComparison.OrdinalIgnoreCase));
            if (fits && (best is null || rule.IsMoreSpecificThan(best)))
                best = rule;
        }
        return best!;
    }

    /// <summary>What is wrong with the settings, in words; empty when nothing.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        Check(SilentHours is > 0 and <= 720, $"Reconciliation:SilentHours is {SilentHours}; expected 1 to 720 hours.");
        foreach (var (marketplace, days) in WaitingDays)
            Check(days is >= 0 and <= 365, $"Reconciliation:WaitingDays:{marketplace} is {days}; expected 0 to 365 days.");
        foreach (var (currency, minor) in Tolerance)
            Check(minor is >= 0 and <= 10_000, $"Reconciliation:Tolerance:{currency} is {minor}; expected 0 to 10000 minor units.");
        foreach (var (kind, hours) in SlaHours)
            Check(hours is > 0 and <= 8760, $"Reconciliation:SlaHours:{kind} is {hours}; expected 1 to 8760 hours.");
        foreach (var rule in RefundDeadlines)
            Check(rule.Days is >= 0 and <= 60, $"Reconciliation:RefundDeadlines of '{rule.Marketplace}' from {rule.From:yyyy-MM-dd} has {rule.Days} days; expected 0 to 60.");
        Check(DarkReturnDays is >= 0 and <= 365, $"Reconciliation:DarkReturnDays is {DarkReturnDays}; expected 0 to 365.");
        Check(OrderWaitHours is >= 0 and <= 720, $"Reconciliation:OrderWaitHours is {OrderWaitHours}; expected 0 to 720.");
        Check(InspectionHours is >= 1 and <= 720, $"Reconciliation:InspectionHours is {InspectionHours}; expected 1 to 720 hours.");
        Check(FinanceLagHours is >= 0 and <= 720, $"Reconciliation:FinanceLagHours is {FinanceLagHours}; expected 0 to 720.");
        Check(ParcelsTogetherDays is >= 0 and <= 60, $"Reconciliation:ParcelsTogetherDays is {ParcelsTogetherDays}; expected 0 to 60.");
        Check(AmountMatchDays is >= 1 and <= 365, $"Reconciliation:AmountMatchDays is {AmountMatchDays}; expected 1 to 365.");
        Check(DeferralDays is >= 1 and <= 180, $"Reconciliation:DeferralDays is {DeferralDays}; expected 1 to 180.");
        return faults;

        void Check(bool good, string fault)
        {
            if (!good)
                faults.Add(fault);
        }
    }
}

/// <summary>One rule "refund within so many days of acceptance", from a date on.</summary>
public sealed record RefundDeadline
{
    /// <summary>Marketplace code; "" holds everywhere.</summary>
    public string Marketplace { get; init; } = "";

    /// <summary>Goods accepted from this instant on (UTC).</summary>
    public DateTime From { get; init; }

    public int Days { get; init; } = 2;

    /// <summary>True: Saturdays and Sundays do not count.</summary>
    public bool Business { get; init; } = true;

    /// <summary>A rule of the marketplace itself goes before the general one, a later one before an earlier one.</summary>
    public bool IsMoreSpecificThan(RefundDeadline other) =>
        (Marketplace.Length > 0) != (other.Marketplace.Length > 0) ? Marketplace.Length > 0 : From > other.From;

    /// <summary>The deadline for goods accepted at the given instant.</summary>
    public DateTime After(DateTime acceptedUtc)
    {
        if (!Business)
            return acceptedUtc.AddDays(Days);
        var due = acceptedUtc;
        for (var left = Days; left > 0;)
        {
            due = due.AddDays(1);
            if (due.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                left--;
        }
        return due;
    }
}
