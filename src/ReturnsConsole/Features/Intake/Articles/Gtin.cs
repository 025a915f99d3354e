namespace ReturnsConsole.Features.Intake.Articles;

/// <summary>Numbers of trade items (EAN, UPC, GTIN): 8, 12, 13 or 14 digits, the last of which proves the others.</summary>
public static class Gtin
{
    /// <summary>Fourteen digits with zeros before; null when the text is no such number.</summary>
    public static string? Of(string? text)
    {
        if (text is not { Length: 8 or 12 or 13 or 14 } || !text.All(char.IsAsciiDigit) || text.All(c => c == '0'))
            return null;
        var whole = text.PadLeft(14, '0');
        var sum = 0;
        for (var i = 0; i < 13; i++)
            sum += (whole[i] - '0') * (i % 2 == 0 ? 3 : 1);
        return (10 - sum % 10) % 10 == whole[13] - '0' ? whole : null;
    }

    /// <summary>The ways in which partners write the same number.</summary>
    public static IReadOnlyList<string> SpellingsOf(string gtin) => [.. ((int[])[14, 13, 12, 8]).Where(length => gtin[..(14 - length)].All(c => c == '0')).Select(length => gtin[^length..])];
}
