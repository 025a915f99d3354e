using System.Collections.Concurrent;

namespace ReturnsConsole.Connectors.Wire;

/// <summary>How fast an operation may be called: so many calls a second, and so many at once after a pause.</summary>
public readonly record struct CallRate(double PerSecond, int Burst);

/// <summary>One token bucket per account and operation, shared by everything in the process. A refusal by the partner empties the bucket: the next call waits its turn.</summary>
public sealed class RateBuckets(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Account, string Operation), Bucket> buckets = new();

    /// <summary>Takes a token, or says how long until there is one. A token that is promised is taken: callers wait for it in order.</summary>
    /// <param name="most">Longer than this is not waited for: no token is taken then.</param>
    /// <returns>The time to wait before calling; null when that is longer than <paramref name="most"/> (see <see cref="WaitFor"/>).</returns>
    public TimeSpan? Take(string account, string operation, CallRate rate, TimeSpan most) => Of(account, operation, rate).Take(Now, most);

    /// <summary>How long until the next token.</summary>
    public TimeSpan WaitFor(string account, string operation, CallRate rate) => Of(account, operation, rate).WaitFor(Now);

    /// <summary>The partner said how fast it allows the operation.</summary>
    public void Learn(string account, string operation, double perSecond)
    {
        if (perSecond > 0 && double.IsFinite(perSecond) && buckets.TryGetValue((account, operation), out var bucket))
            bucket.Learn(Now, perSecond);
    }

    /// <summary>The partner refused: what we thought was left is not.</summary>
    /// <param name="wait">What the partner asked for; null: the time of one token.</param>
    public void Refused(string account, string operation, TimeSpan? wait)
    {
        if (buckets.TryGetValue((account, operation), out var bucket))
            bucket.Empty(Now, wait);
    }

    private long Now => clock.GetUtcNow().UtcTicks;

    private Bucket Of(string account, string operation, CallRate rate) => buckets.GetOrAdd((account, operation), _ => new Bucket(Now, rate));

    private sealed class Bucket(long now, CallRate rate)
    {
        /// <summary>The partner counts by its own clock, and a call may be on its way for less long than the one before: at the full rate, some would come too early.</summary>
        private const double Prudence = 0.99;

        private readonly Lock gate = new();
        private double perSecond = rate.PerSecond;
        private double tokens = Math.Max(1, rate.Burst);
        private long at = now;

        public TimeSpan? Take(long now, TimeSpan most)
        {
            lock (gate)
            {
                Fill(now);
                var wait = Wait();
                if (wait > most)
                    return null;
                tokens -= 1;
                return wait;
            }
        }

        public TimeSpan WaitFor(long now)
        {
            lock (gate)
            {
                Fill(now);
                return Wait();
            }
        }

        public void Learn(long now, double rate)
        {
            lock (gate)
            {
                Fill(now);
                perSecond = rate;
            }
        }

        public void Empty(long now, TimeSpan? wait)
        {
            lock (gate)
            {
                Fill(now);
                tokens = Math.Min(tokens, 1 - Math.Max(1, (wait?.TotalSeconds ?? 0) * perSecond));
            }
        }

        private TimeSpan Wait() => tokens >= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - tokens) / (perSecond * Prudence));

        private void Fill(long now)
        {
            // A clock that is set back must not empty the bucket.
            var passed = Math.Max(0, (now - at) / (double)TimeSpan.TicksPerSecond);
            tokens = Math.Min(Math.Max(1, rate.Burst), tokens + (passed * perSecond * Prudence));
            at = now;
        }
    }
}
