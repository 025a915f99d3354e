using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Tests.Support;

/// <summary>A real SQLite file in a folder of its own, migrated; gone at the end.</summary>
public sealed class TestDatabase : IDbContextFactory<ConsoleContext>, IDisposable
{
    private static readonly Lazy<byte[]> Migrated = new(MigrateOnce);

    private readonly Lazy<Account> account;

    public TestDatabase()
    {
        account = new(MakeAccount);
        Folder = Directory.CreateTempSubdirectory("returns-test-").FullName;
        File.WriteAllBytes(Path.Combine(Folder, "returns.db"), Migrated.Value);
    }

    public string Folder { get; }

    /// <summary>A company, made when a test first asks for it.</summary>
    public int CompanyId => account.Value.CompanyId;

    /// <summary>An account of that company.</summary>
    public int AccountId => account.Value.Id;

    public ConsoleContext CreateDbContext() => Open(Folder);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private Account MakeAccount()
    {
        using var db = CreateDbContext();
        var company = new Company { Name = "Northwind" };
        db.Companies.Add(company);
        db.SaveChanges();
        var made = new Account { CompanyId = company.Id, Name = "Seller" };
        db.Accounts.Add(made);
        db.SaveChanges();
        return made;
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
