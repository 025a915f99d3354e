using ReturnsConsole.Connectors.Commercetools;
using ReturnsConsole.Features.Refunds.Guard;

namespace ReturnsConsole.Features.Refunds;

/// <summary>What somebody asks for: money back for one order line.</summary>
/// <param name="Sequence">From the form: asking the same form twice is asking once.</param>
/// <param name="OrderHash">From the form: what the line was when it was priced.</param>
public sealed record RefundWish(
    int AccountId, string OrderId, string OrderItemId, long ReturnItemId, int Sequence, long OrderHash, RefundAmounts Amounts, string Currency, string Reason, string Note);

/// <summary>What somebody asks for: a line of an order, or some of its pieces, is cancelled.</summary>
public sealed record CancellationWish(
    int AccountId, string OrderId, string OrderItemId, int Sequence, long OrderHash, int Quantity, string Reason, string Note, bool TellAmazon = true, bool ZeroStock = false);

/// <summary>What became of a wish.</summary>
/// <param name="Id">The request; 0 when there is none.</param>
/// <param name="Guard">Null when it did not come so far.</param>
public sealed record RefundAsked(Shared.Outcome Outcome, long Id = 0, RefundState? State = null, GuardAnswer? Guard = null);

/// <summary>The form of one order: each line with what was paid, who gave back what, what is in flight, what is left and what is proposed.</summary>
/// <param name="LookedAt">When Amazon's transactions were last looked at live; null never.</param>
/// <param name="Shop">Of a shop order: it and its payments as they are.</param>
/// <param name="LookFault">Why the live look failed just now; empty when it did not. It is looked again before anything leaves.</param>
public sealed record RefundForm(int AccountId, string Account, string OrderId, DateTime? LookedAt, string LookFault, RefundPolicy Policy, IReadOnlyList<RefundFormLine> Lines,
    ShopOrderSeen? Shop = null)
{
    public RefundVia Via => RefundVias.Of(OrderId);
}

/// <param name="OrderItemId">Empty: Amazon's id of the line is not known yet, and it cannot be refunded from here.</param>
/// <param name="Sequence">For <see cref="RefundWish.Sequence"/>.</param>
/// <param name="CancelSequence">For <see cref="CancellationWish.Sequence"/>.</param>
/// <param name="Guard">Of the proposal.</param>
/// <param name="Facts">What the guard decides on, so that the form can ask it again while somebody types. What counts is what it says when the refund is asked for.</param>
/// <param name="ProposalWhy">The arithmetic of the proposal in words, one step a line.</param>
/// <param name="CanCancel">Pieces that may still be cancelled; 0 when it is shipped.</param>
public sealed record RefundFormLine(
    string OrderItemId, string Sku, string ItemName, int Quantity, string Marketplace, string Currency, long OrderHash, RefundAmounts? Paid, IReadOnlyList<MoneyBack> Back, long Left, RefundAmounts Proposal,
    IReadOnlyList<string> ProposalWhy, GuardAnswer Guard, GuardFacts Facts, GuardSettings Limits, int Sequence, int CancelSequence, int CanCancel, IReadOnlyList<RefundFormReturn> Returns);

/// <summary>A return that the refund can be for.</summary>
/// <param name="Sequence">For <see cref="RefundWish.Sequence"/> when the refund is for this return.</param>
public sealed record RefundFormReturn(long ReturnItemId, string Rma, int Quantity, string ReasonCode, string State, bool AmazonRefundsItself, int Sequence);
