using Microsoft.JSInterop;

namespace ReturnsConsole.Components;

/// <summary>
/// The script module of one part of a page, which the script may call back. The part may be left at any moment, also while its script is still on its way: then nothing
/// is called any more, what was started is stopped, and the page that comes next hears of no fault.
/// </summary>
internal sealed class PageScript<T>(IJSRuntime js, string path, T part)
    where T : class
{
    private IJSObjectReference? module;
    private bool left;

    /// <summary>What the script calls back.</summary>
    public DotNetObjectReference<T> Self { get; } = DotNetObjectReference.Create(part);

    /// <summary>It was started, and the part is still there.</summary>
    public bool IsRunning { get; private set; }

    public async Task StartAsync(string function, params object?[] arguments)
    {
        try
        {
            var loaded = await js.InvokeAsync<IJSObjectReference>("import", path);
            if (left)
            {
                await Circuits.ReleaseAsync(loaded);
                return;
            }
            module = loaded;
            await module.InvokeVoidAsync(function, arguments);
            IsRunning = !left;
        }
        catch (Exception fault) when (IsOfLeaving(fault))
        {
        }
    }

    /// <summary>Does nothing before it is started and after the part is left.</summary>
    public async Task CallAsync(string function, params object?[] arguments)
    {
        if (!IsRunning)
            return;
        try
        {
            await module!.InvokeVoidAsync(function, arguments);
        }
        catch (Exception fault) when (IsOfLeaving(fault))
        {
        }
    }

    public async ValueTask LeaveAsync(string? farewell = null, params object?[] arguments)
    {
        (left, IsRunning) = (true, false);
        if (module is not null)
            await Circuits.ReleaseAsync(module, farewell, arguments);
        Self.Dispose();
    }

    private bool IsOfLeaving(Exception fault) => left && fault is JSException or ObjectDisposedException or JSDisconnectedException or OperationCanceledException;
}
