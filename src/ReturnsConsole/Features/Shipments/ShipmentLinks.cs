using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Shipments;

/// <summary>The one place that writes addresses of shipments.</summary>
public static class ShipmentLinks
{
    public const string Path = "shipments";

    public static string To(int id) => $"{Path}/{id.ToString(CultureInfo.InvariantCulture)}";

    public static string To(int id, ManifestShow show, long? after = null) => Add(To(id), ("show", show == ManifestShow.Missing ? null : SlugOf(show)), ("after", after?.ToString(CultureInfo.InvariantCulture)));

    public static string ToClaim(int id, bool pdf) => $"{To(id)}/claim.{(pdf ? "pdf" : "csv")}";

    public static string ToList(ShipmentListRequest request) => Add(Path, ("q", request.Text), ("show", request.State is { } state ? SlugOf(state) : null),
        ("account", request.AccountId?.ToString(CultureInfo.InvariantCulture)), ("page", request.Page == 0 ? null : request.Page.ToString(CultureInfo.InvariantCulture)));

    public static string SlugOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static T? Read<T>(string? slug)
        where T : struct, Enum => Enum.GetValues<T>().Where(v => SlugOf(v) == slug).Cast<T?>().FirstOrDefault();

    /// <summary>The shipment that a case is about; null: none.</summary>
    public static int? OfCase(CaseKind kind, string subject) => kind is CaseKind.ManifestShortage or CaseKind.ManifestSurplus or CaseKind.LostInTransit ? ShipmentFindings.ShipmentOf(subject) : null;

    private static string Add(string path, params (string Name, string? Value)[] query) =>
        QueryHelpers.AddQueryString(path, query.Where(q => !string.IsNullOrEmpty(q.Value)).Select(q => new KeyValuePair<string, string?>(q.Name, q.Value)));
}
