using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Imports.Facts;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Imports;

/// <summary>One row of the receipts file as the console's own screens write it.</summary>
internal sealed record OwnReceipt(string OrderId, string RmaId, string Sku, int Quantity, string TrackingId, DateTime ReceivedAt, string Source, string Reference)
{
    public ConditionGrade Grade { get; init; }

    public Disposition Disposition { get; init; }

    /// <summary>When a person said so; null: with the receipt.</summary>
    public DateTime? RecordedAt { get; init; }

    /// <summary>Identity of goods that have no reference of their own.</summary>
    public string Corrects { get; init; } = "";
}

/// <summary>
/// Brings what people say of goods into the facts by the way of the receipts file: its rows, kept as evidence, with their source records. A later row about
/// the same goods corrects the earlier one; nothing is deleted.
/// </summary>
internal sealed class OwnReceipts(EvidenceStore evidence, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Marks these files, of which there is one per act, so that lists of imports can leave them out.</summary>
    public const string Layout = "dock";
    private const string Header = "order_id,rma_id,sku,quantity,tracking_id,received_at,grade,disposition,source,reference,recorded_at,corrects";

    /// <summary>The rows as a file, stored before the transaction begins: a file nobody points at does no harm, a fact without its file would.</summary>
    public async Task<StoredEvidence> StoreAsync(string name, IReadOnlyList<OwnReceipt> rows, CancellationToken ct)
    {
        var bytes = Encoding.UTF8.GetBytes($"{Header}\n{string.Concat(rows.Select(r => RowOf(r) + "\n"))}");
        return await evidence.StoreAsync(new FileEntry(name, bytes.Length, bytes.Length, () => new MemoryStream(bytes)), ct);
    }

    /// <summary>Writes the facts, inside the caller's transaction.</summary>
    /// <param name="without">Rows that are evidence only: a parcel without goods.</param>
    /// <param name="more">What else the same act tells, about its first row.</param>
    public async Task WriteAsync(ConsoleContext db, Actor actor, int accountId, string name, IReadOnlyList<OwnReceipt> rows, StoredEvidence stored, bool without, Action<FactSink, RowRef>? more, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var file = new SourceFile
        {
            AccountId = accountId,
            Name = name,
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
        for (var i = 0; i < rows.Count && !without; i++)
            sink.Receipt(FactOf(rows[i], RefOf(rows[i], i)));
        more?.Invoke(sink, RefOf(rows[0], 0));
        sink.Finish();
        (file.Rows, file.Accepted, file.Corrected, file.Duplicates) = (sink.Records.Rows, sink.Records.Accepted, sink.Records.Corrected, sink.Records.Duplicates);
        await audit.AppendAsync(db, new AuditRecord(actor, "import.finished", "file", file.Id.ToString(CultureInfo.InvariantCulture),
            After: JsonSerializer.Serialize(new { file = file.Name, sha256 = file.Sha256, rows = file.Rows, accepted = file.Accepted, corrected = file.Corrected })), ct);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The content's mark: what a person saw when they decided about goods is compared by it.</summary>
    public static long HashOf(OwnReceipt row) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(RowOf(row))));

    private static RowRef RefOf(OwnReceipt row, int index) => new(index + 2, HashOf(row));

    private static ReceiptRow FactOf(OwnReceipt r, RowRef at) => new(at, Null(r.OrderId), Null(r.RmaId), Null(r.Sku), r.Quantity, Null(r.TrackingId), r.ReceivedAt,
        r.Grade == ConditionGrade.None ? null : r.Grade.ToString(), r.Disposition == Disposition.None ? null : r.Disposition.ToString(), r.Source, Null(r.Reference))
    {
        RecordedUtc = r.RecordedAt,
        Corrects = Null(r.Corrects),
    };

    private static string RowOf(OwnReceipt r) => string.Join(',', Cell(r.OrderId), Cell(r.RmaId), Cell(r.Sku), r.Quantity.ToString(CultureInfo.InvariantCulture), Cell(r.TrackingId), Instant(r.ReceivedAt),
        r.Grade == ConditionGrade.None ? "" : r.Grade.ToString(), r.Disposition == Disposition.None ? "" : r.Disposition.ToString(), Cell(r.Source), Cell(r.Reference),
        r.RecordedAt is { } at ? Instant(at) : "", Cell(r.Corrects));

    private static string Instant(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Cell(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static string? Null(string text) => text.Length == 0 ? null : text;
}
