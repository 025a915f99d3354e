using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Tests.Support;

/// <summary>A real SQLite file of its own, migrated, with one company and one account. Deleted afterwards.</summary>
public sealed class TestDatabase : IDbContextFactory<ConsoleContext>, IDisposable
{
    private static readonly Lazy<byte[]> Template = new(MakeTemplate);
    private readonly string folder = Directory.CreateTempSubdirectory("returns-console-").FullName;

    public TestDatabase()
    {
        Path = System.IO.Path.Combine(folder, "test.db");
        File.WriteAllBytes(Path, Template.Value);
        using var db = CreateDbContext();
        var company = new Company { Name = "Northwind" };
        db.Companies.Add(company);
        db.SaveChanges();
        var account = new Account { CompanyId = company.Id, Name = "Seller" };
        db.Set<Account>().Add(account);
        db.SaveChanges();
        (CompanyId, AccountId) = (company.Id, account.Id);
    }

    public string Path { get; }

    public int CompanyId { get; }

    public int AccountId { get; }

    public ConsoleContext CreateDbContext() => Open(Path);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static SqliteConsoleContext Open(string path) =>
        new(new DbContextOptionsBuilder<SqliteConsoleContext>().UseSqlite($"Data Source={path}").AddInterceptors(new SqlitePragmas(30)).Options);

    private static byte[] MakeTemplate()
    {
        var path = System.IO.Path.GetTempFileName();
        using (var db = Open(path))
        {
            db.Database.Migrate();
            db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var bytes = File.ReadAllBytes(path);
        foreach (var file in (string[])[path, path + "-wal", path + "-shm"])
            File.Delete(file);
        return bytes;
    }
}
