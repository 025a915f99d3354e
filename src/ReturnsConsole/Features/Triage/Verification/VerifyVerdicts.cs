using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Stock.Corrections;
using ReturnsConsole.Features.Stock.Ledger;
using ReturnsConsole.Features.Triage.Engine;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Verification;

/// <summary>
/// The rules, run again over the stored facts, open no case that is not there and find every open case still true; over-refunded lines stand in a
/// DuplicateRefund. Orders that wait for the next run are left out: it will decide on them.
/// </summary>
internal static class VerifyVerdicts
{
    private const string Name = "cases are true and complete";
    private const int OrdersAtOnce = 20_000;

    public static async IAsyncEnumerable<VerifyFinding> RunAsync(IDbContextFactory<ConsoleContext> contexts, ReconciliationSettings settings, DateTime now, [EnumeratorCancellation] CancellationToken ct)
    {
        var waiting = (await RunWork.FindAsync(contexts, full: false, now, ct)).Keys.ToHashSet();
        var loading = new FactLoading(contexts);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        for (var after = long.MinValue; ;)
        {
            var keys = await NextKeysAsync(db, after, ct);
            if (keys.Count == 0)
                break;
            after = keys[^1];
            var (facts, all, _) = await loading.SomeAsync([.. keys.Where(k => k != OrderKey.None && !waiting.Contains(k))], ct);
            var decided = Deciding.Run(facts, all, settings, now, ct);
            await foreach (var fault in CompareAsync(db, all.Where(k => !waiting.Contains(k)).ToHashSet(), [.. decided.SelectMany(d => d.Findings), .. await LooseFindings.PolicyAsync(db, decided.SelectMany(d => d.Portals), settings, now, ct)], [.. decided.SelectMany(d => d.Stock)], [.. decided.SelectMany(d => d.Held)], [], ct))
                yield return fault;
        }
        var loose = await LooseFindings.AllAsync(db, settings, now, ct);
        var kinds = LooseFindings.Kinds.ToList();
        var goods = new List<StockStanding>();
        var held = new List<HeldPart>();
        if (!waiting.Contains(OrderKey.None))
        {
            var (facts, _, _) = await loading.SomeAsync([OrderKey.None], ct);
            var keyless = Deciding.Keyless(facts, settings, now);
            loose.AddRange(keyless.Findings);
            held.AddRange(keyless.Held);
            goods.AddRange(keyless.Stock.GroupBy(s => (s.AccountId, s.Sku)).Select(g => g.Aggregate((a, b) => a with { Counts = a.Counts.Plus(b.Counts) })));
            kinds.AddRange([CaseKind.MissingOrderKey, CaseKind.ReceiptWithoutOrder, CaseKind.UnmatchedSettlementLine]);
        }
        await foreach (var fault in CompareAsync(db, [OrderKey.None], loose, waiting.Contains(OrderKey.None) ? null : goods, held, kinds, ct))
            yield return fault;
    }

    private static async Task<List<long>> NextKeysAsync(ConsoleContext db, long after, CancellationToken ct)
    {
        var keys = new SortedSet<long>();
        keys.UnionWith(await db.RefundSightings.Where(x => x.OrderKey > after).Select(x => x.OrderKey).Distinct().OrderBy(k => k).Take(OrdersAtOnce).ToListAsync(ct));
        keys.UnionWith(await db.ReturnItems.Where(x => x.OrderKey > after).Select(x => x.OrderKey).Distinct().OrderBy(k => k).Take(OrdersAtOnce).ToListAsync(ct));
        keys.UnionWith(await db.GoodsReceipts.Where(x => x.OrderKey > after).Select(x => x.OrderKey).Distinct().OrderBy(k => k).Take(OrdersAtOnce).ToListAsync(ct));
        keys.UnionWith(await db.StockCorrections.Where(x => x.OrderKey > after).Select(x => x.OrderKey).Distinct().OrderBy(k => k).Take(OrdersAtOnce).ToListAsync(ct));
        keys.UnionWith(await db.Cases.Where(x => x.OrderKey > after).Select(x => x.OrderKey).Distinct().OrderBy(k => k).Take(OrdersAtOnce).ToListAsync(ct));
        return [.. keys.Take(OrdersAtOnce)];
    }

    private static async IAsyncEnumerable<VerifyFinding> CompareAsync(ConsoleContext db, HashSet<long> keys, IReadOnlyList<CaseFinding> findings, IReadOnlyList<StockStanding>? goods, IReadOnlyList<HeldPart> held, IReadOnlyList<CaseKind> loose, [EnumeratorCancellation] CancellationToken ct)
    {
        KnownResults known;
        await using (var table = RunKeys.Create(db.Database.GetDbConnection()))
        {
            table.Add(keys);
            known = KnownResults.Read(db.Database.GetDbConnection(), null, table.Name, loose);
        }
        ct.ThrowIfCancellationRequested();
        foreach (var fault in goods is null ? [] : VerifyStock.Compare(known.Stock, goods.Where(g => keys.Contains(g.OrderKey)), known.Corrections, held))
            yield return fault;
        findings = [.. findings, .. await LooseFindings.RaisedAsync(db, known.Cases.ContainsKey, ct)];
        foreach (var found in findings.Where(f => keys.Contains(f.OrderKey)))
        {
            var f = found.Finding;
            if (!known.Cases.TryGetValue((found.AccountId, f.Kind, f.SubjectKey), out var c) || c.Status == CaseStatus.ClosedByFacts)
                yield return new(Name, $"order {f.OrderId}", $"{ExceptionCatalogue.Of(f.Kind).Name} ({f.SubjectKey}) has no open case: {f.Sentence} Run 'reconcile'.");
            else if (c.FindingHash != found.Hash)
                yield return new(Name, $"case {c.Id}", $"It says something else than the facts: {f.Sentence} Run 'reconcile'.");
            if (c is not null)
                c.StillTrue = true;
        }
        foreach (var c in known.Cases.Values.Where(c => !c.StillTrue && TallyKey.IsOpen(c.Status)))
            yield return new(Name, $"case {c.Id}", $"It is open, but the facts do not say so any more ({ExceptionCatalogue.Of(c.Kind).Name}). Run 'reconcile --full'.");
    }
}
