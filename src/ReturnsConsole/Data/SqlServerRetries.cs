using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ReturnsConsole.Data;

/// <summary>Opening a connection is tried again, with growing waits. Commands are not: an import or a decision is one transaction, begun anew as a whole.</summary>
internal sealed class SqlServerRetries(SqlServerOptions options) : DbConnectionInterceptor
{
    private readonly SqlRetryLogicBaseProvider? provider = options.MaxRetryCount == 0 ? null : SqlConfigurableRetryFactory.CreateExponentialRetryProvider(new SqlRetryLogicOption
    {
        NumberOfTries = options.MaxRetryCount + 1,
        DeltaTime = TimeSpan.FromSeconds(1),
        MaxTimeInterval = TimeSpan.FromSeconds(Math.Max(2, options.MaxRetryDelaySeconds)),
    });

    public override DbConnection ConnectionCreated(ConnectionCreatedEventData eventData, DbConnection result)
    {
        if (provider is not null && result is SqlConnection connection)
            connection.RetryLogicProvider = provider;
        return result;
    }
}
