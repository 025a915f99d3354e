using System.Globalization;
using System.Text;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Vendor;

/// <summary>The list that finance closes the account with, as CSV: one line a return, amounts as the currency writes them. No cell begins what a spreadsheet would compute.</summary>
public sealed class ExportVendorReturns(VendorReturnList list, IAccessGuard guard)
{
    private static readonly string[] Head =
        ["Account", "Returns reference", "Return", "Stage", "Told pieces", "Received pieces", "Graded pieces", "Missing pieces", "Currency", "Told value", "Received value", "Credited", "Difference", "Credit note", "Credit note state", "Invoice", "Last event (UTC)"];

    /// <param name="open">Where to write; asked for only when it may be.</param>
    /// <returns>Why it may not be; null when it was written.</returns>
    public async Task<string?> RunAsync(Actor actor, VendorFilter filter, Func<TextWriter> open, CancellationToken ct)
    {
        foreach (var needed in (Permission[])[Permission.ViewFacts, Permission.Export])
        {
            if (await guard.RefusalAsync(actor, needed, ct) is { } refusal)
                return refusal;
        }
        var rows = await list.AllAsync(actor, filter, ct);
        await using var text = open();
        await text.WriteAsync(Line(Head));
        foreach (var row in rows)
            await text.WriteAsync(Line(Cells(row)));
        return null;
    }

    private static string[] Cells(VendorReturn v) =>
    [
        v.Account, v.Reference, v.Number, VendorWords.Of(v.Stage), Count(v.Told), Count(v.Received), Count(v.Processed), Count(v.Missing), v.Currency, Amount(v.ToldValue, v), Amount(v.ReceivedValue, v), Amount(v.Credited, v),
        Amount(v.MoneyDifference, v), v.Credit?.Number ?? "", v.Credit is { } credit ? VendorWords.Of(credit.State) : "", v.Credit?.InvoiceNumber ?? "", v.LastAt?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "",
    ];

    private static string Count(int pieces) => pieces.ToString(CultureInfo.InvariantCulture);

    private static string Amount(long? minor, VendorReturn of) => minor is { } known ? Currencies.Format(known, of.Currency, CultureInfo.InvariantCulture, grouped: false) : "";

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>A number may begin with a minus; a text that does would be computed.</summary>
    private static string Cell(string text)
    {
        var isNumber = decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _);
        var safe = !isNumber && text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? new StringBuilder(safe).Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString() : safe;
    }
}
