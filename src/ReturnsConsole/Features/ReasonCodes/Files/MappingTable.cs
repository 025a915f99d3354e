namespace ReturnsConsole.Features.ReasonCodes.Files;

/// <summary>From rows of text to rows of the table: which are good, and of every other one which field holds what and what it may hold. Pure.</summary>
/// <param name="Good">Given what the draft says of the code already: a column that the file lacks keeps it.</param>
internal sealed record MappingTable(IReadOnlyList<(CodeKey Key, Func<MappingValues?, MappingValues> Read)> Good, IReadOnlyList<RejectedRow> Rejected)
{
    private static readonly string[] Needed = [MappingColumns.Source, MappingColumns.Code, MappingColumns.Reason];

    /// <summary>Why the file as a whole cannot be read; null when it can.</summary>
    public static string? HeaderFault(IReadOnlyList<FileRow> rows)
    {
        if (rows.Count == 0)
            return "The file is empty. Expected a table with a header row.";
        var columns = rows[0].Cells.Select(Name).ToList();
        var missing = Needed.Where(n => !columns.Contains(n)).ToList();
        if (missing.Count > 0)
            return $"Line {rows[0].Line}: the header lacks {string.Join(" and ", missing.Select(m => $"“{m}”"))}. Expected the columns {string.Join(", ", MappingColumns.All)}; only the first three must be there.";
        var twice = columns.Where(c => MappingColumns.All.Contains(c)).GroupBy(c => c).FirstOrDefault(g => g.Count() > 1)?.Key;
        return twice is null ? null : $"Line {rows[0].Line}: the column “{twice}” stands in the header twice.";
    }

    public static MappingTable Parse(IReadOnlyList<FileRow> rows)
    {
        var columns = rows[0].Cells.Select(Name).ToList();
        var places = MappingColumns.All.ToDictionary(c => c, c => columns.IndexOf(c));
        var good = new List<(CodeKey, Func<MappingValues?, MappingValues>)>();
        var rejected = new List<RejectedRow>();
        var seen = new Dictionary<CodeKey, int>();
        foreach (var row in rows.Skip(1))
        {
            string? Of(string column) => places[column] is var at && at < 0 ? null : at < row.Cells.Count ? row.Cells[at] : "";
            var faults = new List<MappingFault>();
            var source = Of(MappingColumns.Source)!;
            var key = new CodeKey(SourceSystems.Find(source) ?? source, Of(MappingColumns.Code)!);
            var reason = CanonicalReasons.Find(Of(MappingColumns.Reason)!)?.Name ?? Of(MappingColumns.Reason)!;
            var fault = YesNo(MappingColumns.SellerFault, Of(MappingColumns.SellerFault), faults);
            var confirm = YesNo(MappingColumns.ToBeConfirmed, Of(MappingColumns.ToBeConfirmed), faults);
            var (amazon, commercetools, cost, liable) = (Of(MappingColumns.Amazon), Of(MappingColumns.Commercetools), Of(MappingColumns.CostCode), Of(MappingColumns.Liability));
            MappingValues Read(MappingValues? there)
            {
                var usual = CanonicalReasons.Find(reason) is { } known ? MappingValues.Usual(known) : new MappingValues(reason, false, "", "", "", "");
                var kept = there is not null && there.CanonicalReason == reason ? there with { ToBeConfirmed = false } : usual with { CostCode = there?.CostCode ?? "" };
                return kept with
                {
                    SellerFault = fault ?? kept.SellerFault,
                    AmazonCode = AmazonCode(amazon) ?? kept.AmazonCode,
                    CommercetoolsCode = commercetools ?? kept.CommercetoolsCode,
                    CostCode = cost ?? kept.CostCode,
                    LiabilityCode = liable ?? kept.LiabilityCode,
                    ToBeConfirmed = confirm ?? kept.ToBeConfirmed,
                };
            }
            faults.AddRange(MappingRules.Faults(key, Read(null)));
            if (faults.Count == 0 && !seen.TryAdd(key, row.Line))
                faults.Add(new(MappingColumns.Code, key.Code, $"each code of a source once; it stands in line {seen[key]} already"));
            if (faults.Count == 0)
                good.Add((key, Read));
            else
                rejected.AddRange(faults.Select(f => new RejectedRow(row.Line, f, row.Cells)));
        }
        return new(good, rejected);
    }

    private static string? AmazonCode(string? text) => text is null ? null : CanonicalReasons.AmazonCodes.FirstOrDefault(a => a.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? text;

    private static bool? YesNo(string column, string? text, List<MappingFault> faults)
    {
        switch (text?.ToUpperInvariant())
        {
            case null or "":
                return null;
            case "YES" or "Y" or "TRUE" or "1":
                return true;
            case "NO" or "N" or "FALSE" or "0":
                return false;
            default:
                faults.Add(new(column, text, "yes or no"));
                return null;
        }
    }

    private static string Name(string header)
    {
        var bare = Bare(header);
        return MappingColumns.All.FirstOrDefault(c => Bare(c).Equals(bare, StringComparison.OrdinalIgnoreCase)) ?? header;

        static string Bare(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
    }
}
