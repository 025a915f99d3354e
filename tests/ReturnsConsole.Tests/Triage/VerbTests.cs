using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.ReasonCodes.Release;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.Verbs;
using ReturnsConsole.Features.Triage.Verification;
using ReturnsConsole.Shared.Export;
using Xunit;

namespace ReturnsConsole.Tests.Triage;

public sealed class VerbTests
{
    private const string One = "302-1111111-1111111";

    [Fact]
    public async Task Verbs_OnOneBadOrder_SayItInWordsAndJson()
    {
        using var world = new TriageWorld();
        world.Line(One, "BOOT", 5000);
        world.Refund(One, "BOOT", 1, 5000);
        world.GoTo(20);
        var (words, json, errors) = (new StringWriter(), new StringWriter(), new StringWriter());
        var cases = new CasesVerb(new CaseList(world.Database, world.Guard, world.Clock));

        Assert.Equal(0, await new ReconcileVerb(world.Reconcile, new ReleaseReturns(world.Database, new AuditTrail(world.Clock), world.Requests, world.Feed, world.Clock)).RunAsync(json, json: true, full: false, default));
        Assert.Equal(1, JsonDocument.Parse(json.ToString()).RootElement.GetProperty("casesOpened").GetInt32());
        Assert.Equal(1, await cases.RunAsync(words, errors, false, "orphaned-refund", null, default));
        Assert.Contains("302-1111111-1111111", words.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await cases.RunAsync(words, errors, false, null, "Dismissed", default));
        Assert.Equal(2, await cases.RunAsync(words, errors, false, "nonsense", null, default));
        Assert.Contains("OrphanedRefund", errors.ToString(), StringComparison.Ordinal);

        var verify = new VerifyVerb(new Verify(world.Database, Microsoft.Extensions.Options.Options.Create(world.Settings), world.Clock));
        Assert.Equal(0, await verify.RunAsync(words, false, default));
    }

    [Theory]
    [InlineData("cases.csv")]
    [InlineData("cases.xlsx")]
    public async Task Export_Cases_ReadsBackWithAmountsAsNumbers(string name)
    {
        using var world = new TriageWorld();
        world.Line(One, "BOOT", 500050);
        world.Refund(One, "BOOT", 1, 123456);
        world.GoTo(20);
        await world.RunAsync();
        var file = Path.Combine(Path.GetDirectoryName(world.Database.Path)!, name);

        var exit = await new ExportVerb(new ExportTables(world.Database, world.Guard, new CaseList(world.Database, world.Guard, world.Clock))).RunAsync(new StringWriter(), new StringWriter(), false, "cases", null, file, default);

        Assert.Equal(0, exit);
        var rows = name.EndsWith(".csv", StringComparison.Ordinal) ? ReadCsv(await File.ReadAllTextAsync(file)) : ReadXlsx(file);
        Assert.Equal(2, rows.Count);
        Assert.Equal("1234.56", rows[1][rows[0].IndexOf("at risk")]);
        Assert.Equal(One, rows[1][rows[0].IndexOf("order")]);
        Assert.False(File.Exists(file + ".part"));
    }

    [Fact]
    public async Task Export_Settlement_HasEveryLine()
    {
        using var world = new TriageWorld();
        world.Settlement("26688578961", 1000, 400, -600);
        var file = Path.Combine(Path.GetDirectoryName(world.Database.Path)!, "lines.csv");
        var (verb, errors) = (new ExportVerb(new ExportTables(world.Database, world.Guard, new CaseList(world.Database, world.Guard, world.Clock))), new StringWriter());

        Assert.Equal(0, await verb.RunAsync(new StringWriter(), errors, false, "settlement", "26688578961", file, default));
        Assert.Equal(["4.00", "-6.00"], ReadCsv(await File.ReadAllTextAsync(file)).Skip(1).Select(r => r[10]));
        Assert.Equal(2, await verb.RunAsync(new StringWriter(), errors, false, "settlement", "nowhere", file, default));
        Assert.Equal(2, await verb.RunAsync(new StringWriter(), errors, false, "cases", null, "cases.pdf", default));
        Assert.Contains("there is no settlement nowhere", errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+44", "'+44")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("\0=1", "'=1")]
    [InlineData("plain, \"quoted\"\r\nand more", "plain, \"quoted\"\r\nand more")]
    [InlineData(" leading", " leading")]
    [InlineData("Größe 42 ≠ 日本", "Größe 42 ≠ 日本")]
    [InlineData("", "")]
    public async Task Text_InBothFormats_CannotRunAndComesBack(string text, string expected)
    {
        var table = new ExportTable("T", ["a", "b"], Rows(text));
        using var csv = new MemoryStream();
        using var xlsx = new MemoryStream();

        await CsvExport.WriteAsync(table, csv, default);
        await XlsxExport.WriteAsync(table, xlsx, default);

        Assert.Equal(expected, ReadCsv(Encoding.UTF8.GetString(csv.ToArray()))[1][0]);
        xlsx.Position = 0;
        // XML knows one line end.
        Assert.Equal(expected.ReplaceLineEndings("\n"), ReadXlsx(xlsx)[1][0].ReplaceLineEndings("\n"));
    }

    private static async IAsyncEnumerable<IReadOnlyList<ExportCell>> Rows(string text)
    {
        await Task.CompletedTask;
        yield return [ExportCell.Of(text), ExportCell.Of(7)];
    }

    /// <summary>Our own small reader: what another program would see.</summary>
    private static List<List<string>> ReadCsv(string text)
    {
        List<List<string>> rows = [[]];
        var cell = new StringBuilder();
        var quoted = false;
        text = text.TrimStart('\uFEFF');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (!quoted && (c == ',' || (c == '\r' && text[i + 1] == '\n')))
                End(c == ',');
            else
                cell.Append(c);
        }
        rows.RemoveAt(rows.Count - 1);
        return rows;

        void End(bool comma)
        {
            rows[^1].Add(cell.ToString().TrimStart('\n'));
            cell.Clear();
            if (!comma)
                rows.Add([]);
        }
    }

    private static List<List<string>> ReadXlsx(string file)
    {
        using var stream = File.OpenRead(file);
        return ReadXlsx(stream);
    }

    private static List<List<string>> ReadXlsx(Stream stream)
    {
        XNamespace x = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        using var sheet = zip.Entries.Single(e => e.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal) || e.FullName.EndsWith("sheet.xml", StringComparison.Ordinal)).Open();
        var document = XDocument.Load(sheet, LoadOptions.PreserveWhitespace);
        Assert.Empty(document.Descendants(x + "f"));
        return [.. document.Descendants(x + "row").Select(r => r.Elements(x + "c").Select(c => (string?)c.Element(x + "v") ?? string.Concat(c.Descendants(x + "t").Select(t => t.Value))).ToList())];
    }
}
