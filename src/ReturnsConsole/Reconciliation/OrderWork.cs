using System.Runtime.InteropServices;
using ReturnsConsole.Reconciliation.Stock;

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

    /// <summary>Units that came; of a kit those of which every component came.</summary>
    public int Received;

    /// <summary>Units of which anything came: more than were received where a component of a kit is missing.</summary>
    public int Begun;

    /// <summary>Place of its tally among the kits of the order, from 1; 0: it is no kit.</summary>
    public int Kit;

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
    private readonly List<KitTally> kits = [];
    private readonly List<(FactText Sku, IReadOnlyList<KitPart> Parts)> recipes = [];

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
        kits.Clear();
        recipes.Clear();
        if (facts.Kits is not null)
            Recipes(facts, facts.Kits);
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
            ReturnStates[i] = new ReturnState { Kit = OpenKit(item.Sku), Value = paid.IsKnown && item.Quantity > 0 ? paid.For(Math.Min(item.Quantity, paid.Units)) : default };
        }
    }

    /// <summary>Asked before returns are folded into one another: the ledger counts by the same.</summary>
    private void Recipes(OrderFacts facts, KitBook book)
    {
        foreach (ref readonly var item in CollectionsMarshal.AsSpan(facts.Returns))
        {
            var sku = item.Sku;
            if (!recipes.Exists(r => r.Sku == sku) && KitRules.PartsIn(facts, book, sku) is { } parts)
                recipes.Add((sku, parts));
        }
    }

    private int OpenKit(FactText sku)
    {
        if (recipes.Count == 0 || recipes.Find(r => r.Sku == sku).Parts is not { } parts)
            return 0;
        kits.Add(new KitTally(parts));
        return kits.Count;
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
            state.LastReceivedAt = goods.ReceivedAt;
            state.OtherSku |= otherSku;
            if (KitOf(item) is { } kit)
            {
                // Goods are tied by the day they came: the piece that makes the first kit whole gives the date.
                kit.Add(goods, otherSku);
                (state.Received, state.Begun) = (kit.Whole, kit.Begun(Returns[item].Quantity));
                if (kit.AcceptedWhole > 0)
                    state.AcceptedAt ??= goods.ReceivedAt;
            }
            else
            {
                state.Begun = state.Received += goods.Quantity;
                if (goods.Accepted && !otherSku && (state.AcceptedAt is not { } known || goods.ReceivedAt < known))
                    state.AcceptedAt = goods.ReceivedAt;
            }
        }
        Ties.Add(new Tie(-1, item, receipt, rule, fields, 0, default));
    }

    /// <summary>What came of a return of kits; null: it is of none.</summary>
    public KitTally? KitOf(int item) => ReturnStates[item].Kit is > 0 and var place ? kits[place - 1] : null;

    /// <summary>The SKU is the return's, or a component of its kit.</summary>
    public bool IsOf(in FactText sku, int item) => sku.Agrees(Returns[item].Sku) || KitOf(item)?.Find(sku) >= 0;

    /// <summary>The SKU is known to be neither the return's nor a component of its kit.</summary>
    public bool IsNotOf(in FactText sku, int item) => sku.Contradicts(Returns[item].Sku) && !(KitOf(item)?.Find(sku) >= 0);

    /// <summary>The return still lacks goods of this SKU.</summary>
    public bool StillWaits(in FactText sku, int item) => KitOf(item) switch
    {
        null => ReturnStates[item].Received < Returns[item].Quantity,
        { } kit when kit.Find(sku) is >= 0 and var part => kit.Needs(part, Returns[item].Quantity),
        _ => ReturnStates[item].Begun < Returns[item].Quantity,
    };

    /// <summary>Goods that nobody announced are a component of this SKU, which the order sold or somebody refunded.</summary>
    public bool IsPartOf(in FactText sku, in ReceiptFact goods)
    {
        if (Facts.Kits?.Of(sku, goods.ReceivedAt) is not { } parts)
            return false;
        foreach (var part in parts)
        {
            if (part.Sku.Agrees(goods.Sku))
                return true;
        }
        return false;
    }

    /// <summary>The goods of a return, or a part of them, are somewhere: at our dock, delivered as Amazon says, or at Amazon's own centre.</summary>
    public bool GoodsCame(int item) => ReturnStates[item].Begun > 0 || Returns[item].DeliveredAt is not null || Returns[item].IsFba;

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
