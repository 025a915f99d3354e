using System.Data.Common;
using System.Globalization;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>Brings facts to the order they belong to where their own order id does not: aliases (rule 7), tracking and RMA of goods without an order (rules 6 and 2), and a person's word (rule 8).</summary>
internal static class FactLinks
{
    /// <summary>Goods without an order and the returns whose tracking number or RMA they carry. An index seek each; nothing is scanned but the goods without an order.</summary>
    /// <param name="keys">Table of the run's keys; null = all goods without an order.</param>
    public static string KeylessGoodsSql(string? keys)
    {
        var scope = keys is null ? "GoodsReceipts g" : $"{keys} k CROSS JOIN ReturnItems r CROSS JOIN GoodsReceipts g";
        if (keys is null)
        {
            return """
                SELECT g.Id, g.AccountId, r.OrderKey, 6 FROM GoodsReceipts g CROSS JOIN ReturnItems r WHERE g.OrderKey = 0 AND g.TrackingId <> '' AND r.TrackingId = g.TrackingId AND r.TrackingId <> '' AND r.AccountId = g.AccountId AND r.OrderKey <> 0
                UNION SELECT g.Id, g.AccountId, r.OrderKey, 2 FROM GoodsReceipts g CROSS JOIN ReturnItems r WHERE g.OrderKey = 0 AND g.RmaId <> '' AND r.RmaId = g.RmaId AND r.RmaId <> '' AND r.AccountId = g.AccountId AND r.OrderKey <> 0
                """;
        }
        return $"""
            SELECT g.Id, g.AccountId, r.OrderKey, 6 FROM {scope} WHERE r.OrderKey = k.OrderKey AND r.TrackingId <> '' AND g.TrackingId = r.TrackingId AND g.TrackingId <> '' AND g.OrderKey = 0 AND r.AccountId = g.AccountId
            UNION SELECT g.Id, g.AccountId, r.OrderKey, 2 FROM {scope} WHERE r.OrderKey = k.OrderKey AND r.RmaId <> '' AND g.RmaId = r.RmaId AND g.RmaId <> '' AND g.OrderKey = 0 AND r.AccountId = g.AccountId
            """;
    }

    /// <summary>Goods without an order that came under the number or in the parcel of a vendor return of their company. An index seek each.</summary>
    public static string VendorGoodsSql { get; } = string.Join(" UNION ", new[] { "v.ReturnsReference = g.RmaId AND g.RmaId <> ''", "v.Number = g.RmaId AND g.RmaId <> ''", "v.TrackingId = g.TrackingId AND g.TrackingId <> '' AND v.TrackingId <> ''" }.Select(same =>
        $"SELECT g.Id FROM GoodsReceipts g INNER JOIN VendorPaperLines v ON {same} INNER JOIN Accounts a ON a.Id = g.AccountId INNER JOIN Accounts b ON b.Id = v.AccountId WHERE g.OrderKey = 0 AND v.Paper = 1 AND a.CompanyId = b.CompanyId"));

    /// <summary>Where a forced match is decided: with the refund, unless it has no order; goods go to the return.</summary>
    public static long HomeOf(ForcedMatch forced) =>
        forced.RefundKey.StartsWith(ForcedKeys.ReceiptPrefix, StringComparison.Ordinal) || forced.RefundOrderKey == OrderKey.None ? forced.ReturnOrderKey : forced.RefundOrderKey;

    /// <summary>Rule 7: facts under the seller's own order id move to the order. An alias of two orders moves nothing.</summary>
    public static void MoveAliases(LoadedFacts facts)
    {
        if (facts.Aliases.Count == 0 || !(HasForeign(facts.Returns.Keys) || HasForeign(facts.Receipts.Keys) || HasForeign(facts.Refunds.Keys)))
            return;
        var orders = new Dictionary<(int, long), long>(facts.Aliases.Count);
        foreach (var alias in facts.Aliases)
        {
            if (alias.AliasKey != alias.OrderKey && !orders.TryAdd((alias.AccountId, alias.AliasKey), alias.OrderKey) && orders[(alias.AccountId, alias.AliasKey)] != alias.OrderKey)
                orders[(alias.AccountId, alias.AliasKey)] = OrderKey.None;
        }
        for (var i = 0; i < facts.Returns.Count; i++)
        {
            if (orders.TryGetValue((facts.Returns.AccountAt(i), facts.Returns.KeyAt(i)), out var order) && order != OrderKey.None)
            {
                facts.Returns.Move(i, order);
                facts.Returns.At(i).ByAlias = true;
            }
        }
        for (var i = 0; i < facts.Receipts.Count; i++)
        {
            if (orders.TryGetValue((facts.Receipts.AccountAt(i), facts.Receipts.KeyAt(i)), out var order) && order != OrderKey.None)
            {
                facts.Receipts.Move(i, order);
                if (facts.Receipts.At(i).JoinedBy == MatchRule.None)
                    facts.Receipts.At(i).JoinedBy = MatchRule.Alias;
            }
        }
        for (var i = 0; i < facts.Refunds.Count; i++)
        {
            if (orders.TryGetValue((facts.Refunds.AccountAt(i), facts.Refunds.KeyAt(i)), out var order) && order != OrderKey.None)
                facts.Refunds.Move(i, order);
        }
    }

