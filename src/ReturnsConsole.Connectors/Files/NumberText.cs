using System.Runtime.CompilerServices;

namespace ReturnsConsole.Connectors.Files;

/// <summary>Reads numbers from UTF-8 text in a given culture. No guess is made: what does not fit is not a number.</summary>
internal static class NumberText
{
    private const int MaxDigits = 17;

    /// <summary>Reads a number as <paramref name="mantissa"/> · 10^-<paramref name="scale"/>, trailing zeros after the decimal sign dropped.</summary>
    /// <param name="zeros">How many trailing zeros were dropped.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRead(ReadOnlySpan<byte> text, NumberCulture culture, out long mantissa, out int scale, out int zeros)
    {
        mantissa = 0;
        scale = zeros = 0;
        var negative = false;
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+')
        {
            negative = text[0] == '-';
            text = text[1..];
        }
        else if (text.StartsWith("\u2212"u8))
        {
            negative = true;
            text = text[3..];
        }

        var decimalSign = culture switch { NumberCulture.DecimalPoint => (byte)'.', NumberCulture.DecimalComma => (byte)',', _ => (byte)0 };
        int digits = 0, group = 0, groups = 0, shortGroups = 0, firstGroup = 0;
        byte separator = 0;
        var at = 0;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if ((uint)(c - '0') <= 9)
            {
                if (mantissa != 0 || c != '0')
                    digits++;
                if (digits > MaxDigits)
                    return false;
                mantissa = mantissa * 10 + (c - '0');
                group++;
                continue;
            }

            if (c == decimalSign || decimalSign == 0)
                break;
            var width = GroupSign(text[at..], culture);
            if (width == 0 || group == 0 || (groups > 0 && (c != separator || group is not (2 or 3))))
                return false;
            if (groups == 0)
                firstGroup = group;
            else if (group == 2)
                shortGroups++;
            separator = c;
            groups++;
            group = 0;
            at += width - 1;
        }

        // 1,234,567 or, in India, 12,34,567: the last group has three digits, those before it all three or all two.
        if (groups > 0 && (group != 3 || firstGroup > 3 || (shortGroups > 0 && (shortGroups != groups - 1 || firstGroup > 2))))
            return false;
        var whole = at;
        if (at < text.Length)
        {
            if (decimalSign == 0 || text[at] != decimalSign || at + 1 == text.Length)
                return false;
            for (at++; at < text.Length; at++)
            {
                var c = (uint)(text[at] - '0');
                if (c > 9)
                    return false;
                if (c == 0)
                {
                    zeros++;
                    continue;
                }

                for (; zeros >= 0; zeros--)
                {
                    if (mantissa != 0 || zeros == 0)
                        digits++;
                    if (digits > MaxDigits)
                        return false;
                    mantissa = mantissa * 10 + (zeros == 0 ? c : 0);
                    scale++;
                }

                zeros = 0;
            }
        }
        else if (whole == 0)
        {
            return false;
        }

        if (negative)
            mantissa = -mantissa;
        return true;
    }

    /// <summary>Reads an amount in minor units of a currency with <paramref name="exponent"/> decimals; more decimals than that are refused.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryMinor(ReadOnlySpan<byte> text, NumberCulture culture, int exponent, out long minor)
    {
        minor = 0;
        if (!TryRead(text, culture, out var mantissa, out var scale, out var zeros) || scale > exponent)
            return false;

        // "1.000" yen: three needless digits look like a thousands group, so they are not taken for decimals.
        if (scale + zeros == 3 && exponent < 3)
            return false;
        minor = mantissa;
        for (; scale < exponent; scale++)
        {
            if (Math.Abs(minor) > long.MaxValue / 100)
                return false;
            minor *= 10;
        }

        return true;
    }

    /// <summary>Length in bytes of the thousands sign that the text begins with; 0 when it begins with none.</summary>
    private static int GroupSign(ReadOnlySpan<byte> text, NumberCulture culture) => text[0] switch
    {
        (byte)',' when culture == NumberCulture.DecimalPoint => 1,
        (byte)'.' or (byte)' ' when culture == NumberCulture.DecimalComma => 1,
        (byte)'\'' when culture == NumberCulture.DecimalPoint => 1,
        0xC2 when culture == NumberCulture.DecimalComma && text.StartsWith("\u00A0"u8) => 2,
        0xE2 when (culture == NumberCulture.DecimalComma && text.StartsWith("\u202F"u8)) || (culture == NumberCulture.DecimalPoint && text.StartsWith("\u2019"u8)) => 3,
        _ => 0,
    };

    /// <summary>Reads a whole number of at most nine digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryCount(ReadOnlySpan<byte> text, out int count)
    {
        count = 0;
        if (text.Length is 0 or > 9)
            return false;
        foreach (var c in text)
        {
            if ((uint)(c - '0') > 9)
                return false;
            count = count * 10 + (c - '0');
        }

        return true;
    }
}
