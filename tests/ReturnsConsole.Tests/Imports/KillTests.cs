using System.Diagnostics;
using Microsoft.Data.Sqlite;
using ReturnsConsole.Demo.Bulk;
using Xunit;

namespace ReturnsConsole.Tests.Imports;

public sealed class KillTests : IDisposable
{
    private const int Lines = 200_000;
    private readonly string folder = Directory.CreateTempSubdirectory("returns-kill-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Process_KilledInMidImport_LeavesNothingAndTheNextStartFinishes()
    {
        var file = Path.Combine(folder, "settlement.txt");
        BulkSettlement.Write(file, Lines, seed: 3);
        using (var import = Start(file))
        {
            var log = new FileInfo(Path.Combine(folder, "data", "returns.db-wal"));
            // Kills when pages of the open transaction are on disk.
            while (!import.HasExited)
            {
                log.Refresh();
                if (log.Exists && log.Length > 20_000_000)
                    break;
                Thread.Sleep(1);
            }
            Assert.False(import.HasExited, "The import was over before it could be killed.");
            import.Kill();
            import.WaitForExit();
        }
        Assert.Equal((0, 0, 0, 0), Counts());
        using (var again = Start(file))
        {
            again.WaitForExit();
            Assert.Equal(0, again.ExitCode);
        }
        Assert.Equal((1, Lines, Lines + 1, Lines / 2), Counts());
        using (var third = Start(file))
            third.WaitForExit();
        Assert.Equal((1, Lines, Lines + 1, Lines / 2), Counts());
    }

    private Process Start(string file)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ReturnsConsole.dll"), "import", file, "--json"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = false,
        };
        start.Environment["Storage__Folder"] = Path.Combine(folder, "data");
        start.Environment["DOTNET_hostBuilder__reloadConfigOnChange"] = "false";
        return Process.Start(start)!;
    }

    private (int Settlements, int Lines, int Records, int Refunds) Counts()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "data", "returns.db")}");
        connection.Open();
        int Of(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return Convert.ToInt32(command.ExecuteScalar(), null);
        }
        return (Of("SELECT COUNT(*) FROM Settlements"), Of("SELECT COUNT(*) FROM SettlementLines"), Of("SELECT COUNT(*) FROM SourceRecords"), Of("SELECT COUNT(*) FROM RefundSightings"));
    }
}
