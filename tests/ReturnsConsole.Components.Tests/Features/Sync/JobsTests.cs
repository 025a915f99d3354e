using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Sync.Board;

namespace ReturnsConsole.Components.Tests.Features.Sync;

public sealed class JobsTests : Page
{
    private static readonly RunRow Good = new(7, "schedule", Now.AddMinutes(-9), Now.AddMinutes(-8), SyncRunStatus.Done, Now.AddDays(-1), Now, 1_204, 12, 3, 1_189, 0, 0, "", "");

    private static readonly StreamRow Orders = new(3, "Shop", PartnerKind.Commercetools, "Own shop", "orders", "Orders and returns", TimeSpan.FromMinutes(5), false, false, "", Now.AddMinutes(-8), Now.AddMinutes(-8), false, Good, [(60, true)])
    {
        Runs = [Good],
        QuietSince = Now.AddMinutes(-8),
    };

    [Fact]
    public void JobsTable_WhileReading_ShowsGreyRows() => Assert.NotEmpty(Render(null).FindAll(".ghost"));

    [Fact]
    public void JobsTable_OfAReader_HasNoButtons()
    {
        var table = Render([Orders]);
        Assert.Empty(table.FindAll("button"));
        Assert.Contains("12 new, 3 changed", table.Markup, StringComparison.Ordinal);
        Assert.Equal("jobs/Shop/orders", table.Find("td a").GetAttribute("href"));
    }

    [Fact]
    public void JobsTable_PausedStream_OffersResumeInsteadOfRunning()
    {
        (StreamRow Row, bool Pause)? asked = null;
        var table = Render([Orders with { Paused = true }], maySteer: true, pause: a => asked = a);
        var button = Assert.Single(table.FindAll("button"));
        Assert.Equal("Resume", button.TextContent);
        button.Click();
        Assert.Equal(("orders", false), (asked!.Value.Row.Stream, asked.Value.Pause));
    }

    [Fact]
    public void JobsTable_StoppedPartner_SaysWhyAndCannotBeRun()
    {
        var table = Render([Orders with { StoppedBecause = "Shop: the client secret is refused." }], maySteer: true);
        Assert.Contains("Shop: the client secret is refused.", table.Find(".note.critical").TextContent, StringComparison.Ordinal);
        Assert.True(table.FindAll("button")[0].HasAttribute("disabled"));
    }

    [Fact]
    public void RunStrip_WithAFailedRun_SaysSoInWordsAndMarksItByShape()
    {
        var failed = Good with { Id = 8, Status = SyncRunStatus.Failed, FinishedAt = Good.StartedAt.AddSeconds(2) };
        var strip = Render<RunStrip>(p => p.Add(s => s.Runs, [Good, failed, Good]));
        Assert.Equal("Last 3 runs: 1 failed; the longest took 60 s, the latest 60 s", strip.Find("svg[role=img]").GetAttribute("aria-label"));
        Assert.Single(strip.FindAll(".cross"));
        Assert.Equal(3, strip.FindAll("rect").Count);
    }

    [Fact]
    public void RunStrip_OfAStreamThatNeverRan_IsADash() => Assert.Empty(Render<RunStrip>(p => p.Add(s => s.Runs, [])).FindAll("svg"));

    [Theory]
    [InlineData(true, false, "", SyncRunStatus.Done, StreamState.SwitchedOff)]
    [InlineData(false, false, "refused", SyncRunStatus.Done, StreamState.Stopped)]
    [InlineData(false, true, "", SyncRunStatus.Failed, StreamState.Paused)]
    [InlineData(false, false, "", SyncRunStatus.Running, StreamState.Running)]
    [InlineData(false, false, "", SyncRunStatus.Failed, StreamState.Failing)]
    [InlineData(false, false, "", SyncRunStatus.Waiting, StreamState.Waiting)]
    [InlineData(false, false, "", SyncRunStatus.Done, StreamState.Good)]
    public void StreamStates_ByFacts_NameTheOneThatMatters(bool off, bool paused, string stopped, SyncRunStatus last, StreamState expected) =>
        Assert.Equal(expected, StreamStates.Of(Orders with { PartnerPaused = off, Paused = paused, StoppedBecause = stopped, Last = Good with { Status = last } }));

    [Fact]
    public void PartnerStanding_WithOneFailingStream_IsThatOne()
    {
        var failing = Orders with { Stream = "inventory", Title = "Stock", Last = Good with { Status = SyncRunStatus.Failed, Message = "Shop: nothing answers." } };
        var standing = Assert.Single(PartnerStanding.Of([Orders, failing]));
        Assert.Equal((StreamState.Failing, "Last run failed", "Stock: Shop: nothing answers."), (standing.State, standing.Word, standing.Detail));
        Assert.True(standing.NeedsSomebody);
    }

    [Fact]
    public void PartnerStanding_SilentStreams_SaysSinceTheLongest()
    {
        var since = Now.AddDays(-3);
        var standing = Assert.Single(PartnerStanding.Of([Orders with { Silent = true }, Orders with { Stream = "payments", Silent = true, QuietSince = since }]));
        Assert.Equal((StreamState.Silent, (DateTime?)since), (standing.State, standing.Since));
    }

    private IRenderedComponent<JobsTable> Render(IReadOnlyList<StreamRow>? rows, bool maySteer = false, Action<(StreamRow, bool)>? pause = null) => Render<JobsTable>(p => p
        .Add(t => t.Rows, rows).Add(t => t.Standings, PartnerStanding.Of(rows ?? [])).Add(t => t.MaySteer, maySteer)
        .Add(t => t.Pause, EventCallback.Factory.Create<(StreamRow, bool)>(this, a => pause?.Invoke(a))).AddCascadingValue(Fiona));
}
