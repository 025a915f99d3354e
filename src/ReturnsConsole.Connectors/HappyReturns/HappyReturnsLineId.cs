using System.Globalization;

namespace ReturnsConsole.Connectors.HappyReturns;

/// <summary>
/// Merchant's order line id of one physical item. A line of several pieces comes with a suffix, <c>-&lt;offset&gt;-&lt;refundable quantity&gt;</c>: 12345-0-2 and 12345-1-2 are the
/// two pieces of line 12345. Source: developer.happyreturns.com, outbound shipment.
/// </summary>
/// <param name="LineId">Without the suffix.</param>
/// <param name="Offset">Which piece, from 0; null when the id has no suffix.</param>
/// <param name="Of">How many pieces of the line may be refunded; 1 without suffix.</param>
internal readonly record struct HappyReturnsLineId(string LineId, int? Offset, int Of)
{
    // More pieces of one line than this are not a suffix but the merchant's own id.
    private const int MostPieces = 9_999;

    public static HappyReturnsLineId Parse(string id)
    {
        var last = id.LastIndexOf('-');
        var before = last > 0 ? id.LastIndexOf('-', last - 1) : -1;
        return before > 0 && TryCount(id.AsSpan(before + 1, last - before - 1), out var offset) && TryCount(id.AsSpan(last + 1), out var of) && offset < of
            ? new(id[..before], offset, of)
            : new(id, null, 1);
    }

    public override string ToString() => Offset is { } offset ? string.Create(CultureInfo.InvariantCulture, $"{LineId}-{offset}-{Of}") : LineId;

    private static bool TryCount(ReadOnlySpan<char> text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count <= MostPieces && (text.Length == 1 || text[0] != '0');
}
