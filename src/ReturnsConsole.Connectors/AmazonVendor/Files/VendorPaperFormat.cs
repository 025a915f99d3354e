using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.AmazonVendor.Files;

/// <summary>
/// A vendor's paper as CSV: one line an item. The real headers of Vendor Central's downloads are not established; the columns are ours, with aliases for likely
/// spellings, and README.md beside the connector documents them.
/// </summary>
internal sealed class VendorPaperFormat : ReportFormat
{
    private const int Number = 0;
    private const int Line = 1;
    private const int ReturnsReference = 2;
    private const int PurchaseOrder = 3;
    private const int Invoice = 4;
    private const int Asin = 5;
    private const int Ean = 6;
    private const int Sku = 7;
    private const int Quantity = 8;
    private const int UnitCost = 9;
    private const int Amount = 10;
    private const int CurrencyAt = 11;
    private const int Type = 12;
    private const int Status = 13;
    private const int Carrier = 14;
    private const int Tracking = 15;
    private const int Date = 16;

    private readonly string paper;

    private VendorPaperFormat(FileFormat format, string title, string paper, KnownColumn[] columns)
        : base(format, title, columns) => this.paper = paper;

    public static VendorPaperFormat Returns { get; } = new(
        FileFormat.VendorReturns, "Vendor Central returns", "return",
        Columns(
            new("return id", CellKind.Id, true, "vendor return id", "returns notice number", "return notice number", "return request id"),
            new("returns reference", CellKind.Id, false, "returns reference number", "return reference", "vret", "vret number", "distributor shipment id", "consignors reference number"),
            new("invoice number", CellKind.Id, false, "return invoice number", "return invoice no"),
            new("quantity", CellKind.Text, true, "qty", "quantity returned", "returned quantity", "units returned"),
            new("amount", CellKind.Amount, false, "total cost", "total amount", "return amount"),
            new("return type", CellKind.Text, false, "type", "return reason"),
            new("status", CellKind.Text, false, "return status"),
            new("return date", CellKind.Date, false, "date", "created date", "creation date")));

    public static VendorPaperFormat Remittances { get; } = new(
        FileFormat.VendorRemittances, "Vendor Central remittances", "remittance",
        Columns(
            new("payment number", CellKind.Id, true, "remittance number", "remittance id", "payment id", "check number"),
            new("returns reference", CellKind.Id, false, "returns reference number", "vret", "return id"),
            new("invoice number", CellKind.Id, true, "invoice no", "document number"),
            new("quantity", CellKind.Text, false, "qty"),
            new("amount paid", CellKind.Amount, true, "paid amount", "amount", "net amount paid", "net amount"),
            new("document type", CellKind.Text, false, "type", "transaction type", "description"),
            new("status", CellKind.Text, false, "payment status"),
            new("payment date", CellKind.Date, false, "date", "remittance date")));

    public static VendorPaperFormat DebitNotes { get; } = new(
        FileFormat.VendorDebitNotes, "Vendor Central debit notes", "debit-note",
        Columns(
            new("debit note number", CellKind.Id, true, "debit note", "debit note id", "debit memo number", "debit memo"),
            new("returns reference", CellKind.Id, false, "returns reference number", "vret", "return id"),
            new("invoice number", CellKind.Id, false, "invoice no"),
            new("quantity", CellKind.Text, false, "qty", "shortage quantity", "quantity short"),
            new("amount", CellKind.Amount, true, "debit amount", "debited amount", "shortage amount"),
            new("debit type", CellKind.Text, false, "type", "reason", "debit reason", "shortage type"),
            new("status", CellKind.Text, false, "debit status"),
            new("debit date", CellKind.Date, false, "date", "debit note date")));

    public static VendorPaperFormat Disputes { get; } = new(
        FileFormat.VendorDisputes, "Vendor Central disputes", "dispute",
        Columns(
            new("dispute id", CellKind.Id, true, "dispute number", "dispute no"),
            new("returns reference", CellKind.Id, false, "returns reference number", "vret", "return id"),
            new("invoice number", CellKind.Id, false, "invoice no"),
            new("quantity", CellKind.Text, false, "qty", "disputed quantity"),
            new("amount", CellKind.Amount, false, "disputed amount", "dispute amount"),
            new("dispute type", CellKind.Text, false, "type", "reason", "dispute reason"),
            new("dispute status", CellKind.Text, true, "status"),
            new("dispute date", CellKind.Date, false, "date", "created date", "creation date")));

