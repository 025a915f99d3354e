using Bunit;
using ReturnsConsole.Features.Sync.Board;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Components.Tests.Features.Sync;

public sealed class OutgoingTests : Page
{
    private static readonly OutboxRow Sent = new(5, 1, "Shop", "commercetools-stock", "stock-5", "SKU X, 1 piece", OutboxStatus.Done, 1, Now, "Wanda Hale", Now, Now, Now, "", "done", "");

    [Fact]
    public void OutgoingTable_WhileReading_ShowsGreyRows() => Assert.NotEmpty(Render<OutgoingTable>(p => p.Add(t => t.Rows, null)).FindAll(".ghost"));

    [Theory]
    [InlineData(false, "Nothing has been told to a partner yet.")]
    [InlineData(true, "No message fits these filters.")]
    public void OutgoingTable_WithoutMessages_SaysWhy(bool filtered, string words) =>
        Assert.StartsWith(words, Render<OutgoingTable>(p => p.Add(t => t.Rows, []).Add(t => t.Filtered, filtered)).Find(".empty p").TextContent, StringComparison.Ordinal);

    [Fact]
    public void OutgoingTable_UnknownOutcome_IsTheOnlyPlumAndSaysWhatNotToDo()
    {
        var table = Render<OutgoingTable>(p => p.Add(t => t.Rows, [Sent, Sent with { Id = 6, Status = OutboxStatus.Unknown, Message = "The connection broke." }, Sent with { Id = 7, Status = OutboxStatus.GaveUp }]));
        Assert.Equal("Outcome unknown: do not send again", Assert.Single(table.FindAll(".tag.hold")).TextContent);
        Assert.Contains("The connection broke.", table.Markup, StringComparison.Ordinal);
        Assert.Equal("jobs/outgoing/6", table.FindAll("td a")[1].GetAttribute("href"));
    }

    [Fact]
    public void JobLinks_Filter_IsReadBackAsItWasWritten()
    {
        var address = JobLinks.ToMessages(new OutgoingFilter { Show = OutgoingShow.Underway, Partner = "Amazon EU", Key = "a&b" }, 2);
        Assert.Equal("jobs/outgoing?show=underway&partner=Amazon%20EU&key=a%26b&page=2", address);
        Assert.Equal(OutgoingShow.Underway, JobLinks.ShowOf("underway"));
        Assert.Equal(OutgoingShow.All, JobLinks.ShowOf("7"));
    }

    [Fact]
    public void JobLinks_EveryState_IsReadBack() => Assert.All(Enum.GetValues<StreamState>(), s => Assert.Equal(s, JobLinks.StateOf(JobLinks.SlugOf(s))));

    [Theory]
    [InlineData(CaseKind.StaleSync, "Amazon EU/orders", "jobs/Amazon%20EU/orders")]
    [InlineData(CaseKind.StaleSync, "Amazon EU", "jobs?partner=Amazon%20EU")]
    [InlineData(CaseKind.FailedUpdate, "Shop/stock/5", "jobs/outgoing?partner=Shop&key=stock%2F5")]
    [InlineData(CaseKind.InventoryDrift, "Shop/BOOT 1", "stock?q=BOOT%201")]
    [InlineData(CaseKind.UnknownPartnerValue, "Bars/messages", "jobs/incoming")]
    [InlineData(CaseKind.UnknownPartnerValue, "Rebound return.status=odd", null)]
    [InlineData(CaseKind.OrphanedRefund, "204-1/X", null)]
    public void JobLinks_ForACase_LeadWhereOneActs(CaseKind kind, string subject, string? address) => Assert.Equal(address, JobLinks.ToPlaceOf(kind, subject));

    [Fact]
    public void JobTabs_WithTroubledMessages_SayHowManyNeedAPerson() =>
        Assert.Contains("3 need a person", Render<JobTabs>(p => p.Add(t => t.Here, JobLinks.Jobs).Add(t => t.Troubled, 3)).Markup.Replace("<span class=\"vh\">", "", StringComparison.Ordinal), StringComparison.Ordinal);
}
