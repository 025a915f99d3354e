using ReturnsConsole.Reconciliation;
using Xunit;

namespace ReturnsConsole.Tests.Reconciliation;

public sealed class SettlementRulesTests
{
    private static SettlementFact Settlement(int n, long? declared, long summed, int start, int end, long? carried = null) => new()
    {
        Pk = n,
        SettlementId = $"2668857896{n}",
        Currency = "EUR",
        DeclaredTotal = declared,
        SummedTotal = summed,
        StartAt = OrderStory.Day(start),
        EndAt = OrderStory.Day(end),
        CarriedOver = carried,
    };

    [Fact]
    public void Chain_ThatTiesOut_HasNoFinding() =>
        Assert.Empty(SettlementRules.Decide([Settlement(2, 700, 700, 14, 28, carried: -300), Settlement(1, -300, -300, 0, 14)]));

    [Fact]
    public void Lines_NotTheTotal_SayByHowMuch()
    {
        var finding = Assert.Single(SettlementRules.Decide([Settlement(1, 1000, 999, 0, 14)]));

        Assert.Equal((CaseKind.SettlementBreak, FindingSeverity.Critical, 1L), (finding.Kind, finding.Severity, finding.AtRisk));
        Assert.Contains("9.99 EUR", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Total_NotDeclared_IsNormal() =>
        Assert.Equal(FindingSeverity.Normal, Assert.Single(SettlementRules.Decide([Settlement(1, null, 999, 0, 14)])).Severity);

    [Fact]
    public void LineTypes_Unknown_AreNamedAndCounted()
    {
        var finding = Assert.Single(SettlementRules.Decide([Settlement(1, 10, 10, 0, 14) with { Unclassified = [("Moon Fee / Other", 3, -250)] }]));

        Assert.Contains("Moon Fee / Other (3 lines, −2.50 EUR)", finding.Sentence, StringComparison.Ordinal);
        Assert.Equal(250, finding.AtRisk);
    }

    [Theory]
    [InlineData(14, 28, -250L, "Carry-over does not chain")]
    [InlineData(17, 28, null, "A settlement period is missing")]
    [InlineData(10, 28, null, "Settlement periods overlap")]
    public void Periods_NotChained_SayHow(int start, int end, long? carried, string headline) =>
        Assert.Equal(headline, Assert.Single(SettlementRules.Decide([Settlement(1, -300, -300, 0, 14), Settlement(2, 700, 700, start, end, carried)])).Headline);

    [Fact]
    public void CarryOver_WithoutSuchLine_ProvesNothing() =>
        Assert.Empty(SettlementRules.Decide([Settlement(1, -300, -300, 0, 14), Settlement(2, 700, 700, 14, 28)]));
}
