using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Sync;

/// <summary>Every fault that a partner's answers can have × every stream: what was fetched is what would have been fetched, the record is true, the message is for people.</summary>
public sealed class FaultTableTests(FaultTableTests.World world) : IClassFixture<FaultTableTests.World>
{
    private static readonly string[] Faults = ["status429", "status500", "status503", "slow", "garbage", "truncate", "dropBeforeAccept", "dropAfterAccept", "expiredToken"];
    private readonly Sandbox sandbox = world.Sandbox;

    [Theory]
    [InlineData("Seller US", "orders")]
    [InlineData("Seller US", "transactions")]
    [InlineData("Seller US", "returns")]
    [InlineData("Seller US", "settlements")]
    [InlineData("Vendor", "purchase-orders")]
    [InlineData("Rebound", "returns")]
    [InlineData("Happy Returns", "shipments")]
    [InlineData("Shop", "orders")]
    [InlineData("Shop", "inventory")]
    public void World_WithoutFaults_HasSomethingToLose(string partner, string stream) => Assert.NotEqual(0, world.Undisturbed[(partner, stream)].Count);

    public static TheoryData<string, string, string> Cells()
    {
        var cells = new TheoryData<string, string, string>();
        foreach (var fault in Faults)
        {
            foreach (var (partner, stream) in SandboxPartners.Streams)
                cells.Add(fault, partner, stream);
        }
        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Fault_WhileReading_LosesNothingAndTellsTheTruth(string fault, string partner, string stream)
    {
        world.Rewind();
        await using var house = await world.HouseAsync(partner);
        var prefix = World.PrefixOf(partner);

        // Without end: the run ends, and says what it met.
        await sandbox.FaultAsync(fault, prefix, count: 10_000, milliseconds: 30_000);
        var patience = sandbox.Clock.Patience;
        sandbox.Clock.Patience = fault == "slow" ? TimeSpan.FromMilliseconds(200) : patience;
        var met = await house.RunAsync(partner, stream);
        sandbox.Clock.Patience = patience;
        var struck = await sandbox.StruckAsync();
        await sandbox.ClearFaultsAsync();
        var record = (await house.RunsAsync(partner, stream))[^1];
        var quiet = struck == 0;
        if (!quiet)
        {
            Assert.Contains(met.Status, (SyncRunStatus[])[SyncRunStatus.Failed, SyncRunStatus.Waiting]);
            Assert.StartsWith(partner, met.Message);
            Assert.NotEqual(record.StartedAt, default);
            Assert.Null((await house.StreamAsync(partner, stream)).LastSuccessAt);
            Plain.Message(met.Message);
            Assert.True(Words(fault).Any(word => met.Message.Contains(word, StringComparison.OrdinalIgnoreCase)), met.Message);
        }
        Assert.Equal((met.Status, met.Message, met.Read, met.New), (record.Status, record.Message, record.Read, record.New));
        Assert.NotNull(record.FinishedAt);
        await MendAsync(house, partner);

        // Now and then: it comes through, some runs later.
        sandbox.Advance(TimeSpan.FromMinutes(10));
        await sandbox.FaultAsync(fault, prefix, fault == "expiredToken" ? World.OperationOf(partner, stream) : "*", count: fault == "expiredToken" ? 1 : 6, milliseconds: 20, probability: 0.4);
        var report = met;
        for (var runs = 0; report.Status != SyncRunStatus.Done; runs++)
        {
            Assert.True(runs < 40, $"{partner} {stream} does not come through: {report.Message}");
            Assert.False(report.Status == SyncRunStatus.Running);
            sandbox.Advance(report.Again ?? TimeSpan.FromMinutes(1));
            await MendAsync(house, partner);
            report = await house.RunAsync(partner, stream);
        }
        await sandbox.ClearFaultsAsync();

        (await Facts.ReadAsync(house)).MustEqual(world.Undisturbed[(partner, stream)], $"{fault}, {partner} {stream}");
        Assert.Equal((SyncRunStatus.Done, ""), (report.Status, report.Message));
        Assert.Empty(house.Errors);
        Assert.Empty(Directory.Exists(Path.Combine(house.Database.Folder, "incoming")) ? Directory.GetFiles(Path.Combine(house.Database.Folder, "incoming")) : []);
    }

    /// <summary>One of these says to a person what happened.</summary>
    private static string[] Words(string fault) => fault switch
    {
        "status429" => ["429", "may be called again", "needs time"],
        "status500" => ["500", "left alone"],
        "status503" => ["503", "left alone"],
        "slow" => ["was not answered within", "left alone"],
        "garbage" => ["web page"],
        "truncate" => ["broke off", "breaks off", "left alone"],
        "dropBeforeAccept" or "dropAfterAccept" => ["broke off", "left alone"],
        "expiredToken" => ["403", "401", "access_denied", "refused"],
        _ => [],
    };

    /// <summary>A partner that refused the credentials is called again when a person says so.</summary>
    private static async Task MendAsync(SyncHouse house, string name)
    {
        var partner = await house.PartnerAsync(name);
        if (!partner.IsCalled)
            Assert.True((await house.Get<SwitchPartner>().RunAsync(SyncHouse.Anna, partner.Id, on: true, default)).Succeeded);
    }

    /// <summary>Everything in it has happened: however long a test waits, it fetches the same.</summary>
    public sealed class World : IAsyncLifetime
    {
        private DateTime start;

        public Sandbox Sandbox { get; private set; } = null!;

        internal Dictionary<(string, string), Facts> Undisturbed { get; } = [];

        public static string PrefixOf(string partner) => SandboxPartners.KindOf(partner) switch
        {
            PartnerKind.AmazonSeller or PartnerKind.AmazonVendor => "amazon",
            PartnerKind.Rebound => "rebound",
            PartnerKind.HappyReturns => "happyReturns",
            _ => "commercetools",
        };

        public async Task InitializeAsync()
        {
            Sandbox = await Sandbox.StartAsync(null, "--Sandbox:PageSize=3");
            await Sandbox.LimitsAsync(false);
            var told = Sandbox.Clock.Now.AddDays(-24);
            await Sandbox.ScenarioAsync("plain order", told, orders: 4);
            foreach (var story in (string[])["dark return", "duplicate refund", "refund due", "direct return", "return bar", "orphan refund"])
                await Sandbox.ScenarioAsync(story, told.AddHours(3));
            await Sandbox.ScenarioAsync("month", told.AddDays(-20), orders: 24);
            Sandbox.Advance(TimeSpan.FromHours(2));
            start = Sandbox.Clock.Now;
            foreach (var (partner, stream) in SandboxPartners.Streams)
            {
                Rewind();
                await using var house = await HouseAsync(partner);
                var report = await house.RunToEndAsync(partner, stream);
                Assert.True(report.Status == SyncRunStatus.Done, report.Message);
                Undisturbed[(partner, stream)] = await Facts.ReadAsync(house);
            }
        }

        public Task DisposeAsync() => Sandbox.DisposeAsync().AsTask();

        /// <summary>What has happened stays; the consoles of all tests ask at the same time.</summary>
        public void Rewind() => Sandbox.Clock.Advance(start - Sandbox.Clock.Now);

        public Task<SyncHouse> HouseAsync(string partner) => SyncHouse.StartAsync(Sandbox, null, [partner], SyncHouse.Calls with { Retries = 2 });

        /// <summary>A call of the stream that asks for credentials and is not the one for a token.</summary>
        public static string OperationOf(string partner, string stream) => (partner, stream) switch
        {
            (SandboxPartners.SellerUs, "orders") => "searchOrders",
            (SandboxPartners.SellerUs, "transactions") => "listTransactions",
            (SandboxPartners.SellerUs, "settlements") => "getReports",
            (SandboxPartners.SellerUs, _) => "createReport",
            (SandboxPartners.Vendor, _) => "getPurchaseOrders",
            (SandboxPartners.Shop, "orders") => "queryOrders",
            (SandboxPartners.Shop, "inventory") => "queryInventory",
            (SandboxPartners.Shop, _) => "queryPayments",
            _ => "*",
        };
    }
}
