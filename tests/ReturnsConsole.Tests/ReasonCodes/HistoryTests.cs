using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Features.ReasonCodes;
using Xunit;
using static ReturnsConsole.Tests.ReasonCodes.CodeRows;

namespace ReturnsConsole.Tests.ReasonCodes;

/// <summary>What a code means on a day.</summary>
public sealed class HistoryTests
{
    private static ReasonCodeHistory History(params (int From, string[] Codes)[] versions) =>
        ReasonCodeHistory.Of(versions.Select((v, i) => (i + 1, i + 1, v.From == 0 ? ReasonCodeVersion.Beginning : Day(v.From), v.Codes.Select(c => Row("rebound", c.Split('=')[0], c.Contains('=', StringComparison.Ordinal) ? c.Split('=')[1] : "Other")))));

    private static string? Reason(ReasonCodeHistory history, string code, int day) => history.Find("rebound", code, Day(day))?.CanonicalReason;

    [Fact]
    public void Find_EachDay_AnswersByTheVersionInForceThen()
    {
        var history = History((0, ["A=Other"]), (10, ["A=TooSmall"]), (20, ["A=TooLarge"]));
        Assert.Equal(["Other", "TooSmall", "TooSmall", "TooLarge", "TooLarge"], new[] { 9, 10, 19, 20, 25 }.Select(d => Reason(history, "A", d)));
    }

    [Fact]
    public void Find_CodeUnknownOnItsDay_TakesTheFirstMeaningGivenAfterwards()
    {
        var history = History((0, []), (10, ["A=TooSmall"]), (20, ["A=TooLarge"]));
        Assert.Equal("TooSmall", Reason(history, "A", 5));
        Assert.Null(Reason(history, "B", 5));
    }

    [Fact]
    public void Find_CodeDropped_HoldsOnTheDayOfTheChangeAndNoLonger()
    {
        var history = History((0, ["A=TooSmall"]), (10, []));
        Assert.Equal("TooSmall", Reason(history, "A", 10));
        Assert.Null(Reason(history, "A", 11));
    }

    [Fact]
    public void Find_TakenBackOnTheSameDay_WhatWasLetGoStaysMapped()
    {
        var history = History((0, []), (10, ["A=TooSmall"]), (10, []));
        Assert.Equal("TooSmall", Reason(history, "A", 3));
        Assert.Equal("TooSmall", Reason(history, "A", 10));
        Assert.Null(Reason(history, "A", 11));
    }

    [Fact]
    public void Find_OtherSpelling_IsTheSameCode_AsWrittenWins()
    {
        var history = ReasonCodeHistory.Of([(1, 1, ReasonCodeVersion.Beginning, [Row("amazon", "CR-DEFECTIVE", "Defective"), Row("amazon", "DEFECTIVE", "Other")])]);
        Assert.Equal("Defective", history.Find("amazon", "CR-DEFECTIVE", null)!.CanonicalReason);
        Assert.Equal("Other", history.Find("amazon", "DEFECTIVE", null)!.CanonicalReason);
        Assert.NotNull(history.Find("amazon", " cr-defective ", null));
        Assert.Null(history.Find("rebound", "DEFECTIVE", null));
    }

    [Fact]
    public void Find_SpellingNobodyWrote_ChargesTheSellerOnlyWhenAllSpellingsDo()
    {
        var history = ReasonCodeHistory.Of([(1, 1, ReasonCodeVersion.Beginning, [Row("amazon", "CR-ODD", fault: true), Row("amazon", "ODD", fault: false)])]);
        Assert.False(history.Find("amazon", "odd", null)!.SellerFault);
    }

    [Fact]
    public void IsMapped_NoReasonGiven_IsNothingToMap()
    {
        Assert.True(History().IsMapped("rebound", " ", Day(3)));
        Assert.False(History().IsMapped("rebound", "A", Day(3)));
    }

    [Fact]
    public void Coverage_AnyHistory_SaysTheSameAsEveryDayAlone() =>
        Prop.ForAll(Histories(), Gen.Choose(1, 28).ToArbitrary(), (history, day) =>
        {
            var until = history.Coverage("rebound", "A")?.Until;
            return history.Find("rebound", "A", Day(day)) is not null == (until is { } last && Day(day) <= last);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Find_NewVersionThatMayBegin_NeverUnmapsWhatWasMapped() =>
        Prop.ForAll(Stories(), Gen.Choose(1, 28).ToArbitrary(), Gen.Choose(0, 28).ToArbitrary(), (story, day, from) =>
        {
            // The rule of activation: not before the one before; a code leaves today (here the newest day seen) or later.
            var last = story.Count == 0 ? 0 : story[^1].From;
            var today = Math.Max(last, 20);
            var drops = story.Count > 0 && story[^1].Known;
            if (from < last || day > today || (drops && from < today))
                return true;
            var before = Of(story).Find("rebound", "A", Day(day));
            return before is null || Of([.. story, (from, false)]).Find("rebound", "A", Day(day)) is not null;
        }).QuickCheckThrowOnFailure();

    private static ReasonCodeHistory Of(IReadOnlyList<(int From, bool Known)> story) => History([.. story.Select(s => (s.From, s.Known ? (string[])["A=TooSmall"] : []))]);

    private static Arbitrary<IReadOnlyList<(int From, bool Known)>> Stories() =>
        (from steps in Gen.Zip(Gen.Choose(0, 6), Gen.Elements(true, false)).ListOf()
         let from0 = steps.Take(6).Aggregate(new List<(int, bool)>(), (all, s) => [.. all, (Math.Min(28, (all.Count == 0 ? 0 : all[^1].Item1) + s.Item1), s.Item2)])
         select (IReadOnlyList<(int, bool)>)from0).ToArbitrary();

    private static Arbitrary<ReasonCodeHistory> Histories() => Stories().Generator.Select(Of).ToArbitrary();
}
