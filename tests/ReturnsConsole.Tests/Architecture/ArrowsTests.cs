using System.Text.RegularExpressions;
using Xunit;

namespace ReturnsConsole.Tests.Architecture;

/// <summary>Who may know whom. Connectors know nothing of the application, the rules know only themselves, features meet through use cases.</summary>
public class ArrowsTests
{
    private static readonly Regex Names = new(@"\bReturnsConsole\.(?<name>[A-Z][A-Za-z]+(\.[A-Z][A-Za-z]+)?)|^using (static )?(?<using>[A-Z][\w.]+);", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    [Fact]
    public void Connectors_Assembly_ReferencesNoDatabaseNoWebNoApplication()
    {
        var references = typeof(Connectors.Files.FileProfile).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ToList();

        Assert.NotEmpty(references);
        Assert.DoesNotContain(references, r => r.Contains("EntityFramework", StringComparison.Ordinal) || r.Contains("AspNetCore", StringComparison.Ordinal)
            || r.Contains("Sqlite", StringComparison.Ordinal) || r.Contains("SqlClient", StringComparison.Ordinal) || r == "ReturnsConsole");
    }

    [Fact]
    public void Reconciliation_Rules_KnowOnlyThemselvesSharedWordsAndConnectorWords()
    {
        var allowed = new[] { "Reconciliation", "Shared", "Connectors" };
        var files = Repository.Files("src/ReturnsConsole/Reconciliation", ".cs").ToList();

        Assert.NotEmpty(files);
        AssertNone(files, (_, name) => name.StartsWith("Microsoft.", StringComparison.Ordinal) || (Own(name) is { } own && !allowed.Contains(own)));
    }

    [Fact]
    public void Shared_KnowsNoFeature() =>
        AssertNone(Repository.Files("src/ReturnsConsole/Shared", ".cs"), (_, name) => Own(name) is "Reconciliation");

    [Fact]
    public void Features_UseNoPageOfAnotherFeature()
    {
        var pages = Repository.Files("src/ReturnsConsole/Features", ".razor")
            .Where(f => File.ReadAllText(f).Contains("@page", StringComparison.Ordinal))
            .Select(f => (Name: Path.GetFileNameWithoutExtension(f), Feature: FeatureOf(f))).ToList();
        var wrong = from file in Repository.Files("src/ReturnsConsole/Features", ".razor", ".cs")
                    let text = File.ReadAllText(file)
                    from page in pages
                    where page.Feature != FeatureOf(file) && (text.Contains($"<{page.Name} ", StringComparison.Ordinal) || text.Contains($"typeof({page.Name})", StringComparison.Ordinal))
                    select $"{Repository.Relative(file)} uses the page {page.Name} of {page.Feature}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Pages_OpenNoDatabase() =>
        AssertNone(Repository.Files("src/ReturnsConsole", ".razor").Concat(Repository.Files("src/ReturnsConsole", ".cs").Where(f => f.EndsWith(".razor.cs", StringComparison.Ordinal))),
            (text, _) => text.Contains("ConsoleContext", StringComparison.Ordinal), "opens the database itself");

    [Fact]
    public void Sources_ReadNoClockDirectly() =>
        AssertNone(Repository.Files("src", ".cs", ".razor"), (text, _) => ClockReads.IsMatch(text), "reads the clock directly");

    [Fact]
    public void PartnerFolders_HaveAReadme()
    {
        var folders = Directory.GetDirectories(Path.Combine(Repository.Root, "src/ReturnsConsole.Connectors")).Where(d => Path.GetFileName(d) is not ("bin" or "obj" or "Files" or "Wire" or "Payloads")).ToList();

        Assert.NotEmpty(folders);
        Assert.All(folders, f => Assert.True(File.Exists(Path.Combine(f, "README.md")), $"{Repository.Relative(f)} has no README.md"));
    }

    private static readonly Regex ClockReads = new(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static string? Own(string name) => name.StartsWith("ReturnsConsole.", StringComparison.Ordinal) ? name.Split('.')[1] : null;

    private static string FeatureOf(string file) => Repository.Relative(file).Split(Path.DirectorySeparatorChar)[3];

    private static void AssertNone(IEnumerable<string> files, Func<string, string, bool> isWrong, string? what = null)
    {
        var wrong = new List<string>();
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            if (what is not null)
            {
                if (isWrong(text, ""))
                    wrong.Add($"{Repository.Relative(file)} {what}");
                continue;
            }
            foreach (Match match in Names.Matches(text))
            {
                var name = match.Groups["using"].Success ? match.Groups["using"].Value : "ReturnsConsole." + match.Groups["name"].Value;
                if (isWrong(text, name))
                    wrong.Add($"{Repository.Relative(file)} knows {name}");
            }
        }
        Assert.Empty(wrong);
    }
}
