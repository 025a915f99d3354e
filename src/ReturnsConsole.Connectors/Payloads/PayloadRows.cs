using System.Text.Json;
using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Payloads;

/// <summary>Takes the facts of one document and gives each its place: the document's line, and the ordinal within it.</summary>
public sealed class PayloadRows
{
    private readonly IPartnerFileSink sink;
    private long line;
    private long documentHash;
    private int parts;
    private string raw = "";

    internal PayloadRows(IPartnerFileSink sink) => this.sink = sink;

    /// <summary>Row of the next fact. The hash is the document's with the ordinal: a document that comes again unchanged gives the same facts.</summary>
    public RowRef Next() => new(line, unchecked(documentHash + (parts++ * (long)0x9E3779B97F4A7C15UL)));

    /// <summary>Row of a fact that has a hash of its own: of what is kept of it, so that a change elsewhere in the document does not count as its change.</summary>
    public RowRef Next(ReadOnlySpan<char> content)
    {
        parts++;
        return new(line, unchecked((long)RowHash.Text(1, System.Runtime.InteropServices.MemoryMarshal.AsBytes(content))));
    }

    public void OrderLine(OrderLineRow row) => sink.OrderLine(row);

    public void PlatformReturn(PlatformReturnRow row) => sink.PlatformReturn(row);

    public void Refund(RefundRow row) => sink.Refund(row);

    public void ShipmentItem(ShipmentItemRow row) => sink.ShipmentItem(row);

    public void StockLevel(StockLevelRow row) => sink.StockLevel(row);

    public void VendorPaper(VendorPaperRow row) => sink.VendorPaper(row);

    public void Receipt(ReceiptRow row) => sink.Receipt(row);

    public void Unknown(string field, string value) => sink.Unknown(new RowRef(line, documentHash), field, Refusals.Show(value));

    /// <summary>The document, or one item of it, cannot be taken.</summary>
    /// <param name="field">Path of the field: "items[2].quantity".</param>
    public void Reject(string field, string found, string expected)
    {
        parts++;
        sink.Rejected(new RejectedRow(line, field, Refusals.Show(found), expected, raw));
    }

    /// <summary>A document that was understood and says nothing to keep as a fact.</summary>
    public void Note(string why)
    {
        parts++;
        sink.Noted(new RowRef(line, documentHash), why);
    }

    internal void Begin(long at, ReadOnlySpan<byte> document)
    {
        (line, parts) = (at, 0);
        documentHash = unchecked((long)RowHash.Text(7, document));
        raw = System.Text.Encoding.UTF8.GetString(document[..Math.Min(document.Length, 16 * 1024)]);
    }

    /// <summary>Reads one document; what its format does not foresee is rejected with its line.</summary>
    internal void Read(PayloadFormat format, ReadOnlyMemory<byte> document, long at)
    {
        Begin(at, document.Span);
        try
        {
            using var json = JsonDocument.Parse(document);
            format.Read(json.RootElement, this);
            if (parts == 0)
                Note("nothing to keep");
        }
        catch (JsonException broken)
        {
            Reject("row", raw, $"a JSON document; it breaks at byte {broken.BytePositionInLine}");
        }
    }
}
