using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Imports;

namespace ReturnsConsole.Demo;

/// <summary>Takes a file in the way the Imports screen does.</summary>
internal static class DemoImport
{
    /// <returns>What became of it, for each file inside.</returns>
    public static async Task<IReadOnlyList<SourceFile>> RunAsync(IServiceProvider services, int account, string path, CancellationToken ct)
    {
        await using var content = File.OpenRead(path);
        var received = await services.GetRequiredService<ReceiveFile>().RunAsync(Actor.Terminal, account, Path.GetFileName(path), content, ct);
        var runner = services.GetRequiredService<ImportRunner>();
        foreach (var report in received.Files)
            await runner.RunFileAsync(report.FileId, ct);
        var ids = received.Files.Select(f => f.FileId).ToList();
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync(ct);
        var files = await db.SourceFiles.AsNoTracking().Where(f => ids.Contains(f.Id)).OrderBy(f => f.Id).ToListAsync(ct);
        return files.Find(f => f.Status != ImportStatus.Done) is { } bad ? throw new InvalidOperationException($"{bad.Name}: {bad.Message ?? bad.Question}") : files;
    }
}
