using System.Globalization;
using System.Text;
using ReturnsConsole.PartnerSandbox.Wire;

namespace ReturnsConsole.PartnerSandbox.Amazon.Reports;

/// <summary>What a listing of reports or feeds asks for.</summary>
internal sealed record ReportQuery(string[] Types, string[] Statuses, DateTime Since, DateTime Until, int Size)
{
    private const int OldestDays = 90;
    private static readonly string[] AllStatuses = ["CANCELLED", "DONE", "FATAL", "IN_PROGRESS", "IN_QUEUE"];

    public string Text => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{string.Join(',', Types)}|{string.Join(',', Statuses)}|{Since.Ticks}|{Until.Ticks}|{Size}")));

    public bool Fits(string type, string status) => Types.Contains(type) && (Statuses.Length == 0 || Statuses.Contains(status));

    /// <exception cref="BadCallException">The parameters break the contract.</exception>
    public static ReportQuery From(Call call, DateTime now, string typesName)
    {
        var types = call.QueryList(typesName);
        if (types.Length is 0 or > 10)
            throw new BadCallException($"{typesName} must have 1 to 10 entries.");

        var statuses = call.QueryList("processingStatuses");
        if (statuses.FirstOrDefault(status => !AllStatuses.Contains(status)) is { } unknown)
            throw new BadCallException($"'{unknown}' is not a processing status.");

        var since = call.QueryTime("createdSince") ?? now.AddDays(-OldestDays);
        if (since < now.AddDays(-OldestDays).AddMinutes(-1))
            throw new BadCallException($"createdSince must not be more than {OldestDays} days ago.");

        return new ReportQuery(types, statuses, since, call.QueryTime("createdUntil") ?? now.AddTicks(1), call.QueryNumber("pageSize", 10, 1, 100));
    }

    /// <exception cref="BadCallException">The text is not ours.</exception>
    public static ReportQuery Read(string text)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Convert.FromHexString(text)).Split('|');
            return new ReportQuery(Split(parts[0]), Split(parts[1]), Time(parts[2]), Time(parts[3]), int.Parse(parts[4], CultureInfo.InvariantCulture));
        }
        catch (Exception fault) when (fault is FormatException or IndexOutOfRangeException)
        {
            throw new BadCallException("The page token is invalid.");
        }

        static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);
        static DateTime Time(string ticks) => new(long.Parse(ticks, CultureInfo.InvariantCulture), DateTimeKind.Utc);
    }
}