    public override int CurrencyColumn => CurrencyAt;

    public override IRowTaker Begin(RowCells cells, IPartnerFileSink sink) => new Rows(paper, cells, sink);

    private static new KnownColumn[] Columns(KnownColumn number, KnownColumn reference, KnownColumn invoice, KnownColumn quantity, KnownColumn amount, KnownColumn type, KnownColumn status, KnownColumn date) =>
    [
        number,
        new("line", CellKind.Id, false, "line id", "line number", "item sequence number"),
        reference,
        new("purchase order", CellKind.Id, false, "po", "po number", "purchase order number"),
        invoice,
        new("asin", CellKind.Id),
        new("ean", CellKind.Id, false, "upc", "ean/upc", "external id"),
        new("vendor sku", CellKind.Id, false, "sku", "vendor product identifier", "vendor code sku"),
        quantity,
        new("unit cost", CellKind.Amount, false, "cost", "unit price", "net cost", "cost per unit"),
        amount,
        new("currency", CellKind.Text, false, "currency code", "payment currency", "invoice currency"),
        type,
        status,
        new("carrier", CellKind.Text, false, "carrier name"),
        new("tracking number", CellKind.Id, false, "tracking id", "tracking"),
        date,
    ];

    private sealed class Rows(string paper, RowCells cells, IPartnerFileSink sink) : IRowTaker
    {
        private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

        public void Take()
        {
            if (!cells.Require(Number, $"the number of the {paper}") || !BoundsHold()
                || !cells.TryWhole(Quantity, out var quantity, "a whole number from 0")
                || !cells.TryCurrency(CurrencyAt, out var currency)
                || !cells.TryAmount(UnitCost, currency, out var cost) || !cells.TryAmount(Amount, currency, out var amount)
                || !cells.TryDate(Date, out var date))
                return;
            var number = cells.Text(Number)!;
            sink.VendorPaper(new VendorPaperRow
            {
                Row = cells.Row(),
                Paper = paper,
                Number = number,
                LineId = LineOf(number),
                ReturnsReference = cells.Text(ReturnsReference),
                PurchaseOrder = cells.Text(PurchaseOrder),
                InvoiceNumber = cells.Text(Invoice),
                Asin = cells.Text(Asin),
                Ean = cells.Text(Ean),
                Sku = cells.Text(Sku),
                Quantity = quantity,
                UnitCostMinor = cost,
                AmountMinor = amount,
                Currency = currency,
                Type = cells.Text(Type),
                Status = cells.Text(Status),
                Carrier = cells.Text(Carrier),
                TrackingId = cells.Text(Tracking),
                DateUtc = date,
            });
        }

        private bool BoundsHold()
        {
            foreach (var id in (ReadOnlySpan<int>)[Number, Line, ReturnsReference, PurchaseOrder, Invoice, Asin, Ean, Sku, Type, Status, Carrier, Tracking])
            {
                if (!cells.Fits(id, id is Asin or Ean ? 20 : id == Sku ? 100 : 60))
                    return false;
            }
            return true;
        }

        /// <summary>The file's own line number, else what the line is about, counted where it repeats.</summary>
        private string LineOf(string number)
        {
            var about = cells.Text(Line) ?? string.Join('|', new[] { cells.Text(PurchaseOrder), cells.Text(Invoice), cells.Text(Asin) ?? cells.Text(Ean) ?? cells.Text(Sku) }.Where(p => p is not null));
            about = about.Length > 90 ? about[..90] : about;
            var key = number + "\n" + about;
            var times = seen[key] = seen.GetValueOrDefault(key) + 1;
            return times == 1 && about.Length > 0 ? about : Refusals.Text($"{about}#{times}");
        }
    }
}
