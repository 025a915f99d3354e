namespace ReturnsConsole.Demo;

/// <summary>The demo's data is its own and thrown away: every start is the same.</summary>
internal static class DemoFolder
{
    /// <summary>Deletes what an earlier demo left, and only that: a folder given by hand may hold other things.</summary>
    public static void Empty(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(folder, "returns.db*"))
            File.Delete(file);
        File.Delete(Path.Combine(folder, "audit-anchor.json"));
        foreach (var name in (string[])["evidence", "incoming", "keys"])
        {
            if (Directory.Exists(Path.Combine(folder, name)))
                Directory.Delete(Path.Combine(folder, name), recursive: true);
        }
    }
}
