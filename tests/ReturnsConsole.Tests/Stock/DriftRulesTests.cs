using ReturnsConsole.Reconciliation;
using ReturnsConsole.Reconciliation.Stock;
using Xunit;

namespace ReturnsConsole.Tests.Stock;

public sealed class DriftRulesTests
{
    private static readonly DateTime Noon = new(2026, 11, 2, 12, 0, 0, DateTimeKind.Utc);
    private static readonly DriftFacts Told = new() { Partner = "Shop", Sku = "BOOT", Confirmed = 12, ConfirmedAt = Noon };

    [Fact]
    public void UnderWay_WhateverIsSaid_IsNotCompared() => Assert.Equal(DriftVerdict.NotComparable, DriftRules.Judge(Told with { IsUnderWay = true, Said = 3, SaidAt = Noon, Failed = [new(1, true, Noon, "?")] }));

    [Fact]
    public void NobodyAsked_IsNotCompared() => Assert.Equal(DriftVerdict.NotComparable, DriftRules.Judge(Told));

    [Theory]
    [InlineData(12, 0, 0, null, DriftVerdict.Agrees)]
    [InlineData(11, 1, 0, null, DriftVerdict.Drifts)]
    [InlineData(13, 1, 0, null, DriftVerdict.Drifts)]
    [InlineData(11, -60, 0, null, DriftVerdict.NotComparable)]
    [InlineData(11, 60, 0, null, DriftVerdict.NotComparable)]
    [InlineData(11, 60, 0, 59, DriftVerdict.NotComparable)]
    [InlineData(11, 60, 0, 60, DriftVerdict.Drifts)]
    [InlineData(11, 60, 1, 60, DriftVerdict.Agrees)]
    [InlineData(10, 60, 1, 60, DriftVerdict.Drifts)]
    [InlineData(13, 60, 5, 60, DriftVerdict.Drifts)]
    public void Figure_IsJudgedByItsTimeAndByTheOrdersKnown(int said, int minutes, int ordered, int? ordersKnown, DriftVerdict expected) =>
        Assert.Equal(expected, DriftRules.Judge(Told with { Said = said, SaidAt = Noon.AddMinutes(minutes), OrderedSince = ordered, OrdersKnownUntil = ordersKnown is { } known ? Noon.AddMinutes(known) : null }));

    [Fact]
    public void FailedMessages_AreADriftThatSaysWhatIsMissing()
    {
        var finding = DriftRules.Find(Told with { Failed = [new(2, false, Noon, "Shop refuses it."), new(-1, true, Noon.AddHours(1), "The connection broke.")] })!;

        Assert.Equal((CaseKind.InventoryDrift, "Shop/BOOT", FindingSeverity.High), (finding.Kind, finding.SubjectKey, finding.Severity));
        Assert.Contains("+2 for BOOT did not reach Shop", finding.Sentence, StringComparison.Ordinal);
        Assert.Contains("−1 for BOOT is not known", finding.Sentence, StringComparison.Ordinal);
        Assert.Equal(Noon, finding.Since);
    }

    [Fact]
    public void Agreement_IsNoFinding() => Assert.Null(DriftRules.Find(Told with { Said = 12, SaidAt = Noon }));
}
