using System.Globalization;
using ReturnsConsole.Components;

namespace ReturnsConsole.Features.Sync.Board;

/// <summary>How a stream does, as one word for the screen and for filters.</summary>
public enum StreamState
{
    SwitchedOff,
    Stopped,
    Paused,
    Running,
    Failing,
    Silent,
    Waiting,
    NotYet,
    Good,
}

/// <summary>The one mapping from a stream's facts to its state, words and tone.</summary>
public static class StreamStates
{
    public static StreamState Of(StreamRow row) => row switch
    {
        { PartnerPaused: true } => StreamState.SwitchedOff,
        { StoppedBecause.Length: > 0 } => StreamState.Stopped,
        { Paused: true } => StreamState.Paused,
        { Last.Status: SyncRunStatus.Running } => StreamState.Running,
        { Last.Status: SyncRunStatus.Failed } => StreamState.Failing,
        { Silent: true } => StreamState.Silent,
        { Last.Status: SyncRunStatus.Waiting } => StreamState.Waiting,
        { Last: null } => StreamState.NotYet,
        _ => StreamState.Good,
    };

    public static string WordOf(StreamState state) => state switch
    {
        StreamState.SwitchedOff => "Switched off",
        StreamState.Stopped => "Stopped",
        StreamState.Paused => "Paused",
        StreamState.Running => "Running",
        StreamState.Failing => "Failed",
        StreamState.Silent => "Silent",
        StreamState.Waiting => "Waits for the partner",
        StreamState.NotYet => "Not run yet",
        _ => "Up to date",
    };

    public static Tone ToneOf(StreamState state) => state switch
    {
        StreamState.Stopped => Tone.Critical,
        StreamState.Failing or StreamState.Silent => Tone.Warn,
        StreamState.Running => Tone.Flow,
        StreamState.Waiting => Tone.Expected,
        StreamState.Good => Tone.Good,
        _ => Tone.Still,
    };

    /// <summary>Why it is so, one sentence; empty when the word says it all.</summary>
    public static string WhyOf(StreamRow row) => Of(row) switch
    {
        StreamState.Stopped => row.StoppedBecause,
        StreamState.Failing or StreamState.Waiting or StreamState.Good => row.Last?.Message ?? "",
        StreamState.Silent => row.Last?.Message is { Length: > 0 } said ? said : "It has had no good run for too long.",
        _ => "",
    };

    public static string WordOf(SyncRunStatus status) => status switch
    {
        SyncRunStatus.Running => "Running",
        SyncRunStatus.Done => "Done",
        SyncRunStatus.Waiting => "Waits for the partner",
        SyncRunStatus.Failed => "Failed",
        _ => "Interrupted",
    };

    public static Tone ToneOf(SyncRunStatus status) => status switch
    {
        SyncRunStatus.Running => Tone.Flow,
        SyncRunStatus.Done => Tone.Good,
        SyncRunStatus.Waiting => Tone.Expected,
        SyncRunStatus.Failed => Tone.Critical,
        _ => Tone.Still,
    };

    /// <summary>"every 15 minutes", "every hour".</summary>
    public static string Rhythm(TimeSpan every) => every switch
    {
        { TotalDays: >= 1 } => Each(every.TotalDays, "day"),
        { TotalHours: >= 1 } => Each(every.TotalHours, "hour"),
        { TotalMinutes: >= 1 } => Each(every.TotalMinutes, "minute"),
        _ => Each(every.TotalSeconds, "second"),
    };

    /// <summary>"0.4 s", "12 s", "3 min", "2 h".</summary>
    public static string Length(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalSeconds):0.0} s"),
        { TotalSeconds: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        { TotalMinutes: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0} h"),
    };

    private static string Each(double count, string unit) => count == 1 ? $"every {unit}" : string.Create(CultureInfo.InvariantCulture, $"every {count:0.#} {unit}s");
}
