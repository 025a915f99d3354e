using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Benchmarks;

/// <summary>A migrated SQLite file of its own.</summary>
public sealed class BenchmarkDatabase : IDbContextFactory<ConsoleContext>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("returns-console-bench-").FullName;

    public BenchmarkDatabase()
    {
        using var db = CreateDbContext();
        db.Database.Migrate();
        var company = new Company { Name = "Northwind" };
        db.Companies.Add(company);
        db.SaveChanges();
        db.Set<Account>().AddRange(new Account { CompanyId = company.Id, Name = "One" }, new Account { CompanyId = company.Id, Name = "Two" }, new Account { CompanyId = company.Id, Name = "Three" });
        db.SaveChanges();
    }

    public string Path => System.IO.Path.Combine(folder, "bench.db");

    public ConsoleContext CreateDbContext() =>
        new SqliteConsoleContext(new DbContextOptionsBuilder<SqliteConsoleContext>().UseSqlite($"Data Source={Path}").AddInterceptors(new SqlitePragmas(30)).Options);

    public void Execute(string sql)
    {
        using var db = CreateDbContext();
        db.Database.OpenConnection();
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
