using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Features.Imports;

/// <summary>How the import reads files; the real one is <see cref="PartnerFiles"/>, tests read rows they made up.</summary>
public interface IPartnerFileReader
{
    IReadOnlyList<FileEntry> Entries(string path, string name);

    FileInspection Inspect(FileEntry entry, ReadingAnswers answers, CancellationToken ct);

    void Read(FileEntry entry, FileProfile profile, IPartnerFileSink sink, IProgress<ReadProgress>? progress, CancellationToken ct);
}
