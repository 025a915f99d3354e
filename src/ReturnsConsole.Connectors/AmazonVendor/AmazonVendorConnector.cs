using ReturnsConsole.Connectors.Amazon;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.AmazonVendor;

/// <summary>
/// Amazon Vendor Central by the Selling Partner API: purchase orders in; credit notes and Direct Fulfilment stock out. Returns notices, remittances, debit notes and
/// disputes have no API: they come as CSV files (see README.md). Source: vendor orders, invoices and transaction status v1, Direct Fulfilment inventory v1 and
/// transactions 2021-12-28.
/// </summary>
public sealed class AmazonVendorConnector : IPartnerConnector
{
    private readonly SellingPartnerApi api;
    private readonly PartnerWorld world;
    private readonly PurchaseOrderPull orders;
    private readonly CreditNotes credits;
    private readonly VendorStock stock;

    /// <exception cref="PartnerException">The region is not known: <see cref="PartnerFault.Misconfigured"/>.</exception>
    public AmazonVendorConnector(PartnerConnection connection, PartnerWorld world)
    {
        this.world = world;
        api = new SellingPartnerApi(connection, world);
        orders = new PurchaseOrderPull(api);
        credits = new CreditNotes(api);
        stock = new VendorStock(api);
    }

    /// <summary>What this kind of partner needs and offers.</summary>
    public static PartnerDescription Describe { get; } = new(
        PartnerKind.AmazonVendor, "Amazon Vendor Central", SellingPartner.BaseUrlOf("na"), new Uri(SellingPartner.TokenUrl),
        [
            .. AmazonSellerDescription.SignIn,
            new("WarehouseId", "Direct Fulfilment warehouse", "Vendor Central's id of the warehouse whose stock is told. Needed only to tell stock."),
            new("SellingPartyId", "Selling party", "The vendor code that the stock belongs to. Needed only to tell stock."),
        ],
        [new("purchase-orders", "Purchase orders", TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromDays(7), TimeSpan.FromDays(90), SellingPartner.Lag)],
        [
            "Amazon has no vendor returns API: returns notices, remittances, debit notes and disputes are imported as CSV files.",
            "A credit note that Amazon validates is not yet accepted or paid; that shows only in Vendor Central and its remittances.",
            "Credit notes by this way are a European feature. Quantities can be told for Direct Fulfilment warehouses only.",
        ]);

    public PartnerDescription Description => Describe;

    public Task<ConnectionAnswer> TestAsync(CancellationToken ct) =>
        ConnectionTest.RunAsync(api.Connection, world, (fresh, stop) => new PurchaseOrderPull(fresh).TouchAsync(stop), ct);

    /// <inheritdoc/>
    public Task<PullResult> PullAsync(string stream, PullWindow window, IPayloadSink sink, CancellationToken ct) => stream == "purchase-orders"
        ? orders.PullAsync(window, sink, ct)
        : throw new PartnerException(PartnerFault.Misconfigured, $"{api.Connection.Name}: Amazon Vendor Central has no stream '{stream}'.");

    /// <inheritdoc/>
    public Task<SendAnswer> SendAsync(PartnerMessage message, string messageKey, CancellationToken ct) => message switch
    {
        CreditNoteMessage credit => credits.SendAsync(credit, ct),
        VendorStockMessage quantities => stock.SendAsync(quantities, ct),
        _ => Task.FromResult(NotHere(message)),
    };

    /// <inheritdoc/>
    public Task<SendAnswer> AskAsync(PartnerMessage message, string messageKey, string? reference, CancellationToken ct) => message switch
    {
        CreditNoteMessage credit => credits.AskAsync(credit, reference, ct),
        VendorStockMessage quantities => stock.AskAsync(quantities, reference, ct),
        _ => Task.FromResult(NotHere(message)),
    };

    private SendAnswer NotHere(PartnerMessage message) =>
        new(SendResult.Refused, $"{api.Connection.Name}: Amazon Vendor Central takes no {message.GetType().Name}.");
}
