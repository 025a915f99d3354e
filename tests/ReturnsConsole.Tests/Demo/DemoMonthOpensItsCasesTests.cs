using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Demo.Month;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.Verification;
using ReturnsConsole.Reconciliation;
using Xunit;

namespace ReturnsConsole.Tests.Demo;

/// <summary>What the generator plants is what the console finds, through the real import and the real rules.</summary>
public sealed class DemoMonthOpensItsCasesTests
{
    [Theory]
    [InlineData("2026-11-20 12:00")] // a Friday
    [InlineData("2026-11-21 00:05")] // a Saturday, just begun
    [InlineData("2026-11-23 23:55")] // a Monday, nearly over
    public async Task Month_Imported_OpensExactlyThePlantedCases(string now)
    {
        using var console = await FilledConsole.AtAsync(At(now));

        var cases = await console.OpenCasesAsync();

        var faults = new List<string>();
        foreach (var kind in Enum.GetValues<PlantedKind>())
        {
            var planted = console.Month.PlantedCases.Where(p => p.Kind == kind).ToLookup(p => p.Subject);
            var found = cases.Where(c => c.Kind.ToString() == kind.ToString()).ToLookup(SubjectOf);
            faults.AddRange(planted.Where(p => found[p.Key].Count() < p.Count()).Select(p => $"{kind} missing: {p.Key}, {p.First().Story}"));
            faults.AddRange(found.Where(f => planted[f.Key].Count() < f.Count()).SelectMany(f => f).Select(c => $"{kind} surplus: {c.SubjectKey}, {c.Headline}: {c.Sentence}"));
        }
        Assert.True(faults.Count == 0, $"{faults.Count} differences:\n{string.Join('\n', faults.Take(40))}");
        Assert.Equal(console.Month.PlantedCases.Count, cases.Count);
    }

    [Theory]
    [InlineData("2026-11-20 12:00")]
    [InlineData("2026-11-22 18:00")] // a Sunday: refunds due on Friday are late
    public async Task Month_Imported_LooksLivedIn(string day)
    {
        using var console = await FilledConsole.AtAsync(At(day));
        var now = console.Clock.Now;

        var cases = await console.OpenCasesAsync();

        // Money: what is planted is what is at risk.
        var money = console.Month.PlantedCases.ToLookup(p => (p.Kind.ToString(), p.Subject), p => Math.Abs(p.AmountMinor));
        Assert.All(cases.Where(c => c.Kind is CaseKind.OrphanedRefund or CaseKind.DuplicateRefund or CaseKind.RefundAmountBreak or CaseKind.RefundDue or CaseKind.UnmatchedSettlementLine),
            c => Assert.Contains(c.AtRisk, money[(c.Kind.ToString(), SubjectOf(c))]));

        // Age: every bucket of the screen has cases, no case comes from the future, a third or less is late.
        var ages = cases.Select(c => (now - c.OpenedAt).TotalDays).ToList();
        Assert.All(ages, age => Assert.InRange(age, 0, 28));
        Assert.InRange(ages.Count(age => age < 3), 40, 140);
        Assert.InRange(ages.Count(age => age is >= 3 and < 8), 40, 140);
        Assert.InRange(ages.Count(age => age is >= 8 and < 15), 15, 70);
        Assert.InRange(ages.Count(age => age >= 15), 4, 30);
        var late = cases.Where(c => c.DueAt < now).ToList();
        Assert.True(late.Count > 20 && late.Count <= cases.Count / 3, $"{late.Count} of {cases.Count} are late: {string.Join(", ", late.CountBy(c => c.Kind))}");

        // People: some have work in hand, and the timeline says when the console noticed.
        Assert.Equal(40, cases.Count(c => c.AssigneeId != 0));
        Assert.Equal(["Ada Minton", "Fiona Nash", "Wanda Hill"], cases.Select(c => c.AssigneeName).Where(n => n.Length > 0).Distinct().Order(StringComparer.Ordinal));
        await using var db = console.Open();
        Assert.InRange(await db.CaseEvents.CountAsync(e => e.Kind == CaseEventKind.Comment), 10, 20);
        Assert.All(await db.CaseEvents.Where(e => e.Kind == CaseEventKind.Opened).Select(e => e.At).ToListAsync(), at => Assert.Equal(now, at));

        // The latest facts are of the last two days.
        Assert.InRange(now - await db.RefundSightings.MaxAsync(r => r.PostedAt!.Value), TimeSpan.Zero, TimeSpan.FromDays(1.5));
        Assert.InRange(now - await db.GoodsReceipts.MaxAsync(r => r.ReceivedAt), TimeSpan.Zero, TimeSpan.FromDays(1.5));
        Assert.InRange(now - await db.ReturnItems.MaxAsync(r => r.RequestedAt!.Value), TimeSpan.Zero, TimeSpan.FromDays(2));

        // A second run moves nothing, a week later nothing that is open gets younger.
        var again = await console.Get<Reconcile>().RunAsync("test", full: true, default);
        Assert.Equal((0, 0, 0), (again.CasesOpened, again.CasesChanged, again.CasesClosed));
        console.Clock.Advance(TimeSpan.FromDays(7));
        await console.Get<Reconcile>().RunAsync("test", full: true, default);
        var opened = cases.ToDictionary(c => c.Id, c => c.OpenedAt);
        Assert.All((await console.OpenCasesAsync()).Where(c => opened.ContainsKey(c.Id)), c => Assert.Equal(opened[c.Id], c.OpenedAt));
    }

    private static DateTime At(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>The planted case's subject, out of the case's own.</summary>
    private static string SubjectOf(ExceptionCase c) => c.Kind switch
    {
        CaseKind.SettlementBreak => c.SubjectKey["settlement ".Length..].Split('/')[0],
        CaseKind.ReceiptWithoutOrder => c.SubjectKey[(c.SubjectKey.LastIndexOf('|') + 1)..],
        CaseKind.UnmappedReasonCode => c.SubjectKey[(c.SubjectKey.IndexOf('/', StringComparison.Ordinal) + 1)..],
        CaseKind.MissingOrderKey => c.SubjectKey.Split('|')[1],
        _ => c.OrderId,
    };
}
