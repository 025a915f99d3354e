using ReturnsConsole.Features.Lookup;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Stock.Corrections;
using ReturnsConsole.Features.Stock.Ledger;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>A finding and the case it belongs to.</summary>
internal sealed record CaseFinding(long OrderKey, int AccountId, Finding Finding, long Hash);

/// <summary>What the rules made of a stretch of ascending order keys.</summary>
internal sealed class DecidedKeys
{
    public List<(long Key, int Offset, int Length)> Matches { get; } = [];

    public ByteBuffer Packed { get; } = new();

    public List<CaseFinding> Findings { get; } = [];

    public List<(long Key, DateTime At)> Rechecks { get; } = [];

    /// <summary>Orders of which a returns platform tells.</summary>
    public List<long> Portals { get; } = [];

    /// <summary>Where the goods are.</summary>
    public List<StockStanding> Stock { get; } = [];

    /// <summary>Pieces of components inside kits that a receipt holds in quarantine.</summary>
    public List<HeldPart> Held { get; } = [];
}

/// <summary>Runs the rules over loaded orders, in memory, on every core.</summary>
internal static class Deciding
{
    public static DecidedKeys[] Run(LoadedFacts facts, long[] keys, ReconciliationSettings settings, DateTime asOf, CancellationToken ct)
    {
        var parts = keys.Length < 2_000 ? 1 : Environment.ProcessorCount;
        var decided = new DecidedKeys[parts];
        Parallel.For(0, parts, new ParallelOptions { CancellationToken = ct }, part =>
        {
            var from = (int)((long)keys.Length * part / parts);
            var to = (int)((long)keys.Length * (part + 1) / parts);
            decided[part] = new OrderWalk(facts, settings, asOf).Decide(keys.AsSpan(from, to - from));
        });
        return decided;
    }

    /// <summary>Facts without an order: each stands alone.</summary>
    public static DecidedKeys Keyless(LoadedFacts facts, ReconciliationSettings settings, DateTime asOf) => new OrderWalk(facts, settings, asOf).DecideKeyless();

    private sealed class OrderWalk(LoadedFacts facts, ReconciliationSettings settings, DateTime asOf)
    {
        private readonly OrderRules rules = new();
        private readonly OrderFacts order = new();
        private readonly OrderFacts unpacked = new();
        private readonly OrderVerdict verdict = new();
        private readonly DecidedKeys result = new();
        private readonly List<int> accounts = [];
        private readonly List<SkuCounts> goods = [];
        private int? owner;

        public DecidedKeys Decide(ReadOnlySpan<long> keys)
        {
            int line = 0, item = 0, receipt = 0, refund = 0;
            result.Matches.EnsureCapacity(keys.Length);
            foreach (var key in keys)
            {
                line = facts.Lines.LowerBoundFrom(key, line);
                item = facts.Returns.LowerBoundFrom(key, item);
                receipt = facts.Receipts.LowerBoundFrom(key, receipt);
                refund = facts.Refunds.LowerBoundFrom(key, refund);
                One(key, line, item, receipt, refund);
            }
            return result;
        }

        private void One(long key, int line, int item, int receipt, int refund)
        {
            accounts.Clear();
            Accounts(facts.Lines, key, line);
            Accounts(facts.Returns, key, item);
            Accounts(facts.Receipts, key, receipt);
            Accounts(facts.Refunds, key, refund);
            owner = accounts.Count > 1 ? OwnerOf(key, line) : null;
            var offset = result.Packed.Length;
            DateTime? recheck = null;
            foreach (var account in accounts)
            {
                if (HomeOf(account) != account)
                    continue;
                order.Clear();
                verdict.Clear();
                Take(facts.Lines, key, line, account, order.Lines);
                Take(facts.Returns, key, item, account, order.Returns);
                Take(facts.Receipts, key, receipt, account, order.Receipts);
                Take(facts.Refunds, key, refund, account, order.Sightings);
                if (facts.ForcedAt.TryGetValue(key, out var forced))
                    order.Forced.AddRange(forced.Where(f => HomeOf(f.AccountId) == account).Select(f => new ForcedMatchFact(f.RefundKey, f.ReturnKey)));
                // The text of an Amazon order id is made only when a finding needs it: see OrderFacts.
                order.Key = key;
                order.Kits = facts.Kits.GetValueOrDefault(account);
                order.OrdersAreSynced = facts.Companies.TryGetValue(account, out var company) && facts.SyncingOrders.Contains(company);
                Goods(key, account);
                rules.Decide(order, settings, asOf, verdict);
                Report(key, account);
                if (verdict.RecheckAt is { } at && (recheck is not { } known || at < known))
                    recheck = at;
            }
            if (result.Packed.Length > offset)
                result.Matches.Add((key, offset, result.Packed.Length - offset));
            if (LastAtPortal(key, item) is { } asked)
            {
                result.Portals.Add(key);
                if (asked + PolicyConflicts.Reach is var settled && settled > asOf && !(recheck < settled))
                    recheck = settled;
            }
            if (recheck is { } when)
                result.Rechecks.Add((key, when));
        }

        /// <summary>When the last return of a returns platform was asked for; null: none tells of the order.</summary>
        private DateTime? LastAtPortal(long key, int from)
        {
            DateTime? last = null;
            for (var i = from; i < facts.Returns.Count && facts.Returns.Keys[i] == key; i++)
            {
                ref readonly var told = ref facts.Returns.Sorted(i);
                if ((ReturnChannel)told.Platform is ReturnChannel.Rebound or ReturnChannel.HappyReturns && told.RequestedAt is { } at && !(at <= last))
                    last = at;
            }
            return last;
        }

