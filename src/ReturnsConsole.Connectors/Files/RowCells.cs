using System.Runtime.CompilerServices;
using System.Text;

namespace ReturnsConsole.Connectors.Files;

/// <summary>The current row by known columns, read in the culture of its file. What does not fit is rejected once per row, with the reason.</summary>
internal sealed class RowCells(DelimitedReader reader, HeaderMap map, NumberCulture numbers, DateOrder dates, IPartnerFileSink sink)
{
    private const int MostRaw = 16 * 1024;

    private readonly byte[] _firstName = Encoding.UTF8.GetBytes(map.Columns[0]);

    public HeaderMap Map => map;

    /// <summary>The first cell of the header, to know the header when it comes again.</summary>
    public ReadOnlySpan<byte> FirstName => _firstName;

    public long Line => reader.Line;

    public NumberCulture Numbers => numbers;

    public ReadOnlySpan<byte> this[int known]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => map.Cell(known) is var cell and >= 0 ? reader[cell] : default;
    }

    public RowRef Row() => new(reader.Line, Hash());

    public string? Text(int known) => this[known] is { IsEmpty: false } cell ? Encoding.UTF8.GetString(cell) : null;

    /// <summary>True when the id fits its bound; an overlong one rejects the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Fits(int known, int most) =>
        this[known].Length <= most || (ExceedsCharacters(this[known], most) ? Reject(known, Refusals.Text($"at most {most} characters")) : true);

    public bool TryCurrency(int known, out string? currency)
    {
        currency = null;
        var cell = this[known];
        if (cell.IsEmpty)
            return true;
        if (!Currencies.IsCode(cell))
            return Reject(known, "a currency code of three capital letters such as EUR");
        currency = CurrencyNames.Of(cell);
        return true;
    }

    public bool TryAmount(int known, string? currency, out long? minor)
    {
        minor = null;
        var cell = this[known];
        if (cell.IsEmpty)
            return true;
        if (currency is null)
            return Reject(known, "no amount, or a currency with it: the row names none");
        var exponent = Currencies.Exponent(currency);
        if (!NumberText.TryMinor(cell, numbers, exponent, out var value))
            return Reject(known, ExpectedAmount(currency, exponent));
        minor = value;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryDate(int known, out DateTime? utc)
    {
        utc = null;
        var cell = this[known];
        if (cell.IsEmpty)
            return true;
        if (!DateText.TryRead(cell, dates, out var value, out _))
            return RejectDate(known);
        utc = value;
        return true;
    }

    public bool RejectDate(int known) => Reject(known, DateText.IsSpreadsheetSerial(this[known])
        ? "a date; this is a spreadsheet's day number. Download the report again and do not open it in a spreadsheet"
        : dates switch
        {
            DateOrder.DayFirst => "a date, in this file day before month (31/12/2026), or 2026-12-31",
            DateOrder.MonthFirst => "a date, in this file month before day (12/31/2026), or 2026-12-31",
            _ => "a date such as 2026-12-31 or 31-Dec-2026, as in the other rows of this file",
        });

    /// <summary>A whole number from 1; null for an empty cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryQuantity(int known, out int? quantity)
    {
        quantity = null;
        if (!TryWhole(known, out var count, "a whole number from 1"))
            return false;
        if (count < 1)
            return Reject(known, "a whole number from 1");
        quantity = count;
        return true;
    }

    /// <summary>A whole number from 0; null for an empty cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryWhole(int known, out int? count, string expected = "a whole number")
    {
        count = null;
        var cell = this[known];
        if (cell.IsEmpty)
            return true;
        if (!NumberText.TryCount(cell, out var value))
            return Reject(known, expected);
        count = value;
        return true;
    }

    public bool Require(int known, string expected) => !this[known].IsEmpty || Reject(known, expected);

    /// <summary>Y/N, true/false, yes/no; null for anything else, which the evidence still shows.</summary>
    public bool? Flag(int known)
    {
        var cell = this[known];
        if (Ascii.EqualsIgnoreCase(cell, "Y"u8) || Ascii.EqualsIgnoreCase(cell, "true"u8) || Ascii.EqualsIgnoreCase(cell, "yes"u8))
            return true;
        if (Ascii.EqualsIgnoreCase(cell, "N"u8) || Ascii.EqualsIgnoreCase(cell, "false"u8) || Ascii.EqualsIgnoreCase(cell, "no"u8))
            return false;
        return null;
    }

    /// <summary>Hands the row out as rejected; always false, so that a check can return it.</summary>
    public bool Reject(int known, string expected) => Reject(map.NameOf(known), this[known], expected);

    public bool Reject(string field, ReadOnlySpan<byte> found, string expected)
    {
        var raw = reader.Raw;
        sink.Rejected(new RejectedRow(
            reader.Line, field, found.IsEmpty ? "nothing" : Refusals.Show(found), expected, Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, MostRaw)])));
        return false;
    }

    /// <summary>See <see cref="RowHash"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Hash()
    {
        ulong hash = 0;
        var plan = map.Plan;
        var count = Math.Min(reader.FieldCount, plan.Length);
        for (var cell = 0; cell < count; cell++)
        {
            var text = reader[cell];
            if (text.IsEmpty)
                continue;
            ref readonly var column = ref plan[cell];
            hash += column.Kind switch
            {
                CellKind.Amount when NumberText.TryRead(text, numbers, out var mantissa, out var scale, out _) => RowHash.Value(column.Seed, mantissa, scale),
                CellKind.Date when DateText.TryRead(text, dates, out var utc, out _) => RowHash.Value(column.Seed, utc.Ticks),
                _ => RowHash.Text(column.Seed, text),
            };
        }

        return (long)hash;
    }

    public string ExpectedAmount(string currency, int exponent)
    {
        var decimals = exponent switch { 0 => "without decimals", 1 => "with at most 1 decimal", _ => Refusals.Text($"with at most {exponent} decimals") };
        return numbers switch
        {
            NumberCulture.DecimalComma => $"an amount in {currency} {decimals}, decimal comma as in the rest of the file",
            NumberCulture.DecimalPoint => $"an amount in {currency} {decimals}, decimal point as in the rest of the file",
            _ => $"an amount in {currency}: a whole number as in the rest of the file",
        };
    }

    private static bool ExceedsCharacters(ReadOnlySpan<byte> cell, int most) => Encoding.UTF8.GetCharCount(cell) > most;
}

/// <summary>Keeps one string per currency code, so that rows need not make their own.</summary>
internal static class CurrencyNames
{
    private static readonly string?[] Names = new string?[26 * 26 * 26];

    public static string Of(ReadOnlySpan<byte> code)
    {
        ref var name = ref Names[((code[0] - 'A') * 26 + (code[1] - 'A')) * 26 + (code[2] - 'A')];
        return name ??= Encoding.ASCII.GetString(code);
    }
}
