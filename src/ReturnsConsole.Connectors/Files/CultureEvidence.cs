using System.Buffers;
using System.Globalization;
using System.Text;

namespace ReturnsConsole.Connectors.Files;

/// <summary>What the cells of a file say about its numbers and dates.</summary>
internal sealed class CultureEvidence
{
    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789.,+-' \u00A0\u202F\u2019\u2212"u8);

    // One odd cell among many is a bad cell, not a second culture.
    private const int Outweighs = 20;

    public Side Point { get; } = new();

    public Side Comma { get; } = new();

    public Side AmbiguousNumber { get; } = new();

    public Side DayFirst { get; } = new();

    public Side MonthFirst { get; } = new();

    public Side AmbiguousDate { get; } = new();

    public bool NumbersDecided => Point.Count + Comma.Count > 0;

    public bool DatesDecided => DayFirst.Count + MonthFirst.Count > 0;

    /// <summary>"JPY" or another currency without decimals makes 3,980 unambiguous.</summary>
    public void TakeNumber(ReadOnlySpan<byte> text, bool noDecimals, long line)
    {
        var lastPoint = text.LastIndexOf((byte)'.');
        var lastComma = text.LastIndexOf((byte)',');
        if (lastPoint < 0 && lastComma < 0)
            return;
        if (Mangled(text))
            return;
        if (lastPoint >= 0 && lastComma >= 0)
        {
            (lastPoint > lastComma ? Point : Comma).Take(text, line);
            return;
        }

        var at = Math.Max(lastPoint, lastComma);
        var sign = text[at];
        var digits = text.TrimStart("+-"u8);
        var whole = digits.IndexOf(sign);
        var after = text.Length - at - 1;
        var grouped = text.Count(sign) > 1;
        if (!grouped && (after != 3 || whole is 0 or > 3 || (whole >= 1 && digits[0] == '0')))
        {
            (sign == '.' ? Point : Comma).Take(text, line);
            return;
        }

        if (grouped && after != 3)
            return;
        if (grouped || noDecimals)
            (sign == '.' ? Comma : Point).Take(text, line);
        else
            AmbiguousNumber.Take(text, line);
    }

    /// <param name="sameDay">Another cell of the row that must be the same day; default when there is none.</param>
    public void TakeDate(ReadOnlySpan<byte> text, DateTime sameDay, long line)
    {
        if (!DateText.TryNumeric(text, out var first, out var second, out var year, out var dotted))
            return;
        if (dotted || (first > 12 && second <= 12))
            DayFirst.Take(text, line);
        else if (second > 12 && first <= 12)
            MonthFirst.Take(text, line);
        else if (first != second && sameDay != default && sameDay.Year == year && (sameDay.Month, sameDay.Day) == (second, first))
            DayFirst.Take(text, line);
        else if (first != second && sameDay != default && sameDay.Year == year && (sameDay.Month, sameDay.Day) == (first, second))
            MonthFirst.Take(text, line);
        else
            AmbiguousDate.Take(text, line);
    }

    /// <summary>The winner of two sides; null when neither outweighs the other.</summary>
    public static bool? Winner(Side left, Side right)
    {
        if (left.Count > 0 && left.Count >= right.Count * Outweighs)
            return true;
        if (right.Count > 0 && right.Count >= left.Count * Outweighs)
            return false;
        return null;
    }

    private static bool Mangled(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(NumberBytes) >= 0;

    /// <summary>How often something was seen, and where first.</summary>
    internal sealed class Side
    {
        public long Count { get; private set; }

        public string Example { get; private set; } = "";

        public void Take(ReadOnlySpan<byte> text, long line)
        {
            if (Count++ == 0)
                Example = Refusals.Text($"{Encoding.UTF8.GetString(text)} on line {line}");
        }
    }
}

/// <summary>What a person's answer means.</summary>
internal static class AnsweredCulture
{
    public static bool TryRead(string name, out NumberCulture numbers, out DateOrder dates)
    {
        (numbers, dates) = (default, default);
        try
        {
            var culture = CultureInfo.GetCultureInfo(name, predefinedOnly: true);
            if (culture.Equals(CultureInfo.InvariantCulture))
                return false;
            numbers = culture.NumberFormat.NumberDecimalSeparator == "," ? NumberCulture.DecimalComma : NumberCulture.DecimalPoint;
            dates = culture.DateTimeFormat.ShortDatePattern.TrimStart()[0] == 'd' ? DateOrder.DayFirst : DateOrder.MonthFirst;
            return true;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }
}
