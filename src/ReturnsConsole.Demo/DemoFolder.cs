namespace ReturnsConsole.Demo;

/// <summary>The demo's data is its own and thrown away: every start is the same. One demo at a time has a folder.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly FileStream held;

    private DemoFolder(FileStream held) => this.held = held;

    /// <summary>Takes the folder and deletes what an earlier demo left, and only that: a folder given by hand may hold other things.</summary>
    /// <exception cref="InvalidOperationException">It cannot be used; the message says why.</exception>
    public static DemoFolder Take(string folder)
    {
        FileStream held;
        try
        {
            Directory.CreateDirectory(folder);
            held = new FileStream(Path.Combine(folder, "demo.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new InvalidOperationException($"the folder {folder} may not be written. Give another one with --data.", denied);
        }
        catch (IOException taken)
        {
            throw new InvalidOperationException($"the folder {folder} cannot be used, or another demo has it. Give another folder with --data.", taken);
        }
        try
        {
            Empty(folder);
            return new DemoFolder(held);
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            held.Dispose();
            throw new InvalidOperationException($"what an earlier demo left in {folder} cannot be deleted: {denied.Message} Give another folder with --data.", denied);
        }
    }

    public void Dispose() => held.Dispose();

    private static void Empty(string folder)
    {
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
