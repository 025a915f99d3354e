using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Tests.Files;

namespace ReturnsConsole.Connectors.Tests.Amazon;

/// <summary>Laws that hold for any settlement, however it is written.</summary>
public sealed class SettlementLawsTests
{
    private static readonly string[] Columns =
    [
        "settlement-id", "total-amount", "currency", "transaction-type", "order-id", "marketplace-name", "amount-type", "amount-description", "amount", "posted-date-time", "sku", "quantity-purchased",
    ];

    static SettlementLawsTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>How a file is written: culture, delimiter, encoding, order of columns.</summary>
    private sealed record Writing(bool Comma, bool Grouped, char Delimiter, int CodePage, int Rotation, bool LongDates);

    private static readonly Gen<Writing> Writings =
        from comma in ArbMap.Default.GeneratorFor<bool>()
        from grouped in ArbMap.Default.GeneratorFor<bool>()
        from delimiter in Gen.Elements('\t', ',', ';')
        from codePage in Gen.Elements(65001, 1252, 1200)
        from rotation in Gen.Choose(0, Columns.Length - 1)
        from dates in ArbMap.Default.GeneratorFor<bool>()
        select new Writing(comma, grouped, delimiter, codePage, rotation, dates);

    [Fact]
    public void AnySettlement_HoweverWritten_SumsToItsTotalAndKeepsItsHashes()
    {
        var property = Prop.ForAll(
            Gen.Choose(-5_000_000, 5_000_000).NonEmptyListOf().ToArbitrary(),
            Writings.Two().ToArbitrary(),
            (amounts, writings) =>
            {
                var one = Read([.. amounts], writings.Item1);
                var two = Read([.. amounts], writings.Item2);
                Assert.Empty(one.RejectedRows);
                Assert.Equal(amounts.Select(a => (long)a), one.Lines.Select(l => l.Minor));
                Assert.Equal(one.Heads.Single().DeclaredTotalMinor, one.Lines.Sum(l => l.Minor));
                Assert.Equal(one.Lines.Select(l => l.Row.Hash), two.Lines.Select(l => l.Row.Hash));
            });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), property);
    }

    [Fact]
    public void RowsThatDiffer_HaveDifferentHashes()
    {
        var plain = new Writing(false, false, '\t', 65001, 0, false);
        var read = Read([.. Enumerable.Range(1, 20_000)], plain);

        Assert.Equal(read.Lines.Count, read.Lines.Select(l => l.Row.Hash).Distinct().Count());
    }

    private static Collector Read(int[] amounts, Writing writing)
    {
        var rows = new List<string[]> { Columns };
        rows.Add(["77", Amount(amounts.Sum(a => (long)a), writing), "EUR", "", "", "", "", "", "", "", "", ""]);
        foreach (var (amount, i) in amounts.Select((a, i) => (a, i)))
        {
            var posted = new DateTime(2026, 8, 14, i % 24, i % 60, 0, DateTimeKind.Utc);
            rows.Add(["77", "", "", "Refund", "302-" + i.ToString(CultureInfo.InvariantCulture), "Amazon.de", "ItemPrice", "Principal", Amount(amount, writing),
                posted.ToString(writing.LongDates ? "dd.MM.yyyy HH:mm:ss 'UTC'" : "yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture), i % 3 == 0 ? "Größe; \"7\", é" : "SKU", ""]);
        }

        var text = string.Join("\r\n", rows.Select(r => string.Join(writing.Delimiter, Rotate(r, writing.Rotation).Select(c => Quote(c, writing.Delimiter)))));
        var encoding = Encoding.GetEncoding(writing.CodePage);
        return Reading.Entry([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]).Read();
    }

    private static IEnumerable<string> Rotate(string[] row, int by) => row[by..].Concat(row[..by]);

    private static string Amount(long minor, Writing writing)
    {
        var text = (minor / 100m).ToString(writing.Grouped ? "#,##0.00" : "0.00", CultureInfo.InvariantCulture);
        return writing.Comma ? text.Replace(',', '_').Replace('.', ',').Replace('_', '.') : text;
    }

    private static string Quote(string cell, char delimiter) =>
        delimiter == '\t' ? cell : cell.Contains(delimiter) || cell.Contains('"') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
