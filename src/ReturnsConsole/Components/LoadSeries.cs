namespace ReturnsConsole.Components;

/// <summary>Loads of one page: the next one cancels the one before; leaving the page cancels the last.</summary>
public sealed class LoadSeries : IDisposable
{
    private CancellationTokenSource? current;
    private bool disposed;

    public CancellationToken Next()
    {
        var before = current;
        current = new CancellationTokenSource();
        before?.Cancel();
        before?.Dispose();
        if (disposed)
            current.Cancel();
        return current.Token;
    }

    public void Dispose()
    {
        disposed = true;
        current?.Cancel();
        current?.Dispose();
        current = null;
    }
}
