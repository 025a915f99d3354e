using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>
/// Amazon Seller Central by the Selling Partner API: orders, finance transactions, returns, settlements; refunds and cancellations by feed, quantities by listing.
/// README.md beside this file says what is assumed. Source: Orders 2026-01-01 and v0, Finances 2024-06-19 and v0, Reports and Feeds 2021-06-30, Listings Items 2021-08-01.
/// </summary>
public sealed class AmazonSellerConnector : IPartnerConnector
{
    private readonly SellingPartnerApi api;
    private readonly PartnerWorld world;
    private readonly OrderPull orders;
    private readonly FinancePull finances;
    private readonly ReportPull reports;
    private readonly SettlementPull settlements;
    private readonly FeedSending feeds;
    private readonly FeedAsking feedAnswers;
    private readonly ListingQuantities listings;
    private readonly ListingIncreases increases;

    /// <exception cref="PartnerException">The region is not known: <see cref="PartnerFault.Misconfigured"/>.</exception>
    public AmazonSellerConnector(PartnerConnection connection, PartnerWorld world)
    {
        this.world = world;
        api = new SellingPartnerApi(connection, world);
        var documents = new AmazonDocuments(api);
        orders = new OrderPull(api);
        finances = new FinancePull(api);
        reports = new ReportPull(api, documents);
        settlements = new SettlementPull(api, documents);
        feeds = new FeedSending(api);
        feedAnswers = new FeedAsking(api, documents);
        listings = new ListingQuantities(api);
        increases = new ListingIncreases(listings, world.Clock);
    }

    /// <summary>What this kind of partner needs and offers.</summary>
    public static PartnerDescription Describe { get; } = AmazonSellerDescription.Make();

    public PartnerDescription Description => Describe;

    /// <summary>Amazon's public address of a region: na, eu or fe.</summary>
    public static Uri BaseUrlOf(string region) => SellingPartner.BaseUrlOf(region);

    public Task<ConnectionAnswer> TestAsync(CancellationToken ct) => ConnectionTest.RunAsync(api.Connection, world, async (fresh, stop) =>
    {
        var tested = new FinancePull(fresh);
        return await tested.TouchAsync(stop);
    }, ct);

    /// <inheritdoc/>
    public Task<PullResult> PullAsync(string stream, PullWindow window, IPayloadSink sink, CancellationToken ct) => stream switch
    {
        "orders" => orders.PullAsync(window, sink, ct),
        "transactions" => finances.PullAsync(window, sink, ct),
        "returns" => reports.PullAsync(ReportPull.ReturnsType(api.Connection), window, sink, ct),
        "fba-returns" => reports.PullAsync("GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA", window, sink, ct),
        "reimbursements" => reports.PullAsync("GET_FBA_REIMBURSEMENTS_DATA", window, sink, ct),
        "settlements" => settlements.PullAsync(window, sink, ct),
        _ => throw new PartnerException(PartnerFault.Misconfigured, $"{api.Connection.Name}: Amazon Seller Central has no stream '{stream}'."),
    };

    /// <inheritdoc/>
    public Task<PreparedMessage> PrepareAsync(PartnerMessage message, CancellationToken ct) => message switch
    {
        ListingIncreaseMessage increase => increases.PrepareAsync(increase, ct),
        ListingQuantityMessage quantity => listings.PrepareAsync(quantity, ct),
        _ => Task.FromResult(new PreparedMessage(message)),
    };

    /// <inheritdoc/>
    public Task<SendAnswer> SendAsync(PartnerMessage message, string messageKey, CancellationToken ct) => message switch
    {
        FeedMessage feed => feeds.SendAsync(feed, ct),
        ListingQuantityMessage quantity => listings.SendAsync(quantity, ct),
        ListingIncreaseMessage increase => increases.SendAsync(increase, ct),
        _ => Task.FromResult(NotHere(message)),
    };

    /// <inheritdoc/>
    public Task<SendAnswer> AskAsync(PartnerMessage message, string messageKey, string? reference, CancellationToken ct) => message switch
    {
        FeedMessage feed => feedAnswers.AskAsync(feed, reference, ct),
        ListingQuantityMessage quantity => listings.AskAsync(quantity, ct),
        ListingIncreaseMessage increase => increases.AskAsync(increase, ct),
        _ => Task.FromResult(NotHere(message)),
    };

    /// <summary>
    /// Every refund of an order that Amazon knows of now, held back ones included: the look before money moves. With Finances v0 the held back ones are missing.
    /// Amounts in minor units, negative.
    /// </summary>
    /// <exception cref="PartnerException">It could not be read to its end, or a transaction could not be understood: then nothing may be concluded.</exception>
    public Task<IReadOnlyList<RefundRow>> RefundsOfOrderAsync(string orderId, CancellationToken ct) => finances.OfOrderAsync(orderId, ct);

    private SendAnswer NotHere(PartnerMessage message) =>
        new(SendResult.Refused, $"{api.Connection.Name}: Amazon Seller Central takes no {message.GetType().Name}.");
}
