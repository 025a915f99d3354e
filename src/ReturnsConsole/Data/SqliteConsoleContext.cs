using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ReturnsConsole.Data;

/// <summary>SQLite: instants are whole milliseconds since 1970 UTC in an integer column, so that they sort, compare and pack well.</summary>
public sealed class SqliteConsoleContext(DbContextOptions<SqliteConsoleContext> options) : ConsoleContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcMilliseconds>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<OffsetMilliseconds>();
    }

    private sealed class UtcMilliseconds() : ValueConverter<DateTime, long>(v => Instants.ToMilliseconds(v), v => Instants.FromMilliseconds(v));

    private sealed class OffsetMilliseconds() : ValueConverter<DateTimeOffset, long>(v => v.ToUnixTimeMilliseconds(), v => DateTimeOffset.FromUnixTimeMilliseconds(v));
}
