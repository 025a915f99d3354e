using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Features.Sync.Runs;

/// <summary>Which stretch of the partner's time comes next. Pure.</summary>
public static class SyncWindows
{
    /// <summary>A stretch to fetch; <paramref name="IsLast"/>: after it the stream is up to date.</summary>
    public sealed record Slice(DateTime FromUtc, DateTime UntilUtc, string? Cursor, bool IsLast);

    /// <summary>
    /// An open window goes on where it was. Otherwise the next one begins a look-back before the watermark and ends at most one slice later, or a lag before now. Null:
    /// there is nothing to fetch yet.
    /// </summary>
    public static Slice? Next(SyncStream state, StreamDescription stream, DateTime now)
    {
        var end = now - stream.Lag;
        if (state.WindowFrom is { } openFrom && state.WindowUntil is { } openUntil)
            return new Slice(openFrom, openUntil, state.Cursor, openUntil >= end - stream.Every);
        var from = state.Watermark is { } mark ? mark - stream.LookBack : now - stream.First;
        return Slicing(from, end, stream);
    }

    /// <summary>The stretch after a finished one in the same round; null when the round is over.</summary>
    public static Slice? After(DateTime doneUntil, StreamDescription stream, DateTime now)
    {
        var end = now - stream.Lag;
        // What is left is less than a breath: the next run takes it.
        return end - doneUntil < TimeSpan.FromSeconds(1) || end - doneUntil < stream.Every / 2 ? null : Slicing(doneUntil, end, stream);
    }

    private static Slice? Slicing(DateTime from, DateTime end, StreamDescription stream)
    {
        if (end <= from)
            return null;
        var until = end - from > stream.MaxSlice ? from + stream.MaxSlice : end;
        return new Slice(from, until, null, until == end);
    }
}
