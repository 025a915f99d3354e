namespace ReturnsConsole.Connectors.Files;

/// <summary>One delimited report: its columns and who reads its rows.</summary>
internal abstract class ReportFormat
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

    protected ReportFormat(FileFormat format, string title, params KnownColumn[] columns)
    {
        Format = format;
        Title = title;
        Columns = columns;
        for (var i = 0; i < columns.Length; i++)
        {
            _index.Add(columns[i].Key, i);
            foreach (var alias in columns[i].Aliases)
                _index.Add(HeaderMap.Normalise(alias), i);
        }
    }

    /// <summary>Every delimited format that is read here.</summary>
    public static IReadOnlyList<ReportFormat> All { get; } =
    [
        new Amazon.Files.SettlementV2Format(),
        new Amazon.Files.SettlementV1Format(),
        new Amazon.Files.ReturnsFlatFormat(),
        new Amazon.Files.FbaReturnsFormat(),
        new Amazon.Files.ReimbursementsFormat(),
        new Amazon.Files.AllOrdersFormat(),
        new Console.ReceiptsFormat(),
        AmazonVendor.Files.VendorPaperFormat.Returns,
        AmazonVendor.Files.VendorPaperFormat.Remittances,
        AmazonVendor.Files.VendorPaperFormat.DebitNotes,
        AmazonVendor.Files.VendorPaperFormat.Disputes,
    ];

    public FileFormat Format { get; }

    /// <summary>"Amazon settlement report V2": for messages.</summary>
    public string Title { get; }

    public IReadOnlyList<KnownColumn> Columns { get; }

    public int IndexOf(string key) => _index.GetValueOrDefault(key, -1);

    /// <summary>In words, what else a header of this format needs; null when nothing is missing.</summary>
    public virtual string? AlsoMissing(HeaderMap map) => null;

    public virtual string Layout(HeaderMap map) => Refusals.Text($"{map.Columns.Length} columns");

    /// <summary>Column of the ISO currency that the amounts of a row are in; -1 when the format has none.</summary>
    public abstract int CurrencyColumn { get; }

    /// <summary>Column that names the marketplace ("Amazon.de"); -1 when the format has none.</summary>
    public virtual int MarketplaceColumn => -1;

    /// <summary>Column of the declared total that all other amounts add up to; -1 when the format declares none.</summary>
    public virtual int TotalColumn => -1;

    /// <summary>A date column that says the same day as <paramref name="known"/> in unambiguous writing; -1 for none.</summary>
    public virtual int SameDayColumn(int known) => -1;

    public abstract IRowTaker Begin(RowCells cells, IPartnerFileSink sink);
}

/// <summary>Takes the rows of one file, one after the other.</summary>
internal interface IRowTaker
{
    void Take();
}
