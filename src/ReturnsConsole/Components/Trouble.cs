using System.Diagnostics;

namespace ReturnsConsole.Components;

/// <summary>A fault behind a page: logged whole, told to people as one sentence with a reference.</summary>
public sealed record Trouble(string What, string Reference)
{
    /// <summary>Logs the fault and gives the reference under which it stands in the log.</summary>
    public static string Note(ILogger log, Exception fault, string doing)
    {
        var reference = Activity.Current?.TraceId.ToString()[..12] ?? Guid.NewGuid().ToString("N")[..12];
        log.LogError(fault, "Fault {Reference} in {Doing}", reference, doing);
        return reference;
    }

    public static Trouble Of(ILogger log, Exception fault, string what) => new(what, Note(log, fault, what));
}
