using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace ReturnsConsole.Campaigns;

/// <summary>The partner sandbox as a process of its own: the oracle that keeps its own books of what it carried out.</summary>
internal sealed class SandboxChild : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private readonly Process process;

    private SandboxChild(Process process) => this.process = process;

    public HttpClient Http { get; } = new();

    public Uri Address => Http.BaseAddress!;

    public static async Task<SandboxChild> StartAsync(int seed, DateTime now, int speed)
    {
        var said = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = Children.Start("ReturnsConsole.PartnerSandbox.dll", [
            "--urls", "http://127.0.0.1:0", "--parent", $"{Environment.ProcessId}", "--seed", $"{seed}", "--speed", $"{speed}", "--now", now.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            "--limits", "false", "--Sandbox:FinanceLagSeconds", "900", "--Sandbox:ReportSeconds", "60", "--Sandbox:PageSize", "100", "--Logging:LogLevel:Default", "Warning",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information"]);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
                said.TrySetResult(new Uri(line.Data[(at + Listening.Length)..].Split(',')[0].Trim()));
        };
        process.BeginOutputReadLine();
        var sandbox = new SandboxChild(process);
        sandbox.Http.BaseAddress = await said.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return sandbox;
    }

    public async Task PostAsync(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync($"/_sandbox/{path}", body);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"The sandbox answered {(int)answer.StatusCode} to {path}: {await answer.Content.ReadAsStringAsync()}");
    }

    public async Task<List<JsonElement>> ListAsync(string path) => [.. (await Http.GetFromJsonAsync<JsonElement>($"/_sandbox/{path}")).EnumerateArray()];

    public Task ClearFaultsAsync() => Http.DeleteAsync("/_sandbox/faults");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Children.EndAsync(process);
    }
}

/// <summary>One console process that is killed. It warms up first, so that the next one begins in the moment in which the one before dies.</summary>
internal sealed class NodeChild
{
    private readonly Process process;
    private readonly TaskCompletionSource warm = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool ended;

    /// <param name="kind">What the process is told to be, and the rest that it needs beside the setting.</param>
    public NodeChild(Setting setting, string kind, params string[] rest)
    {
        var port = FreePort();
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };
        process = Children.Start("ReturnsConsole.Campaigns.dll", [kind, $"{port}", .. rest, .. setting.ToArguments()]);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data == "warm")
                warm.TrySetResult();
            if (line.Data == "ready")
                ready.TrySetResult();
        };
        process.BeginOutputReadLine();
    }

    public HttpClient Http { get; }

    public bool IsReady { get; private set; }

    public async Task GoAsync()
    {
        await warm.Task.WaitAsync(TimeSpan.FromMinutes(2));
        await process.StandardInput.WriteLineAsync("go");
        await process.StandardInput.FlushAsync();
        await ready.Task.WaitAsync(TimeSpan.FromMinutes(2));
        IsReady = true;
    }

    /// <summary>Ends in order: what was begun is finished.</summary>
    public async Task StopAsync()
    {
        IsReady = false;
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
        await KillAsync();
    }

    /// <summary>SIGKILL: no goodbye, no flush.</summary>
    public async Task KillAsync()
    {
        if (ended)
            return;
        (IsReady, ended) = (false, true);
        await Children.EndAsync(process);
        Http.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

internal static class Children
{
    public static Process Start(string dll, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, dll));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start)!;
    }

    public static async Task EndAsync(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }
}
