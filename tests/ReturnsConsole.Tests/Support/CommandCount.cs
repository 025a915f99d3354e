using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ReturnsConsole.Data;

namespace ReturnsConsole.Tests.Support;

/// <summary>How often the database is asked.</summary>
public sealed class CommandCount : DbCommandInterceptor
{
    public int Asked { get; private set; }

    public ConsoleContext Open(TestDatabase database) => new SqliteConsoleContext(new DbContextOptionsBuilder<SqliteConsoleContext>()
        .UseSqlite(new SqliteConnectionStringBuilder { DataSource = Path.Combine(database.Folder, "returns.db") }.ToString())
        .AddInterceptors(new SqlitePragmas(30), this).Options);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Asked++;
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }
}
