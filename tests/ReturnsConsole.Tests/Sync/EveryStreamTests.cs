using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Sync;

/// <summary>A month at all five partners, fetched stream by stream.</summary>
public sealed class EveryStreamTests(EveryStreamTests.Month month) : IClassFixture<EveryStreamTests.Month>
{
    public static TheoryData<string, string> Streams()
    {
        var data = new TheoryData<string, string>();
        foreach (var (partner, stream) in SandboxPartners.Streams)
            data.Add(partner, stream);
        return data;
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task Stream_FirstRun_ComesToItsEnd(string partner, string stream)
    {
        var run = Assert.Single(await month.House.RunsAsync(partner, stream), r => r.Id <= month.LastFirst);
        var state = month.States[(partner, stream)];

        Assert.Equal((SyncRunStatus.Done, "", 0L), (run.Status, run.Message, run.Rejected));
        Assert.NotNull(run.FinishedAt);
        Assert.Equal((null, null, null, 0), (state.WindowFrom, state.Cursor, state.ClaimedBy, state.FailuresInRow));
        Assert.NotNull(state.Watermark);
        Assert.NotNull(state.LastSuccessAt);
    }

    [Theory]
    [InlineData("Seller US", "orders", "OrderLines")]
    [InlineData("Seller US", "transactions", "RefundSightings")]
    [InlineData("Seller US", "returns", "ReturnItems")]
    [InlineData("Seller US", "settlements", "SettlementLines")]
    [InlineData("Vendor", "purchase-orders", "VendorPaperLines")]
    [InlineData("Rebound", "returns", "ReturnItems")]
    [InlineData("Happy Returns", "shipments", "ManifestItems")]
    [InlineData("Shop", "orders", "OrderLines")]
    [InlineData("Shop", "inventory", "PartnerStock")]
    public void Stream_OfAMonth_BringsFacts(string partner, string stream, string table)
    {
        var (before, after) = month.Grown[(partner, stream)];

        Assert.True(after.Of(table) > before.Of(table), $"{partner} {stream} brought no {table}");
    }

    [Fact]
    public async Task Files_OfPartners_AreAllImported()
    {
        await using var db = month.House.Open();
        var files = await db.SourceFiles.AsNoTracking().ToListAsync();

        Assert.NotEmpty(files);
        Assert.All(files, f => Assert.True(f is { Status: ImportStatus.Done, Rejected: 0, FromPartner: true }, $"{f.Name}: {f.Status} {f.Message}"));
        Assert.Empty(month.House.Errors);
        Assert.Empty(Directory.GetFiles(Path.Combine(month.House.Database.Folder, "incoming")));
    }

    [Fact]
    public async Task SecondRun_ChangesNothing()
    {
        var before = await Facts.ReadAsync(month.House);
        var again = new List<string>();
        foreach (var (partner, stream) in SandboxPartners.Streams)
        {
            var report = await month.House.RunToEndAsync(partner, stream);
            // Waiting for reports moves the world: what is new must be new there as well.
            if (report.Status != SyncRunStatus.Done || report.New + report.Changed > 0)
                again.Add($"{partner} {stream}: {report.Status} {report.New} new {report.Changed} changed {report.Message}");
        }

        Assert.True(again.Count == 0, string.Join('\n', again));
        (await Facts.ReadAsync(month.House)).MustEqual(before, "after the second run");
    }

    public sealed class Month : IAsyncLifetime
    {
        private Sandbox sandbox = null!;

        public SyncHouse House { get; private set; } = null!;

        public int LastFirst { get; private set; }

        public Dictionary<(string, string), SyncStream> States { get; } = [];

        public Dictionary<(string, string), (Facts Before, Facts After)> Grown { get; } = [];

        public async Task InitializeAsync()
        {
            sandbox = await Sandbox.StartAsync();
            await sandbox.ScenarioAsync("month", sandbox.Clock.Now.AddDays(-33), orders: 120);
            await sandbox.ScenarioAsync("return bar", sandbox.Clock.Now.AddDays(-25));
            await sandbox.ScenarioAsync("dark return", sandbox.Clock.Now.AddDays(-25));
            House = await SyncHouse.StartAsync(sandbox);
            var before = await Facts.ReadAsync(House);
            foreach (var (partner, stream) in SandboxPartners.Streams)
            {
                await House.RunToEndAsync(partner, stream);
                States[(partner, stream)] = await House.StreamAsync(partner, stream);
                var after = await Facts.ReadAsync(House);
                Grown[(partner, stream)] = (before, after);
                before = after;
            }
            await using var db = House.Open();
            LastFirst = await db.SyncRuns.MaxAsync(r => r.Id);
        }

        public async Task DisposeAsync()
        {
            await House.DisposeAsync();
            await sandbox.DisposeAsync();
        }
    }
}
