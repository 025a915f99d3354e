using System.Globalization;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.ReasonCodes.Files;

namespace ReturnsConsole.Features.Stock.Kits;

/// <summary>A good row, and what it says. A row without component says that it is no kit any more.</summary>
internal sealed record KitFileLine(FileRow Row, KitLine Line);

/// <summary>From rows of text to recipes: which are good, and of every other row which field holds what and what it may hold. Pure.</summary>
internal sealed record KitFile(IReadOnlyList<(KitKey Key, List<KitFileLine> Lines)> Kits, IReadOnlyList<RejectedRow> Rejected)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Why the file as a whole cannot be read; null when it can.</summary>
    public static string? HeaderFault(IReadOnlyList<FileRow> rows)
    {
        if (rows.Count == 0)
            return "The file is empty. Expected a table with a header row.";
        var columns = rows[0].Cells.Select(Name).ToList();
        if (KitColumns.All.Where(n => !columns.Contains(n)).ToList() is { Count: > 0 } missing)
            return $"Line {rows[0].Line}: the header lacks {string.Join(" and ", missing.Select(m => $"“{m}”"))}. Expected the columns {string.Join(", ", KitColumns.All)}.";
        var twice = columns.Where(c => KitColumns.All.Contains(c)).GroupBy(c => c).FirstOrDefault(g => g.Count() > 1)?.Key;
        return twice is null ? null : $"Line {rows[0].Line}: the column “{twice}” stands in the header twice.";
    }

    /// <param name="accounts">That the person sees.</param>
    public static KitFile Parse(IReadOnlyList<FileRow> rows, IReadOnlyDictionary<int, string> accounts)
    {
        var columns = rows[0].Cells.Select(Name).ToList();
        var places = KitColumns.All.ToDictionary(c => c, c => columns.IndexOf(c));
        var kits = new Dictionary<KitKey, List<KitFileLine>>();
        var bad = new Dictionary<KitKey, int>();
        var rejected = new List<RejectedRow>();
        foreach (var row in rows.Skip(1))
        {
            string Of(string column) => places[column] < row.Cells.Count ? row.Cells[places[column]] : "";
            var faults = new List<MappingFault>();
            var named = accounts.Where(a => a.Value.Equals(Of(KitColumns.Account), StringComparison.OrdinalIgnoreCase)).Select(a => a.Key).ToList();
            if (named.Count != 1)
                faults.Add(new(KitColumns.Account, Of(KitColumns.Account), named.Count > 1 ? "an account of which there is one by that name" : $"the name of an account that you see: {Names(accounts)}"));
            if (Of(KitColumns.Kit).Length == 0)
                faults.Add(new(KitColumns.Kit, "", "the SKU of the kit"));
            if (!DateTime.TryParseExact(Of(KitColumns.From), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var from))
                faults.Add(new(KitColumns.From, Of(KitColumns.From), "a day as 2026-01-31"));
            var key = new KitKey(named.FirstOrDefault(), Of(KitColumns.Kit), from);
            var known = faults.Count == 0;
            var ends = Of(KitColumns.Component).Length == 0 && Of(KitColumns.Quantity) is "" or "0";
            var pieces = 0;
            if (!ends && Of(KitColumns.Component).Length == 0)
                faults.Add(new(KitColumns.Component, "", "the SKU of a component; nothing only with quantity 0, where the kit ends"));
            else if (!ends && (!int.TryParse(Of(KitColumns.Quantity), NumberStyles.None, CultureInfo.InvariantCulture, out pieces) || pieces is < 1 or > KitTable.MaxPieces))
                faults.Add(new(KitColumns.Quantity, Of(KitColumns.Quantity), $"a whole number from 1 to {KitTable.MaxPieces}"));
            else if (known && kits.TryGetValue(key, out var there) && there.Find(l => l.Line.Sku == Of(KitColumns.Component) || l.Line.Sku.Length == 0 || ends) is { } other)
                faults.Add(new(KitColumns.Component, Of(KitColumns.Component), ends || other.Line.Sku.Length == 0 ? $"either components or the end of the kit; line {other.Row.Line} says the other" : $"each component of a kit once; it stands in line {other.Row.Line} already"));
            if (faults.Count > 0)
            {
                rejected.AddRange(faults.Select(f => new RejectedRow(row.Line, f, row.Cells)));
                if (known)
                    bad.TryAdd(key, row.Line);
                continue;
            }
            if (!kits.TryGetValue(key, out var lines))
                kits[key] = lines = [];
            lines.Add(new(row, new(Of(KitColumns.Component), pieces)));
        }
        // A kit of which one line is wrong would be counted wrongly: none of its lines is taken.
        rejected.AddRange(kits.Where(k => bad.ContainsKey(k.Key)).SelectMany(k => k.Value.Select(l => new RejectedRow(l.Row.Line, NotAlone(k.Key, bad[k.Key]), l.Row.Cells))));
        return new([.. kits.Where(k => !bad.ContainsKey(k.Key)).Select(k => (k.Key, k.Value))], rejected);
    }

    public static MappingFault NotAlone(KitKey key, int line) => new(KitColumns.Kit, key.Sku, $"a kit without a wrong line; line {line} is wrong, and a kit is taken whole or not at all");

    private static string Names(IReadOnlyDictionary<int, string> accounts) => accounts.Count <= 6 ? string.Join(", ", accounts.Values) : $"{string.Join(", ", accounts.Values.Take(6))}, …";

    private static string Name(string header)
    {
        var bare = Bare(header);
        return KitColumns.All.FirstOrDefault(c => Bare(c).Equals(bare, StringComparison.OrdinalIgnoreCase)) ?? header;

        static string Bare(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
    }
}
