using ReturnsConsole.Components;
using ReturnsConsole.Features.Lookup;
using ReturnsConsole.Reconciliation;
using Xunit;

namespace ReturnsConsole.Tests.Lookup;

/// <summary>The estimate and its grounds, seen on 20 November 2026.</summary>
public class EligibilityTests
{
    private static readonly LookupSettings Holiday = new()
    {
        HolidayRules = [new() { Marketplace = "DE", OrderedFrom = Day(2026, 10, 1), OrderedUntil = Day(2026, 12, 25), ReturnUntil = Day(2027, 1, 31) }],
        ReturnWindows = [new() { Marketplace = "UK", From = Day(2026, 1, 1), Days = 14 }],
    };

    public static TheoryData<string, string, DateTime?, DateTime?, bool?, bool, string> Orders() => new()
    {
        { "within 30 days", "FR", Day(2026, 10, 28), Day(2026, 10, 31), null, false, "Probably yes, until 30 November." },
        { "after 30 days", "FR", Day(2026, 9, 28), Day(2026, 9, 30), null, false, "Probably not: the window ended on 30 October." },
        { "own window", "UK", Day(2026, 10, 28), Day(2026, 10, 31), null, true, "Probably not: the window ended on 14 November." },
        { "holiday with its end", "DE", Day(2026, 10, 28), Day(2026, 10, 31), true, true, "Probably yes, until 31 January 2027." },
        { "before the holiday rule", "DE", Day(2026, 9, 28), Day(2026, 9, 30), null, true, "Probably not: the window ended on 30 October." },
        { "out of policy", "FR", Day(2026, 10, 28), Day(2026, 10, 31), false, false, "Probably not: Amazon marks it as out of policy." },
        { "marked though over", "FR", Day(2026, 9, 28), Day(2026, 9, 30), true, false, "Probably yes: Amazon marks it as in policy, though the window is over." },
        { "no date at all", "FR", null, null, null, false, "Cannot be estimated: no date is known." },
        { "delivery not known", "FR", Day(2026, 10, 28), null, null, false, "Probably yes, at least until 27 November." },
        { "delivery not known, long ago", "FR", Day(2026, 9, 28), null, null, false, "Cannot be estimated: the delivery date is not known." },
        { "delivery not known, long ago, marked", "FR", Day(2026, 9, 28), null, true, false, "Probably yes: Amazon marks it as in policy." },
        { "marked, no date", "FR", null, null, true, false, "Probably yes: Amazon marks it as in policy." },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Estimate_ByMarkWindowAndHoliday(string what, string marketplace, DateTime? ordered, DateTime? delivery, bool? inPolicy, bool settings, string verdict)
    {
        var order = StatusWordsTests.Order([]) with { Marketplace = marketplace, OrderedAt = ordered, LatestDeliveryAt = delivery, Returns = inPolicy is null ? [] : [new LookupReturn { Id = 1, InPolicy = inPolicy }] };

        var estimate = StatusWords.Of(order, null, StatusWordsTests.Context(settings ? Holiday : null)).Eligibility;

        Assert.Equal(verdict.StartsWith("Probably yes", StringComparison.Ordinal) ? true : verdict.StartsWith("Probably not", StringComparison.Ordinal) ? false : (bool?)null, estimate.Takes);
        Assert.Equal((what, verdict), (what, estimate.Verdict));
        Assert.Contains(estimate.Grounds, g => g.Text == "Real delivery date is not known to us");
    }

    [Fact]
    public void Estimate_HolidayWhoseEndNobodySet_SaysThatItIsLonger_AndInventsNoDay()
    {
        var order = StatusWordsTests.Order([]) with { OrderedAt = Day(2026, 11, 3), LatestDeliveryAt = Day(2026, 11, 6) };

        var estimate = StatusWords.Of(order, null, StatusWordsTests.Context()).Eligibility;

        Assert.Contains(estimate.Grounds, g => g.Tone == Tone.Still && g.Text == "Holiday rule: ordered 1 Nov to 31 Dec, longer than usual; until when is not set here");
        Assert.Equal(Day(2026, 12, 6), estimate.Until);
    }

    [Fact]
    public void Estimate_WithoutDeliveryDate_CountsFromTheOrder_AndSaysSo() =>
        Assert.Contains(StatusWords.Of(StatusWordsTests.Order([]), null, StatusWordsTests.Context()).Eligibility.Grounds, g => g.Text.StartsWith("Latest delivery is not known: 30 days from the order would end 27 Nov", StringComparison.Ordinal));

    [Fact]
    public void Settings_WrongOrderOfDays_IsAFault()
    {
        var settings = new LookupSettings { HolidayRules = [new() { OrderedFrom = Day(2026, 12, 1), OrderedUntil = Day(2026, 11, 1) }], ReturnWindows = [new() { Days = 999 }] };

        Assert.Equal(2, settings.Faults().Count);
    }

    private static DateTime Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, DateTimeKind.Utc);
}
