using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Reports;

/// <summary>Page tokens of getReports and getFeeds: they carry the whole question, because they must be the only parameter.</summary>
internal static class ListingToken
{
    private const char Bound = '~';

    /// <exception cref="BadCallException">The token is wrong or expired, or stands beside other parameters.</exception>
    public static (ReportQuery Query, TimePlace? Behind) Read(Call call, Seals seals, string operation, string typesName, DateTime now)
    {
        if (call.Query("nextToken") is not { } token)
            return (ReportQuery.From(call, now, typesName), null);

        if (call.QueryNames.Count > 1)
            throw new BadCallException("nextToken must be the only parameter.");

        var parts = token.Split(Bound);
        if (parts.Length != 2)
            throw new BadCallException("The page token is invalid.");

        var query = ReportQuery.Read(parts[1]);
        return (query, seals.Place(Scope(call, operation, query), parts[0]));
    }

    public static string Write(Call call, Seals seals, string operation, ReportQuery query, TimePlace last) =>
        $"{seals.PageToken(Scope(call, operation, query), last)}{Bound}{query.Text}";

    private static string Scope(Call call, string operation, ReportQuery query) => $"{operation} {call.Account} {query.Text}";
}
