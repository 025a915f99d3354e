namespace ReturnsConsole.Features.Intake;

/// <summary>Section "Intake".</summary>
public sealed class IntakeOptions
{
    /// <summary>Places for parcels that nobody can identify. When none are named: U-1 to U-20.</summary>
    public string[] Shelves { get; set; } = [];

    /// <summary>Largest picture that a browser may send.</summary>
    public int MaxPhotoBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Pictures are deleted after so many days (labels bear addresses); 0 keeps them.</summary>
    public int PhotoRetentionDays { get; set; } = 90;

    public IReadOnlyList<string> AllShelves => Shelves.Length > 0 ? Shelves : Default;

    private static readonly string[] Default = [.. Enumerable.Range(1, 20).Select(n => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"U-{n}"))];
}
