using System.Runtime.InteropServices;

namespace ReturnsConsole.Reconciliation;

/// <summary>A refund or goods tied to a return while an order is being decided. Positions in the lists of <see cref="OrderWork"/>; -1 = none.</summary>
internal record struct Tie(int Refund, int Return, int Receipt, MatchRule Rule, MatchFields Fields, long Amount, Difference Difference);

/// <summary>What is known of a return while its order is being decided.</summary>
internal struct ReturnState
{
    /// <summary>What was paid for the returned units; unknown without an order line.</summary>
    public Paid Value;

    public int Refunds;
    public long Refunded;
    public long GoodsRefunded;
    public int Received;
    public bool OtherSku;
    public DateTime? AcceptedAt;
    public DateTime? LastReceivedAt;
}

/// <summary>What is known of a refund while its order is being decided.</summary>
internal struct RefundTying
{
    public bool Matched;

    /// <summary>Returns that fitted equally well: nothing was chosen.</summary>
    public bool Ambiguous;
}

/// <summary>What is known of a receipt while its order is being decided.</summary>
internal struct ReceiptState
{
    /// <summary>Position of its return; -1 = none.</summary>
    public int Return;

    public bool OtherSku;
    public bool Ambiguous;
    public bool Refunded;
}

/// <summary>One order on the rules' table: its facts in a fixed order, its refunds merged, and what has been tied together so far. Used again for the next.</summary>
internal sealed class OrderWork
{
    private readonly List<ReturnState> returnStates = [];
    private readonly List<RefundTying> refundStates = [];
    private readonly List<ReceiptState> receiptStates = [];

    public OrderFacts Facts { get; private set; } = null!;

    public ReconciliationSettings Settings { get; private set; } = null!;

    public DateTime AsOf { get; private set; }

    public OrderVerdict Verdict { get; private set; } = null!;

    public List<RefundFact> Refunds { get; } = [];

    public List<Tie> Ties { get; } = [];

    /// <summary>What a platform told of a return that stands in the list already, by id.</summary>
    public List<(long Folded, long Into)> Folded { get; } = [];

    public Span<ReturnFact> Returns => CollectionsMarshal.AsSpan(Facts.Returns);

    public Span<ReceiptFact> Receipts => CollectionsMarshal.AsSpan(Facts.Receipts);

    public Span<ReturnState> ReturnStates => CollectionsMarshal.AsSpan(returnStates);

    public Span<RefundTying> RefundStates => CollectionsMarshal.AsSpan(refundStates);

    public Span<ReceiptState> ReceiptStates => CollectionsMarshal.AsSpan(receiptStates);

    public void Begin(OrderFacts facts, ReconciliationSettings settings, DateTime asOf, OrderVerdict verdict)
    {
        (Facts, Settings, AsOf, Verdict) = (facts, settings, asOf, verdict);
        Refunds.Clear();
        Ties.Clear();
        Folded.Clear();
        if (facts.Returns.Count > 1)
            facts.Returns.Sort(static (a, b) => Nullable.Compare(a.RequestedAt ?? a.DeliveredAt, b.RequestedAt ?? b.DeliveredAt) is not 0 and var by ? by : a.NaturalKey.CompareTo(b.NaturalKey));
        if (facts.Receipts.Count > 1)
            facts.Receipts.Sort(static (a, b) => a.ReceivedAt != b.ReceivedAt ? a.ReceivedAt.CompareTo(b.ReceivedAt) : a.NaturalKey.CompareTo(b.NaturalKey));
        if (facts.Lines.Count > 1)
            facts.Lines.Sort(static (a, b) => a.Sku.CompareTo(b.Sku) is not 0 and var by ? by : a.Occurrence.CompareTo(b.Occurrence));
        if (facts.Returns.Count > 1)
            ReturnMerging.Merge(facts.Returns, Folded);
        RefundMerging.Merge(facts.Sightings, settings, Refunds);
        CollectionsMarshal.SetCount(returnStates, facts.Returns.Count);
        CollectionsMarshal.SetCount(refundStates, Refunds.Count);
        CollectionsMarshal.SetCount(receiptStates, facts.Receipts.Count);
        RefundStates.Clear();
        ReceiptStates.Fill(new ReceiptState { Return = -1 });
        for (var i = 0; i < facts.Returns.Count; i++)
        {
            ref readonly var item = ref Returns[i];
            var paid = facts.Lines.Count == 0 ? default : Paid.Of(facts.Lines, item.OrderItemId, item.Sku, settings);
            ReturnStates[i] = new ReturnState { Value = paid.IsKnown && item.Quantity > 0 ? paid.For(Math.Min(item.Quantity, paid.Units)) : default };
        }
    }

    /// <summary>Ties a refund, or a part of it, to a return.</summary>
    public void TieRefund(int refund, int item, MatchRule rule, MatchFields fields, long amount, long goods)
    {
        ref var state = ref ReturnStates[item];
        state.Refunds++;
        state.Refunded += amount;
        state.GoodsRefunded += goods;
        RefundStates[refund].Matched = true;
        if (Returns[item].ByAlias && rule is MatchRule.OrderItem or MatchRule.OrderSku or MatchRule.OrderAmount)
            rule = MatchRule.Alias;
        Ties.Add(new Tie(refund, item, -1, rule, fields, amount, default));
    }

    /// <summary>Ties goods to a return.</summary>
    public void TieReceipt(int receipt, int item, MatchRule rule, MatchFields fields, bool otherSku)
    {
        ref readonly var goods = ref Receipts[receipt];
        ref var state = ref ReturnStates[item];
        ref var own = ref ReceiptStates[receipt];
        own.Return = item;
        own.OtherSku = otherSku;
        if (!goods.Lost)
        {
            state.Received += goods.Quantity;
            state.LastReceivedAt = goods.ReceivedAt;
            state.OtherSku |= otherSku;
            if (goods.Accepted && !otherSku && (state.AcceptedAt is not { } known || goods.ReceivedAt < known))
                state.AcceptedAt = goods.ReceivedAt;
        }
        Ties.Add(new Tie(-1, item, receipt, rule, fields, 0, default));
    }

    /// <summary>The goods of a return are somewhere: at our dock, delivered as Amazon says, or at Amazon's own centre.</summary>
    public bool GoodsCame(int item) => ReturnStates[item].Received > 0 || Returns[item].DeliveredAt is not null || Returns[item].IsFba;

    public string MarketplaceOf(in RefundFact refund) =>
        refund.Marketplace.Length > 0 ? refund.Marketplace
        : Facts.Lines.Count > 0 && Facts.Lines[0].Marketplace.Length > 0 ? Facts.Lines[0].Marketplace
        : Facts.Returns.Count > 0 ? Facts.Returns[0].Marketplace : "";

    public string MarketplaceOf(in ReturnFact item) => item.Marketplace.Length > 0 ? item.Marketplace : Facts.Lines.Count > 0 ? Facts.Lines[0].Marketplace : "";

    public string CurrencyOf(in ReturnFact item) => item.Currency.Length > 0 ? item.Currency : Facts.Lines.Count > 0 ? Facts.Lines[0].Currency : "";

    /// <summary>The subject of a case: the order and what within it.</summary>
    public string Subject(string rest)
    {
        var subject = Facts.OrderId.Length == 0 ? rest : $"{Facts.OrderId}/{rest}";
        return subject.Length <= 200 ? subject : subject[..200];
    }
}
