namespace ReturnsConsole.EndToEnd.Support;

internal static class Paths
{
    public static string Root { get; } = FindRoot();

    public static string Samples => Path.Combine(Root, "tests/samples/given");

    public static string Artifacts => Directory.CreateDirectory(Path.Combine(Root, "artifacts/screens")).FullName;

    /// <summary>The program's dll in the configuration that these tests were built in.</summary>
    public static string Program(string project)
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        return Path.Combine(Root, "src", project, "bin", configuration, "net10.0", project + ".dll");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ReturnsConsole.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("ReturnsConsole.sln was not found above the test's folder.");
    }
}
