using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace ReturnsConsole.Features.Vendor.Screen;

/// <summary>The one place that writes and reads addresses of the vendor pages.</summary>
public static class VendorLinks
{
    public const string Path = "vendor-returns";

    public static string To(VendorFilter filter, int page = 1) => QueryHelpers.AddQueryString(Path, Query(filter, page));

    public static string ToExport(VendorFilter filter) => QueryHelpers.AddQueryString($"{Path}/export", Query(filter, 1));

    public static string ToOne(VendorReturn one) => $"{Path}/{one.AccountId.ToString(CultureInfo.InvariantCulture)}/{Uri.EscapeDataString(one.Reference)}";

    /// <summary>What cannot be understood shows everything.</summary>
    public static VendorFilter Read(string? show, string? week, string? search) => new(
        Enum.TryParse<VendorShow>(show, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : VendorShow.All, VendorFilter.WeekOf(week), search ?? "");

    public static string NameOf(VendorShow show) => show switch
    {
        VendorShow.Open => "Not credited",
        VendorShow.Due => "Credit note due",
        VendorShow.Differing => "With differences",
        _ => "All",
    };

    private static Dictionary<string, string?> Query(VendorFilter filter, int page)
    {
        var query = new Dictionary<string, string?>();
        if (filter.Show != VendorShow.All)
            query["show"] = filter.Show.ToString().ToLowerInvariant();
        if (filter.Week is { } week)
            query["week"] = VendorFilter.NameOf(week);
        if (filter.Search.Trim().Length > 0)
            query["q"] = filter.Search.Trim();
        if (page > 1)
            query["page"] = page.ToString(CultureInfo.InvariantCulture);
        return query;
    }
}
