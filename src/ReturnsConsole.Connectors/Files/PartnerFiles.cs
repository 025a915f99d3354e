using ReturnsConsole.Connectors.Amazon.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.Files;

/// <summary>
/// Reads partner files: what is inside (<see cref="Entries"/>), what it is (<see cref="Inspect"/>), its rows (<see cref="Read"/>).
/// Nothing is guessed: a file that cannot be read with certainty is refused with the reason.
/// </summary>
public static class PartnerFiles
{
    /// <summary>The reports inside a file: itself, or the entries of a .gz or .zip, told by its bytes. Directories and system entries are left out.</summary>
    /// <param name="path">Where the file lies.</param>
    /// <param name="name">What people call it.</param>
    /// <exception cref="PartnerFileException">A damaged, empty or oversized archive.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static IReadOnlyList<FileEntry> Entries(string path, string name, FileLimits limits) => ArchiveEntries.Of(path, name, limits);

    /// <summary>Decides format, encoding, number and date culture, or refuses. Reads the whole entry once, fast; a second time where the evidence asks for it.</summary>
    public static FileInspection Inspect(FileEntry entry, ReadingAnswers answers, FileLimits limits, CancellationToken ct)
    {
        try
        {
            return FileInspector.Inspect(entry, answers, limits, ct);
        }
        catch (PartnerFileException stopped)
        {
            return new FileInspection(null, stopped.Refusal);
        }
    }

    /// <summary>Hands all rows to the sink, in file order, in flat memory.</summary>
    /// <param name="profile">From <see cref="Inspect"/> of the same entry.</param>
    /// <exception cref="PartnerFileException">The file broke off, changed, or a line is too long: undo everything handed out.</exception>
    public static void Read(FileEntry entry, FileProfile profile, FileLimits limits, IPartnerFileSink sink, IProgress<ReadProgress>? progress, CancellationToken ct)
    {
        using var raw = new WatchedSource(entry, profile.Bytes);
        if (PayloadFormat.Of(profile.Format) is not null)
            PayloadReader.Read(raw, profile, limits, sink, progress, ct);
        else if (profile.Format == FileFormat.AmazonReturnsXml)
            ReturnsXmlReader.Read(raw, profile, limits, sink, progress, ct);
        else
            DelimitedFile.Read(raw, profile, limits, sink, progress, ct);
    }

    /// <summary>The row that starts on a physical line, as the file has it, so that a fact can show where it came from. Streams; personal data is masked.</summary>
    /// <param name="hash">The row's hash, which tells apart the rows of an XML file that is one single line. Null: the first row of the line.</param>
    /// <returns>Null when no row starts there.</returns>
    /// <exception cref="PartnerFileException">The file is no longer the one that was looked at.</exception>
    public static SourceRowText? RowText(FileEntry entry, FileProfile profile, long line, long? hash = null, FileLimits? limits = null)
    {
        using var raw = new WatchedSource(entry, profile.Bytes);
        return SourceRows.Find(raw, profile, limits ?? new FileLimits(), line, hash);
    }
}
