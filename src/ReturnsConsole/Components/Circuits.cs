using Microsoft.JSInterop;

namespace ReturnsConsole.Components;

internal static class Circuits
{
    /// <summary>Gives a script module back; when the window is gone already, there is nothing to give back to.</summary>
    public static async ValueTask ReleaseAsync(IJSObjectReference module, string? farewell = null, params object?[] arguments)
    {
        try
        {
            if (farewell is not null)
                await module.InvokeVoidAsync(farewell, arguments);
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
        }
        catch (OperationCanceledException)
        {
        }
    }
}
