using System.Text;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Imports.Queue;
using Xunit;

namespace ReturnsConsole.Tests.Imports;

public sealed class QueueTests
{
    private static readonly byte[] Settlement = Encoding.UTF8.GetBytes(new SettlementText().Refund("302-1111111-1111111", "x", 4_000).Build());

    [Fact]
    public async Task SameFile_ImportedAgain_IsANoOpThatSaysSo()
    {
        using var house = new ImportHouse();
        var first = await house.ImportAsync("a.txt", Settlement);
        var before = house.Counts();
        var again = await house.Receive.RunAsync(ImportHouse.Anna, null, "copy.txt", new MemoryStream(Settlement), default);
        var received = Assert.Single(again.Files);
        Assert.Equal((ImportStatus.AlreadyImported, first.Id), (received.Status, received.SameAs));
        Assert.Equal($"Nothing to do: the same content was imported on 2026-11-20 09:00 UTC by Anna as a.txt (file {first.Id}).", received.Message);
        var file = await house.FileAsync(received.FileId);
        Assert.Equal((first.Rows, 0L, first.Rows, 0L), (file.Rows, file.Accepted, file.Duplicates, file.Rejected));
        Assert.False(await house.Runner.RunNextAsync(default));
        Assert.Equal(before, house.Counts());
    }

