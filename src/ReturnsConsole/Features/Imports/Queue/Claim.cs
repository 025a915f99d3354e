using System.Diagnostics;
using System.Globalization;

namespace ReturnsConsole.Features.Imports.Queue;

/// <summary>Who reads a file now: machine, process id, process start and a number of its own. A claim whose process is gone from its machine is dead.</summary>
internal static class Claim
{
    private static readonly string OwnStart = StartOf(Process.GetCurrentProcess());

    public static string New() => string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{OwnStart}/{Guid.NewGuid():N}");

    /// <summary>True only when it is certain: the claim is of this machine and its process no longer runs.</summary>
    public static bool IsDead(string? claim)
    {
        var parts = claim?.Split('/') ?? [];
        if (parts.Length != 4 || parts[0] != Environment.MachineName || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;
        try
        {
            using var process = Process.GetProcessById(id);
            return StartOf(process) != parts[2];
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static string StartOf(Process process) => process.StartTime.ToUniversalTime().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
