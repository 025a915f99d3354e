using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ReturnsConsole.Data;

internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteConsoleContext>
{
    public SqliteConsoleContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteConsoleContext>().UseSqlite("Data Source=:memory:").Options);
}

internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerConsoleContext>
{
    public SqlServerConsoleContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerConsoleContext>().UseSqlServer("Server=design-time;Database=ReturnsConsole").Options);
}
