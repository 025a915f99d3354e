using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ReturnsConsole.Data;

public static class DataModule
{
    public static IServiceCollection AddConsoleData(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<StorageOptions>(configuration.GetSection("Storage"));
        services.Configure<DatabaseOptions>(configuration.GetSection("Database"));
        services.AddSingleton<DatabaseStart>();
        // Who calls the database says what failed.
        services.AddLogging(logging => logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Critical));
        services.AddKeyRing(configuration);
        if (DatabaseSettings.ProviderOf(configuration) == DatabaseProvider.SqlServer)
            AddSqlServer(services, configuration);
        else
            AddSqlite(services, configuration);
        return services;
    }

    private static void AddSqlite(IServiceCollection services, IConfiguration configuration)
    {
        services.AddDbContextFactory<SqliteConsoleContext>((provider, options) =>
        {
            var database = provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
            options.UseSqlite(SqliteConnectionString(configuration, provider), sqlite => sqlite.CommandTimeout(database.Sqlite.BusyTimeoutSeconds));
            options.AddInterceptors(new SqlitePragmas(database.Sqlite.BusyTimeoutSeconds));
        });
        services.AddSingleton<IDbContextFactory<ConsoleContext>, FactoryOf<SqliteConsoleContext>>();
    }

    private static string SqliteConnectionString(IConfiguration configuration, IServiceProvider provider)
    {
        var given = configuration.GetConnectionString("ReturnsConsole");
        if (!string.IsNullOrWhiteSpace(given))
            return given;
        var folder = provider.GetRequiredService<IOptions<StorageOptions>>().Value.FolderOf(provider.GetRequiredService<IHostEnvironment>());
        return new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "returns.db") }.ToString();
    }

    private static void AddSqlServer(IServiceCollection services, IConfiguration configuration)
    {
        services.AddDbContextFactory<SqlServerConsoleContext>((provider, options) =>
        {
            var server = provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.SqlServer;
            options.UseSqlServer(configuration.GetConnectionString("ReturnsConsole"), sql => sql.MaxBatchSize(server.MaxBatchSize).CommandTimeout(server.CommandTimeoutSeconds));
            options.AddInterceptors(new SqlServerRetries(server));
        });
        services.AddSingleton<IDbContextFactory<ConsoleContext>, FactoryOf<SqlServerConsoleContext>>();
    }

    private sealed class FactoryOf<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<ConsoleContext>
        where TContext : ConsoleContext
    {
        public ConsoleContext CreateDbContext() => inner.CreateDbContext();
    }
}
