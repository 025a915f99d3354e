using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Sync.Runs;
using Xunit;

namespace ReturnsConsole.Tests.Sync;

public sealed class SyncWindowsTests
{
    private static readonly DateTime Now = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private static readonly StreamDescription Stream = new("s", "S", Every: TimeSpan.FromHours(1), LookBack: TimeSpan.FromHours(3), MaxSlice: TimeSpan.FromDays(1), First: TimeSpan.FromDays(10), Lag: TimeSpan.FromMinutes(3));

    [Fact]
    public void FirstRun_BeginsAsFarBackAsTheStreamSays()
    {
        var slice = SyncWindows.Next(State(), Stream, Now)!;

        Assert.Equal((Now.AddDays(-10), Now.AddDays(-9), null, false), (slice.FromUtc, slice.UntilUtc, slice.Cursor, slice.IsLast));
    }

    [Fact]
    public void NextRun_LooksBackBehindTheWatermark_AndEndsALagBeforeNow()
    {
        var slice = SyncWindows.Next(State(Now.AddHours(-1)), Stream, Now)!;

        Assert.Equal((Now.AddHours(-4), Now.AddMinutes(-3), true), (slice.FromUtc, slice.UntilUtc, slice.IsLast));
    }

    [Fact]
    public void OpenWindow_GoesOnAtItsCursor()
    {
        var state = State(Now.AddDays(-3));
        (state.WindowFrom, state.WindowUntil, state.Cursor) = (Now.AddDays(-3), Now.AddDays(-2), "there");

        Assert.Equal(new SyncWindows.Slice(Now.AddDays(-3), Now.AddDays(-2), "there", false), SyncWindows.Next(state, Stream, Now));
    }

    [Fact]
    public void WatermarkAheadOfNow_AfterTheClockWasSetBack_FetchesTheLookBackOrNothing()
    {
        Assert.Equal(Now.AddHours(-2), SyncWindows.Next(State(Now.AddHours(1)), Stream, Now)!.FromUtc);
        Assert.Null(SyncWindows.Next(State(Now.AddHours(4)), Stream, Now));
    }

    public static TheoryData<PartnerKind> Kinds => [.. PartnerConnectors.Kinds];

    /// <summary>Whatever the stream and however long the silence, the slices touch each other, are bounded, and reach the end.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Silence_OfEveryLength_IsCaughtUpWithoutGaps(PartnerKind kind)
    {
        foreach (var stream in PartnerConnectors.Describe(kind).Streams)
        {
            foreach (var hours in (int[])[1, 24, 24 * 7, 24 * 30])
            {
                var mark = Now.AddHours(-hours);
                var reached = mark - stream.LookBack;
                var slices = 0;
                for (var slice = SyncWindows.Next(State(mark), stream, Now); slice is not null; slice = SyncWindows.After(slice.UntilUtc, stream, Now))
                {
                    Assert.Equal(reached, slice.FromUtc);
                    Assert.InRange(slice.UntilUtc - slice.FromUtc, TimeSpan.FromTicks(1), stream.MaxSlice);
                    reached = slice.UntilUtc;
                    Assert.InRange(++slices, 1, 1 + ((Now - mark + stream.LookBack) / stream.MaxSlice));
                }
                Assert.InRange(Now - stream.Lag - reached, TimeSpan.Zero, stream.Every);
            }
        }
    }

    private static SyncStream State(DateTime? watermark = null) => new() { PartnerId = 1, Stream = "s", CreatedAt = Now, Watermark = watermark };
}
