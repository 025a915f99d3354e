namespace ReturnsConsole.Features.Triage;

/// <summary>What the list can show of a case. The order of the members is the order on the screen.</summary>
public enum CaseColumn
{
    Severity,
    Order,
    Kind,
    Market,
    Sku,
    Wrong,
    Risk,
    Age,
    Due,
    Status,
    Account,
    Owner,
}

/// <summary>A chosen set of columns and its text: "severity,order,wrong". Equal sets are equal.</summary>
public sealed record CaseColumns
{
    private readonly int bits;

    private CaseColumns(int bits) => this.bits = bits;

    /// <summary>What everybody starts with.</summary>
    public static CaseColumns Usual { get; } = Of(CaseColumn.Severity, CaseColumn.Order, CaseColumn.Market, CaseColumn.Wrong, CaseColumn.Risk, CaseColumn.Age, CaseColumn.Due, CaseColumn.Owner);

    public static IReadOnlyList<CaseColumn> All { get; } = Enum.GetValues<CaseColumn>();

    /// <summary>Never without its name: the order id is how a case is opened.</summary>
    public static CaseColumns Of(params IEnumerable<CaseColumn> columns) => new(columns.Append(CaseColumn.Order).Aggregate(0, (all, c) => all | (1 << (int)c)));

    public IEnumerable<CaseColumn> Shown => All.Where(Has);

    public bool Has(CaseColumn column) => (bits & (1 << (int)column)) != 0;

    public CaseColumns With(CaseColumn column, bool shown) => Of(shown ? Shown.Append(column) : Shown.Where(c => c != column));

    public override string ToString() => string.Join(',', Shown.Select(c => c.ToString().ToLowerInvariant()));

    /// <summary>Null when nothing in it is a column.</summary>
    public static CaseColumns? Parse(string? text)
    {
        var known = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => All.Where(c => string.Equals(c.ToString(), name, StringComparison.OrdinalIgnoreCase)).Cast<CaseColumn?>().FirstOrDefault()).OfType<CaseColumn>().ToList();
        return known.Count == 0 ? null : Of(known);
    }

    public static string WordsOf(CaseColumn column) => column switch
    {
        CaseColumn.Wrong => "What is wrong",
        CaseColumn.Risk => "At risk",
        CaseColumn.Market => "Marketplace",
        CaseColumn.Sku => "SKU",
        _ => column.ToString(),
    };
}
