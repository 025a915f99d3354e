using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Stock.Corrections;
using ReturnsConsole.Features.Stock.Ledger;
using ReturnsConsole.Features.Stock.Telling;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>Writes the difference between what a run decided and what is stored: matches in stretches, then cases, dates and the list of changes. Killed between, the next run does the rest.</summary>
internal sealed class RunWriting(ResultStore store, RunLease lease, ReconciliationSettings settings, TimeProvider clock, int mostRecent, StockTelling? telling)
{
    private const int MatchesPerTransaction = 250_000;
    private const int CasesPerTransaction = 50_000;

    public async Task WriteAsync(ReconciliationRun run, RunWork work, long[] keys, bool keyless, List<DecidedKeys> decided, CancellationToken ct)
    {
        var connection = store.Context.Database.GetDbConnection();
        var loose = new List<CaseKind>(LooseFindings.Kinds);
        if (keyless)
            loose.AddRange([CaseKind.MissingOrderKey, CaseKind.ReceiptWithoutOrder, CaseKind.UnmatchedSettlementLine]);
        KnownResults known;
        store.KeepsRecent = !work.All;
        if (work.All)
        {
            await FoldAsync(run, 1, ct);
            known = KnownResults.Read(connection, null, null, loose);
        }
        else
        {
            await using var table = RunKeys.Create(connection);
            table.Add(keys);
            if (keyless)
                table.AddKeyless();
            known = KnownResults.Read(connection, null, table.Name, loose);
        }
        // Where the goods are comes first: what is lost on the way is found by it.
        await StockAsync(run, known, work.All ? null : keyless ? [.. keys, OrderKey.None] : keys, decided, ct);
        var findings = (await LooseFindings.AllAsync(store.Context, settings, run.StartedAt, ct))
            .Concat(await LooseFindings.PolicyAsync(store.Context, decided.SelectMany(d => d.Portals), settings, run.StartedAt, ct))
            .Concat(await LooseFindings.RaisedAsync(store.Context, known.Cases.ContainsKey, ct)).Concat(decided.SelectMany(d => d.Findings));
        var steps = CaseDifference.Of(findings, known.Cases, settings, run.StartedAt);
        await MatchesAsync(run, known, decided, ct);
        if (run.MatchesWritten + run.MatchesRemoved > 0)
            await FoldAsync(run, mostRecent, ct);
        await CasesAsync(run, work, known, decided, steps, ct);
    }

    private async Task FoldAsync(ReconciliationRun run, int least, CancellationToken ct)
    {
        if (await store.Context.RecentMatches.CountAsync(ct) < least)
            return;
        await store.BeginAsync(ct);
        await lease.HoldAsync(store.Context, run, ct);
        await store.FoldAsync(ct);
        await store.CommitAsync(ct);
    }

    private async Task MatchesAsync(ReconciliationRun run, KnownResults known, List<DecidedKeys> decided, CancellationToken ct)
    {
        var written = 0;
        var at = 0;
        var began = false;
        foreach (var part in decided)
        {
            foreach (var (key, offset, length) in part.Matches)
            {
                for (; at < known.Matches.Count && known.Matches[at].Key < key; at++)
                    await RemoveAsync(known.Matches[at]);
                var before = at < known.Matches.Count && known.Matches[at].Key == key ? known.Matches[at++] : (KnownMatches?)null;
                if (before is { } stored && stored.Packed.Span.SequenceEqual(part.Packed.Span.Slice(offset, length)))
                    continue;
                if (!began)
                    await NextAsync();
                store.PutMatches(key, part.Packed.Array, offset, length, IsRow(before));
                run.MatchesWritten++;
                if (++written % MatchesPerTransaction == 0)
                    await EndAsync();
            }
        }
        for (; at < known.Matches.Count; at++)
            await RemoveAsync(known.Matches[at]);
        if (began)
            await EndAsync();

        bool IsRow(KnownMatches? before) => before is { } row && row.IsRecent == store.KeepsRecent;

        async Task RemoveAsync(KnownMatches before)
        {
            if (before.Packed.Span.IsEmpty)
                return;
            if (!began)
                await NextAsync();
            store.RemoveMatches(before.Key, IsRow(before));
            run.MatchesRemoved++;
        }

        async Task NextAsync()
        {
            await store.BeginAsync(ct);
            await lease.HoldAsync(store.Context, run, ct);
            began = true;
        }

        async Task EndAsync()
        {
            await store.CommitAsync(ct);
            began = false;
        }
    }

