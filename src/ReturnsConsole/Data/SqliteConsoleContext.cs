using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settlements;

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

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // The import gives these ids itself and nothing deletes the rows: AUTOINCREMENT would write to a second table for every row. A default keeps EF Core from
        // choosing it; SQLite takes NULL in a row id's column for "the next one".
        foreach (var type in (ReadOnlySpan<Type>)[typeof(SettlementLine), typeof(RefundSighting), typeof(Reimbursement), typeof(OrderLine), typeof(ReturnItem), typeof(GoodsReceipt), typeof(RejectedSourceRow)])
            builder.Entity(type).Property<long>("Id").HasDefaultValueSql("NULL");
    }

    private sealed class UtcMilliseconds() : ValueConverter<DateTime, long>(v => Instants.ToMilliseconds(v), v => Instants.FromMilliseconds(v));

    private sealed class OffsetMilliseconds() : ValueConverter<DateTimeOffset, long>(v => v.ToUnixTimeMilliseconds(), v => DateTimeOffset.FromUnixTimeMilliseconds(v));
}
