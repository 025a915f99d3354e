using System.Text;
using ReturnsConsole.Connectors.Files;
using static ReturnsConsole.Connectors.Tests.Files.Reading;

namespace ReturnsConsole.Connectors.Tests.Files;

public sealed class WrongFilesTests
{
    private const string Fba = "return-date|order-id|sku|asin|fnsku|product-name|quantity|fulfillment-center-id|detailed-disposition|reason|status|license-plate-number|customer-comments";
    private const string FbaRow = "2026-10-01T10:00:00+00:00|111|S1|B1|X1|Name|1|PHX3|SELLABLE|UNWANTED|Reimbursed|LPN1|";

    [Theory]
    [InlineData("%PDF-1.7\n%âãÏÓ", "PDF")]
    [InlineData("<!DOCTYPE html><html><body>Sign in</body></html>", "web page")]
    [InlineData("<html><head><title>503</title></head></html>", "web page")]
    [InlineData("{\"errors\":[{\"code\":\"QuotaExceeded\"}]}", "error message")]
    [InlineData("[1,2]", "JSON")]
    [InlineData("GIF89a........", "image")]
    [InlineData("PK\u0003\u0004....[Content_Types].xml", "Excel")]
    [InlineData("PK\u0003\u0004....", "archive inside an archive")]
    [InlineData("Feed Processing Summary:\n\tNumber of records processed\t1", "processing report")]
    public void WrongFile_IsNamedForWhatItIs(string content, string named)
    {
        var refusal = Entry(content).Refusal();

        Assert.Equal(RefusalReason.NotAReport, refusal.Reason);
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Image_IsNamed() => Assert.Contains("image", Entry(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13 }).Refusal().Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("  \n\n ")]
    public void EmptyFile_IsRefusedAsEmpty(string content) => Assert.Equal(RefusalReason.Empty, Entry(content).Refusal().Reason);

    [Fact]
    public void ZeroBytes_AreRefusedWithTheirLine()
    {
        var refusal = Entry(Tsv(Fba, FbaRow, FbaRow.Replace("Name", "Na\0me", StringComparison.Ordinal))).Refusal();

        Assert.Equal(RefusalReason.NotAReport, refusal.Reason);
        Assert.Contains("Line 3", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownReport_IsRefusedWithItsBeginning()
    {
        var refusal = Entry("name\tcolour\tsize\tweight\nA\tred\t1\t2\n").Refusal();

        Assert.Equal(RefusalReason.UnknownFormat, refusal.Reason);
        Assert.Contains("name colour size", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingRequiredColumn_IsNamedWithWhatWasFound()
    {
        var refusal = Entry(Tsv(Fba.Replace("quantity|", "", StringComparison.Ordinal), FbaRow)).Refusal();

        Assert.Equal(RefusalReason.MissingColumn, refusal.Reason);
        Assert.Contains("\"quantity\"", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("fulfillment-center-id", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DuplicateColumn_IsRefusedByName()
    {
        var refusal = Entry(Tsv(Fba + "|Order_ID", FbaRow)).Refusal();

        Assert.Equal(RefusalReason.DuplicateColumn, refusal.Reason);
        Assert.Contains("Order_ID", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownColumn_IsReportedAndNotFatal()
    {
        var entry = Entry(Tsv(Fba + "|mood", FbaRow + "|good"));

        Assert.Equal(["mood"], entry.Profile().UnknownColumns);
        Assert.Single(entry.Read().FbaReturns);
    }

    [Fact]
    public void LineWithoutEnd_IsRefusedWithoutBeingKept()
    {
        var start = Encoding.UTF8.GetBytes(Tsv(Fba) + "2026-10-01\t");
        var entry = new FileEntry("big.txt", 3L << 30, 3L << 30, () => new EndlessStream(start, 3L << 30));
        var before = GC.GetTotalAllocatedBytes();

        var refusal = entry.Refusal();

        Assert.Equal(RefusalReason.LineTooLong, refusal.Reason);
        Assert.Contains("Line 2", refusal.Message, StringComparison.Ordinal);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 50_000_000);
    }

    [Fact]
    public void LongLine_FoundOnlyWhenReading_StopsTheReading()
    {
        var entry = Entry(Tsv(Fba, FbaRow, FbaRow.Replace("Name", new string('x', 5000), StringComparison.Ordinal)));

        var stopped = Assert.Throws<PartnerFileException>(() =>
            PartnerFiles.Read(entry, entry.Profile(), Limits with { MaxLineBytes = 1000 }, new Collector(), null, CancellationToken.None));

        Assert.Equal(RefusalReason.LineTooLong, stopped.Refusal.Reason);
    }

    [Fact]
    public void Cancellation_StopsTheReading()
    {
        var entry = Entry(Tsv([Fba, .. Enumerable.Repeat(FbaRow, 40_000)]));
        var profile = entry.Profile();

        Assert.ThrowsAny<OperationCanceledException>(() => PartnerFiles.Read(entry, profile, Limits, new Collector(), null, new CancellationToken(true)));
    }

    [Fact]
    public void Progress_EndsAtTheWholeFile()
    {
        var entry = Entry(Tsv([Fba, .. Enumerable.Repeat(FbaRow, 40_000)]));
        var seen = new List<ReadProgress>();

        PartnerFiles.Read(entry, entry.Profile(), Limits, new Collector(), new Direct(seen.Add), CancellationToken.None);

        Assert.True(seen.Count >= 3);
        Assert.Equal((40_000, entry.PackedBytes, entry.PackedBytes), (seen[^1].Rows, seen[^1].BytesRead, seen[^1].BytesTotal));
    }

    private sealed class Direct(Action<ReadProgress> report) : IProgress<ReadProgress>
    {
        public void Report(ReadProgress value) => report(value);
    }

    private sealed class EndlessStream(byte[] start, long length) : CountingStream(Null)
    {
        private long _at;

        protected override int Take(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, length - _at);
            for (var i = 0; i < count; i++, _at++)
                buffer[i] = _at < start.Length ? start[_at] : (byte)'x';
            return count;
        }
    }
}
