using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Intake.Identifiers;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>Takes the rows of one file into the database, inside the import's transaction.</summary>
internal sealed class FactSink : IPartnerFileSink, IDisposable
{
    private const int ReportEvery = 2_048;
    private readonly ConsoleContext db;
    private readonly SourceFile file;
    private readonly Action<long> progress;
    private readonly CancellationToken ct;
    private readonly SourceRecords records;
    private readonly OrderChanges changes;
    private readonly IdentifierWriter identifiers;
    private SettlementFacts? settlements;
    private ReturnFacts? returns;
    private OrderLineFacts? orders;
    private ReimbursementFacts? reimbursements;
    private ReceiptFacts? receipts;
    private PlatformReturnFacts? platformReturns;
    private TransactionFacts? transactions;
    private ManifestFacts? manifest;
    private StockFacts? stock;
    private VendorPaperFacts? papers;
    private UnknownValues? unknown;
    private EntityRows<RejectedSourceRow>? rejected;
    private long nextRejectedId;
    private long rows;

    public FactSink(ConsoleContext db, SourceFile file, Action<long> progress, CancellationToken ct)
    {
        this.db = db;
        this.file = file;
        this.progress = progress;
        this.ct = ct;
        records = new SourceRecords(db, file.Id);
        changes = new OrderChanges(db);
        identifiers = new IdentifierWriter(db);
    }

    public SourceRecords Records => records;

    public void SettlementBegins(SettlementHead head) => (settlements ??= new SettlementFacts(db, file, records, changes)).Begin(head);

    public void SettlementLine(in SettlementLineRow row)
    {
        Step();
        settlements!.Add(row);
    }

    public void Return(ReturnRow row)
    {
        Step();
        var key = records.Key(row.Row.Line, out var part);
        (returns ??= new ReturnFacts(db, file, records, changes, identifiers)).Add(row, key, part);
    }

    public void FbaReturn(FbaReturnRow row)
    {
        Step();
        var key = records.Key(row.Row.Line, out var part);
        (returns ??= new ReturnFacts(db, file, records, changes, identifiers)).Add(row, key, part);
    }

    public void Reimbursement(ReimbursementRow row)
    {
        Step();
        (reimbursements ??= new ReimbursementFacts(db, file, records, changes)).Add(row, records.Key(row.Row.Line, out _));
    }

    public void OrderLine(OrderLineRow row)
    {
        Step();
        var key = records.Key(row.Row.Line, out var part);
        (orders ??= new OrderLineFacts(db, file, records, changes, identifiers)).Add(row, key, part);
    }

    public void Receipt(ReceiptRow row)
    {
        Step();
        (receipts ??= new ReceiptFacts(db, file, records, changes)).Add(row, records.Key(row.Row.Line, out _));
    }

    public void PlatformReturn(PlatformReturnRow row)
    {
        Step();
        var key = records.Key(row.Row.Line, out var part);
        (platformReturns ??= new PlatformReturnFacts(db, file, records, changes, identifiers)).Add(row, key, part);
    }

    public void Refund(RefundRow row)
    {
        Step();
        (transactions ??= new TransactionFacts(db, file, records, changes)).Add(row, records.Key(row.Row.Line, out _));
    }

    public void ShipmentItem(ShipmentItemRow row)
    {
        Step();
        (manifest ??= new ManifestFacts(db, file, records, changes)).Add(row, records.Key(row.Row.Line, out _));
    }

    public void StockLevel(StockLevelRow row)
    {
        Step();
        (stock ??= new StockFacts(db, file, records, changes)).Add(row, records.Key(row.Row.Line, out _));
    }

    public void VendorPaper(VendorPaperRow row)
    {
        Step();
        (papers ??= new VendorPaperFacts(db, file, records, changes)).Add(row, records.Key(row.Row.Line, out _));
    }

    public void Unknown(RowRef row, string field, string value) => (unknown ??= new UnknownValues(db, file)).Add(row, field, value);

    public void Rejected(RejectedRow row)
    {
        Step();
        settlements?.RecordHead(row.Line);
        if (rejected is null)
        {
            rejected = new EntityRows<RejectedSourceRow>(db);
            nextRejectedId = db.NextId(typeof(RejectedSourceRow));
        }
        rejected.Add(new RejectedSourceRow { FileId = file.Id, Line = row.Line, Field = row.Field, Found = row.Found, Expected = row.Expected, Raw = row.Raw }, nextRejectedId++);
        records.Add(new RowRef(row.Line, 0), SourceRecordOutcome.Rejected);
    }

    public void Ignored(RowRef row, string why)
    {
        Step();
        settlements?.RecordHead(row.Line);
        records.Add(row, SourceRecordOutcome.Ignored);
    }

    public void Noted(RowRef row, string why)
    {
        Step();
        settlements?.RecordHead(row.Line);
        records.Add(row, settlements is { IsKnown: true } ? SourceRecordOutcome.Duplicate : SourceRecordOutcome.Accepted);
    }

    /// <summary>Writes what is still held back and ties the settlements out.</summary>
    public IReadOnlyList<TieOut> Finish()
    {
        returns?.Flush();
        orders?.Flush();
        reimbursements?.Flush();
        receipts?.Flush();
        platformReturns?.Flush();
        transactions?.Flush();
        manifest?.Flush();
        stock?.Flush();
        papers?.Flush();
        unknown?.Flush(file.ReceivedAt);
        var ties = settlements?.Finish() ?? [];
        rejected?.Flush();
        records.Flush();
        changes.Flush();
        identifiers.Flush();
        progress(rows);
        return ties;
    }

    public void Dispose()
    {
        settlements?.Dispose();
        returns?.Dispose();
        orders?.Dispose();
        reimbursements?.Dispose();
        receipts?.Dispose();
        platformReturns?.Dispose();
        transactions?.Dispose();
        manifest?.Dispose();
        stock?.Dispose();
        papers?.Dispose();
        rejected?.Dispose();
        records.Dispose();
        changes.Dispose();
    }

    private void Step()
    {
        if (++rows % ReportEvery != 0)
            return;
        ct.ThrowIfCancellationRequested();
        progress(rows);
    }
}
