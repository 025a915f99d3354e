using Microsoft.Data.Sqlite;

namespace ReturnsConsole.Features.Imports.Evidence;

/// <summary>Trouble of the disk, in words; null for what is no trouble of the disk.</summary>
internal static class DiskTrouble
{
    private const int NoSpaceUnix = 28;
    private const int QuotaUnix = 122;
    private const int DiskFullWindows = unchecked((int)0x80070070);
    private const int SqliteIoError = 10;
    private const int SqliteFull = 13;

    public static string? Words(Exception exception) => exception switch
    {
        IOException { HResult: NoSpaceUnix or DiskFullWindows or QuotaUnix } => "The disk is full. Nothing of the file was kept. Make room on the data folder's disk, then try again.",
        SqliteException { SqliteErrorCode: SqliteFull } => "The disk is full: the database could not grow. Nothing of the file was imported. Make room on the data folder's disk, then try again.",
        SqliteException { SqliteErrorCode: SqliteIoError } => "The database's disk could not be read or written. Nothing of the file was imported. Check the disk, then try again.",
        UnauthorizedAccessException => "The data folder may not be written. Nothing of the file was kept. Give the console's user the right to write there, then try again.",
        FileNotFoundException or DirectoryNotFoundException => "The file as it came is missing from the data folder. Import it again from where you have it.",
        _ => null,
    };
}
