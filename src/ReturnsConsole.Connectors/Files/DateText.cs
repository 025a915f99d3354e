using System.Runtime.CompilerServices;
using System.Text;

namespace ReturnsConsole.Connectors.Files;

/// <summary>Reads the dates that partner files hold, from UTF-8 text, as UTC.</summary>
internal static class DateText
{
    /// <summary>
    /// Reads ISO dates and times, dd-MMM-yyyy with English months, dd.MM.yyyy, and all-numeric dates in <paramref name="order"/>.
    /// A day without time is its 00:00; a time without zone is UTC, and <paramref name="zoned"/> says so.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRead(ReadOnlySpan<byte> text, DateOrder order, out DateTime utc, out bool zoned)
    {
        utc = default;
        zoned = false;
        if (!TryDay(ref text, order, out var year, out var month, out var day))
            return false;
        if (month is < 1 or > 12 || day < 1 || year is < 1990 or > 2100 || day > DateTime.DaysInMonth(year, month))
            return false;

        if (text.Length > 0 && text[0] == 'T')
            text = text[1..];
        else
            text = text.TrimStart((byte)' ');
        long ticks = 0;
        if (text.Length > 0 && IsDigit(text[0]) && !TryTime(ref text, out ticks))
            return false;
        text = text.TrimStart((byte)' ');
        var offset = 0;
        if (text.Length > 0)
        {
            if (!TryZone(text, out offset))
                return false;
            zoned = true;
        }

        utc = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).AddTicks(ticks - offset * TimeSpan.TicksPerMinute);
        return true;
    }

    /// <summary>The three numbers of an all-numeric date whose day and month could stand either way (03/04/2026); false for all other texts.</summary>
    public static bool TryNumeric(ReadOnlySpan<byte> text, out int first, out int second, out int year, out bool dotted)
    {
        second = year = 0;
        dotted = false;
        if (!TryNumber(ref text, 2, out first) || text.Length == 0 || text[0] is not ((byte)'/' or (byte)'-' or (byte)'.'))
            return false;
        var sign = text[0];
        dotted = sign == '.';
        text = text[1..];
        if (!TryNumber(ref text, 2, out second) || text.Length == 0 || text[0] != sign)
            return false;
        text = text[1..];
        var before = text.Length;
        if (!TryNumber(ref text, 4, out year) || before - text.Length is not (2 or 4))
            return false;
        if (year < 100)
            year += 2000;
        return true;
    }

    /// <summary>True for the day number that a spreadsheet writes for a date without format: 45000 or 45000.5.</summary>
    public static bool IsSpreadsheetSerial(ReadOnlySpan<byte> text) =>
        text.Length >= 5 && text[0] is >= (byte)'3' and <= (byte)'5' && TryNumber(ref text, 5, out var serial) && serial > 30000
        && (text.IsEmpty || text[0] is (byte)'.' or (byte)',');

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryDay(ref ReadOnlySpan<byte> text, DateOrder order, out int year, out int month, out int day)
    {
        year = month = day = 0;
        if (text.Length >= 8 && IsDigit(text[0]) && IsDigit(text[1]) && IsDigit(text[2]) && IsDigit(text[3]))
        {
            var sign = text[4];
            if (sign is not ((byte)'-' or (byte)'/') || !TryNumber(ref text, 4, out year))
                return false;
            text = text[1..];
            if (!TryNumber(ref text, 2, out month) || text.Length == 0 || text[0] != sign)
                return false;
            text = text[1..];
            return TryNumber(ref text, 2, out day);
        }

        var numeric = text;
        if (TryNumeric(numeric, out var first, out var second, out year, out var dotted))
        {
            if (!dotted && order == DateOrder.Unambiguous)
                return false;
            (day, month) = dotted || order == DateOrder.DayFirst ? (first, second) : (second, first);
            var end = text.IndexOf((byte)' ');
            text = end < 0 ? text[LengthOfDay(text)..] : text[end..];
            return true;
        }

        if (!TryNumber(ref text, 2, out day) || text.Length < 5 || text[0] is not ((byte)'-' or (byte)' '))
            return false;
        month = MonthOf(text[1..4]);
        if (month == 0 || text[4] != text[0])
            return false;
        text = text[5..];
        var before = text.Length;
        if (!TryNumber(ref text, 4, out year) || before - text.Length is not (2 or 4))
            return false;
        if (year < 100)
            year += 2000;
        return true;
    }

    private static int LengthOfDay(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length && (IsDigit(text[at]) || text[at] is (byte)'/' or (byte)'-' or (byte)'.'))
            at++;
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryTime(ref ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        var seconds = 0;
        if (!TryNumber(ref text, 2, out var hour) || text.Length == 0 || text[0] != ':')
            return false;
        text = text[1..];
        if (!TryNumber(ref text, 2, out var minute))
            return false;
        long fraction = 0;
        if (text.Length > 0 && text[0] == ':')
        {
            text = text[1..];
            if (!TryNumber(ref text, 2, out seconds))
                return false;
            if (text.Length > 1 && text[0] is (byte)'.' or (byte)',')
            {
                text = text[1..];
                var unit = TimeSpan.TicksPerSecond;
                for (; text.Length > 0 && IsDigit(text[0]); text = text[1..])
                    fraction += (text[0] - '0') * (unit /= 10);
            }
        }

        text = text.TrimStart((byte)' ');
        if (text.Length >= 2 && (text[0] | 32) is 'a' or 'p' && (text[1] | 32) == 'm')
        {
            if (hour is < 1 or > 12)
                return false;
            hour = hour % 12 + ((text[0] | 32) == 'p' ? 12 : 0);
            text = text[2..];
        }

        if (hour > 23 || minute > 59 || seconds > 59)
            return false;
        ticks = (hour * 3600L + minute * 60 + seconds) * TimeSpan.TicksPerSecond + fraction;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryZone(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.SequenceEqual("UTC"u8) || text.SequenceEqual("Z"u8))
            return true;
        if (text[0] is (byte)'+' or (byte)'-')
        {
            var sign = text[0] == '-' ? -1 : 1;
            text = text[1..];
            if (!TryNumber(ref text, 2, out var hours))
                return false;
            if (text.Length > 0 && text[0] == ':')
                text = text[1..];
            var rest = 0;
            if (text.Length > 0 && (!TryNumber(ref text, 2, out rest) || text.Length > 0))
                return false;
            minutes = sign * (hours * 60 + rest);
            return hours <= 14 && rest < 60;
        }

        if (text.Length > 5)
            return false;

        // CST and IST are left out: each names several zones.
        int? known = Encoding.ASCII.GetString(text).ToUpperInvariant() switch
        {
            "Z" or "UTC" or "GMT" or "WET" => 0,
            "PST" => -480,
            "PDT" or "MST" => -420,
            "MDT" => -360,
            "CDT" or "EST" => -300,
            "EDT" => -240,
            "BRT" => -180,
            "BST" or "CET" or "MEZ" or "WEST" => 60,
            "CEST" or "MESZ" or "EET" => 120,
            "EEST" or "TRT" => 180,
            "JST" => 540,
            "AEST" => 600,
            "AEDT" => 660,
            _ => null,
        };
        minutes = known ?? 0;
        return known is not null;
    }

    private static int MonthOf(ReadOnlySpan<byte> name) => (name[0] | 32, name[1] | 32, name[2] | 32) switch
    {
        ('j', 'a', 'n') => 1,
        ('f', 'e', 'b') => 2,
        ('m', 'a', 'r') => 3,
        ('a', 'p', 'r') => 4,
        ('m', 'a', 'y') => 5,
        ('j', 'u', 'n') => 6,
        ('j', 'u', 'l') => 7,
        ('a', 'u', 'g') => 8,
        ('s', 'e', 'p') => 9,
        ('o', 'c', 't') => 10,
        ('n', 'o', 'v') => 11,
        ('d', 'e', 'c') => 12,
        _ => 0,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryNumber(ref ReadOnlySpan<byte> text, int most, out int number)
    {
        number = 0;
        var at = 0;
        for (; at < text.Length && at < most && IsDigit(text[at]); at++)
            number = number * 10 + (text[at] - '0');
        text = text[at..];
        return at > 0;
    }

    private static bool IsDigit(byte c) => (uint)(c - '0') <= 9;
}
