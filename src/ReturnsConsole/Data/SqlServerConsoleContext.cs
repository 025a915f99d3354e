using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ReturnsConsole.Data;

/// <summary>SQL Server: instants are datetime2(3) and read back as UTC.</summary>
public sealed class SqlServerConsoleContext(DbContextOptions<SqlServerConsoleContext> options) : ConsoleContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<Utc>().HavePrecision(3);
        configurationBuilder.Properties<DateTimeOffset>().HavePrecision(3);
    }

    private sealed class Utc() : ValueConverter<DateTime, DateTime>(v => v, v => DateTime.SpecifyKind(v, DateTimeKind.Utc));
}