    /// <summary>Rules 2 and 6: goods without an order move to the one order whose return has their RMA or tracking number.</summary>
    public static void MoveKeylessGoods(LoadedFacts facts, Dictionary<long, (long OrderKey, MatchRule Rule)> links)
    {
        for (var i = 0; links.Count > 0 && i < facts.Receipts.Count; i++)
        {
            if (facts.Receipts.KeyAt(i) == OrderKey.None && links.TryGetValue(facts.Receipts.At(i).Id, out var link) && link.OrderKey != OrderKey.None)
            {
                facts.Receipts.Move(i, link.OrderKey);
                facts.Receipts.At(i).JoinedBy = link.Rule;
            }
        }
    }

    /// <summary>A vendor return is what they belong to: no order is missing.</summary>
    public static void MarkVendorGoods(LoadedFacts facts)
    {
        for (var i = 0; facts.VendorGoods.Count > 0 && i < facts.Receipts.Count; i++)
        {
            if (facts.Receipts.KeyAt(i) == OrderKey.None && facts.VendorGoods.Contains(facts.Receipts.At(i).Id))
                facts.Receipts.At(i).IsOfVendorReturn = true;
        }
    }

    /// <summary>Rule 8: what a person tied together stands in one order.</summary>
    public static void MoveForced(LoadedFacts facts)
    {
        foreach (var forced in facts.Forced)
        {
            var home = HomeOf(forced);
            var key = forced.RefundKey.StartsWith(ForcedKeys.ReceiptPrefix, StringComparison.Ordinal) ? forced.RefundKey : forced.ReturnKey;
            if (key.StartsWith(ForcedKeys.ReceiptPrefix, StringComparison.Ordinal))
                MoveReceipt(facts, forced.AccountId, FactText.Of(key[ForcedKeys.ReceiptPrefix.Length..]), home);
            else
                MoveReturn(facts, forced.AccountId, forced.ReturnOrderKey, FactText.Of(key), home);
            if (forced.RefundOrderKey == OrderKey.None && !forced.RefundKey.StartsWith(ForcedKeys.ReceiptPrefix, StringComparison.Ordinal))
                MoveRefund(facts, forced, home);
        }
    }

    public static void Add(Dictionary<long, (long OrderKey, MatchRule Rule)> links, long receipt, long order, MatchRule rule)
    {
        if (!links.TryGetValue(receipt, out var known))
            links[receipt] = (order, rule);
        else if (known.OrderKey != order)
            links[receipt] = (OrderKey.None, MatchRule.None);
        else if (rule < known.Rule)
            links[receipt] = (order, rule);
    }

    private static void MoveReceipt(LoadedFacts facts, int account, FactText naturalKey, long home)
    {
        for (var i = 0; i < facts.Receipts.Count; i++)
        {
            if (facts.Receipts.AccountAt(i) == account && facts.Receipts.At(i).NaturalKey == naturalKey)
            {
                facts.Receipts.Move(i, home);
                facts.Receipts.At(i).JoinedBy = MatchRule.Person;
            }
        }
    }

    private static void MoveReturn(LoadedFacts facts, int account, long from, FactText naturalKey, long home)
    {
        for (var i = 0; i < facts.Returns.Count; i++)
        {
            if (facts.Returns.KeyAt(i) == from && facts.Returns.AccountAt(i) == account && facts.Returns.At(i).NaturalKey == naturalKey)
                facts.Returns.Move(i, home);
        }
    }

    private static void MoveRefund(LoadedFacts facts, ForcedMatch forced, long home)
    {
        var one = new List<RefundSightingFact>();
        var merged = new List<RefundFact>();
        var settings = new ReconciliationSettings();
        for (var i = 0; i < facts.Refunds.Count; i++)
        {
            if (facts.Refunds.KeyAt(i) != OrderKey.None || facts.Refunds.AccountAt(i) != forced.AccountId)
                continue;
            one.Clear();
            merged.Clear();
            one.Add(facts.Refunds.At(i));
            RefundMerging.Merge(one, settings, merged);
            if (merged[0].Key == forced.RefundKey)
                facts.Refunds.Move(i, home);
        }
    }

    private static bool HasForeign(ReadOnlySpan<long> keys)
    {
        foreach (var key in keys)
        {
            if (key < 0)
                return true;
        }
        return false;
    }

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