    /// <summary>The goods in one transaction: pieces that turn out to belong to another order leave one and come to the other at once, and partners are told of what came on sale.</summary>
    private async Task StockAsync(ReconciliationRun run, KnownResults known, long[]? keys, List<DecidedKeys> decided, CancellationToken ct)
    {
        var posting = Posting();
        if (posting.IsNothing)
            return;
        await store.BeginAsync(ct);
        await lease.HoldAsync(store.Context, run, ct);
        // A person may have corrected stock since it was read.
        if (await PostedCorrections.NewerAsync(store.Context, known.LastCorrection, ct) is { Count: > 0 } newer)
        {
            await known.TakeAsync(store.Context, newer.FindAll(c => keys is null || keys.Contains(c.OrderKey)), ct);
            posting = Posting();
        }
        var onSale = await posting.WriteAsync(store.Context, ct);
        if (telling is not null)
            await telling.AddAsync(store.Context, Actor.System, onSale, ct);
        await store.CommitAsync(ct);

        StockPosting Posting() => new(known.Stock, decided.SelectMany(d => d.Stock), known.Corrections, run.StartedAt, held: decided.SelectMany(d => d.Held));
    }

    private async Task CasesAsync(ReconciliationRun run, RunWork work, KnownResults known, List<DecidedKeys> decided, List<CaseStep> steps, CancellationToken ct)
    {
        var companies = await store.Context.Set<Account>().AsNoTracking().ToDictionaryAsync(a => a.Id, a => a.CompanyId, ct);
        var tallies = new TallyChanges();
        for (var from = 0; ; from += CasesPerTransaction)
        {
            var last = from + CasesPerTransaction >= steps.Count;
            await store.BeginAsync(ct);
            await lease.HoldAsync(store.Context, run, ct);
            for (var i = from; i < Math.Min(steps.Count, from + CasesPerTransaction); i++)
            {
                var step = steps[i];
                await store.ApplyAsync(step, step.Known?.CompanyId ?? companies.GetValueOrDefault(step.Finding!.AccountId), run.StartedAt, tallies, ct);
                Count(run, step.Event);
            }
            await store.SaveTalliesAsync(tallies, ct);
            if (last)
            {
                Rechecks(known, decided);
                await FinishAsync(run, work, ct);
            }
            await store.CommitAsync(ct);
            if (last)
                return;
        }
    }

    private void Rechecks(KnownResults known, List<DecidedKeys> decided)
    {
        foreach (var (key, at) in decided.SelectMany(d => d.Rechecks))
        {
            var exists = known.Rechecks.Remove(key, out var before);
            if (!exists || before != Whole(at))
                store.PutRecheck(key, Whole(at), exists);
        }
        foreach (var key in known.Rechecks.Keys)
            store.RemoveRecheck(key);
    }

    private async Task FinishAsync(ReconciliationRun run, RunWork work, CancellationToken ct)
    {
        var upTo = FactLinks.Text(work.UpTo);
        var newest = await store.Context.OrderChanges.MaxAsync(c => (long?)c.Seq, ct) ?? 0;
        if (newest > 0)
            await store.ExecuteAsync(newest <= work.UpTo ? "DELETE FROM OrderChanges" : $"DELETE FROM OrderChanges WHERE Seq <= {upTo}", ct);
        run.FinishedAt = clock.GetUtcNow().UtcDateTime;
        await store.Context.ReconciliationRuns.Where(r => r.Id == run.Id).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.FinishedAt, run.FinishedAt).SetProperty(r => r.Orders, run.Orders).SetProperty(r => r.MatchesWritten, run.MatchesWritten)
                .SetProperty(r => r.MatchesRemoved, run.MatchesRemoved).SetProperty(r => r.CasesOpened, run.CasesOpened).SetProperty(r => r.CasesChanged, run.CasesChanged)
                .SetProperty(r => r.CasesClosed, run.CasesClosed).SetProperty(r => r.UpTo, run.UpTo),
            ct);
    }

    private static void Count(ReconciliationRun run, CaseEventKind kind)
    {
        switch (kind)
        {
            case CaseEventKind.Opened or CaseEventKind.Reopened:
                run.CasesOpened++;
                break;
            case CaseEventKind.ClosedByFacts:
                run.CasesClosed++;
                break;
            default:
                run.CasesChanged++;
                break;
        }
    }

    /// <summary>As the database keeps it: whole milliseconds, never earlier.</summary>
    private static DateTime Whole(DateTime at) => at.Ticks % TimeSpan.TicksPerMillisecond == 0 ? at : new DateTime(at.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond + TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
}
