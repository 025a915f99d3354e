using ReturnsConsole.PartnerSandbox.Amazon.Model;

namespace ReturnsConsole.PartnerSandbox.Amazon.Reports;

/// <summary>A report that can be asked for.</summary>
/// <param name="ContentType">As the document store says it.</param>
/// <param name="Write">The file of an account and a stretch of time; null when it has no rows.</param>
internal sealed record ReportKind(string Type, TimeSpan LongestRange, string ContentType, Func<AmazonAccount, DateTime, DateTime, byte[]?> Write)
{
    private const string Flat = $"text/plain; charset={AmazonMarket.Charset}";

    private static readonly ReportKind[] All =
    [
        new("GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE", TimeSpan.FromDays(60), Flat, ReturnsReport.WriteFlat),
        new("GET_XML_RETURNS_DATA_BY_RETURN_DATE", TimeSpan.FromDays(60), "text/xml; charset=UTF-8", ReturnsXmlReport.Write),
        new("GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL", TimeSpan.FromDays(30), Flat, OrdersReport.Write),
        // Nothing is stored or fulfilled by Amazon here.
        new("GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA", TimeSpan.FromDays(60), Flat, (_, _, _) => null),
        new("GET_FBA_REIMBURSEMENTS_DATA", TimeSpan.FromDays(60), Flat, (_, _, _) => null),
    ];

    public static ReportKind? Of(string type) => Array.Find(All, kind => kind.Type == type);
}
