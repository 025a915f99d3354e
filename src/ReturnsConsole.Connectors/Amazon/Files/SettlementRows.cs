using System.Runtime.CompilerServices;
using System.Text;
using ReturnsConsole.Connectors.Files;
using static ReturnsConsole.Connectors.Amazon.Files.SettlementColumns;

namespace ReturnsConsole.Connectors.Amazon.Files;

/// <summary>What the two settlement layouts share: heads, ids, dates, bounds. No allocation per row.</summary>
internal abstract class SettlementRows(RowCells cells, IPartnerFileSink sink) : IRowTaker
{
    private readonly Dictionary<string, Settlement> _settlements = new(StringComparer.Ordinal);
    private Settlement? _current;

    protected RowCells Cells { get; } = cells;

    protected IPartnerFileSink Sink { get; } = sink;

    protected RowRef Row { get; private set; }

    protected string Currency => _current!.Head.Currency;

    protected int Exponent => _current!.Exponent;

    protected DateTime Posted { get; private set; }

    protected int? Quantity { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take()
    {
        var id = Cells[SettlementId];
        if (id.IsEmpty)
        {
            Cells.Reject(SettlementId, "the id of the settlement");
            return;
        }

        Row = Cells.Row();
        var known = _current is { } current && id.SequenceEqual(current.Id);
        if (!known && !Find(id))
            return;
        if (!AgreesWithHead())
            return;
        if (Cells[TransactionType].IsEmpty && !HasAmount())
        {
            if (!IsHead())
                Sink.Ignored(Row, "neither a transaction nor an amount");
            return;
        }

        if (BoundsHold() && DatesHold())
            TakeAmounts();
    }

    /// <summary>True when the row carries any amount cell.</summary>
    protected abstract bool HasAmount();

    protected abstract void TakeAmounts();

    /// <summary>Reads one amount of the row in minor units; false after the row was rejected.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected bool TryAmount(int known, out long minor)
    {
        if (NumberText.TryMinor(Cells[known], Cells.Numbers, Exponent, out minor))
            return true;
        return Cells.Reject(known, Cells.ExpectedAmount(Currency, Exponent));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected void HandOut(int part, SettlementLineKind kind, AmountRole role, ReadOnlySpan<byte> amountType, ReadOnlySpan<byte> description, long minor)
    {
        var line = new SettlementLineRow
        {
            Row = Row,
            Part = part,
            SettlementId = Cells[SettlementId],
            Kind = kind,
            Role = role,
            TransactionType = Cells[TransactionType],
            OrderId = Cells[OrderId],
            MerchantOrderId = Cells[MerchantOrderId],
            AdjustmentId = Cells[AdjustmentId],
            ShipmentId = Cells[ShipmentId],
            MarketplaceName = Cells[Marketplace],
            AmountType = amountType,
            AmountDescription = description,
            AmountMinor = minor,
            FulfillmentId = Cells[FulfillmentId],
            PostedUtc = Posted,
            OrderItemCode = Cells[OrderItemCode],
            MerchantOrderItemId = Cells[MerchantOrderItemId],
            MerchantAdjustmentItemId = Cells[MerchantAdjustmentItemId],
            Sku = Cells[Sku],
            Quantity = Quantity,
            PromotionId = Cells[PromotionId],
        };
        Sink.SettlementLine(in line);
    }

    private bool IsHead() => _current!.Head.Row.Line == Row.Line;

    private bool Find(ReadOnlySpan<byte> id)
    {
        if (!Cells.Fits(SettlementId, 100))
            return false;
        var text = Encoding.UTF8.GetString(id);
        if (_settlements.TryGetValue(text, out var settlement))
        {
            _current = settlement;
            return true;
        }

        if (!Cells.Require(SettlementColumns.Currency, "the currency of the settlement, at the latest on its first row") || !Cells.TryCurrency(SettlementColumns.Currency, out var currency)
            || !Cells.TryAmount(Total, currency, out var total)
            || !Cells.TryDate(Start, out var start) || !Cells.TryDate(End, out var end) || !Cells.TryDate(Deposit, out var deposit))
            return false;
        var head = new SettlementHead(Row, text, currency!, start, end, deposit, total);
        _current = new Settlement(head, id.ToArray(), Encoding.UTF8.GetBytes(currency!), Cells[Total].ToArray());
        _settlements.Add(text, _current);
        Sink.SettlementBegins(head);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool AgreesWithHead()
    {
        var head = _current!;
        var currency = Cells[SettlementColumns.Currency];
        if (!currency.IsEmpty && !currency.SequenceEqual(head.Currency))
            return Cells.Reject(SettlementColumns.Currency, $"{head.Head.Currency}, the currency of settlement {head.Head.SettlementId}");
        var total = Cells[Total];
        if (total.IsEmpty || total.SequenceEqual(head.Total))
            return true;
        if (NumberText.TryMinor(total, Cells.Numbers, head.Exponent, out var minor) && minor == head.Head.DeclaredTotalMinor)
            return true;
        return Cells.Reject(Total, head.Head.DeclaredTotalMinor is null
            ? $"nothing: settlement {head.Head.SettlementId} began without a total, which has to stand on its first row"
            : $"the total that settlement {head.Head.SettlementId} began with");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool BoundsHold() =>
        Cells.Fits(OrderId, 50) && Cells.Fits(MerchantOrderId, 50) && Cells.Fits(AdjustmentId, 100) && Cells.Fits(ShipmentId, 100)
        && Cells.Fits(Marketplace, 100) && Cells.Fits(FulfillmentId, 100) && Cells.Fits(OrderItemCode, 100) && Cells.Fits(MerchantOrderItemId, 100)
        && Cells.Fits(MerchantAdjustmentItemId, 100) && Cells.Fits(Sku, 100) && Cells.Fits(PromotionId, 500) && Cells.Fits(TransactionType, 100);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool DatesHold()
    {
        DateTime? posted = null;
        if (!Cells.TryQuantity(SettlementColumns.Quantity, out var quantity))
            return false;
        Quantity = quantity;
        if (!(Cells[PostedTime].IsEmpty ? Cells.TryDate(PostedDate, out posted) : Cells.TryDate(PostedTime, out posted)))
            return false;
        Posted = posted ?? default;
        return true;
    }

    private sealed class Settlement(SettlementHead head, byte[] id, byte[] currency, byte[] total)
    {
        public SettlementHead Head { get; } = head;

        public byte[] Id { get; } = id;

        public byte[] Currency { get; } = currency;

        public byte[] Total { get; } = total;

        public int Exponent { get; } = Currencies.Exponent(head.Currency);
    }
}

/// <summary>V2: one amount per row.</summary>
internal sealed class SettlementV2Rows(RowCells cells, IPartnerFileSink sink) : SettlementRows(cells, sink)
{
    private readonly SettlementWords _words = new();

    protected override bool HasAmount() => !Cells[SettlementV2Format.Amount].IsEmpty;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void TakeAmounts()
    {
        if (!HasAmount())
        {
            Sink.Ignored(Row, "a transaction without an amount");
            return;
        }

        if (!TryAmount(SettlementV2Format.Amount, out var minor)
            || !Cells.Fits(SettlementV2Format.AmountType, 100) || !Cells.Fits(SettlementV2Format.Description, 200))
            return;
        var type = Cells[SettlementV2Format.AmountType];
        var description = Cells[SettlementV2Format.Description];
        var (kind, role) = _words.Classify(Cells[TransactionType], type, description);
        HandOut(0, kind, role, type, description, minor);
    }
}

/// <summary>V1: each amount column that is filled becomes one line, in the words of V2.</summary>
internal sealed class SettlementV1Rows(RowCells cells, IPartnerFileSink sink) : SettlementRows(cells, sink)
{
    private readonly SettlementWords _words = new();
    private readonly long[] _minors = new long[SettlementV1Format.Pairs];

    private static ReadOnlySpan<byte> TypeOf(int pair) => pair switch
    {
        0 => "shipment-fee"u8,
        1 => "order-fee"u8,
        2 => "ItemPrice"u8,
        3 => "ItemFees"u8,
        4 => "misc-fee"u8,
        5 => "other-fee"u8,
        6 => "Promotion"u8,
        7 => "direct-payment"u8,
        _ => "other"u8,
    };

    private static int AmountOf(int pair) => SettlementV1Format.FirstPair + 2 * pair + 1;

    protected override bool HasAmount()
    {
        for (var pair = 0; pair < SettlementV1Format.Pairs; pair++)
        {
            if (!Cells[AmountOf(pair)].IsEmpty)
                return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void TakeAmounts()
    {
        // All amounts are read before the first is handed out: a row is taken whole or rejected whole.
        var any = false;
        for (var pair = 0; pair < SettlementV1Format.Pairs; pair++)
        {
            if (Cells[AmountOf(pair)].IsEmpty)
                continue;
            any = true;
            if (!TryAmount(AmountOf(pair), out _minors[pair]) || !Cells.Fits(AmountOf(pair) - 1, 200))
                return;
        }

        if (!any)
        {
            Sink.Noted(Row, "a quantity without an amount");
            return;
        }

        for (var pair = 0; pair < SettlementV1Format.Pairs; pair++)
        {
            if (!Cells[AmountOf(pair)].IsEmpty)
                HandOut(pair);
        }
    }

    private void HandOut(int pair)
    {
        var type = TypeOf(pair);
        var description = Cells[AmountOf(pair) - 1];

        // "Storage Fee", "Payable to Amazon": where V1 has no type, the transaction says what the amount is.
        if (description.IsEmpty)
            description = Cells[TransactionType];
        if (pair == 2 && SettlementWords.IsWithheldTax(description))
            type = "ItemWithheldTax"u8;
        var (kind, role) = _words.Classify(Cells[TransactionType], type, description);
        HandOut(pair, kind, role, type, description, _minors[pair]);
    }
}
