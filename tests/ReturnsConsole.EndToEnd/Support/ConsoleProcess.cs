using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ReturnsConsole.EndToEnd.Support;

/// <summary>The console, started as its own process the way a person starts it, on a free loopback port.</summary>
public sealed partial class ConsoleProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<string> output = [];
    private readonly List<(Regex Words, TaskCompletionSource<Match> Printed)> awaited = [];
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ConsoleProcess(Process process) => this.process = process;

    public Uri Address { get; private set; } = null!;

    public string Output
    {
        get
        {
            lock (output)
                return string.Join('\n', output);
        }
    }

    /// <param name="assembly">Path of the program's dll.</param>
    /// <param name="folder">Its data folder.</param>
    /// <param name="arguments">More arguments.</param>
    public static async Task<ConsoleProcess> StartAsync(string assembly, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(assembly)! };
        foreach (var argument in (string[])[assembly, .. arguments])
            start.ArgumentList.Add(argument);
        start.Environment["Storage__Folder"] = folder;
        // It lives for minutes: measuring code in order to optimise it later costs more than it brings.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        var console = new ConsoleProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        console.process.OutputDataReceived += (_, e) => console.Take(e.Data);
        console.process.ErrorDataReceived += (_, e) => console.Take(e.Data);
        console.process.Exited += (_, _) => console.listening.TrySetException(new InvalidOperationException($"The console stopped:\n{console.Output}"));
        console.process.Start();
        console.process.BeginOutputReadLine();
        console.process.BeginErrorReadLine();
        console.Address = await console.listening.Task.WaitAsync(TimeSpan.FromMinutes(3));
        return console;
    }

    /// <summary>Waits until the console has printed what is looked for.</summary>
    public async Task<Match> PrintedAsync(Regex words)
    {
        var printed = new TaskCompletionSource<Match>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (output)
        {
            if (output.Select(line => words.Match(line)).LastOrDefault(match => match.Success) is { } match)
                return match;
            awaited.Add((words, printed));
        }
        return await printed.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        lock (output)
        {
            output.Add(line);
            foreach (var (words, printed) in awaited)
            {
                if (words.Match(line) is { Success: true } found)
                    printed.TrySetResult(found);
            }
        }
        if (ListeningLine().Match(line) is { Success: true } match)
            listening.TrySetResult(new Uri(match.Groups[1].Value));
    }

    [GeneratedRegex(@"(?:Open|listening on:?)\s+(http://127\.0\.0\.1:\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex ListeningLine();
}
