using System.IO.Compression;
using System.Text;
using ReturnsConsole.Connectors.Files;
using static ReturnsConsole.Connectors.Tests.Files.Reading;

namespace ReturnsConsole.Connectors.Tests.Files;

public sealed class ArchiveTests : IDisposable
{
    private const string Receipts = "order_id,sku,quantity,received_at,source\n1,S,1,2026-08-12T10:00:00Z,hub\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("files").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    private string Save(byte[] bytes, string name = "a.bin")
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static byte[] Gzip(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(content);
        return packed.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }

    private FileEntry One(byte[] bytes, FileLimits? limits = null) => Assert.Single(PartnerFiles.Entries(Save(bytes), "a.txt", limits ?? Limits));

    [Fact]
    public void GzipByItsBytes_IsUnpacked()
    {
        var entry = One(Gzip(Encoding.UTF8.GetBytes(Receipts)));

        Assert.Equal("a.txt", entry.Name);
        Assert.Single(entry.Read().Receipts);
    }

    [Fact]
    public void GzipOfTwoMembers_IsReadWhole()
    {
        byte[] bytes = [.. Gzip(Encoding.UTF8.GetBytes(Receipts)), .. Gzip("2,S,1,2026-08-12T10:00:00Z,hub\n"u8.ToArray())];

        Assert.Equal(2, One(bytes).Read().Receipts.Count);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(200)]
    public void CutGzip_IsRefusedAsTruncated(int cut)
    {
        var rows = new StringBuilder(Receipts);
        for (var i = 0; i < 5000; i++)
            rows.Append(i * 7919).Append(",S,1,2026-08-12T10:00:00Z,hub\n");
        var bytes = Gzip(Encoding.UTF8.GetBytes(rows.ToString()));

        Assert.Equal(RefusalReason.Truncated, One(bytes[..^cut]).Refusal().Reason);
    }

    [Fact]
    public void DamagedGzip_IsRefused()
    {
        var bytes = Gzip(Encoding.UTF8.GetBytes(Receipts));
        bytes[^6] ^= 0x55;

        Assert.Equal(RefusalReason.DamagedArchive, One(bytes).Refusal().Reason);
    }

    [Fact]
    public void GzipBomb_StopsAtTheLimit()
    {
        var bytes = Gzip([.. Encoding.UTF8.GetBytes(Receipts), .. new byte[30_000_000]]);

        Assert.Equal(RefusalReason.TooLarge, One(bytes).Refusal(limits: Limits with { MaxLineBytes = int.MaxValue / 4 }).Reason);
        Assert.Equal(RefusalReason.TooLarge, One(Gzip(new byte[200_000]), Limits with { MaxUnpackedBytes = 100_000 }).Refusal().Reason);
    }

    [Fact]
    public void Zip_GivesEachFile_WithoutDirectoriesAndSystemEntries()
    {
        var content = Encoding.UTF8.GetBytes(Receipts);
        var path = Save(Zip(("in/", []), ("in/a.csv", content), ("__MACOSX/in/._a.csv", content), ("b.csv", content)));

        var entries = PartnerFiles.Entries(path, "a.zip", Limits);

        Assert.Equal(["a.zip/in/a.csv", "a.zip/b.csv"], entries.Select(e => e.Name));
        Assert.All(entries, e => Assert.Single(e.Read().Receipts));
    }

    [Fact]
    public void ZipWithWrongCheckSum_IsRefused()
    {
        var bytes = Zip(("a.csv", Encoding.UTF8.GetBytes(Receipts)));
        bytes[bytes.AsSpan().IndexOf("hub"u8)] = (byte)'p';

        Assert.Equal(RefusalReason.DamagedArchive, One(bytes).Refusal().Reason);
    }

    [Fact]
    public void BrokenZip_TooManyEntries_EmptyZip_AreRefused()
    {
        var bytes = Zip(("a.csv", [1]), ("b.csv", [2]));

        Assert.Equal(RefusalReason.DamagedArchive, Stopped(bytes[..60], Limits));
        Assert.Equal(RefusalReason.TooLarge, Stopped(bytes, Limits with { MaxEntries = 1 }));
        Assert.Equal(RefusalReason.Empty, Stopped(Zip(), Limits));

        RefusalReason Stopped(byte[] content, FileLimits limits) =>
            Assert.Throws<PartnerFileException>(() => PartnerFiles.Entries(Save(content), "a.zip", limits)).Refusal.Reason;
    }

    [Fact]
    public void NestedArchives_AndWorkbooks_AreRefusedByName()
    {
        var inner = Gzip(Encoding.UTF8.GetBytes(Receipts));

        Assert.Contains("archive inside an archive", One(Zip(("a.gz", inner))).Refusal().Message, StringComparison.Ordinal);
        Assert.Contains("archive inside an archive", One(Gzip(inner)).Refusal().Message, StringComparison.Ordinal);
        Assert.Contains("Excel", One(Zip(("[Content_Types].xml", [60]), ("xl/workbook.xml", [60]))).Refusal().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatGrowsWhileItIsRead_IsRefused()
    {
        var path = Save(Encoding.UTF8.GetBytes(Receipts));
        var entry = Assert.Single(PartnerFiles.Entries(path, "a.csv", Limits));
        var profile = entry.Profile() with { Bytes = 0 };

        var stopped = Assert.Throws<PartnerFileException>(() => PartnerFiles.Read(entry, profile, Limits, new Collector { OnReceipt = Grow }, null, CancellationToken.None));

        Assert.Equal(RefusalReason.ChangedWhileReading, stopped.Refusal.Reason);

        void Grow()
        {
            if (new FileInfo(path).Length == Receipts.Length)
                File.AppendAllText(path, "2,S,1,2026-08-12T10:00:00Z,hub\n");
        }
    }

    [Fact]
    public void FileLargerThanTheLimit_IsRefused() =>
        Assert.Equal(RefusalReason.TooLarge, One(Encoding.UTF8.GetBytes(Receipts), Limits with { MaxUnpackedBytes = 10 }).Refusal().Reason);
}
