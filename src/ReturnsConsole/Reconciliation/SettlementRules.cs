namespace ReturnsConsole.Reconciliation;

/// <summary>One settlement of an account, as its chain of periods needs it. Amounts in minor units of its currency.</summary>
public sealed record SettlementFact
{
    public required int Pk { get; init; }

    /// <summary>Amazon's settlement id.</summary>
    public required string SettlementId { get; init; }

    public required string Currency { get; init; }

    public string Marketplace { get; init; } = "";

    public DateTime? StartAt { get; init; }

    public DateTime? EndAt { get; init; }

    /// <summary>Null when the file declares none.</summary>
    public long? DeclaredTotal { get; init; }

    public required long SummedTotal { get; init; }

    /// <summary>Line types that are not known: how many lines each, and their sum.</summary>
    public IReadOnlyList<(string Type, long Lines, long Sum)> Unclassified { get; init; } = [];

    /// <summary>Sum of the "Payable to Amazon" lines: what Amazon carries over from a negative period before. Null without such a line.</summary>
    public long? CarriedOver { get; init; }
}

/// <summary>SettlementBreak: every settlement ties out to its total, knows its line types, and follows on the one before. Since: the settlement's end.</summary>
public static class SettlementRules
{
    /// <param name="chain">All settlements of one account and currency, in any order.</param>
    public static IReadOnlyList<Finding> Decide(IEnumerable<SettlementFact> chain)
    {
        var findings = new List<Finding>();
        SettlementFact? before = null;
        foreach (var settlement in chain.OrderBy(s => s.StartAt ?? s.EndAt ?? DateTime.MinValue).ThenBy(s => s.SettlementId, StringComparer.Ordinal))
        {
            Total(settlement, findings);
            LineTypes(settlement, findings);
            if (before is not null)
            {
                CarryOver(before, settlement, findings);
                Periods(before, settlement, findings);
            }
            before = settlement;
        }
        return findings;
    }

    private static void Total(SettlementFact s, List<Finding> findings)
    {
        if (s.DeclaredTotal is not { } declared)
        {
            findings.Add(Find(s, "total", FindingSeverity.Normal, 0, "Settlement declares no total", $"Settlement {s.SettlementId} declares no total: its {Words.Amount(s.SummedTotal, s.Currency)} of lines cannot be tied out."));
            return;
        }
        var off = s.SummedTotal - declared;
        if (off == 0)
            return;
        findings.Add(Find(s, "total", FindingSeverity.Critical, Math.Abs(off), "Lines do not add up to the total",
            $"The lines of settlement {s.SettlementId} add up to {Words.Amount(s.SummedTotal, s.Currency)}; it declares {Words.Amount(declared, s.Currency)}. The difference is {Words.Amount(off, s.Currency)}.") with
        {
            Difference = new Difference(0, 0, 0, 0, off, DifferenceKind.Error),
        });
    }

    private static void LineTypes(SettlementFact s, List<Finding> findings)
    {
        if (s.Unclassified.Count == 0)
            return;
        var types = s.Unclassified.OrderByDescending(u => u.Lines).ThenBy(u => u.Type, StringComparer.Ordinal).ToList();
        var named = string.Join("; ", types.Take(5).Select(u => $"{u.Type} ({Words.Count(u.Lines, "line", "lines")}, {Words.Amount(u.Sum, s.Currency)})"));
        var more = types.Count > 5 ? $"; and {types.Count - 5} more" : "";
        findings.Add(Find(s, "types", FindingSeverity.Normal, types.Sum(u => Math.Abs(u.Sum)), "Unknown line types",
            Words.Clip($"Settlement {s.SettlementId} has {Words.Count(types.Sum(u => u.Lines), "line", "lines")} of types not known here: {named}{more}. They are in the sum.", 600)));
    }

    /// <summary>A negative period must come back as "Payable to Amazon" with the same amount, where the next period shows such a line at all.</summary>
    private static void CarryOver(SettlementFact before, SettlementFact s, List<Finding> findings)
    {
        if (s.CarriedOver is not { } carried || !Follows(before, s))
            return;
        var total = before.DeclaredTotal ?? before.SummedTotal;
        var expected = Math.Min(total, 0);
        if (Math.Abs(carried) == Math.Abs(expected))
            return;
        findings.Add(Find(s, "carry-over", FindingSeverity.High, Math.Abs(Math.Abs(carried) - Math.Abs(expected)), "Carry-over does not chain",
            $"Settlement {s.SettlementId} carries {Words.Amount(carried, s.Currency)} over as payable to Amazon; settlement {before.SettlementId} before it ended at {Words.Amount(total, s.Currency)}."));
    }

    private static void Periods(SettlementFact before, SettlementFact s, List<Finding> findings)
    {
        if (before.EndAt is not { } end || s.StartAt is not { } start)
            return;
        var days = (start - end).TotalDays;
        if (days > 1)
        {
            findings.Add(Find(s, "gap", FindingSeverity.High, 0, "A settlement period is missing",
                $"Settlement {before.SettlementId} ends on {Words.Day(end)}, the next one known ({s.SettlementId}) begins on {Words.Day(start)}. The period between them was not imported."));
        }
        else if (days < -1)
        {
            findings.Add(Find(s, "overlap", FindingSeverity.High, 0, "Settlement periods overlap",
                $"Settlement {s.SettlementId} begins on {Words.Day(start)}, before {before.SettlementId} ends on {Words.Day(end)}."));
        }
    }

    private static bool Follows(SettlementFact before, SettlementFact s) => before.EndAt is { } end && s.StartAt is { } start && Math.Abs((start - end).TotalDays) <= 1;

    private static Finding Find(SettlementFact s, string what, FindingSeverity severity, long atRisk, string headline, string sentence) => new()
    {
        Kind = CaseKind.SettlementBreak,
        SubjectKey = Words.Clip($"settlement {s.SettlementId}/{what}", 200),
        Severity = severity,
        AtRisk = atRisk,
        Currency = s.Currency,
        Marketplace = s.Marketplace,
        Headline = headline,
        Sentence = sentence,
        Facts = [new(FactKind.Settlement, s.Pk, what)],
        Since = s.EndAt,
    };
}
