using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.JSInterop;

namespace ReturnsConsole.Features.Access;

/// <summary>Ties a circuit to its session: counted while open, deaf once the session is over.</summary>
internal sealed class WindowHandler(
    AuthenticationStateProvider authentication, IJSRuntime browser, OpenWindows windows, SessionActivity activity, ILogger<WindowHandler> log) : CircuitHandler
{
    private OpenWindow? window;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var actor = (await authentication.GetAuthenticationStateAsync()).User.ToActor();
        window = new OpenWindow(actor, LeaveAsync);
        if (actor == Actor.Nobody)
            await window.EndAsync("/sign-in");
        else if (!windows.TryAdd(window))
            await window.EndAsync("/too-many-windows");
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (window is not null)
            windows.Remove(window);
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => context =>
    {
        if (window is { IsOver: true })
            return Task.CompletedTask;
        if (window?.Actor.SessionId is { } session)
            activity.Touch(session);
        return next(context);
    };

    private async Task LeaveAsync(string address)
    {
        // The page's content goes first: a browser that does not follow is left with nothing to press.
        (authentication as WindowAuthentication)?.End();
        try
        {
            // Straight to the browser: a page that asks "leave without saving?" cannot hold a session that is over.
            await browser.InvokeVoidAsync("Blazor.navigateTo", address, true);
        }
        catch (Exception fault) when (fault is JSException or JSDisconnectedException or TaskCanceledException or InvalidOperationException)
        {
            log.LogDebug(fault, "The window was gone before it could be sent to {Address}", address);
        }
    }
}

/// <summary>The circuit's sign-in state; ended by the watch, never by the browser.</summary>
internal sealed class WindowAuthentication : ServerAuthenticationStateProvider
{
    public void End() => SetAuthenticationState(Task.FromResult(new AuthenticationState(new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity()))));
}
