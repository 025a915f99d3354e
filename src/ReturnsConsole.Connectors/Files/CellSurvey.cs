using System.Buffers;
using System.Text;

namespace ReturnsConsole.Connectors.Files;

/// <summary>
/// Looks at the cells for the culture of the file and for damage by spreadsheets. Stops early once everything is decided and nothing asks for the whole file.
/// </summary>
internal sealed class CellSurvey
{
    private static readonly SearchValues<byte> MantissaBytes = SearchValues.Create("0123456789.,"u8);

    private const int SampleRows = 2_000;
    private const int MostMarketplaces = 16;

    public CultureEvidence Evidence { get; } = new();

    public HashSet<string> Currencies { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Marketplaces { get; } = new(StringComparer.OrdinalIgnoreCase);

    public FileRefusal? Damage { get; private set; }

    public static CellSurvey Of(DelimitedReader reader, HeaderMap map, bool wholeFile, CancellationToken ct)
    {
        var survey = new CellSurvey();
        var format = map.Format;
        var noDecimals = false;
        for (long rows = 1; reader.Read() && survey.Damage is null; rows++)
        {
            if ((rows & 4095) == 0)
                ct.ThrowIfCancellationRequested();
            if (rows > SampleRows && !wholeFile && survey.IsDecided)
                break;
            survey.TakeNames(reader, map, ref noDecimals);
            for (var cell = 0; cell < map.Plan.Length && cell < reader.FieldCount; cell++)
            {
                var text = reader[cell];
                if (text.IsEmpty)
                    continue;
                switch (map.Plan[cell].Kind)
                {
                    case CellKind.Amount:
                        survey.Evidence.TakeNumber(text, noDecimals, reader.Line);
                        break;
                    case CellKind.Date:
                        survey.Evidence.TakeDate(text, SameDay(reader, map, format.SameDayColumn(map.Plan[cell].Known)), reader.Line);
                        break;
                    case CellKind.Id when wholeFile && IsScientific(text):
                        survey.Damage = new FileRefusal(RefusalReason.DamagedBySpreadsheet, Refusals.Text(
                            $"Line {reader.Line}, column \"{map.Columns[cell]}\": found {Refusals.Show(text, 60)}, a number that a spreadsheet shortened; expected the whole id. The digits are lost in the whole file. Download the report again and import it without opening it in a spreadsheet."));
                        return survey;
                }
            }
        }

        return survey;
    }

    /// <summary>1.23E+11 and 4,57658E+13.</summary>
    public static bool IsScientific(ReadOnlySpan<byte> text)
    {
        var e = text.IndexOfAny((byte)'E', (byte)'e');
        if (e <= 0 || e + 1 >= text.Length)
            return false;
        var mantissa = text[..e];
        var exponent = text[(e + 1)..];
        if (exponent[0] is (byte)'+' or (byte)'-')
            exponent = exponent[1..];
        if (mantissa[0] == '-')
            mantissa = mantissa[1..];
        return exponent.Length is > 0 and <= 3 && exponent.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && mantissa.Length > 0 && mantissa.IndexOfAnyExcept(MantissaBytes) < 0 && mantissa[0] is not ((byte)'.' or (byte)',');
    }

    private bool IsDecided => Evidence.NumbersDecided && (Evidence.DatesDecided || Evidence.AmbiguousDate.Count == 0);

    private void TakeNames(DelimitedReader reader, HeaderMap map, ref bool noDecimals)
    {
        if (map.Format.CurrencyColumn >= 0 && map.Cell(map.Format.CurrencyColumn) is var currencyCell and >= 0 && reader[currencyCell] is { Length: 3 } code && Files.Currencies.IsCode(code))
        {
            var currency = CurrencyNames.Of(code);
            Currencies.Add(currency);
            noDecimals = Files.Currencies.Exponent(currency) == 0;
        }

        if (Marketplaces.Count < MostMarketplaces && map.Format.MarketplaceColumn >= 0
            && map.Cell(map.Format.MarketplaceColumn) is var cell and >= 0 && reader[cell] is { IsEmpty: false, Length: < 40 } name
            && !Marketplaces.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Decode(name, stackalloc char[40])))
            Marketplaces.Add(Encoding.UTF8.GetString(name));
    }

    private static ReadOnlySpan<char> Decode(ReadOnlySpan<byte> text, Span<char> into) => into[..Encoding.UTF8.GetChars(text, into)];

    private static DateTime SameDay(DelimitedReader reader, HeaderMap map, int known) =>
        known >= 0 && map.Cell(known) is var cell and >= 0 && DateText.TryRead(reader[cell], DateOrder.Unambiguous, out var utc, out _) ? utc.Date : default;
}
