namespace ReturnsConsole.Features.Imports;

/// <summary>Section "Upload".</summary>
public sealed class UploadOptions
{
    /// <summary>Largest file that a browser may send, as it comes (packed). Larger ones go through the verb import.</summary>
    public long MaxBytes { get; set; } = 4L * 1024 * 1024 * 1024;
}
