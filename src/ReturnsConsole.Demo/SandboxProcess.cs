using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.InteropServices;

namespace ReturnsConsole.Demo;

/// <summary>The partner sandbox, a process of its own that ends with the demo: it is stopped with it, and watches for it to be gone.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private const string Listening = "listens on ";
    private const int Steps = 2_700;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process process;
    private readonly HttpClient http = new() { Timeout = Patience };
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> said = [];

    private SandboxProcess(Process process) => this.process = process;

    public Uri Address => http.BaseAddress!;

    /// <exception cref="InvalidOperationException">It did not start; the message says what it said.</exception>
    public static async Task<SandboxProcess> StartAsync()
    {
        var dll = Path.Combine(AppContext.BaseDirectory, "ReturnsConsole.PartnerSandbox.dll");
        if (!File.Exists(dll))
            throw new InvalidOperationException($"The partner sandbox is missing: there is no {dll}. Build the solution, or start the demo with --still.");
        var start = new ProcessStartInfo(Muxer()) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        foreach (var argument in Arguments(dll))
            start.ArgumentList.Add(argument);
        var sandbox = new SandboxProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        sandbox.process.OutputDataReceived += (_, e) => sandbox.Take(e.Data);
        sandbox.process.ErrorDataReceived += (_, e) => sandbox.Take(e.Data);
        sandbox.process.Exited += (_, _) => sandbox.address.TrySetException(new InvalidOperationException("The partner sandbox ended at once."));
        sandbox.process.Start();
        sandbox.process.BeginOutputReadLine();
        sandbox.process.BeginErrorReadLine();
        try
        {
            sandbox.http.BaseAddress = await sandbox.address.Task.WaitAsync(Patience);
            return sandbox;
        }
        catch (Exception fault) when (fault is InvalidOperationException or TimeoutException)
        {
            await sandbox.DisposeAsync();
            throw new InvalidOperationException($"The partner sandbox did not start. {string.Join(' ', sandbox.said)}", fault);
        }
    }

    /// <summary>Lets a partner push to the console.</summary>
    /// <param name="kind">happyReturns or rebound.</param>
    public Task AimAsync(string kind, Uri url, string secret) => PostAsync("webhooks", new { kind, url = url.ToString(), secret });

    /// <summary>Begins the day that is watched.</summary>
    /// <param name="perMinute">Steps a minute. The day has about as many steps at every pace: each needs an order that was placed for it.</param>
    public Task BeginDayAsync(int perMinute) => PostAsync("scenarios", new { name = "live", perMinute, minutes = Math.Max(5, Steps / perMinute) });

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }

    /// <summary>
    /// Its time is the real time: what happens there is dated now, and nothing here is ever dated in the future. Rates, reports and lags that would have a person
    /// wait for hours are shortened.
    /// </summary>
    private static string[] Arguments(string dll) =>
    [
        dll, "--urls", "http://127.0.0.1:0", "--parent", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), "--seed", "20", "--speed", "1", "--Sandbox:RateFactor", "100",
        "--Sandbox:ReportSeconds", "6", "--Sandbox:FinanceLagSeconds", "600", "--Sandbox:PageSize", "100", "--Logging:LogLevel:Default", "Warning",
    ];

    /// <summary>The dotnet host that this process runs on.</summary>
    private static string Muxer()
    {
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(beside) ? beside : "dotnet";
    }

    private async Task PostAsync(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync($"/_sandbox/{path}", body);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"The partner sandbox answered {(int)answer.StatusCode} to /_sandbox/{path}: {await answer.Content.ReadAsStringAsync()}");
    }

    private void Take(string? line)
    {
        if (line is null || address.Task.IsCompletedSuccessfully)
            return;
        said.Add(line);
        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            address.TrySetResult(new Uri(line[(at + Listening.Length)..].Split(',')[0].Trim()));
    }
}
