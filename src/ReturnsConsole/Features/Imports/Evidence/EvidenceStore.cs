using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Imports.Evidence;

/// <summary>What was stored: the SHA-256 (hex) of the unpacked bytes and how many they are.</summary>
public sealed record StoredEvidence(string Sha256, long Bytes);

/// <summary>Keeps each report as it came, compressed, under the hash of its content, outside the database. A stored file is never written again.</summary>
public sealed class EvidenceStore(IOptions<StorageOptions> storage, IHostEnvironment host)
{
    private const int ChunkBytes = 1 << 18;

    /// <summary>Opens a file for writing; replaced by tests that let the disk run full.</summary>
    internal Func<string, Stream> Create { get; init; } = path => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);

    /// <summary>Reads the entry once: hash and compression run side by side. Nothing stays behind when it fails.</summary>
    /// <exception cref="PartnerFileException">The entry is damaged or larger than its limits.</exception>
    /// <exception cref="IOException">The disk is full or fails.</exception>
    public async Task<StoredEvidence> StoreAsync(FileEntry entry, CancellationToken ct)
    {
        var temporary = Path.Combine(storage.Value.FolderOf(host, "incoming"), Guid.NewGuid().ToString("N") + ".gz");
        try
        {
            var stored = await WriteAsync(entry, temporary, ct);
            var final = PathOf(stored.Sha256);
            Directory.CreateDirectory(Path.GetDirectoryName(final)!);
            try
            {
                if (!File.Exists(final))
                    File.Move(temporary, final, overwrite: false);
            }
            catch (IOException) when (File.Exists(final))
            {
                // Another import of the same content came first: what lies there is the same.
            }
            return stored;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public bool Has(string sha256) => File.Exists(PathOf(sha256));

    /// <summary>The stored report, to be read as often as needed. Each reading ends with an error if the content no longer has its hash.</summary>
    public FileEntry Open(string sha256, string name, long bytes)
    {
        var path = PathOf(sha256);
        var packed = new FileInfo(path);
        return new FileEntry(name, packed.Exists ? packed.Length : 0, bytes, () => new ReadAheadStream(
            new GZipStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, ChunkBytes), CompressionMode.Decompress), sha256));
    }

    /// <summary>True when the stored bytes still have their hash.</summary>
    public async Task<bool> VerifyAsync(string sha256, CancellationToken ct)
    {
        if (!Has(sha256))
            return false;
        try
        {
            await using var stream = new GZipStream(File.OpenRead(PathOf(sha256)), CompressionMode.Decompress);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct)) == sha256;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Deletes the stored report; false when there was none.</summary>
    public bool Erase(string sha256)
    {
        var there = Has(sha256);
        File.Delete(PathOf(sha256));
        return there;
    }

    internal string PathOf(string sha256) => Path.Combine(storage.Value.FolderOf(host, "evidence"), sha256[..2], sha256[2..4], sha256 + ".gz");

    private async Task<StoredEvidence> WriteAsync(FileEntry entry, string path, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long bytes = 0;
        await using var file = Create(path);
        await using (var source = entry.Open())
        await using (var gzip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        {
            var (filling, writing) = (new byte[ChunkBytes], new byte[ChunkBytes]);
            var written = Task.CompletedTask;
            while (true)
            {
                var count = await source.ReadAtLeastAsync(filling, ChunkBytes, throwOnEndOfStream: false, ct);
                hash.AppendData(filling, 0, count);
                bytes += count;
                await written;
                (filling, writing) = (writing, filling);
                if (count == 0)
                    break;
                var chunk = writing;
                written = Task.Run(() => gzip.Write(chunk, 0, count), ct);
            }
        }
        await file.FlushAsync(ct);
        if (file is FileStream onDisk)
            onDisk.Flush(flushToDisk: true);
        return new StoredEvidence(Convert.ToHexStringLower(hash.GetHashAndReset()), bytes);
    }
}
