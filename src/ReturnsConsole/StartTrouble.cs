using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace ReturnsConsole;

/// <summary>Why a start or a verb failed, in words for the person at the terminal.</summary>
public static class StartTrouble
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>Null for a fault that nobody foresaw: that one must show itself.</summary>
    public static string? Words(Exception fault) => fault switch
    {
        OptionsValidationException wrong => "the settings are wrong.\n" + string.Join('\n', wrong.Failures),
        SqliteException sqlite => OfSqlite(sqlite),
        DbException { InnerException: SqliteException inner } => OfSqlite(inner),
        DbException database => $"the database did not take it: {database.Message}",
        UnauthorizedAccessException denied => $"{denied.Message} Give the console's user the right to write there, or set Storage:Folder to another folder.",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } taken => $"{taken.Message.TrimEnd('.')}. End the program that has it, or listen elsewhere with --urls.",
        System.Net.Sockets.SocketException socket => $"the address cannot be listened on: {socket.Message}.",
        IOException or InvalidOperationException or FormatException or ArgumentException or JsonException or InvalidDataException => fault.InnerException is SqliteException cause ? OfSqlite(cause) : fault.Message,
        _ => null,
    };

    private static string OfSqlite(SqliteException fault) => fault.SqliteErrorCode switch
    {
        Busy or Locked => "the database is locked by another program for longer than Database:Sqlite:BusyTimeoutSeconds. End that program, then start again.",
        ReadOnly => "the database may not be written. Give the console's user the right to write the file and its folder.",
        CannotOpen => "the database file cannot be opened or made. Check that Storage:Folder exists and may be written.",
        NotADatabase => "the file returns.db in the data folder, or the file that ConnectionStrings:ReturnsConsole names, is not a database. Move it away, or restore it from a backup.",
        _ => $"the database did not take it: {fault.Message}",
    };
}
