using ReturnsConsole.Connectors.Amazon;
using ReturnsConsole.Connectors.AmazonVendor;
using ReturnsConsole.Connectors.Tests.Contracts;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Tests.Amazon.Wire;

/// <summary>A host, a virtual clock and a connection for tests of the two Amazon connectors. Every call and answer is held against Amazon's own description.</summary>
public abstract class AmazonTests : IAsyncLifetime
{
    private protected static DateTime From { get; } = new(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc);

    private protected static PullWindow Window { get; } = new(From, From.AddDays(5));

    private protected AmazonHost Host { get; private set; } = null!;

    private protected VirtualClock Clock { get; private set; } = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));

    private protected RateBuckets Buckets { get; private set; } = null!;

    private protected PayloadSink Sink { get; } = new();

    private protected ContractCheckingHandler Contracts { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await AmazonHost.StartAsync();
        Use(Clock);
        Contracts = new ContractCheckingHandler(new Dictionary<string, IReadOnlyList<Contract>> { [""] = Contract.Amazon }, "/auth", "/documents", "/base") { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } };
    }

    public async Task DisposeAsync()
    {
        Contracts.Dispose();
        await Host.DisposeAsync();
    }

    private protected void Use(VirtualClock clock)
    {
        Clock = clock;
        Buckets = new RateBuckets(clock);
    }

    private protected PartnerWorld World => new(new HttpClient(Contracts, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan }, Buckets, Clock, new CallOptions { Retries = 2, FirstDelay = TimeSpan.Zero });

    private protected AmazonSellerConnector Seller(Uri? address = null, Uri? token = null, params (string Key, string Value)[] options) => new(Connection(address, token, options), World);

    private protected AmazonVendorConnector Vendor() => new(Connection(null, null) with { Kind = PartnerKind.AmazonVendor }, World);

    private protected PartnerConnection Connection(Uri? address, Uri? token, params (string Key, string Value)[] options)
    {
        var all = new Dictionary<string, string> { ["ClientId"] = "client", ["SellerId"] = "A1SELLER", ["MarketplaceIds"] = "A1PA6795UKMFR9" };
        foreach (var (key, value) in options)
            all[key] = value;
        return new PartnerConnection
        {
            Kind = PartnerKind.AmazonSeller,
            Name = "Amazon DE",
            BaseUrl = address ?? Host.Address,
            TokenUrl = token ?? new Uri(Host.Address, "/auth/o2/token"),
            Options = all,
            Secrets = new Dictionary<string, string> { ["ClientSecret"] = "s3cret-client", ["RefreshToken"] = "Atzr|s3cret-refresh" },
        };
    }

    private protected void ContractKept(params string[] operations)
    {
        Assert.Empty(Contracts.Violations);
        foreach (var operation in operations)
            Assert.Contains(operation, Contracts.Seen);
    }
}
