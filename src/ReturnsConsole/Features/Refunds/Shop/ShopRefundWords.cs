using System.Globalization;

namespace ReturnsConsole.Features.Refunds.Shop;

/// <summary>Where a refund of a shop order stands, in plain words.</summary>
internal static class ShopRefundWords
{
    public static string Standing(RefundRequest r) => r.State switch
    {
        RefundState.AwaitingApproval when r.OrderChangedAt is not null => "The order changed after this was worked out. It goes nowhere as it is.",
        RefundState.AwaitingApproval => "It waits for a second person's approval.",
        RefundState.Queued => "It is in the queue and leaves for the shop's payment when the queue is processed.",
        RefundState.Submitted when r.SubmittedAt is null => "It is about to be sent to the shop.",
        RefundState.Submitted => "The shop is being told.",
        RefundState.PendingConfirmation => "The shop's payment holds it as a transaction. The payment service has not confirmed that the money moved.",
        RefundState.Confirmed when r.Proof == RefundProof.People => "Two people vouch for it.",
        RefundState.Confirmed => $"Proven by the payment's transaction{(r.ProofReference.Length > 0 ? $" {r.ProofReference}" : "")}{(r.ProofAt is { } at ? $", on {at.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}" : "")}.",
        RefundState.Rejected => $"Rejected: {r.Said}",
        RefundState.OutcomeUnknown => "Nobody knows whether the shop's payment holds it. Do not send it again.",
        _ => $"Withdrawn: {r.Said}",
    };

    public static string Next(RefundRequest r) => r.State switch
    {
        RefundState.AwaitingApproval when r.OrderChangedAt is not null => "Compare the new amounts below. Price it anew, or withdraw it.",
        RefundState.AwaitingApproval => $"Somebody other than {r.RequestedBy} approves or refuses it. The order is read again at that moment.",
        RefundState.Queued => "Process it, or wait for the queue to leave by itself where the settings say so. The order is read again at that moment.",
        RefundState.Submitted => "The console hears the result by itself.",
        RefundState.PendingConfirmation => "The console reads the payment again by itself until its transaction is confirmed or has failed.",
        RefundState.Confirmed when r.FollowedUpAt is null => "The shop's return is told next.",
        RefundState.Rejected => "Read the reason, mend it, and ask anew. Nothing was refunded.",
        RefundState.OutcomeUnknown when r.Verdict != UnknownVerdict.None => $"{r.VerdictBy} says that it {(r.Verdict == UnknownVerdict.Happened ? "happened" : "never happened")}. A second person must agree.",
        RefundState.OutcomeUnknown => $"The console reads the payment's transactions by itself and looks for our key. You can look there too: the key {r.Key} stands at the transaction as its interactionId.",
        _ => "Nothing is left to do.",
    };
}
