using ReturnsConsole.Features.Intake.Identifiers;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Intake.Answers;

/// <summary>What the console knows of a scanned code.</summary>
/// <param name="Code">As scanned, without the scanner's own marks.</param>
/// <param name="MoreOrders">The code leads to more orders than are shown.</param>
/// <param name="SuggestedShelf">Where a parcel goes that stays unknown.</param>
public sealed record ParcelAnswer(
    ScanResult Result, string Code, IReadOnlyList<ParcelOrder> Orders, bool MoreOrders, IReadOnlyList<NearMatch> Near, ShelvedParcel? Shelved, string SuggestedShelf)
{
    /// <summary>The code names a product and no parcel: which return it is must be chosen or another code scanned.</summary>
    public bool ByProduct { get; init; }

    /// <summary>The code is an article's barcode; null when it is not, or leads to a parcel.</summary>
    public ArticleBarcode? Article { get; init; }
}

/// <param name="Code">As scanned.</param>
/// <param name="Sku">What it stands for; empty when nobody has said so yet.</param>
public sealed record ArticleBarcode(string Code, string Sku);

/// <summary>One order that the parcel may be of, with all that is known of it.</summary>
/// <param name="Stamp">Changes when anything of the order is received or authorised: what a person decides is about what they saw.</param>
public sealed record ParcelOrder(
    int AccountId, string Account, long OrderKey, string OrderId, string Marketplace, IReadOnlyList<ParcelLine> Lines, IReadOnlyList<KnownReturn> Returns, IReadOnlyList<KnownRefund> Refunds,
    IReadOnlyList<KnownReceipt> Receipts, IReadOnlyList<KnownCase> Cases, IReadOnlyList<KnownAuthorization> Authorizations, string Stamp)
{
    /// <summary>The order's own key and those of its other names.</summary>
    public IReadOnlyCollection<long> AllKeys { get; init; } = [];

    /// <summary>The line the code itself names, or the only one that still waits for pieces; null: a person says which.</summary>
    public ParcelLine? Likely =>
        Lines.Where(l => l is { IsNamed: true, Left: > 0 }).ToList() is [var named] ? named
        : Lines.Where(l => l.Waiting > 0 && l.PartOf.Length == 0).ToList() is [var waiting] ? waiting
        : Lines.Where(l => l.Waiting > 0).ToList() is [var part] ? part
        : Lines.Where(l => l.PartOf.Length == 0).ToList() is [{ Left: > 0 } only] ? only : null;

    /// <summary>The same with the line of one SKU as what the code names.</summary>
    public ParcelOrder Naming(string sku) => this with { Lines = [.. Lines.Select(l => l with { IsNamed = l.Sku == sku })] };

    public bool IsAllHere => Lines.Count > 0 && Lines.All(l => l.Left == 0);

    public bool HasDarkReturn => Cases.Any(c => c.Kind == CaseKind.DarkReturn);
}

/// <summary>A line of the order, or a returned item that no order line is known of.</summary>
/// <param name="InReturn">Pieces that Amazon or a platform has announced.</param>
/// <param name="IsNamed">The scanned code is this item's own.</param>
public sealed record ParcelLine(string Sku, string OrderItemId, string Name, int Ordered, int InReturn, int Received, bool IsNamed)
{
    /// <summary>What the kit is made of; empty: it is none.</summary>
    public string Kit { get; init; } = "";

    /// <summary>SKU of the announced kit that it is a component of; empty: of none.</summary>
    public string PartOf { get; init; } = "";

    /// <summary>Pieces that can still come.</summary>
    public int Left => Math.Max(0, (Ordered > 0 ? Ordered : InReturn) - Received);

    /// <summary>Announced pieces that have not come.</summary>
    public int Waiting => Math.Clamp(InReturn - Received, 0, Left);
}

public sealed record KnownReturn(
    long Id, ReturnChannel Channel, string Rma, string MerchantRma, string Sku, string OrderItemId, int Quantity, string Status, string Resolution, string LabelType, string ReasonCode, string TrackingId, DateTime? RequestedAt,
    DateTime? FirstScanAt, DateTime? DeliveredAt, DateTime? CancelledAt, long? ReportedRefund, string Currency)
{
    public bool IsPlatform => Channel is ReturnChannel.Rebound or ReturnChannel.HappyReturns or ReturnChannel.Commercetools;

    public bool IsAmazon => Channel is ReturnChannel.MerchantFulfilled or ReturnChannel.Fba;
}

/// <summary>A refund, counted once however many sources saw it.</summary>
public sealed record KnownRefund(long Amount, string Currency, DateTime? PostedAt, RefundKind Kind, RefundSource Source);

public sealed record KnownReceipt(long Id, string Sku, int Quantity, DateTime ReceivedAt, string Source, string Reference, ConditionGrade Grade, Disposition Disposition);

public sealed record KnownCase(long Id, CaseKind Kind, string Headline);

public sealed record KnownAuthorization(string Number, string Sku, int Quantity, ParcelFinding Finding, DateTime At, string By, DateTime? CancelledAt);

/// <summary>An identifier one slip away from what was scanned.</summary>
public sealed record NearMatch(string Value, IdentifierKind Kind, string Shown, string Words, string OrderId, string Detail);

/// <summary>The code is of a parcel that lies on the shelf.</summary>
public sealed record ShelvedParcel(int Id, string ShelfCode, DateTime At, Shelf.ShelfState State, string OrderId);
