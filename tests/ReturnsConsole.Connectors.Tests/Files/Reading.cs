using System.Text;
using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Tests.Files;

/// <summary>Short ways to look at and read text, bytes and sample files in tests.</summary>
internal static class Reading
{
    public static readonly FileLimits Limits = new();

    public static string Sample(string name) => UnderTests("samples", "given", name);

    public static string UnderTests(params string[] path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ReturnsConsole.sln")))
                return Path.Combine([folder.FullName, "tests", .. path]);
        }

        throw new InvalidOperationException("The tests run outside the repository.");
    }

    public static FileEntry Entry(byte[] bytes, string name = "report.txt") => new(name, bytes.Length, bytes.Length, () => new MemoryStream(bytes, writable: false));

    public static FileEntry Entry(string text, string name = "report.txt") => Entry(Encoding.UTF8.GetBytes(text), name);

    public static FileEntry SampleEntry(string name) => Assert.Single(PartnerFiles.Entries(Sample(name), name, Limits));

    public static FileInspection Inspect(this FileEntry entry, string? culture = null, FileLimits? limits = null) =>
        PartnerFiles.Inspect(entry, new ReadingAnswers(culture), limits ?? Limits, CancellationToken.None);

    public static FileProfile Profile(this FileEntry entry, string? culture = null)
    {
        var inspection = entry.Inspect(culture);
        Assert.True(inspection.Profile is not null, inspection.Refusal?.Message);
        return inspection.Profile;
    }

    public static FileRefusal Refusal(this FileEntry entry, string? culture = null, FileLimits? limits = null)
    {
        var inspection = entry.Inspect(culture, limits);
        Assert.Null(inspection.Profile);
        Assert.NotNull(inspection.Refusal);
        Assert.DoesNotContain("Exception", inspection.Refusal.Message, StringComparison.Ordinal);
        return inspection.Refusal;
    }

    public static Collector Read(this FileEntry entry, string? culture = null)
    {
        var collected = new Collector();
        PartnerFiles.Read(entry, entry.Profile(culture), Limits, collected, null, CancellationToken.None);
        return collected;
    }

    /// <summary>Rows of tab separated cells.</summary>
    public static string Tsv(params string[] rows) => string.Join('\n', rows.Select(r => r.Replace('|', '\t'))) + "\n";
}
