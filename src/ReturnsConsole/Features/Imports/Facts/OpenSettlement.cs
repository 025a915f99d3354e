using System.Text;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>A settlement while its file is read.</summary>
internal sealed class OpenSettlement
{
    private const int MaxHeld = 100_000;
    private int heldRows;

    public OpenSettlement(SettlementHead head, Settlement settlement)
    {
        Head = head;
        IdBytes = Encoding.UTF8.GetBytes(head.SettlementId);
        Pk = settlement.Id;
        Known = settlement.FileId != 0 && settlement.LineCount > 0 ? settlement : null;
    }

    public SettlementHead Head { get; }

    public byte[] IdBytes { get; }

    public int Pk { get; }

    /// <summary>The settlement as an earlier file left it; null when this file is the first to tell of it.</summary>
    public Settlement? Known { get; }

    /// <summary>Rows that an earlier file had rejected and that may come again, mended.</summary>
    public int Mendable { get; init; }

    /// <summary>This file brings rows that were missing.</summary>
    public bool Completes { get; set; }

    public List<HeldLine> Held { get; } = [];

    public bool Overflowed { get; private set; }

    public long Summed { get; private set; }

    public int LineCount { get; private set; }

    public int Unclassified { get; private set; }

    public long ContentHash { get; private set; }

    public long FirstLineId { get; private set; }

    public long LastLineId { get; private set; }

    public string Marketplace { get; private set; } = "";

    public void Count(in SettlementLineRow row)
    {
        Summed = checked(Summed + row.AmountMinor);
        LineCount++;
        if (row.Kind == SettlementLineKind.Unclassified || row.Role == AmountRole.Unclassified)
            Unclassified++;
        ContentHash = unchecked(ContentHash + (long)Mix((ulong)row.Row.Hash + ((ulong)row.Part * 0x9E3779B97F4A7C15UL)));
    }

    public void Written(long lineId, in SettlementLineRow row)
    {
        if (FirstLineId == 0)
            FirstLineId = lineId;
        LastLineId = lineId;
        if (Marketplace.Length == 0 && row.MarketplaceName.Length > 0 && !row.MarketplaceName.StartsWith("Non-Amazon"u8))
            Marketplace = Shared.Marketplace.CodeOf(Encoding.UTF8.GetString(row.MarketplaceName));
    }

    /// <summary>Keeps a row until it is known whether it is wanted; false when there are more rows than can have been mended.</summary>
    public bool Hold(in SettlementLineRow row)
    {
        if (Held.Count == 0 || Held[^1].Row.Line != row.Row.Line)
            heldRows++;
        Held.Add(new HeldLine(row));
        return !(Overflowed = heldRows > Mendable || Held.Count > MaxHeld);
    }

    public TieOut Result() => Known is not null && !Completes
        ? new(Head.SettlementId, Head.Currency, Known.DeclaredTotal, Known.SummedTotal, Known.LineCount, Known.UnclassifiedLines, true)
        : new(Head.SettlementId, Head.Currency, Known is null ? Head.DeclaredTotalMinor : Known.DeclaredTotal, Summed + (Known?.SummedTotal ?? 0), LineCount + (Known?.LineCount ?? 0),
            Unclassified + (Known?.UnclassifiedLines ?? 0), Known is not null);

    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}

/// <summary>A settlement line kept until the end of its file, when it is known whether it is wanted.</summary>
internal sealed class HeldLine
{
    private readonly byte[][] fields;
    private readonly SettlementLineKind kind;
    private readonly AmountRole role;
    private readonly long amount;
    private readonly DateTime posted;
    private readonly int? quantity;
    private readonly int part;

    public HeldLine(in SettlementLineRow row)
    {
        Row = row.Row;
        part = row.Part;
        kind = row.Kind;
        role = row.Role;
        amount = row.AmountMinor;
        posted = row.PostedUtc;
        quantity = row.Quantity;
        fields =
        [
            row.SettlementId.ToArray(), row.TransactionType.ToArray(), row.OrderId.ToArray(), row.MerchantOrderId.ToArray(), row.AdjustmentId.ToArray(), row.ShipmentId.ToArray(),
            row.MarketplaceName.ToArray(), row.AmountType.ToArray(), row.AmountDescription.ToArray(), row.FulfillmentId.ToArray(), row.OrderItemCode.ToArray(),
            row.MerchantOrderItemId.ToArray(), row.MerchantAdjustmentItemId.ToArray(), row.Sku.ToArray(), row.PromotionId.ToArray(),
        ];
    }

    public RowRef Row { get; }

    public SettlementLineRow ToRow() => new()
    {
        Row = Row,
        Part = part,
        SettlementId = fields[0],
        Kind = kind,
        Role = role,
        TransactionType = fields[1],
        OrderId = fields[2],
        MerchantOrderId = fields[3],
        AdjustmentId = fields[4],
        ShipmentId = fields[5],
        MarketplaceName = fields[6],
        AmountType = fields[7],
        AmountDescription = fields[8],
        AmountMinor = amount,
        FulfillmentId = fields[9],
        PostedUtc = posted,
        OrderItemCode = fields[10],
        MerchantOrderItemId = fields[11],
        MerchantAdjustmentItemId = fields[12],
        Sku = fields[13],
        Quantity = quantity,
        PromotionId = fields[14],
    };
}
