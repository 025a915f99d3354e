using System.Collections.Concurrent;

namespace ReturnsConsole.PartnerSandbox.Wire;

/// <summary>A token bucket per account and operation, filled by the wall clock.</summary>
internal sealed class RateLimits(TimeProvider wall, SandboxOptions options)
{
    private readonly ConcurrentDictionary<(string Account, string Partner, string Operation), Bucket> _buckets = new();

    public bool Enabled { get; set; } = options.Limits;

    public bool TryTake(string account, Operation operation)
    {
        if (!Enabled || operation.Rate <= 0)
            return true;

        return _buckets.GetOrAdd((account, operation.Partner, operation.Name), _ => new Bucket(operation, wall.GetTimestamp())).TryTake(wall);
    }

    public void Refill() => _buckets.Clear();

    private sealed class Bucket(Operation operation, long start)
    {
        private readonly Lock _gate = new();
        private double _tokens = operation.Burst;
        private long _filled = start;

        public bool TryTake(TimeProvider wall)
        {
            lock (_gate)
            {
                var now = wall.GetTimestamp();
                _tokens = Math.Min(operation.Burst, _tokens + wall.GetElapsedTime(_filled, now).TotalSeconds * operation.Rate);
                _filled = now;
                if (_tokens < 1)
                    return false;

                _tokens--;
                return true;
            }
        }
    }
}
