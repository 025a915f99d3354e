namespace ReturnsConsole.Components;

/// <summary>How many things are 0–2, 3–7, 8–14 and 15 or more days old.</summary>
public readonly record struct AgeSpread(long UpTo2, long UpTo7, long UpTo14, long Older)
{
    public static IReadOnlyList<string> Labels { get; } = ["0–2 d", "3–7", "8–14", "15+"];

    public long Total => UpTo2 + UpTo7 + UpTo14 + Older;

    public static AgeSpread operator +(AgeSpread a, AgeSpread b) => new(a.UpTo2 + b.UpTo2, a.UpTo7 + b.UpTo7, a.UpTo14 + b.UpTo14, a.Older + b.Older);

    public string Words => $"{UpTo2} under 3 days, {UpTo7} 3 to 7, {UpTo14} 8 to 14, {Older} 15 and more";

    public long this[int bucket] => bucket switch { 0 => UpTo2, 1 => UpTo7, 2 => UpTo14, _ => Older };
}
