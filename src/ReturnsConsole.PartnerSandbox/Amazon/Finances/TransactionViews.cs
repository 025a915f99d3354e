using System.Globalization;
using ReturnsConsole.PartnerSandbox.Amazon.Model;

namespace ReturnsConsole.PartnerSandbox.Amazon.Finances;

/// <summary>A finance row as listTransactions shows it.</summary>
internal static class TransactionViews
{
    public static string Status(FinanceRow row) => row switch
    {
        { IsRelease: true } or { Event.Release: null } => "RELEASED",
        { Event.Released: true } => "DEFERRED_RELEASED",
        _ => "DEFERRED",
    };

    /// <summary>Groups are periods of fourteen days, as settlements are.</summary>
    public static string Group(AmazonMarket market, FinanceRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"{market.SellerId}-{row.Posted.Ticks / TimeSpan.FromDays(14).Ticks}");

    public static object Show(AmazonMarket market, FinanceRow row)
    {
        var entry = row.Event;
        return new
        {
            sellingPartnerMetadata = new { sellingPartnerId = market.SellerId, accountType = "Standard Orders", marketplaceId = market.MarketplaceId },
            relatedIdentifiers = Identifiers(market, row).Select(pair => new { relatedIdentifierName = pair.Name, relatedIdentifierValue = pair.Value }).ToArray(),
            transactionType = entry.Kind switch { FinanceKind.Shipment => "Shipment", FinanceKind.Refund => "Refund", FinanceKind.ServiceFee => "ServiceFee", _ => "SAFETReimbursement" },
            transactionId = row.IsRelease ? entry.ReleaseId : entry.TransactionId,
            transactionStatus = Status(row),
            description = entry.Kind switch { FinanceKind.Shipment => "Order Payment", FinanceKind.Refund => "Refund Order", FinanceKind.ServiceFee => "Service Fee", _ => "SAFE-T Reimbursement" },
            postedDate = AmazonFormat.Time(row.Posted),
            totalAmount = AmazonFormat.Number(market.Currency, entry.Total),
            marketplaceDetails = new { marketplaceId = market.MarketplaceId, marketplaceName = market.Name },
            items = entry.Items.Where(item => item.Line is not null).Select(item => Item(market, row, item)).ToArray(),
            contexts = Deferred(row),
            breakdowns = Breakdowns(market, entry.Kind, entry.Items.SelectMany(item => item.Charges)),
        };
    }

    private static IEnumerable<(string Name, string Value)> Identifiers(AmazonMarket market, FinanceRow row)
    {
        var entry = row.Event;
        if (entry.Order is { } order)
            yield return ("ORDER_ID", order.Id);

        if (entry is { Kind: FinanceKind.Shipment, Order: not null })
            yield return ("SHIPMENT_ID", entry.TransactionId[..9]);

        if (entry.RefundId is { } refund)
            yield return ("REFUND_ID", refund);

        yield return ("FINANCIAL_EVENT_GROUP_ID", Group(market, row));
        if (row.IsRelease)
            yield return ("DEFERRED_TRANSACTION_ID", entry.TransactionId);
        else if (entry is { Release: not null, Released: true })
            yield return ("RELEASE_TRANSACTION_ID", entry.ReleaseId!);

        if (entry.SettlementId is { } settlement)
            yield return ("SETTLEMENT_ID", settlement);
    }

    private static object Item(AmazonMarket market, FinanceRow row, FinanceItem item) => new
    {
        description = item.Line!.Article.Title,
        relatedIdentifiers = item.AdjustmentItemId is { } id ? new[] { new { itemRelatedIdentifierName = "ORDER_ADJUSTMENT_ITEM_ID", itemRelatedIdentifierValue = id } } : [],
        totalAmount = AmazonFormat.Number(market.Currency, item.Total),
        breakdowns = Breakdowns(market, row.Event.Kind, item.Charges),
        contexts = new[]
        {
            new { contextType = "ProductContext", asin = item.Line.Article.Asin, sku = item.Line.Article.Sku, quantityShipped = item.Line.Quantity - item.Line.Cancelled, fulfillmentNetwork = "MFN" },
        },
    };

    private static object[]? Deferred(FinanceRow row) => row.Event.Release is { } matures && !row.IsRelease
        ? [new { contextType = "DeferredContext", deferralReason = "DD7", maturityDate = AmazonFormat.Time(matures) }]
        : null;

    private static object[] Breakdowns(AmazonMarket market, FinanceKind kind, IEnumerable<Charge> charges)
    {
        var groups = charges.GroupBy(charge => charge switch
        {
            { Type: "ItemFees" } => "Expenses",
            { Type: "ItemWithheldTax" } => "Tax Withheld",
            { IsBuyers: true } => kind == FinanceKind.Refund ? "Refunds" : "Sales",
            _ => "Other",
        });
        return [.. groups.Select(group => new
        {
            breakdownType = group.Key,
            breakdownAmount = AmazonFormat.Number(market.Currency, group.Sum(charge => charge.Minor)),
            breakdowns = group.GroupBy(Name).Select(part => new { breakdownType = part.Key, breakdownAmount = AmazonFormat.Number(market.Currency, part.Sum(charge => charge.Minor)) }).ToArray(),
        })];
    }

    private static string Name(Charge charge) => charge switch
    {
        { Type: "ItemPrice", Description: "Principal" } => "Product Charges",
        { Type: "Promotion" } => "Promotional Rebates",
        _ => charge.Description,
    };
}
