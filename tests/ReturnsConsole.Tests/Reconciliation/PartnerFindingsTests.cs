using ReturnsConsole.Reconciliation;
using Xunit;

namespace ReturnsConsole.Tests.Reconciliation;

public sealed class PartnerFindingsTests
{
    private static readonly DateTime Day = new(2026, 11, 3, 4, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void StaleSync_OfOneStream_NamesItAndWhatTheLastRunSaid()
    {
        var finding = PartnerFindings.StaleSync("Rebound EU", "tracking", Day, "nothing answered");
        Assert.Equal((CaseKind.StaleSync, "Rebound EU/tracking", FindingSeverity.High, Day), (finding.Kind, finding.SubjectKey, finding.Severity, finding.Since!.Value));
        Assert.Contains("nothing answered", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void StaleSync_OfAPartnerThatIsNoLongerCalled_IsCritical_AndAnotherSubject()
    {
        var finding = PartnerFindings.StaleSync("Rebound EU", null, Day, "access_denied");
        Assert.Equal(("Rebound EU", FindingSeverity.Critical), (finding.SubjectKey, finding.Severity));
    }

    [Theory]
    [InlineData(true, FindingSeverity.Critical, "not sent again")]
    [InlineData(false, FindingSeverity.High, "was not told")]
    public void FailedUpdate_OfUnknownOutcome_IsWorseThanARefusal(bool unknown, FindingSeverity severity, string says)
    {
        var finding = PartnerFindings.FailedUpdate("Happy Returns", "k1", "Return contents", "return HRAB2BFE", "It timed out.", unknown, Day);
        Assert.Equal((CaseKind.FailedUpdate, "Happy Returns/k1", severity), (finding.Kind, finding.SubjectKey, finding.Severity));
        Assert.Contains(says, finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownValue_IsOneSubjectPerFieldAndValue_WhateverItsLength()
    {
        var one = PartnerFindings.UnknownValue("rebound return/status", "lost in space", Day);
        Assert.Equal("rebound return/status=lost in space", one.SubjectKey);
        var long_ = PartnerFindings.UnknownValue("rebound return/status", new string('x', 500), Day);
        Assert.True(long_.SubjectKey.Length <= 200 && long_.Headline.Length <= 60);
    }

    [Fact]
    public void DarkParcel_SaysWhoseParcelForWhichOrder_AndIsOneSubjectHoweverOftenItIsTold()
    {
        var one = PartnerFindings.DarkParcel("Rebound", "parcel:T1|parcel:T1", "T1", "302-1", 4, Day, Day.AddDays(14));
        var again = PartnerFindings.DarkParcel("Rebound", "parcel:T1|parcel:T1", "T1", "302-1", 9, Day, Day.AddDays(14));
        Assert.Equal((CaseKind.DarkReturn, one.SubjectKey, one.Sentence), (again.Kind, again.SubjectKey, again.Sentence));
        Assert.Equal("Rebound told of the parcel T1 on 3 Nov 2026 for order 302-1. No return that it belongs to is known here.", one.Sentence);
        Assert.Equal([new FactRef(FactKind.Parcel, 4, "no return")], one.Facts);
    }
}
