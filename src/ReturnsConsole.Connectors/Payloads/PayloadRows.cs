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
    private ReadOnlyMemory<byte> document;
    private IReadOnlyCollection<string> personal = [];

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
        sink.Rejected(new RejectedRow(line, field, Refusals.Show(found), expected, Raw()));
    }

    /// <summary>A document that was understood and says nothing to keep as a fact.</summary>
    public void Note(string why)
    {
        parts++;
        sink.Noted(new RowRef(line, documentHash), why);
    }

    /// <summary>Reads one document; what its format does not foresee is rejected with its line.</summary>
    internal void Read(PayloadFormat format, ReadOnlyMemory<byte> document, long at)
    {
        (line, parts, this.document, personal) = (at, 0, document, format.PersonalFields);
        documentHash = unchecked((long)RowHash.Text(7, document.Span));
        try
        {
            using var json = JsonDocument.Parse(document);
            format.Read(json.RootElement, this);
            if (parts == 0)
                Note("nothing to keep");
        }
        catch (InvalidOperationException)
        {
            // A number where the partner documents an object, a broken escape: seen only when the value is taken.
            Reject("row", "a value of another kind than the partner documents", $"a document of the kind '{format.Title}'");
        }
        catch (JsonException broken)
        {
            Reject("row", "text that is not JSON", $"a JSON document; it breaks at byte {broken.BytePositionInLine}");
        }
    }

    /// <summary>The document as it came, without its personal fields; of what cannot be read nobody knows which parts are personal.</summary>
    private string Raw()
    {
        if (personal.Count == 0)
            return Cut(document.Span);
        try
        {
            var node = System.Text.Json.Nodes.JsonNode.Parse(document.Span);
            Hide(node);
            return Cut(System.Text.Encoding.UTF8.GetBytes(node?.ToJsonString() ?? ""));
        }
        catch (JsonException)
        {
            return PersonalData.NotShown;
        }
    }

    private void Hide(System.Text.Json.Nodes.JsonNode? node)
    {
        if (node is System.Text.Json.Nodes.JsonArray items)
        {
            foreach (var item in items)
                Hide(item);
        }
        else if (node is System.Text.Json.Nodes.JsonObject fields)
        {
            foreach (var (name, value) in fields.ToArray())
            {
                if (personal.Contains(name))
                    fields[name] = PersonalData.NotShown;
                else
                    Hide(value);
            }
        }
    }

    private static string Cut(ReadOnlySpan<byte> text) => System.Text.Encoding.UTF8.GetString(text[..Math.Min(text.Length, 16 * 1024)]);
}
