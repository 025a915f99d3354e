using System.Security.Cryptography;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Features.Sync.Outbox;

/// <summary>What an answer means for a message: at an end, asked again, sent again, or a person's.</summary>
internal static class OutboxVerdict
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    /// <summary>So long a partner may ask to wait, or take its time, before a person hears of it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    /// <summary>Something went wrong before anybody was called: what was sent earlier stands where it stood.</summary>
    public static SendAnswer NotTold(OutboxStatus before, SendResult waiting, string message) =>
        new(before switch { OutboxStatus.Waiting => waiting, OutboxStatus.Pending => SendResult.Pending, _ => SendResult.Unknown }, message);

    /// <summary>Of sending.</summary>
    public static SendAnswer OfFailure(PartnerException failed) => failed.MayHaveHappened
        ? new SendAnswer(SendResult.Unknown, failed.Message, RequestId: failed.RequestId)
        : new SendAnswer(failed.IsPassing || failed.Fault is PartnerFault.AccessDenied or PartnerFault.Misconfigured or PartnerFault.Certificate ? SendResult.NotDone : SendResult.Refused,
            failed.Message, After: failed.RetryAfter, RequestId: failed.RequestId)
        { IsThrottled = failed.Fault == PartnerFault.Throttled };

    public static void Apply(OutboxMessage message, SendAnswer answer, int attempts, DateTime now)
    {
        message.Message = answer.Message.Length <= 1000 ? answer.Message : answer.Message[..999] + "…";
        if (answer.Reference is { Length: <= 200 } reference)
            message.Reference = reference;
        if (answer.RequestId is { } request)
            message.RequestId = request.Length <= 100 ? request : request[..100];
        var sentFor = message.SentAt is { } sent ? now - sent : TimeSpan.Zero;
        // An answer without a wait, or with none worth the name, leaves the pace to us.
        var wait = answer.After is { } after && after >= TimeSpan.FromSeconds(1) ? after : (TimeSpan?)null;
        switch (answer.Result)
        {
            case SendResult.Accepted:
                (message.Status, message.EndedAt) = (OutboxStatus.Done, now);
                break;
            case SendResult.Pending when sentFor <= Patience:
                (message.Status, message.NextAt, message.EndedAt) = (OutboxStatus.Pending, now + (wait ?? TimeSpan.FromMinutes(1)), null);
                break;
            case SendResult.Refused:
                (message.Status, message.EndedAt) = (OutboxStatus.Refused, now);
                break;
            case SendResult.NotDone:
                NotDone(message, wait, answer.IsThrottled, attempts, now);
                break;
            default:
                var pause = Between(sentFor / 2, TimeSpan.FromMinutes(1), LongestPause);
                (message.Status, message.NextAt, message.EndedAt) = (OutboxStatus.Unknown, now + Longer(wait, pause), null);
                break;
        }
    }

    /// <summary>Whether the answer still counts after the message was changed by others while it was on its way.</summary>
    public static bool StillCounts(OutboxMessage message, OutboxStatus before, string claim, SendAnswer answer) =>
        (message.ClaimedBy == claim && (message.Status == before || (before == OutboxStatus.Waiting && message.Status == OutboxStatus.Sending)))
        // That it was done is true whatever was decided meanwhile, and keeps it from being sent again.
        || (answer.Result == SendResult.Accepted && message.Status is not (OutboxStatus.Sending or OutboxStatus.Done))
        // Another process took us for dead.
        || (before == OutboxStatus.Waiting && message.Status == OutboxStatus.Unknown);

    private static void NotDone(OutboxMessage message, TimeSpan? wait, bool throttled, int attempts, DateTime now)
    {
        // Being asked to wait is no failed try, but it does not go on for ever.
        if (throttled && wait is not null)
            message.Attempts = Math.Max(0, message.Attempts - 1);
        if (message.Attempts >= attempts || now - message.DueSince > Patience)
            (message.Status, message.EndedAt) = (OutboxStatus.GaveUp, now);
        else
            (message.Status, message.NextAt, message.EndedAt) = (OutboxStatus.Waiting, now + (throttled ? wait ?? Pause(message.Attempts) : Longer(wait, Pause(message.Attempts))), null);
    }

    /// <summary>Longer from try to try, with chance in it, so that what failed together does not come back together.</summary>
    private static TimeSpan Pause(int attempts) =>
        Between(FirstPause * Math.Pow(2, Math.Min(attempts, 12) - 1), FirstPause, LongestPause) * (0.75 + (RandomNumberGenerator.GetInt32(500) / 1000.0));

    private static TimeSpan Longer(TimeSpan? a, TimeSpan b) => a > b ? a.Value : b;

    private static TimeSpan Between(TimeSpan value, TimeSpan least, TimeSpan most) => value < least ? least : value > most ? most : value;
}
