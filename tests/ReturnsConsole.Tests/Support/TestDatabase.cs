using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;

namespace ReturnsConsole.Tests.Support;

/// <summary>A real SQLite file in a folder of its own, migrated; gone at the end.</summary>
public class TestDatabase : IDbContextFactory<ConsoleContext>, IDisposable
{
    private static readonly Lazy<byte[]> Migrated = new(MigrateOnce);

    public TestDatabase()
    {
        Folder = Directory.CreateTempSubdirectory("returns-test-").FullName;
        File.WriteAllBytes(Path.Combine(Folder, "returns.db"), Migrated.Value);
    }

    public string Folder { get; }

    public ConsoleContext CreateDbContext() => Open(Folder);

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private static SqliteConsoleContext Open(string folder) => new(new DbContextOptionsBuilder<SqliteConsoleContext>()
        .UseSqlite(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "returns.db") }.ToString())
        .AddInterceptors(new SqlitePragmas(30)).Options);

    private static byte[] MigrateOnce()
    {
        var folder = Directory.CreateTempSubdirectory("returns-test-").FullName;
        using (var db = Open(folder))
        {
            db.Database.Migrate();
            db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        SqliteConnection.ClearAllPools();
        var bytes = File.ReadAllBytes(Path.Combine(folder, "returns.db"));
        Directory.Delete(folder, recursive: true);
        return bytes;
    }
}
