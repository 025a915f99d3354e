using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.ReasonCodes.Review;
using Xunit;
using static ReturnsConsole.Tests.ReasonCodes.CodeRows;

namespace ReturnsConsole.Tests.ReasonCodes;

public sealed class SuggestionTests
{
    [Fact]
    public void Suggestion_SameCodeOfAnotherSource_IsTheGround()
    {
        var s = ReasonSuggestion.For(new("happy-returns", "too_small"), [Seen("rebound", "TOO_SMALL", "TooSmall"), Seen("rebound", "TOO_LARGE", "TooLarge")])!;
        Assert.Equal(("TooSmall", "same code in Rebound (TOO_SMALL)", false), (s.Reason, s.Ground, s.Weak));
    }

    [Fact]
    public void Suggestion_ChosenForSimilarOnesBefore_CountsOnlyWhatPeopleChose()
    {
        var rows = new[] { Seen("rebound", "ZIP_BROKEN", "QualityNotAsExpected"), Seen("rebound", "ZIP_TORN", "QualityNotAsExpected"), Seen("amazon", "ZIP_OTHER", "Other", toConfirm: true) };
        var s = ReasonSuggestion.For(new("commercetools", "zip-defective"), rows)!;
        Assert.Equal("QualityNotAsExpected", s.Reason);
        Assert.Equal("similar wording, 2 of 2 chosen so before", s.Ground);
    }

    [Fact]
    public void Suggestion_SimilarLabelOnly_SaysThatItIsWeak()
    {
        var s = ReasonSuggestion.For(new("amazon", "AMZ-PG-HOME-WRONG-SHADE"), [Seen("rebound", "WRONG_ITEM", "WrongItem", toConfirm: true)])!;
        Assert.Equal("WrongItem", s.Reason);
        Assert.True(s.Weak);
        Assert.EndsWith(", weak", s.Ground, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("qa-hold")]
    [InlineData("CR-")]
    [InlineData("---")]
    public void Suggestion_NoGround_SaysNothing(string code) => Assert.Null(ReasonSuggestion.For(new("rebound", code), [Seen("rebound", "TOO_SMALL", "TooSmall")]));

    [Fact]
    public void Suggestion_PeopleDisagree_ProposesNeither()
    {
        var rows = new[] { Seen("rebound", "BOX_TORN", "DamagedInTransit"), Seen("rebound", "BOX_WET", "Other") };
        Assert.DoesNotContain("chosen so before", ReasonSuggestion.For(new("amazon", "BOX"), rows)?.Ground ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Difference_NewChangedDropped_AreTold()
    {
        var differences = MappingDifference.Between(
            [Seen("rebound", "A", "TooSmall"), Seen("rebound", "B", "TooSmall"), Seen("rebound", "C", "Other")],
            [Seen("rebound", "A", "TooSmall"), Seen("rebound", "B", "TooLarge"), Seen("rebound", "D", "Other")]).ToDictionary(d => d.Key.Code, d => d.Change);
        Assert.Equal((RowChange.Same, RowChange.Changed, RowChange.Dropped, RowChange.New), (differences["A"], differences["B"], differences["C"], differences["D"]));
    }

    [Fact]
    public void StarterRows_AllFitTheRules_AndAreToBeConfirmed()
    {
        Assert.All(StarterReasonCodes.All, row => Assert.Empty(MappingRules.Faults(new(row.SourceSystem, row.Code), row.Values())));
        Assert.All(StarterReasonCodes.All, row => Assert.True(row.ToBeConfirmed));
        Assert.Equal(StarterReasonCodes.All.Count(), StarterReasonCodes.All.DistinctBy(r => (r.SourceSystem, r.Code)).Count());
        Assert.All(StarterReasonCodes.All, row => Assert.Empty(row.CostCode));
    }

    [Fact]
    public void Review_UnusedOtherAndUnconfirmed_AreListed()
    {
        var list = ReadReview.Of([Seen("rebound", "A", "TooSmall"), Seen("rebound", "B", "Other"), Seen("rebound", "C", "TooLarge", toConfirm: true)], key => key.Code == "A" ? 0 : 5, 90);
        Assert.Equal(["A"], list.NeverUsed.Select(k => k.Code));
        Assert.Equal(("B", 5L), list.Other.Select(o => (o.Key.Code, o.Returns)).Single());
        Assert.Equal(["C"], list.Unconfirmed.Select(k => k.Code));
    }

    [Theory]
    [InlineData(1, "2026-12-21")]
    [InlineData(3, "2027-02-21")]
    [InlineData(0, null)]
    public void Review_FollowsTheLastOne(int months, string? due) =>
        Assert.Equal(due, Reviews.Due(new DateTime(2026, 11, 21, 15, 0, 0, DateTimeKind.Utc), months)?.ToString("yyyy-MM-dd", null));
}
