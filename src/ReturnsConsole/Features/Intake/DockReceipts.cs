using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Imports.Facts;
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

/// <summary>
/// Brings what the dock says into the facts by the way of the receipts file: a row of that file, kept as evidence, with its source record. A later row with the
/// same reference corrects the earlier one; nothing is deleted.
/// </summary>
internal sealed class DockReceipts(EvidenceStore evidence, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Marks these files, of which there is one per parcel, so that lists of imports can leave them out.</summary>
    public const string Layout = "dock";
    private const string Header = "order_id,rma_id,sku,quantity,tracking_id,received_at,grade,disposition,source,reference";

    /// <summary>The row as a file, stored before the transaction begins: a file nobody points at does no harm, a fact without its file would.</summary>
    public Task<StoredEvidence> StoreAsync(DockReceipt receipt, CancellationToken ct) => StoreAsync([receipt], ct);

    /// <summary>Many rows of one account as one file.</summary>
    public async Task<StoredEvidence> StoreAsync(IReadOnlyList<DockReceipt> receipts, CancellationToken ct)
    {
        var bytes = Encoding.UTF8.GetBytes($"{Header}\n{string.Concat(receipts.Select(r => RowOf(r) + "\n"))}");
        return await evidence.StoreAsync(new FileEntry(NameOf(receipts[0]), bytes.Length, bytes.Length, () => new MemoryStream(bytes)), ct);
    }

    /// <summary>Writes the facts, inside the caller's transaction.</summary>
    public Task WriteAsync(ConsoleContext db, Actor actor, DockReceipt receipt, StoredEvidence stored, CancellationToken ct) => WriteAsync(db, actor, [receipt], stored, ct);

    public async Task WriteAsync(ConsoleContext db, Actor actor, IReadOnlyList<DockReceipt> receipts, StoredEvidence stored, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var file = new SourceFile
        {
            AccountId = receipts[0].AccountId,
            Name = NameOf(receipts[0]),
            Sha256 = stored.Sha256,
            Bytes = stored.Bytes,
            ReceivedAt = now,
            ReceivedById = actor.UserId,
            ReceivedByName = actor.Name,
            Status = ImportStatus.Done,
            Format = FileFormat.ConsoleReceipts,
            Encoding = FileEncoding.Utf8,
            Layout = Layout,
            StartedAt = now,
            FinishedAt = now,
        };
        db.SourceFiles.Add(file);
        await db.SaveChangesAsync(ct);
        using var sink = new FactSink(db, file, _ => { }, ct);
        for (var i = 0; i < receipts.Count; i++)
            Take(sink, receipts[i], i + 2, now);
        sink.Finish();
        (file.Rows, file.Accepted, file.Corrected, file.Duplicates) = (sink.Records.Rows, sink.Records.Accepted, sink.Records.Corrected, sink.Records.Duplicates);
        await audit.AppendAsync(db, new AuditRecord(actor, "import.finished", "file", file.Id.ToString(CultureInfo.InvariantCulture),
            After: JsonSerializer.Serialize(new { file = file.Name, sha256 = file.Sha256, rows = file.Rows, accepted = file.Accepted, corrected = file.Corrected })), ct);
        await db.SaveChangesAsync(ct);
    }

    private static void Take(FactSink sink, DockReceipt receipt, int line, DateTime now)
    {
        var row = new RowRef(line, BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(RowOf(receipt)))));
        if (receipt.HasGoods)
        {
            sink.Receipt(new ReceiptRow(row, Null(receipt.OrderId), Null(receipt.RmaId), Null(receipt.Sku), receipt.Quantity, Null(receipt.TrackingId), receipt.ReceivedAt, null,
                receipt.Withdrawn ? nameof(Disposition.Lost) : null, IntakeWords.Source, receipt.Reference));
        }
        if (receipt.Authorization is { } authorization)
            sink.PlatformReturn(ReturnOf(authorization, receipt, row, now));
    }

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

    private static string RowOf(DockReceipt r) => string.Join(',', Cell(r.OrderId), Cell(r.RmaId), Cell(r.Sku), r.Quantity.ToString(CultureInfo.InvariantCulture), Cell(r.TrackingId),
        r.ReceivedAt.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), "", r.Withdrawn ? nameof(Disposition.Lost) : "", IntakeWords.Source, Cell(r.Reference));

    private static string Cell(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static string? Null(string text) => text.Length == 0 ? null : text;
}
