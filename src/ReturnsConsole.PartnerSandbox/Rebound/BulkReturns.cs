using System.Globalization;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Rebound;

/// <summary>A great many finished returns that take no memory: each is worked out from its number when asked for. One a second, ending at <paramref name="end"/>.</summary>
internal sealed class BulkReturns(int count, DateTime end)
{
    private const string Prefix = "9";
    private readonly DateTime _start = end.AddSeconds(-count);

    public IEnumerable<string> IdsBetween(DateTime from, DateTime until)
    {
        var first = Math.Max(0, (int)Math.Min(count, Math.Ceiling((from - _start).TotalSeconds)));
        var last = Math.Min(count, (int)Math.Max(0, Math.Ceiling((until - _start).TotalSeconds)));
        for (var number = first; number < last; number++)
            yield return Id(number);
    }

    public ReboundReturn? Find(string id) =>
        id.Length == 9 && id.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < count
            ? Make(number)
            : null;

    public ReboundReturn? FindByTracking(string code) => code.StartsWith("BULK", StringComparison.Ordinal) ? Find(code[4..]) : null;

    private static string Id(int number) => Prefix + number.ToString("D8", CultureInfo.InvariantCulture);

    private ReboundReturn Make(int number)
    {
        var article = Article.All[number % Article.All.Count];
        var added = _start.AddSeconds(number);
        var digits = number.ToString("D14", CultureInfo.InvariantCulture);
        var made = new ReboundReturn
        {
            Id = Id(number),
            DisplayId = "RB" + Id(number),
            ExternalId = "",
            Item = new ReboundOrderItem($"119-{digits[..7]}-{digits[7..]}", article.Sku, article.Title, 1, article.Price, "USD", "amazon-seller"),
            Flow = ReboundFlow.Hub,
            Reason = "CHANGED_MIND",
            Added = added,
            Tracking = "BULK" + Id(number),
            Carrier = "USPS",
            Disposition = number % 7 == 0 ? "Quarantined" : "Restocked",
            Grade = number % 7 == 0 ? "C" : "A",
            VerifiedBy = "hub",
        };
        made.Track.Add(new ReboundTrack(added, ReboundLife.Registered, ""));
        made.Track.Add(new ReboundTrack(added.AddDays(1), ReboundLife.Scanned, "Chicago"));
        made.Track.Add(new ReboundTrack(added.AddDays(4), ReboundLife.AtHub, "Louisville"));
        return made;
    }
}
