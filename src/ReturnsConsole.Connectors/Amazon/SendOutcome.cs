using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>What a failed call means for the message it was to carry.</summary>
internal static class SendOutcome
{
    /// <summary>Of the call that does the thing: when it may have happened, nobody knows.</summary>
    /// <param name="reference">What to ask with when the answer was lost.</param>
    public static SendAnswer Of(PartnerException failed, string? reference = null) => failed.MayHaveHappened
        ? new SendAnswer(SendResult.Unknown, $"{failed.Message} Whether Amazon took it is not known; it is not sent again by itself.", reference, TimeSpan.FromMinutes(5), failed.RequestId)
        : Before(failed);

    /// <summary>Of a call before that one: whatever became of it, nothing was done.</summary>
    public static SendAnswer Before(PartnerException failed) => failed.Fault is PartnerFault.Rejected or PartnerFault.Conflict or PartnerFault.NotFound
        ? new SendAnswer(SendResult.Refused, failed.Message, RequestId: failed.RequestId)
        : new SendAnswer(SendResult.NotDone, failed.Message, After: failed.RetryAfter, RequestId: failed.RequestId) { IsThrottled = failed.Fault == PartnerFault.Throttled };

    /// <summary>Of a question: what is asked about is where it was.</summary>
    /// <param name="taken">True when the partner has given a reference: then it is pending, else unknown.</param>
    public static SendAnswer Unanswered(PartnerException failed, string? reference, bool taken) =>
        new(taken ? SendResult.Pending : SendResult.Unknown, $"{failed.Message} What became of it could not be asked.", reference, failed.RetryAfter ?? TimeSpan.FromMinutes(5), failed.RequestId);
}
