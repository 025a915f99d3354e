using System.Diagnostics;

namespace ReturnsConsole.Tests.Sync.Support;

/// <summary>For what happens elsewhere (in the sandbox, in a job): looks again and again, and gives up in words.</summary>
internal static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task TrueAsync(Func<Task<bool>> happened, string what)
    {
        for (var began = Stopwatch.StartNew(); !await happened(); await Task.Delay(10))
        {
            if (began.Elapsed > Patience)
                throw new TimeoutException($"It did not happen within {Patience.TotalSeconds:0} seconds: {what}");
        }
    }
}