        public DecidedKeys DecideKeyless()
        {
            DateTime? recheck = null;
            for (var i = facts.Returns.LowerBound(OrderKey.None); i < facts.Returns.Count && facts.Returns.Keys[i] == OrderKey.None; i++)
                Add(OrderKey.None, facts.Returns.SortedAccount(i), KeylessRules.MissingOrderKey(facts.Returns.Sorted(i)));
            for (var i = facts.Receipts.LowerBound(OrderKey.None); i < facts.Receipts.Count && facts.Receipts.Keys[i] == OrderKey.None; i++)
            {
                Begin();
                order.Receipts.Add(facts.Receipts.Sorted(i));
                Alone(facts.Receipts.SortedAccount(i));
            }
            for (var i = facts.Refunds.LowerBound(OrderKey.None); i < facts.Refunds.Count && facts.Refunds.Keys[i] == OrderKey.None; i++)
            {
                Begin();
                order.Sightings.Add(facts.Refunds.Sorted(i));
                Alone(facts.Refunds.SortedAccount(i));
            }
            if (recheck is { } at)
                result.Rechecks.Add((OrderKey.None, at));
            return result;

            void Begin()
            {
                order.Clear();
                verdict.Clear();
            }

            void Alone(int account)
            {
                order.Kits = facts.Kits.GetValueOrDefault(account);
                Goods(OrderKey.None, account);
                rules.Decide(order, settings, asOf, verdict);
                foreach (var finding in verdict.Findings)
                    Add(OrderKey.None, account, finding);
                if (verdict.RecheckAt is { } when && (recheck is not { } known || when < known))
                    recheck = when;
            }
        }

        private void Goods(long key, int account)
        {
            if (order.Returns.Count + order.Receipts.Count == 0)
                return;
            goods.Clear();
            var counted = order;
            if (order.Kits is { } kits && KitRules.Concern(order, kits))
            {
                KitRules.Unpack(order, kits, counted = unpacked);
                Held(kits);
            }
            StockRules.Place(counted, facts.TrustHub.Contains(account), goods);
            foreach (var (sku, counts) in goods)
                result.Stock.Add(new(account, key, sku.ToString(), counts));
        }

        private void Held(KitBook kits)
        {
            foreach (var receipt in order.Receipts)
            {
                if (receipt.Place == GoodsPlace.Quarantine && KitRules.PartsIn(order, kits, receipt.Sku) is { } parts)
                    result.Held.AddRange(parts.Select(p => new HeldPart(receipt.Id, p.Sku.ToString(), KitRules.Pieces(receipt.Quantity, p))));
            }
        }

        private void Report(long key, int account)
        {
            foreach (var match in verdict.Matches)
                MatchPacking.Append(result.Packed, match);
            foreach (var finding in verdict.Findings)
                Add(key, account, finding);
        }

        private void Add(long key, int account, Finding finding) => result.Findings.Add(new(key, account, finding, FindingHash.Of(finding)));

        private void Accounts<T>(FactSet<T> set, long key, int from)
            where T : struct
        {
            for (var i = from; i < set.Count && set.Keys[i] == key; i++)
            {
                var account = set.SortedAccount(i);
                if (!accounts.Contains(account))
                    accounts.Add(account);
            }
        }

        /// <summary>The one account that has the order; null when none or more than one has it.</summary>
        private int? OwnerOf(long key, int from)
        {
            int? one = null;
            for (var i = from; i < facts.Lines.Count && facts.Lines.Keys[i] == key; i++)
            {
                var account = facts.Lines.SortedAccount(i);
                if (one is { } known && known != account)
                    return null;
                one = account;
            }
            return one;
        }

        /// <summary>
        /// Where a fact of an account is decided. A returns platform or a dock serves all accounts of a company under one of them: what it tells belongs to the account
        /// that has the order.
        /// </summary>
        private int HomeOf(int account) => owner is { } has && has != account && facts.Companies.TryGetValue(account, out var company) && facts.Companies.GetValueOrDefault(has) == company ? has : account;

        private void Take<T>(FactSet<T> set, long key, int from, int account, List<T> to)
            where T : struct
        {
            for (var i = from; i < set.Count && set.Keys[i] == key; i++)
            {
                if (HomeOf(set.SortedAccount(i)) == account)
                    to.Add(set.Sorted(i));
            }
        }
    }
}

/// <summary>The same finding has the same hash, on every machine and in every run.</summary>
internal static class FindingHash
{
    public static long Of(Finding finding)
    {
        var hash = 14695981039346656037UL;
        Mix(ref hash, finding.Headline);
        Mix(ref hash, finding.Sentence);
        Mix(ref hash, finding.Currency);
        Mix(ref hash, finding.Marketplace);
        hash = (hash ^ (ulong)finding.AtRisk) * 1099511628211UL;
        hash = (hash ^ (byte)finding.Severity) * 1099511628211UL;
        hash = (hash ^ (ulong)(finding.Deadline?.Ticks ?? 0)) * 1099511628211UL;
        foreach (var fact in finding.Facts)
            hash = (hash ^ (ulong)fact.Id ^ ((ulong)fact.Kind << 56)) * 1099511628211UL;
        return (long)(hash ^ (hash >> 29));
    }

    private static void Mix(ref ulong hash, string text)
    {
        foreach (var c in text)
            hash = (hash ^ c) * 1099511628211UL;
        hash = (hash ^ 0xFFFF) * 1099511628211UL;
    }
}
