using ReturnsConsole.Reconciliation.Rules;

namespace ReturnsConsole.Reconciliation;

/// <summary>A refund, and how much of it belongs to one return, in minor units.</summary>
public readonly record struct RefundShare(RefundFact Refund, long Amount);

/// <summary>One return of an order and what the rules tied to it.</summary>
/// <param name="ReturnId">The return that stands for all that was told of it.</param>
/// <param name="Folded">What else tells of the same return.</param>
/// <param name="Value">What is due to the buyer for it when it is accepted, in minor units; null when a price is not known.</param>
/// <param name="AcceptedAt">Graded A or B, or back in stock: from then the refund's deadline runs.</param>
public sealed record ReturnStanding(long ReturnId, IReadOnlyList<long> Folded, IReadOnlyList<RefundShare> Refunds, IReadOnlyList<long> Receipts, long? Value, string Currency, string Marketplace, DateTime? AcceptedAt);

/// <summary>How an order stands, without judgement of what is wrong.</summary>
/// <param name="Loose">Refunds that belong to no return.</param>
/// <param name="LooseReceipts">Goods that belong to no return.</param>
public sealed record OrderStanding(IReadOnlyList<ReturnStanding> Returns, IReadOnlyList<RefundFact> Loose, IReadOnlyList<long> LooseReceipts)
{
    internal static OrderStanding Of(OrderWork work)
    {
        var returns = new List<ReturnStanding>(work.Facts.Returns.Count);
        for (var i = 0; i < work.Facts.Returns.Count; i++)
            returns.Add(Of(work, i));
        var loose = new List<RefundFact>();
        for (var i = 0; i < work.Refunds.Count; i++)
        {
            if (!work.RefundStates[i].Matched)
                loose.Add(work.Refunds[i]);
        }
        var goods = new List<long>();
        for (var i = 0; i < work.Facts.Receipts.Count; i++)
        {
            if (work.ReceiptStates[i].Return < 0)
                goods.Add(work.Receipts[i].Id);
        }
        return new(returns, loose, goods);
    }

    private static ReturnStanding Of(OrderWork work, int index)
    {
        ref readonly var item = ref work.Returns[index];
        ref readonly var state = ref work.ReturnStates[index];
        var id = item.Id;
        var marketplace = work.MarketplaceOf(item);
        var shipping = ShippingRule.Of(item, work.Settings.IsShippingBackOnWithdrawal(marketplace), ShippingRule.AllCameBack(work)) == ShippingBack.Due;
        var refunds = work.Ties.Where(t => t.Return == index && t.Refund >= 0).Select(t => new RefundShare(work.Refunds[t.Refund], t.Amount)).ToList();
        var receipts = work.Ties.Where(t => t.Return == index && t.Receipt >= 0).Select(t => work.Facts.Receipts[t.Receipt].Id).ToList();
        return new(id, [.. work.Folded.Where(f => f.Into == id).Select(f => f.Folded)], refunds, receipts,
            !state.Value.IsKnown ? null : shipping ? state.Value.Total : state.Value.Goods, work.CurrencyOf(item), marketplace, state.AcceptedAt);
    }
}
