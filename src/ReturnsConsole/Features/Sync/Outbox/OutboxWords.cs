using ReturnsConsole.Components;

namespace ReturnsConsole.Features.Sync.Outbox;

/// <summary>The one mapping from a message's status to words and tone.</summary>
public static class OutboxWords
{
    public static string Of(OutboxStatus status) => status switch
    {
        OutboxStatus.Waiting => "To be sent",
        OutboxStatus.Sending => "Being sent",
        OutboxStatus.Pending => "With the partner",
        OutboxStatus.Done => "Told",
        OutboxStatus.Refused => "Refused by the partner",
        OutboxStatus.Unknown => "Outcome unknown: do not send again",
        OutboxStatus.GaveUp => "Gave up",
        _ => "Taken back",
    };

    public static Tone ToneOf(OutboxStatus status) => status switch
    {
        OutboxStatus.Waiting => Tone.Expected,
        OutboxStatus.Sending or OutboxStatus.Pending => Tone.Flow,
        OutboxStatus.Done => Tone.Good,
        OutboxStatus.Refused or OutboxStatus.GaveUp => Tone.Critical,
        OutboxStatus.Unknown => Tone.Hold,
        _ => Tone.Still,
    };

    public static string Of(OutgoingShow show) => show switch
    {
        OutgoingShow.Troubled => "Need a person",
        OutgoingShow.Unknown => "Unknown",
        OutgoingShow.Underway => "Under way",
        OutgoingShow.Told => "Told",
        OutgoingShow.Cancelled => "Taken back",
        _ => "All",
    };

    public static bool MayRetry(OutboxStatus status) => status is OutboxStatus.Refused or OutboxStatus.GaveUp or OutboxStatus.Unknown;

    public static bool MayCancel(OutboxStatus status) => status is OutboxStatus.Waiting or OutboxStatus.Refused or OutboxStatus.GaveUp or OutboxStatus.Unknown;
}