    [Fact]
    public async Task TwoPeople_BringTheSameFileAtOnce_OneImportIsQueued()
    {
        using var house = new ImportHouse();
        var receptions = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => house.Receive.RunAsync(ImportHouse.Anna, null, $"{i}.txt", new MemoryStream(Settlement), default))));
        Assert.Single(receptions.SelectMany(r => r.Files).Select(f => f.FileId).Distinct());
        Assert.Equal(7, receptions.SelectMany(r => r.Files).Count(f => f.SameAs is not null));
        Assert.True(await house.Runner.RunNextAsync(default));
        Assert.False(await house.Runner.RunNextAsync(default));
        Assert.Equal(2, house.Count("SettlementLines"));
        Assert.Empty(Directory.GetFiles(Path.Combine(house.Storage.Folder, "incoming")));
    }

    [Fact]
    public async Task TwoReaders_TakeTheSameQueue_EachFileIsReadOnce()
    {
        using var house = new ImportHouse();
        for (var i = 0; i < 6; i++)
            await house.Receive.RunAsync(ImportHouse.Anna, null, $"{i}.txt", new MemoryStream(Encoding.UTF8.GetBytes(new SettlementText($"9000000000{i}").Refund("302-1111111-1111111", $"x{i}", 4_000).Build())), default);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            var runner = house.NewRunner();
            while (await runner.RunNextAsync(default))
            {
            }
        })));
        Assert.Equal((6L, 12L), (house.Count("Settlements"), house.Count("SettlementLines")));
        await using var db = house.Database.CreateDbContext();
        Assert.All(await db.SourceFiles.ToListAsync(), f => Assert.Equal(ImportStatus.Done, f.Status));
    }

    [Fact]
    public async Task Cancel_WhileReading_NothingStays()
    {
        using var house = new ImportHouse(new StoppingReader());
        var cancel = new CancelImport(house.Database, house.Guard, house.Progress, house.Audit, house.Feed, house.Clock);
        ((StoppingReader)house.Reader).InTheMiddle = async () => Assert.True((await cancel.RunAsync(ImportHouse.Anna, 1, default)).Succeeded);
        var before = house.Counts();
        var file = await house.ImportAsync("a.txt", Settlement);
        Assert.Equal((ImportStatus.Cancelled, "Cancelled by Anna. Nothing of the file was imported."), (file.Status, file.Message));
        Assert.Equal(before, house.Counts());
        ((StoppingReader)house.Reader).InTheMiddle = () => Task.CompletedTask;
        var retry = new RetryImport(house.Database, house.Guard, house.Evidence, house.Audit, new ImportWork(), house.Feed);
        Assert.True((await retry.RunAsync(ImportHouse.Anna, file.Id, default)).Succeeded);
        Assert.True(await house.Runner.RunNextAsync(default));
        Assert.Equal(ImportStatus.Done, (await house.FileAsync(file.Id)).Status);
    }

    [Fact]
    public async Task FileBreaksOff_InTheMiddle_IsRefusedAndNothingStays()
    {
        using var house = new ImportHouse(new StoppingReader());
        ((StoppingReader)house.Reader).InTheMiddle = () => throw new PartnerFileException(new FileRefusal(RefusalReason.ChangedWhileReading, "a.txt changed while it was read. Import it again."));
        var before = house.Counts();
        var file = await house.ImportAsync("a.txt", Settlement);
        Assert.Equal((ImportStatus.Refused, "a.txt changed while it was read. Import it again."), (file.Status, file.Message));
        Assert.Equal(before, house.Counts());
    }

    [Fact]
    public async Task ProcessStops_InTheMiddle_FileIsQueuedAgainAndFinishedLater()
    {
        using var house = new ImportHouse(new StoppingReader());
        using var stop = new CancellationTokenSource();
        ((StoppingReader)house.Reader).InTheMiddle = async () => await stop.CancelAsync();
        var id = (await house.Receive.RunAsync(ImportHouse.Anna, null, "a.txt", new MemoryStream(Settlement), default)).Files[0].FileId;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => house.Runner.RunNextAsync(stop.Token));
        Assert.Equal(ImportStatus.Queued, (await house.FileAsync(id)).Status);
        Assert.Equal(0, house.Count("SettlementLines"));
        ((StoppingReader)house.Reader).InTheMiddle = () => Task.CompletedTask;
        Assert.True(await house.Runner.RunNextAsync(default));
        Assert.Equal(2, house.Count("SettlementLines"));
    }

    [Fact]
    public async Task DeadClaim_IsPutBackAtStart_LivingOneIsLeftUntilItRunsOut()
    {
        using var house = new ImportHouse();
        var id = (await house.Receive.RunAsync(ImportHouse.Anna, null, "a.txt", new MemoryStream(Settlement), default)).Files[0].FileId;
        await ClaimAsync(house, id, $"{Environment.MachineName}/4194303/20200101000000/x");
        Assert.Equal(1, await house.Runner.RecoverAsync(default));
        await ClaimAsync(house, id, "another-machine/1/20200101000000/x");
        Assert.Equal(0, await house.Runner.RecoverAsync(default));
        Assert.False(await house.Runner.RunNextAsync(default));
        house.Clock.Advance(ImportQueue.Lease + TimeSpan.FromSeconds(1));
        Assert.True(await house.Runner.RunNextAsync(default));
        Assert.Equal(ImportStatus.Done, (await house.FileAsync(id)).Status);
    }

    [Fact]
    public async Task DiskFull_WhileReceiving_SaysSoAndLeavesNothing()
    {
        using var house = new ImportHouse(create: path => new FullDisk(path));
        var reception = await house.Receive.RunAsync(ImportHouse.Anna, null, "a.txt", new MemoryStream(Settlement), default);
        Assert.Equal("The disk is full. Nothing of the file was kept. Make room on the data folder's disk, then try again.", reception.Outcome.Message);
        Assert.Empty(reception.Files);
        Assert.Empty(Directory.GetFiles(house.Storage.Folder, "*", SearchOption.AllDirectories));
        Assert.Equal(0, house.Count("SourceFiles"));
    }

    [Fact]
    public async Task DatabaseFull_WhileImporting_FailsInWordsAndLeavesNothing()
    {
        using var house = new ImportHouse(new StoppingReader());
        ((StoppingReader)house.Reader).InTheMiddle = () => throw new Microsoft.Data.Sqlite.SqliteException("database or disk is full", 13);
        var before = house.Counts();
        var file = await house.ImportAsync("a.txt", Settlement);
        Assert.Equal(ImportStatus.Failed, file.Status);
        Assert.StartsWith("The disk is full", file.Message, StringComparison.Ordinal);
        Assert.Equal(before, house.Counts());
    }

    [Fact]
    public async Task StoredFile_DamagedOnDisk_IsNotImported()
    {
        using var house = new ImportHouse();
        var id = (await house.Receive.RunAsync(ImportHouse.Anna, null, "a.txt", new MemoryStream(Settlement), default)).Files[0].FileId;
        var file = await house.FileAsync(id);
        await using (var other = new MemoryStream(Encoding.UTF8.GetBytes(new SettlementText().Refund("302-1111111-1111111", "x", 9_999).Build())))
        await using (var target = new System.IO.Compression.GZipStream(File.Create(house.Evidence.PathOf(file.Sha256)), System.IO.Compression.CompressionLevel.Fastest))
            await other.CopyToAsync(target);
        await house.Runner.RunNextAsync(default);
        file = await house.FileAsync(id);
        Assert.Contains(file.Status, new[] { ImportStatus.Failed, ImportStatus.Refused });
        Assert.Equal(0, house.Count("SettlementLines"));
        Assert.False(await house.Evidence.VerifyAsync(file.Sha256, default));
    }

    [Fact]
    public async Task OldEvidence_IsErasedByRetention_FactsStay()
    {
        using var house = new ImportHouse();
        var file = await house.ImportAsync("a.txt", Settlement);
        house.Storage.EvidenceRetentionDays = 30;
        var erase = new EraseOldEvidence(house.Database, house.Evidence, house.Audit, new Monitor(house.Storage), house.Feed, house.Clock);
        Assert.Equal(0, await erase.RunAsync(default));
        house.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(1, await erase.RunAsync(default));
        Assert.Equal(0, await erase.RunAsync(default));
        Assert.False(house.Evidence.Has(file.Sha256));
        Assert.Equal(house.Clock.Now, (await house.FileAsync(file.Id)).EvidenceErasedAt);
        Assert.Equal(2, house.Count("SettlementLines"));
    }

    private static async Task ClaimAsync(ImportHouse house, int id, string claim)
    {
        await using var db = house.Database.CreateDbContext();
        var until = house.Clock.Now + ImportQueue.Lease;
        await db.SourceFiles.Where(f => f.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.Status, ImportStatus.Reading).SetProperty(f => f.ClaimedBy, claim).SetProperty(f => f.ClaimedUntil, until));
    }

    private sealed class Monitor(StorageOptions value) : Microsoft.Extensions.Options.IOptionsMonitor<StorageOptions>
    {
        public StorageOptions CurrentValue => value;

        public StorageOptions Get(string? name) => value;

        public IDisposable? OnChange(Action<StorageOptions, string?> listener) => null;
    }

    private sealed class FullDisk(string path) : FileStream(path, FileMode.CreateNew)
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device", 28);

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device", 28);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("No space left on device", 28);
    }

    /// <summary>The real reader, interrupted when all rows are handed out and nothing is committed yet.</summary>
    private sealed class StoppingReader : IPartnerFileReader
    {
        private readonly PartnerFileReader real = new();

        public Func<Task> InTheMiddle { get; set; } = () => Task.CompletedTask;

        public IReadOnlyList<FileEntry> Entries(string path, string name) => real.Entries(path, name);

        public FileInspection Inspect(FileEntry entry, ReadingAnswers answers, CancellationToken ct) => real.Inspect(entry, answers, ct);

        public void Read(FileEntry entry, FileProfile profile, IPartnerFileSink sink, IProgress<ReadProgress>? progress, CancellationToken ct)
        {
            real.Read(entry, profile, sink, progress, ct);
            InTheMiddle().GetAwaiter().GetResult();
            ct.ThrowIfCancellationRequested();
        }
    }
}
