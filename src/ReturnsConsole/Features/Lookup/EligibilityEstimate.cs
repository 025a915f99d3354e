using ReturnsConsole.Components;

namespace ReturnsConsole.Features.Lookup;

/// <summary>Whether Amazon probably takes the item back, and what that rests on.</summary>
internal static class EligibilityEstimate
{
    public static Eligibility Of(LookupOrder order, LookupReturn? item, LookupContext context, LookupWords words)
    {
        if (!order.IsAmazon)
            return new("Not an Amazon order: our own shop's conditions hold.", null, [new(Tone.Still, "Amazon's policy says nothing about it")]);
        var grounds = new List<EligibilityGround>();
        if (item is not null)
            grounds.Add(MarkOf(item));
        if (item?.AToZClaim == true)
            grounds.Add(new(Tone.Warn, "An A-to-z claim stands on it: Amazon decides"));
        var until = WindowOf(order, context, words, grounds);
        // Without a delivery date the day is the earliest possible end, no more.
        var isEnd = order.LatestDeliveryAt is not null;
        grounds.Add(new(Tone.Still, "Real delivery date is not known to us"));
        return new(VerdictOf(item, until, isEnd, context, words), until, grounds) { Takes = TakesOf(item, until, isEnd, context) };
    }

    private static EligibilityGround MarkOf(LookupReturn item) => item.InPolicy switch
    {
        true => new(Tone.Good, "Amazon marks the return as in policy"),
        false => new(Tone.Warn, "Amazon marks the return as out of policy"),
        _ => new(Tone.Still, "Amazon has not marked the return as in or out of policy"),
    };

    /// <summary>The last day, as far as dates tell.</summary>
    private static DateTime? WindowOf(LookupOrder order, LookupContext context, LookupWords words, List<EligibilityGround> grounds)
    {
        if ((order.OrderedAt ?? order.LatestDeliveryAt) is not { } ordered)
        {
            grounds.Add(new(Tone.Still, "Neither order date nor delivery date is known to us"));
            return null;
        }
        var days = context.Policy.WindowOf(order.Marketplace, ordered).Days;
        var until = (order.LatestDeliveryAt ?? ordered).AddDays(days);
        grounds.Add(order.LatestDeliveryAt is { } latest
            ? new(ToneOf(until), $"Latest delivery {words.Day(latest)}: {days} days end {words.Day(until)}")
            : new(Tone.Still, $"Latest delivery is not known: {days} days from the order would end {words.Day(until)}, really later"));
        if (context.Policy.HolidayOf(order.Marketplace, ordered) is not { } holiday)
            return until;
        var where = holiday.Marketplace.Length > 0 ? $" {holiday.Marketplace}" : "";
        var bought = $"Holiday rule{where}: ordered {words.Day(holiday.OrderedFrom)} to {words.Day(holiday.OrderedUntil)}";
        if (holiday.ReturnUntil is not { } end)
        {
            grounds.Add(new(Tone.Still, $"{bought}, longer than usual; until when is not set here"));
            return until;
        }
        grounds.Add(new(ToneOf(end), $"{bought}, until {words.Day(end)}"));
        return end > until ? end : until;

        Tone ToneOf(DateTime day) => words.IsPast(day.AddDays(1)) ? Tone.Warn : Tone.Good;
    }

    /// <summary>Whether Amazon probably takes it back, as <see cref="VerdictOf"/> says it; null where nothing can be estimated.</summary>
    private static bool? TakesOf(LookupReturn? item, DateTime? until, bool isEnd, LookupContext context) =>
        item?.InPolicy == false ? false
        : until is { } day && day.AddDays(1) > context.NowUtc ? true
        : item?.InPolicy == true ? true
        : until is not null && isEnd ? false : null;

    private static string VerdictOf(LookupReturn? item, DateTime? until, bool isEnd, LookupContext context, LookupWords words)
    {
        if (item?.InPolicy == false)
            return "Probably not: Amazon marks it as out of policy.";
        if (until is not { } day)
            return item?.InPolicy == true ? "Probably yes: Amazon marks it as in policy." : "Cannot be estimated: no date is known.";
        if (day.AddDays(1) > context.NowUtc)
            return $"Probably yes, {(isEnd ? "" : "at least ")}until {words.LongDay(day)}.";
        if (!isEnd)
            return item?.InPolicy == true ? "Probably yes: Amazon marks it as in policy." : "Cannot be estimated: the delivery date is not known.";
        return item?.InPolicy == true ? "Probably yes: Amazon marks it as in policy, though the window is over." : $"Probably not: the window ended on {words.LongDay(day)}.";
    }
}
