using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace ReturnsConsole.Features.Audit;

/// <summary>The page's state as its address says it: filters and cursor. Days are the viewer's; an instant in the address is UTC.</summary>
/// <param name="FromDay">First day shown, as typed.</param>
/// <param name="ToDay">Last day shown, inclusive.</param>
public sealed record AuditAddress(AuditFilter Filter, DateOnly? FromDay = null, DateOnly? ToDay = null, long? Cursor = null, bool Newer = false)
{
    public const string Path = "/audit";

    /// <summary>Parses leniently: what cannot be read is left out.</summary>
    public static AuditAddress Parse(IEnumerable<KeyValuePair<string, StringValues>> query, TimeZoneInfo? zone = null)
    {
        var values = query.ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var subject = values.GetValueOrDefault("subject") ?? "";
        var colon = subject.IndexOf(':', StringComparison.Ordinal);
        var from = DayOf(values.GetValueOrDefault("from"));
        var to = DayOf(values.GetValueOrDefault("to"));
        var filter = new AuditFilter(
            int.TryParse(values.GetValueOrDefault("who"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var who) ? who : null,
            values.GetValueOrDefault("action"),
            colon < 0 ? subject : subject[..colon],
            colon < 0 ? null : subject[(colon + 1)..],
            StartOf(from, zone),
            StartOf(to?.AddDays(1), zone),
            values.GetValueOrDefault("text"));
        return new AuditAddress(filter, from, to,
            long.TryParse(values.GetValueOrDefault("after") ?? values.GetValueOrDefault("before"), NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? cursor : null,
            values.ContainsKey("after"));
    }

    /// <summary>The address of this state below <paramref name="path"/>.</summary>
    public string Link(string path = Path)
    {
        var query = new Dictionary<string, string?>();
        void Put(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                query[name] = value;
        }
        Put("who", Filter.ActorId?.ToString(CultureInfo.InvariantCulture));
        Put("action", Filter.Action);
        Put("subject", string.IsNullOrEmpty(Filter.SubjectId) ? Filter.SubjectKind : $"{Filter.SubjectKind}:{Filter.SubjectId}");
        Put("from", FromDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Put("to", ToDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Put("text", Filter.Text);
        Put(Newer ? "after" : "before", Cursor?.ToString(CultureInfo.InvariantCulture));
        return QueryHelpers.AddQueryString(path, query);
    }

    private static DateOnly? DayOf(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static DateTime? StartOf(DateOnly? day, TimeZoneInfo? zone)
    {
        if (day is not { } date)
            return null;
        var local = date.ToDateTime(TimeOnly.MinValue);
        if (zone is null || zone.IsInvalidTime(local))
            return DateTime.SpecifyKind(local, DateTimeKind.Utc);
        return TimeZoneInfo.ConvertTimeToUtc(local, zone);
    }
}
