using Microsoft.Extensions.Options;

namespace ReturnsConsole.Features.Access;

/// <summary>Every open browser window (Blazor circuit) and whose it is.</summary>
public sealed class OpenWindows(IOptions<AccessOptions> options)
{
    private readonly Lock gate = new();
    private readonly HashSet<OpenWindow> windows = [];

    /// <summary>False when the person has too many already.</summary>
    public bool TryAdd(OpenWindow window)
    {
        lock (gate)
        {
            if (windows.Count(w => w.Actor.UserId == window.Actor.UserId) >= options.Value.MaxWindowsPerUser)
                return false;
            return windows.Add(window);
        }
    }

    public void Remove(OpenWindow window)
    {
        lock (gate)
            windows.Remove(window);
    }

    public IReadOnlyList<OpenWindow> All()
    {
        lock (gate)
            return [.. windows];
    }
}

/// <summary>One open window. Once it is over it takes no more input.</summary>
/// <param name="leave">Sends the browser to another address, with a full load.</param>
public sealed class OpenWindow(Actor actor, Func<string, Task> leave)
{
    private int over;

    public Actor Actor => actor;

    public bool IsOver => Volatile.Read(ref over) == 1;

    public Task EndAsync(string address) => Interlocked.Exchange(ref over, 1) == 0 ? leave(address) : Task.CompletedTask;
}
