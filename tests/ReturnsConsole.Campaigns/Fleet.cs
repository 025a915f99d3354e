using System.Collections.Concurrent;
using System.Diagnostics;

namespace ReturnsConsole.Campaigns;

/// <summary>The consoles of a campaign: one, then two on one database, then one again; each is killed at any moment and replaced by one that has warmed up.</summary>
internal sealed class Fleet(Func<NodeChild> make, Random random)
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly ConcurrentBag<NodeChild> all = [];
    private readonly Queue<NodeChild> spare = [];
    private TimeSpan start;

    public List<NodeChild> Nodes { get; } = [];

    public int Kills { get; private set; }

    public async Task AddAsync() => Nodes.Add(await NextAsync());

    /// <param name="needsMore">True: too little has happened yet to prove anything; on a slow machine it takes up to four times as long.</param>
    public async Task KillingAsync(TimeSpan time, Func<bool> needsMore)
    {
        var (from, second, alone) = (watch.Elapsed, watch.Elapsed + (time / 3), watch.Elapsed + (time * 2 / 3));
        while (watch.Elapsed < from + time || (needsMore() && watch.Elapsed < from + (time * 4)))
        {
            if (watch.Elapsed > second && watch.Elapsed < alone && Nodes.Count == 1)
                await AddAsync();
            if (watch.Elapsed > alone && Nodes.Count == 2)
            {
                await Nodes[1].KillAsync();
                Nodes.RemoveAt(1);
            }
            // On a slow machine a console lives longer: one that dies before its first answer proves nothing.
            await Task.Delay(random.Next(300, 3_000 + (int)(3 * start.TotalMilliseconds)));
            var at = random.Next(Nodes.Count);
            await Nodes[at].KillAsync();
            Kills++;
            Nodes[at] = await NextAsync();
        }
    }

    /// <summary>All that are left are replaced by one that begins now, in a time that may have moved on.</summary>
    public async Task RestartAsync()
    {
        foreach (var node in Nodes)
            await node.KillAsync();
        Nodes.Clear();
        while (spare.TryDequeue(out var early))
            await early.KillAsync();
        await AddAsync();
    }

    public async Task EndAsync()
    {
        foreach (var node in all)
            await node.KillAsync();
    }

    /// <summary>The next console takes over; behind it another two warm up.</summary>
    private async Task<NodeChild> NextAsync()
    {
        while (spare.Count < 2)
        {
            spare.Enqueue(make());
            all.Add(spare.Last());
        }
        var next = spare.Dequeue();
        var from = watch.Elapsed;
        await next.GoAsync();
        start = watch.Elapsed - from;
        return next;
    }
}
