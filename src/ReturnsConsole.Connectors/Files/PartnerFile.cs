namespace ReturnsConsole.Connectors.Files;

/// <summary>One report inside a file as it came: the file itself, or an entry of an archive.</summary>
/// <param name="Name">File name, or "archive.zip/entry.txt".</param>
/// <param name="PackedBytes">Bytes on disk.</param>
/// <param name="UnpackedBytes">Bytes after unpacking when known; else -1.</param>
/// <param name="Open">Opens the unpacked bytes from the start, bounded by the limits.</param>
public sealed record FileEntry(string Name, long PackedBytes, long UnpackedBytes, Func<Stream> Open);
