namespace ReturnsConsole.Features.ReasonCodes;

/// <summary>How reason codes are compared.</summary>
public static class ReasonCodeText
{
    public const int MaxLength = 100;

    private const string Prefix = "CR-";

    /// <summary>Amazon writes one meaning in two spellings, even within a file: CR-DEFECTIVE and DEFECTIVE.</summary>
    public static string Normal(string code)
    {
        var upper = code.Trim().ToUpperInvariant();
        return upper.StartsWith(Prefix, StringComparison.Ordinal) ? upper[Prefix.Length..] : upper;
    }
}
