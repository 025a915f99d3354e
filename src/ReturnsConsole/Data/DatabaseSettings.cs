using System.Globalization;

namespace ReturnsConsole.Data;

/// <summary>Looks at the sections Database and Storage before anything is opened, and names every fault.</summary>
public static class DatabaseSettings
{
    public static IReadOnlyList<string> Faults(IConfiguration configuration)
    {
        var faults = new List<string>();
        var provider = configuration["Database:Provider"];
        if (!string.IsNullOrEmpty(provider) && (!Enum.TryParse<DatabaseProvider>(provider, ignoreCase: true, out var known) || !Enum.IsDefined(known)))
            faults.Add($"Database:Provider is \"{provider}\"; it must be Sqlite or SqlServer.");
        if (ProviderOf(configuration) == DatabaseProvider.SqlServer && string.IsNullOrWhiteSpace(configuration.GetConnectionString("ReturnsConsole")))
            faults.Add("ConnectionStrings:ReturnsConsole is missing; SQL Server needs it.");
        Number(configuration, faults, "Database:SqlServer:MaxBatchSize", 1, 1_000, "rows");
        Number(configuration, faults, "Database:SqlServer:MaxRetryCount", 0, 60, "attempts");
        Number(configuration, faults, "Database:SqlServer:MaxRetryDelaySeconds", 1, 120, "seconds");
        Number(configuration, faults, "Database:SqlServer:CommandTimeoutSeconds", 1, 3_600, "seconds");
        Number(configuration, faults, "Database:Sqlite:BusyTimeoutSeconds", 1, 600, "seconds");
        Number(configuration, faults, "Storage:EvidenceRetentionDays", 0, 36_500, "days (0 keeps files for ever)");
        if (configuration["Storage:Folder"] is { } folder && string.IsNullOrWhiteSpace(folder))
            faults.Add("Storage:Folder is empty; it must name a folder, such as data.");
        return faults;
    }

    /// <summary>SQLite unless SQL Server is named; what is neither is a fault above.</summary>
    internal static DatabaseProvider ProviderOf(IConfiguration configuration) =>
        Enum.TryParse<DatabaseProvider>(configuration["Database:Provider"], ignoreCase: true, out var provider) && Enum.IsDefined(provider) ? provider : DatabaseProvider.Sqlite;

    private static void Number(IConfiguration configuration, List<string> faults, string key, int least, int most, string unit)
    {
        var text = configuration[key];
        if (!string.IsNullOrEmpty(text) && (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < least || number > most))
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{key} is \"{text}\"; it must be a whole number from {least} to {most} {unit}."));
    }
}
