namespace ReturnsConsole.Connectors.Files;

/// <summary>How many decimals a currency has (ISO 4217).</summary>
internal static class Currencies
{
    public static bool IsCode(ReadOnlySpan<byte> code) =>
        code.Length == 3 && IsLetter(code[0]) && IsLetter(code[1]) && IsLetter(code[2]);

    public static int Exponent(string code) => code switch
    {
        "JPY" or "KRW" or "VND" or "CLP" or "ISK" or "PYG" or "UGX" or "XAF" or "XOF" or "XPF" or "RWF" or "KMF" or "GNF" or "DJF" or "BIF" or "VUV" => 0,
        "KWD" or "BHD" or "JOD" or "OMR" or "TND" or "IQD" or "LYD" => 3,
        _ => 2,
    };

    private static bool IsLetter(byte c) => (uint)(c - 'A') < 26;
}
