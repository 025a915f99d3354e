using System.Text;

namespace ReturnsConsole.Features.Intake.Scanning;

/// <summary>How identifiers are compared: letters and digits only, capitals. What separates them on paper, and the case a scanner sends, do not matter.</summary>
public static class IdentifierText
{
    public const int MinLength = 3;
    public const int MaxLength = 60;

    /// <summary>Empty when too little or too much is left to find anything by.</summary>
    public static string Key(ReadOnlySpan<char> text)
    {
        Span<char> kept = stackalloc char[MaxLength];
        var length = 0;
        foreach (var c in text)
        {
            var plain = Plain(c);
            if (plain == '\0')
                continue;
            if (length == MaxLength)
                return "";
            kept[length++] = plain;
        }
        return length < MinLength ? "" : new string(kept[..length]);
    }

    /// <summary>As <see cref="Key(ReadOnlySpan{char})"/>, for text of any origin.</summary>
    public static string Key(string? text) =>
        string.IsNullOrEmpty(text) ? "" : Ascii.IsValid(text) ? Key(text.AsSpan()) : Key(text.Normalize(NormalizationForm.FormKC).AsSpan());

    private static char Plain(char c) => c switch
    {
        >= '0' and <= '9' or >= 'A' and <= 'Z' => c,
        >= 'a' and <= 'z' => (char)(c - 32),
        _ => '\0',
    };
}
