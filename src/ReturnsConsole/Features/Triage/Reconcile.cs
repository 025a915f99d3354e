using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Lookup;
using ReturnsConsole.Features.Stock.Telling;
using ReturnsConsole.Features.Triage.Engine;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>
/// One pass of the rules: takes the orders whose facts changed or whose time has come, loads all their facts in bulk, decides in memory, and writes only what
/// differs from what is stored. Running it again with nothing new writes nothing.
/// </summary>
public sealed class Reconcile(IDbContextFactory<ConsoleContext> contexts, IOptions<ReconciliationSettings> settings, ChangeFeed feed, TimeProvider clock, StockTelling? telling = null) : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly RunLease lease = new(contexts, clock);
    private readonly FactLoading loading = new(contexts);
    private readonly WatchArrivals arrivals = new(contexts, feed, clock);

    /// <summary>So many recent matches are folded into the others: often enough to stay cheap to read, seldom enough to touch many rows of each page.</summary>
    internal int MostRecentMatches { get; init; } = 100_000;

    internal Func<IDbContextFactory<ConsoleContext>, CancellationToken, Task<ResultStore>> OpenStore { get; init; } = ResultStore.OpenAsync;

    /// <param name="trigger">Why it runs, in words: "import of settlement.txt".</param>
    /// <param name="full">True: all orders, not only changed ones.</param>
    public async Task<ReconciliationRun> RunAsync(string trigger, bool full, CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            var work = await RunWork.FindAsync(contexts, full, clock.GetUtcNow().UtcDateTime, ct);
            if (work.IsNothing && !await LooseDifferAsync(ct))
            {
                await arrivals.RunAsync(ct);
                var now = clock.GetUtcNow().UtcDateTime;
                return new ReconciliationRun { StartedAt = now, FinishedAt = now, Trigger = trigger, UpTo = work.UpTo };
            }
            var run = await TakeAsync(trigger, ct);
            try
            {
                // What changed while waiting for another run is taken along.
                await RunAsync(run, await RunWork.FindAsync(contexts, full, clock.GetUtcNow().UtcDateTime, ct), ct);
            }
            catch
            {
                await lease.ReleaseAsync(run);
                throw;
            }
            feed.Publish(ChangeTopic.Cases);
            await arrivals.RunAsync(ct);
            return run;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task RunAsync(ReconciliationRun run, RunWork work, CancellationToken ct)
    {
        var asOf = run.StartedAt;
        var (facts, keys, keyless) = work.All ? (await loading.AllAsync(ct), [], true) : await loading.SomeAsync(work.Keys, ct);
        if (work.All)
            keys = facts.Keys();
        var decided = Deciding.Run(facts, keys, settings.Value, asOf, ct).ToList();
        if (keyless)
            decided.Add(Deciding.Keyless(facts, settings.Value, asOf));
        run.Orders = keys.Length;
        run.UpTo = work.UpTo;
        await using var store = await OpenStore(contexts, ct);
        await new RunWriting(store, lease, settings.Value, clock, MostRecentMatches, telling).WriteAsync(run, work, keys, keyless, decided, ct);
    }

    private async Task<ReconciliationRun> TakeAsync(string trigger, CancellationToken ct)
    {
        while (true)
        {
            if (await lease.TryTakeAsync(trigger, ct) is { } run)
                return run;
            await Task.Delay(TimeSpan.FromMilliseconds(200), clock, ct);
        }
    }

    /// <summary>Settlements and reason codes change without any order: a look at them costs next to nothing.</summary>
    private async Task<bool> LooseDifferAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        var findings = await LooseFindings.AllAsync(db, settings.Value, clock.GetUtcNow().UtcDateTime, ct);
        var known = await db.Cases.AsNoTracking().Where(c => c.OrderKey == OrderKey.None && LooseFindings.Kinds.Contains(c.Kind))
            .Select(c => new { c.AccountId, c.Kind, c.SubjectKey, c.Status, c.FindingHash }).ToListAsync(ct);
        var unseen = known.Where(c => TallyKey.IsOpen(c.Status)).Select(c => (c.AccountId, c.Kind, c.SubjectKey)).ToHashSet();
        var cases = known.ToDictionary(c => (c.AccountId, c.Kind, c.SubjectKey));
        findings.AddRange(await LooseFindings.RaisedAsync(db, cases.ContainsKey, ct));
        foreach (var found in findings)
        {
            var subject = (found.AccountId, found.Finding.Kind, found.Finding.SubjectKey);
            unseen.Remove(subject);
            if (!cases.TryGetValue(subject, out var c) || c.FindingHash != found.Hash || c.Status == CaseStatus.ClosedByFacts)
                return true;
        }
        return unseen.Count > 0;
    }
}
