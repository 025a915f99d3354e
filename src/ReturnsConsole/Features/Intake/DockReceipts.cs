using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Intake;

/// <summary>One receipt as the receipts file words it, and the return that the dock lets in with it (null: none, or it was announced).</summary>
internal sealed record DockReceipt(
    int AccountId, string OrderId, string RmaId, string Sku, int Quantity, string TrackingId, DateTime ReceivedAt, string Reference, bool Withdrawn = false)
{
    public ReturnAuthorization? Authorization { get; init; }

    public string ReasonCode { get; init; } = "";

    /// <summary>Goods came; false for an empty box.</summary>
    public bool HasGoods { get; init; } = true;
}

/// <summary>Brings what the dock says into the facts: one row of the receipts file per parcel, and the return let in with it.</summary>
internal sealed class DockReceipts(EvidenceStore evidence, AuditTrail audit, TimeProvider clock)
{
    private readonly OwnReceipts receipts = new(evidence, audit, clock);

    public Task<StoredEvidence> StoreAsync(DockReceipt receipt, CancellationToken ct) => StoreAsync([receipt], ct);

    /// <summary>Many rows of one account as one file.</summary>
    public Task<StoredEvidence> StoreAsync(IReadOnlyList<DockReceipt> many, CancellationToken ct) => receipts.StoreAsync(NameOf(many[0]), [.. many.Select(RowOf)], ct);

    /// <summary>Writes the facts, inside the caller's transaction.</summary>
    public Task WriteAsync(ConsoleContext db, Actor actor, DockReceipt receipt, StoredEvidence stored, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return receipts.WriteAsync(db, actor, receipt.AccountId, NameOf(receipt), [RowOf(receipt)], stored, without: !receipt.HasGoods, (sink, row) =>
        {
            if (receipt.Authorization is { } authorization)
                sink.PlatformReturn(ReturnOf(authorization, receipt, row, now));
        }, ct);
    }

    /// <summary>Many rows of one account: goods that were announced.</summary>
    public Task WriteAsync(ConsoleContext db, Actor actor, IReadOnlyList<DockReceipt> many, StoredEvidence stored, CancellationToken ct) =>
        receipts.WriteAsync(db, actor, many[0].AccountId, NameOf(many[0]), [.. many.Select(RowOf)], stored, without: false, more: null, ct);

    private static PlatformReturnRow ReturnOf(ReturnAuthorization authorization, DockReceipt receipt, RowRef row, DateTime now) => new()
    {
        Row = row,
        Platform = PlatformNames.Dock,
        ReturnId = authorization.Number,
        ItemId = "1",
        DisplayId = authorization.Number,
        OrderId = Null(authorization.OrderId),
        OrderItemId = Null(authorization.OrderItemId),
        Sku = Null(authorization.Sku),
        ItemName = Null(authorization.ItemName),
        Quantity = authorization.Quantity,
        ReasonCode = Null(receipt.ReasonCode),
        Status = "Approved",
        TrackingId = Null(receipt.TrackingId),
        RegisteredUtc = authorization.At,
        CancelledUtc = receipt.Withdrawn ? now : null,
        UpdatedUtc = now,
    };

    private static string NameOf(DockReceipt receipt) => $"Dock {receipt.ReceivedAt:yyyy-MM-dd HH.mm.ss} {receipt.Reference[..Math.Min(8, receipt.Reference.Length)]}.csv";

    private static OwnReceipt RowOf(DockReceipt r) => new(r.OrderId, r.RmaId, r.Sku, r.Quantity, r.TrackingId, r.ReceivedAt, IntakeWords.Source, r.Reference)
    {
        Disposition = r.Withdrawn ? Disposition.Lost : Disposition.None,
    };

    private static string? Null(string text) => text.Length == 0 ? null : text;
}
