using System.IO.Compression;

namespace ReturnsConsole.Connectors.Files;

/// <summary>Opens plain files, gzip and zip, told apart by their first bytes.</summary>
internal static class ArchiveEntries
{
    public static IReadOnlyList<FileEntry> Of(string path, string name, FileLimits limits)
    {
        using var file = OpenFile(path);
        var packed = file.Length;
        Span<byte> head = stackalloc byte[4];
        head = head[..file.ReadAtLeast(head, 4, throwOnEndOfStream: false)];
        if (head.StartsWith("\u001F"u8) && head.Length > 1 && head[1] == 0x8B)
            return [new FileEntry(name, packed, -1, () => OpenGzip(path, name, limits))];
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
            return ZipEntries(file, path, name, limits) ?? [Plain(path, name, packed, limits)];
        return [Plain(path, name, packed, limits)];
    }

    private static FileEntry Plain(string path, string name, long length, FileLimits limits) => new(name, length, length, () =>
    {
        var file = OpenFile(path);
        if (file.Length <= limits.MaxUnpackedBytes)
            return file;
        file.Dispose();
        throw Refusals.Stop(Refusals.TooLarge(Refusals.Text($"{name} has {length:N0} bytes; at most {limits.MaxUnpackedBytes:N0} are read.")));
    });

    private static UnpackingStream OpenGzip(string path, string name, FileLimits limits)
    {
        var file = OpenFile(path);
        return new UnpackingStream(new GZipStream(file, CompressionMode.Decompress), name, file.Length, limits, AtEnd, null);

        FileRefusal? AtEnd(long unpacked) => HasTrailer(file, unpacked) ? null : Refusals.Truncated(name, "the compressed data breaks off before its end");
    }

    /// <summary>
    /// The framework ends a cut gzip without a word. A whole one ends with its unpacked length; only a file of several members, found by their heads, does not.
    /// </summary>
    private static bool HasTrailer(FileStream file, long unpacked)
    {
        if (file.Length < 18)
            return false;
        Span<byte> trailer = stackalloc byte[4];
        file.Position = file.Length - 4;
        file.ReadExactly(trailer);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(trailer) == (uint)unpacked || HasSecondMember(file);
    }

    private static bool HasSecondMember(FileStream file)
    {
        file.Position = 1;
        var block = new byte[1 << 16];
        int kept = 0, read;
        while ((read = file.Read(block, kept, block.Length - kept)) > 0)
        {
            var filled = block.AsSpan(0, kept + read);
            for (int at; (at = filled.IndexOf((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08])) >= 0 && at + 9 < filled.Length; filled = filled[(at + 3)..])
            {
                if (filled[at + 3] < 0x20 && filled[at + 8] is 0 or 2 or 4 && filled[at + 9] is < 14 or 255)
                    return true;
            }

            kept = Math.Min(9, filled.Length);
            filled[^kept..].CopyTo(block);
        }

        return false;
    }

    private static List<FileEntry>? ZipEntries(FileStream file, string path, string name, FileLimits limits)
    {
        try
        {
            file.Position = 0;
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.GetEntry("[Content_Types].xml") is not null)
                return null;
            if (zip.Entries.Count > limits.MaxEntries)
                throw Refusals.Stop(Refusals.TooLarge(Refusals.Text($"{name} holds {zip.Entries.Count:N0} files; at most {limits.MaxEntries:N0} are read.")));
            var entries = new List<FileEntry>();
            for (var i = 0; i < zip.Entries.Count; i++)
            {
                var entry = zip.Entries[i];
                if (entry.FullName.EndsWith('/') || entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) || entry.Name == ".DS_Store")
                    continue;
                var (index, full) = (i, $"{name}/{entry.FullName}");
                entries.Add(new FileEntry(full, entry.CompressedLength, entry.Length, () => OpenZip(path, full, index, limits)));
            }

            return entries.Count > 0 ? entries : throw Refusals.Stop(new FileRefusal(RefusalReason.Empty, $"{name} is an archive without any file in it."));
        }
        catch (InvalidDataException damage)
        {
            throw Refusals.Stop(Refusals.DamagedArchive(name, "it is damaged or breaks off"), damage);
        }
    }

    private static UnpackingStream OpenZip(string path, string name, int index, FileLimits limits)
    {
        var file = OpenFile(path);
        ZipArchive? zip = null;
        try
        {
            zip = new ZipArchive(file, ZipArchiveMode.Read);
            var entry = zip.Entries[index];
            if (entry.IsEncrypted)
                throw Refusals.Stop(Refusals.DamagedArchive(name, "it is protected by a password; unpack it first"));
            if (entry.Length > limits.MaxUnpackedBytes)
                throw Refusals.Stop(Refusals.TooLarge(Refusals.Text($"{name} unpacks to {entry.Length:N0} bytes; at most {limits.MaxUnpackedBytes:N0} are read.")));
            return new UnpackingStream(entry.Open(), name, entry.CompressedLength, limits, static _ => null, (entry.Length, entry.Crc32), zip, file);
        }
        catch (Exception trouble) when (trouble is InvalidDataException or ArgumentOutOfRangeException)
        {
            zip?.Dispose();
            file.Dispose();
            throw Refusals.Stop(Refusals.DamagedArchive(name, "it is damaged or packed in a way that is not read here"), trouble);
        }
        catch
        {
            zip?.Dispose();
            file.Dispose();
            throw;
        }
    }

    private static FileStream OpenFile(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
}
