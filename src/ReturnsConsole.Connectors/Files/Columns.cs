using System.Text;

namespace ReturnsConsole.Connectors.Files;

/// <summary>What a column holds: decides which checks and which evidence its cells give.</summary>
internal enum CellKind : byte
{
    Text,

    /// <summary>An id: must never have gone through a spreadsheet's number format.</summary>
    Id,
    Amount,
    Date,

    /// <summary>Personal data: counted into the row's hash, never handed out or shown.</summary>
    Personal,
}

/// <param name="Name">As the partner writes it.</param>
/// <param name="Required">The file is refused without this column.</param>
/// <param name="Aliases">Other spellings seen; case, blanks, hyphens and underscores never matter.</param>
internal sealed record KnownColumn(string Name, CellKind Kind = CellKind.Text, bool Required = false, params string[] Aliases)
{
    public string Key { get; } = HeaderMap.Normalise(Name);
}

/// <summary>Which cell of a row holds which known column, by name.</summary>
internal sealed class HeaderMap
{
    private readonly int[] _cells;

    private HeaderMap(ReportFormat format, string[] columns)
    {
        Format = format;
        Columns = columns;
        _cells = new int[format.Columns.Count];
        Array.Fill(_cells, -1);
        Plan = new (ulong, CellKind, int)[columns.Length];
        for (var cell = 0; cell < columns.Length; cell++)
        {
            var key = Normalise(columns[cell]);
            var known = format.IndexOf(key);
            if (known >= 0 && _cells[known] >= 0)
                Duplicate ??= columns[cell];
            if (known >= 0)
                _cells[known] = cell;
            Plan[cell] = known >= 0
                ? (RowHash.Seed(format.Columns[known].Key), format.Columns[known].Kind, known)
                : (RowHash.Seed(key), PersonalData.IsPersonal(key) ? CellKind.Personal : CellKind.Text, -1);
            if (known >= 0)
                Known++;
            else if (key.Length > 0)
                Unknown.Add(columns[cell]);
        }

        foreach (var column in columns.Where(c => Normalise(c).Length > 0).GroupBy(Normalise).Where(g => g.Count() > 1))
            Duplicate ??= column.First();
    }

    public ReportFormat Format { get; }

    public string[] Columns { get; }

    /// <summary>Per cell: the seed of its hash, what it holds, and its known column or -1.</summary>
    public (ulong Seed, CellKind Kind, int Known)[] Plan { get; }

    public int Known { get; }

    public List<string> Unknown { get; } = [];

    public string? Duplicate { get; }

    public int Cell(int known) => _cells[known];

    /// <summary>The column's name as written in this file.</summary>
    public string NameOf(int known) => _cells[known] < 0 ? Format.Columns[known].Name : Columns[_cells[known]];

    public IEnumerable<string> Missing()
    {
        for (var known = 0; known < _cells.Length; known++)
        {
            if (Format.Columns[known].Required && _cells[known] < 0)
                yield return Format.Columns[known].Name;
        }

        if (Format.AlsoMissing(this) is { } more)
            yield return more;
    }

    public static HeaderMap Of(ReportFormat format, string[] columns) => new(format, columns);

    /// <summary>Lower case letters and digits only: "A-to-z claim" = "a_to_z_Claim".</summary>
    public static string Normalise(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
                key.Append(char.ToLowerInvariant(c));
        }

        return key.ToString();
    }
}

/// <summary>Columns that name people or where they live.</summary>
internal static class PersonalData
{
    public const string NotShown = "(personal data, not shown)";

    private static readonly string[] Prefixes = ["ship", "recipient", "buyer", "bill", "customer", "delivery"];
    private static readonly string[] Endings = ["name", "address", "address1", "address2", "address3", "street", "city", "state", "postalcode", "zip", "country", "phone", "phonenumber", "email", "comments", "instructions"];

    public static bool IsPersonal(string key) =>
        key is "cpf" or "taxid" or "customercomments" or "comments" or "email" or "phone"
        || (Prefixes.Any(p => key.StartsWith(p, StringComparison.Ordinal)) && Endings.Any(e => key.EndsWith(e, StringComparison.Ordinal)));
}
