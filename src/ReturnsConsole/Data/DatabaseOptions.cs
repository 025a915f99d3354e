namespace ReturnsConsole.Data;

public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
}

/// <summary>Section "Database". The connection string is ConnectionStrings:ReturnsConsole; for SQLite it defaults to returns.db in the data folder.</summary>
public sealed class DatabaseOptions
{
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    public SqlServerOptions SqlServer { get; set; } = new();

    public SqliteOptions Sqlite { get; set; } = new();
}

public sealed class SqlServerOptions
{
    /// <summary>Rows per statement that EF Core sends.</summary>
    public int MaxBatchSize { get; set; } = 200;

    /// <summary>How often opening a connection is tried again.</summary>
    public int MaxRetryCount { get; set; } = 5;

    /// <summary>The longest wait between two such attempts.</summary>
    public int MaxRetryDelaySeconds { get; set; } = 10;

    public int CommandTimeoutSeconds { get; set; } = 60;
}

public sealed class SqliteOptions
{
    /// <summary>How long a writer waits for another before it says so.</summary>
    public int BusyTimeoutSeconds { get; set; } = 30;
}

/// <summary>Section "Storage".</summary>
public sealed class StorageOptions
{
    /// <summary>Folder for the SQLite file, the evidence and the keys; relative to the content root.</summary>
    public string Folder { get; set; } = "data";

    /// <summary>Files as they came are deleted after so many days; 0 keeps them for ever. Facts stay.</summary>
    public int EvidenceRetentionDays { get; set; }
}
