using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>From rows to facts, in the column order of <see cref="FactSql"/>. Words of partners are understood once per different word.</summary>
internal sealed class FactRows(ReasonCodeHistory reasons)
{
    private static readonly FactText Rebound = PlatformNames.Rebound;
    private static readonly FactText HappyReturns = PlatformNames.HappyReturns;
    private static readonly FactText Dock = IntakeWords.Source;
    private static readonly int Channels = Enum.GetValues<ReturnChannel>().Max(c => (int)c) + 1;
    private readonly Dictionary<(string, ReturnChannel, DateTime), bool?> dated = [];

    public static void Line(RowReader r, FactSet<OrderLineFact> to, List<OrderAlias> aliases)
    {
        var key = r.Number(0);
        var account = (int)r.Number(1);
        var alias = r.Text(4);
        if (!alias.IsEmpty)
            aliases.Add(new OrderAlias(account, OrderKey.From(alias.Span), key));
        ref var fact = ref to.Add(key, account);
        fact = new OrderLineFact
        {
            Id = r.Number(2),
            OrderId = key < 0 ? r.Text(3) : default,
            Sku = r.Text(5),
            OrderItemId = r.Text(6),
            Occurrence = (int)r.Number(7),
            Quantity = (int)r.Number(8),
            Currency = r.Word(9).Text,
            Marketplace = MarketplaceOf(r.Word(10)),
            PriceIsKnown = !r.IsNull(11),
            ItemPrice = r.Number(11),
            ItemTax = r.Number(12),
            Shipping = r.Number(13),
            ShippingTax = r.Number(14),
            GiftWrap = r.Number(15),
            GiftWrapTax = r.Number(16),
            ItemPromotion = r.Number(17),
            ShipPromotion = r.Number(18),
        };
    }

    public void Return(RowReader r, FactSet<ReturnFact> to)
    {
        var key = r.Number(0);
        var channel = (ReturnChannel)r.Number(16);
        var fault = FaultOf(r.Word(17), channel, r.AtOrNull(18), r.AtOrNull(19));
        ref var fact = ref to.Add(key, (int)r.Number(1));
        fact = new ReturnFact
        {
            Id = r.Number(2),
            OrderId = key < 0 ? r.Text(3) : default,
            NaturalKey = r.Text(4),
            Rma = r.Text(5),
            MerchantRma = r.Text(6),
            Sku = r.Text(7),
            OrderItemId = r.Text(8),
            TrackingId = r.Text(9),
            Quantity = (int)r.Number(10),
            Currency = r.Word(11).Text,
            Marketplace = MarketplaceOf(r.Word(12)),
            Resolution = Understood(r.Word(13), ReturnWords.ResolutionOf),
            State = r.IsNull(23) ? Understood(r.Word(14), ReturnWords.StateOf) : ReturnRequestState.Cancelled,
            AmazonPrepaidLabel = Understood(r.Word(15), ReturnWords.IsAmazonPrepaid),
            IsFba = channel == ReturnChannel.Fba,
            Platform = channel >= ReturnChannel.Rebound ? (byte)channel : (byte)0,
            FirstScanAt = r.AtOrNull(22),
            SellerAtFault = fault == true,
            FaultIsUnknown = fault is null,
            RequestedAt = r.AtOrNull(18),
            DeliveredAt = r.AtOrNull(19),
            OrderAmount = r.Number(20),
            ReportedRefund = r.Number(21),
        };
    }

    public static void Receipt(RowReader r, FactSet<ReceiptFact> to)
    {
        ref var fact = ref to.Add(r.Number(0), (int)r.Number(1));
        fact = new ReceiptFact
        {
            Id = r.Number(2),
            OrderId = r.Text(3),
            NaturalKey = r.Text(4),
            Rma = r.Text(5),
            Sku = r.Text(6),
            TrackingId = r.Text(7),
            Source = r.Text(8),
            Quantity = (int)r.Number(9),
            ReceivedAt = r.At(10),
            Accepted = (ConditionGrade)r.Number(11) is ConditionGrade.A or ConditionGrade.B || (Disposition)r.Number(12) == Disposition.Restocked,
            Lost = (Disposition)r.Number(12) == Disposition.Lost,
        };
        fact.IsHub = fact.Source == Rebound || fact.Source == HappyReturns;
        fact.Place = PlaceOf((Disposition)r.Number(12), (ConditionGrade)r.Number(11), fact.IsHub, fact.Source == Dock);
    }

