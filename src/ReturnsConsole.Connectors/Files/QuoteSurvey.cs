namespace ReturnsConsole.Connectors.Files;

/// <summary>
/// Tells whether quotation marks in a tab separated file enclose fields (a spreadsheet saved it) or are just characters (7" tablet), over the whole file.
/// </summary>
internal static class QuoteSurvey
{
    public static bool IsQuoted(Func<DelimitedReader> open)
    {
        using var reader = open();
        long whole = 0, opened = 0, closed = 0, other = 0;
        while (reader.Read())
        {
            if (!reader.Raw.Contains((byte)'"'))
                continue;
            for (var cell = 0; cell < reader.FieldCount; cell++)
            {
                var text = reader[cell];
                if (text.IsEmpty || !text.Contains((byte)'"'))
                    continue;
                if (text[0] == '"' && text.Length > 1 && text[^1] == '"' && IsDoubled(text[1..^1]))
                    whole++;
                else if (text[0] == '"' && cell == reader.FieldCount - 1 && IsDoubled(text[1..]))
                    opened++;
                else if (text[^1] == '"' && cell == 0 && IsDoubled(text[..^1]))
                    closed++;
                else
                    other++;
            }
        }

        return other == 0 && opened == closed && whole + opened > 0;
    }

    private static bool IsDoubled(ReadOnlySpan<byte> inner)
    {
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] != '"')
                continue;
            if (i + 1 >= inner.Length || inner[i + 1] != '"')
                return false;
            i++;
        }

        return true;
    }
}
