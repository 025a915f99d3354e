namespace ReturnsConsole.Features.Access;

/// <summary>Looks every two seconds whether the sessions of open windows still hold, with one query for all, and sends those that do not to the sign-in page.</summary>
internal sealed class WindowWatch(OpenWindows windows, AccessState state, TimeProvider clock, ILogger<WindowWatch> log) : BackgroundService
{
    public async Task LookAsync(CancellationToken ct)
    {
        var open = windows.All();
        var sessions = open.Select(w => w.Actor.SessionId).OfType<Guid>().Distinct().ToArray();
        if (sessions.Length == 0)
            return;
        var standings = await state.ReadAsync(sessions, ct);
        foreach (var window in open)
        {
            if (window.Actor.SessionId is not { } id || standings[id] is { Over: not null } || standings[id].UserId != window.Actor.UserId)
            {
                windows.Remove(window);
                // Not awaited: a browser that does not answer must not hold up the others.
                _ = window.EndAsync("/sign-in?ended=1");
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(AccessState.MaxAge, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await LookAsync(stoppingToken);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    // Windows stay open, but every command asks the database again and fails with it.
                    log.LogError(fault, "Sessions could not be checked; trying again");
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