    /// <summary>A hub's final disposition says that it graded. A dock that takes back what it wrote down writes it down as lost.</summary>
    private static GoodsPlace PlaceOf(Disposition disposition, ConditionGrade grade, bool hub, bool dock) => disposition switch
    {
        Disposition.Restocked when hub || grade != ConditionGrade.None => GoodsPlace.Sellable,
        Disposition.Quarantined => GoodsPlace.Quarantine,
        Disposition.Scrapped => GoodsPlace.Scrap,
        Disposition.ReturnedToCustomer => GoodsPlace.WentBack,
        Disposition.Lost => dock ? GoodsPlace.NeverCame : GoodsPlace.Lost,
        _ => GoodsPlace.Uninspected,
    };

    public static void Refund(RowReader r, FactSet<RefundSightingFact> to)
    {
        var key = r.Number(0);
        ref var fact = ref to.Add(key, (int)r.Number(1));
        fact = new RefundSightingFact
        {
            Id = r.Number(2),
            OrderId = key < 0 ? r.Text(3) : default,
            Source = (RefundSource)r.Number(4),
            Kind = SightingFacts.KindOf((SettlementLineKind)r.Number(5)),
            SettlementPk = (int)r.Number(6),
            AdjustmentId = r.Text(7),
            MerchantAdjustmentItemId = r.Text(8),
            OrderItemId = r.Text(9),
            Sku = r.Text(10),
            Currency = r.Word(11).Text,
            Marketplace = MarketplaceOf(r.Word(12)),
            PostedAt = r.AtOrNull(13),
            Principal = r.Number(14),
            Tax = r.Number(15),
            Shipping = r.Number(16),
            RestockingFee = r.Number(17),
            OtherBuyer = r.Number(18),
            Promotion = r.Number(19),
            BuyerTotal = r.Number(20),
            FileId = (int)r.Number(21),
            Line = r.Number(22),
        };
    }

    private static string MarketplaceOf(Word name) => (string)(name.Meaning ??= Marketplace.CodeOf(name.Text));

    /// <summary>True: the seller's. Null: the code is not mapped. No code is nobody's fault.</summary>
    private bool? FaultOf(Word code, ReturnChannel channel, DateTime? requestedAt, DateTime? deliveredAt)
    {
        if (!reasons.IsTimeless)
        {
            var day = ReasonCodeHistory.DayOf(requestedAt, deliveredAt);
            var key = (code.Text, channel, day ?? DateTime.MinValue);
            if (!dated.TryGetValue(key, out var known))
                dated[key] = known = FaultOf(code.Text, channel, day);
            return known;
        }
        var byChannel = (Fault[])(code.Meaning ??= new Fault[Channels]);
        ref var fault = ref byChannel[(int)channel];
        if (fault == Fault.NotAsked)
            fault = FaultOf(code.Text, channel, null) switch { true => Fault.Seller, false => Fault.Customer, null => Fault.Unknown };
        return fault == Fault.Unknown ? null : fault == Fault.Seller;
    }

    private bool? FaultOf(string code, ReturnChannel channel, DateTime? day) =>
        string.IsNullOrWhiteSpace(code) ? false : reasons.Find(PlatformNames.Of(channel), code, day)?.SellerFault;

    private static TValue Understood<TValue>(Word word, Func<string, TValue> understand)
        where TValue : struct => (TValue)(word.Meaning ??= understand(word.Text));

    private enum Fault : byte
    {
        NotAsked,
        Seller,
        Customer,
        Unknown,
    }
}

/// <summary>An order's own id under the seller's name for it.</summary>
internal readonly record struct OrderAlias(int AccountId, long AliasKey, long OrderKey);
