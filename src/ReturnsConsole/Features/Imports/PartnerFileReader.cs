using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Features.Imports;

/// <summary>How the import reads files; the real one is <see cref="PartnerFiles"/>, tests read rows they made up.</summary>
public interface IPartnerFileReader
{
    IReadOnlyList<FileEntry> Entries(string path, string name);

    FileInspection Inspect(FileEntry entry, ReadingAnswers answers, CancellationToken ct);

    void Read(FileEntry entry, FileProfile profile, IPartnerFileSink sink, IProgress<ReadProgress>? progress, CancellationToken ct);
}

internal sealed class PartnerFileReader : IPartnerFileReader
{
    private readonly FileLimits limits = new();

    public IReadOnlyList<FileEntry> Entries(string path, string name) => PartnerFiles.Entries(path, name, limits);

    public FileInspection Inspect(FileEntry entry, ReadingAnswers answers, CancellationToken ct) => PartnerFiles.Inspect(entry, answers, limits, ct);

    public void Read(FileEntry entry, FileProfile profile, IPartnerFileSink sink, IProgress<ReadProgress>? progress, CancellationToken ct) =>
        PartnerFiles.Read(entry, profile, limits, sink, progress, ct);
}
