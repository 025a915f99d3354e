using System.Runtime.InteropServices;
using SQLitePCL;

namespace ReturnsConsole.Data;

/// <summary>
/// How a connection waits while another one writes. SQLite's own waiting sleeps a whole second at a time in the build that we have: whoever found a writer there for
/// a few milliseconds lost a second.
/// </summary>
internal static class SqliteWaiting
{
    private const string Library = "e_sqlite3";
    private const int Longest = 10;

    // SQLite keeps only its address.
    private static readonly BusyHandler Handler = Wait;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int BusyHandler(nint mostMilliseconds, int calls);

    public static void Apply(sqlite3 connection, int seconds) => _ = SetBusyHandler(connection.DangerousGetHandle(), Handler, (nint)seconds * 1000);

    /// <returns>0 gives up.</returns>
    private static int Wait(nint mostMilliseconds, int calls)
    {
        // Slept so far: 1, 2, 3 … milliseconds, then always the longest.
        var slept = calls < Longest ? calls * (calls + 1) / 2 : (Longest * (Longest + 1) / 2) + ((calls - Longest) * Longest);
        if (slept >= mostMilliseconds)
            return 0;
        Thread.Sleep(Math.Min(calls + 1, Longest));
        return 1;
    }

    [DllImport(Library, EntryPoint = "sqlite3_busy_handler"), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int SetBusyHandler(nint connection, BusyHandler handler, nint mostMilliseconds);
}
