namespace ReturnsConsole.Shared;

/// <summary>
/// Keeps figures that are dear to count between visits. They are counted anew in the background when facts have changed and somebody looks, one count at a time, and so seldom that
/// counting never takes more than a twentieth of the time: a visit itself costs nothing.
/// </summary>
internal sealed class KeptFigures<T> : IDisposable
    where T : class
{
    private const int Share = 20;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    private readonly Func<CancellationToken, Task<T>> count;
    private readonly Func<T, DateTime, bool> isOld;
    private readonly ChangeFeed feed;
    private readonly TimeProvider clock;
    private readonly ILogger<KeptFigures<T>> log;
    private readonly CancellationTokenSource closing = new();
    private readonly CancellationToken over;
    private readonly List<IDisposable> subscriptions = [];
    private readonly Lock gate = new();
    private T? kept;
    private Task? counting;
    private bool changed = true;
    private DateTimeOffset next = DateTimeOffset.MinValue;

    /// <param name="isOld">The figures are of another day or week than now.</param>
    public KeptFigures(Func<CancellationToken, Task<T>> count, Func<T, DateTime, bool> isOld, ChangeFeed feed, TimeProvider clock, ILogger<KeptFigures<T>> log)
    {
        (this.count, this.isOld, this.feed, this.clock, this.log) = (count, isOld, feed, clock, log);
        over = closing.Token;
        foreach (var topic in (ChangeTopic[])[ChangeTopic.Imports, ChangeTopic.Cases, ChangeTopic.Intake, ChangeTopic.Sync, ChangeTopic.ReasonCodes])
            subscriptions.Add(feed.Subscribe(topic, () => Volatile.Write(ref changed, true)));
    }

    /// <summary>What is kept; null while it is counted for the first time. Who waits for better is told by <see cref="ChangeTopic.Figures"/>.</summary>
    public T? Latest()
    {
        lock (gate)
        {
            if (counting is null && (Volatile.Read(ref changed) || kept is null || isOld(kept, clock.GetUtcNow().UtcDateTime)) && !over.IsCancellationRequested)
                counting = Task.Run(CountAsync, CancellationToken.None);
            return kept;
        }
    }

    /// <summary>As <see cref="Latest"/>, but a first count that is quick is waited for.</summary>
    public async Task<T?> LatestAsync(TimeSpan patience, CancellationToken ct)
    {
        if (Latest() is { } there)
            return there;
        Task? first;
        lock (gate)
            first = counting;
        if (first is not null)
            await Task.WhenAny(first, Task.Delay(patience, clock, ct));
        ct.ThrowIfCancellationRequested();
        lock (gate)
            return kept;
    }

    private async Task CountAsync()
    {
        try
        {
            if (next - clock.GetUtcNow() is { Ticks: > 0 } wait)
                await Task.Delay(wait, clock, over);
            Volatile.Write(ref changed, false);
            var since = clock.GetTimestamp();
            var fresh = await count(over);
            var took = clock.GetElapsedTime(since);
            lock (gate)
                (kept, next) = (fresh, clock.GetUtcNow() + (took * Share > Shortest ? took * Share : Shortest));
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            // The page goes on showing what it had, with its time; the next visit tries again.
            log.LogError(fault, "Figures could not be counted");
            lock (gate)
                next = clock.GetUtcNow().AddMinutes(1);
            Volatile.Write(ref changed, true);
        }
        finally
        {
            lock (gate)
                counting = null;
        }
        feed.Publish(ChangeTopic.Figures);
    }

    public void Dispose()
    {
        subscriptions.ForEach(s => s.Dispose());
        closing.Cancel();
        closing.Dispose();
    }
}
