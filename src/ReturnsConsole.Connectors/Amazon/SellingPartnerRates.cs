using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>Amazon's documented rates, in calls a second and burst, until an answer says another. Source: usage plans in the SP-API models.</summary>
internal static class SellingPartnerRates
{
    private static readonly Dictionary<string, CallRate> Rates = new(StringComparer.Ordinal)
    {
        ["searchOrders"] = new(0.0056, 20),
        ["getOrders"] = new(0.0167, 20),
        ["getOrderItems"] = new(0.5, 30),
        ["listTransactions"] = new(0.5, 10),
        ["listFinancialEvents"] = new(0.5, 30),
        ["listFinancialEventsByOrderId"] = new(0.5, 30),
        ["createReport"] = new(0.0167, 15),
        ["getReport"] = new(2, 15),
        ["getReports"] = new(0.0222, 10),
        ["getReportDocument"] = new(0.0167, 15),
        ["createFeed"] = new(0.0083, 15),
        ["createFeedDocument"] = new(0.5, 15),
        ["getFeed"] = new(2, 15),
        ["getFeeds"] = new(0.0222, 10),
        ["getFeedDocument"] = new(0.0222, 10),
        ["patchListingsItem"] = new(5, 5),
        ["getListingsItem"] = new(5, 10),
        ["getPurchaseOrders"] = new(10, 10),
        ["submitInvoices"] = new(10, 10),
        ["submitInventoryUpdate"] = new(10, 10),
        ["getTransactionStatus"] = new(10, 10),
        ["getTransaction"] = new(10, 20),
    };

    public static CallRate Of(string operation) => Rates[operation];
}
