namespace ReturnsConsole.Features.Home.Trends;

/// <summary>Refunds or receipts of a week in one currency; the currency is empty where no price is known.</summary>
internal sealed record WeekMoney(int AccountId, DateOnly Week, string Currency, long Count, long Amount);

/// <param name="Dark">Received, not in Amazon's report.</param>
/// <param name="Missing">In Amazon's report, not received.</param>
internal sealed record WeekGoods(int AccountId, DateOnly Week, long Dark, long Missing);

/// <summary>Returns of a SKU for a reason: the last four weeks and the four before.</summary>
internal sealed record SkuReason(int AccountId, string Sku, string Reason, long Count, long Before);

/// <summary>The figures of all accounts as they were counted once.</summary>
internal sealed record TrendSnapshot(DateTime AsOf, DateOnly ThisWeek, IReadOnlyList<WeekMoney> Refunds, IReadOnlyList<WeekMoney> Receipts, IReadOnlyList<WeekGoods> Goods, IReadOnlyList<SkuReason> Reasons)
{
    public TrendView Of(IReadOnlySet<int> accounts)
    {
        var weeks = WeekSpan.UpTo(ThisWeek);
        var refunds = Refunds.Where(r => accounts.Contains(r.AccountId)).ToLookup(r => (r.Currency, r.Week));
        var receipts = Receipts.Where(r => accounts.Contains(r.AccountId)).ToLookup(r => (r.Currency, r.Week));
        var goods = Goods.Where(g => accounts.Contains(g.AccountId)).ToLookup(g => g.Week);
        CurrencyTrend Trend(string currency) => new(currency, [.. weeks.Select(w => new WeekPair(w, refunds[(currency, w)].Sum(r => r.Count), refunds[(currency, w)].Sum(r => r.Amount), receipts[(currency, w)].Sum(r => r.Count), receipts[(currency, w)].Sum(r => r.Amount)))]);
        return new()
        {
            AsOf = AsOf,
            Money = [.. refunds.Concat(receipts).Select(g => g.Key.Currency).Where(c => c.Length > 0).Distinct().Select(Trend).OrderByDescending(t => t.Weeks.Sum(w => w.Refunds + w.Receipts)).ThenBy(t => t.Currency, StringComparer.Ordinal)],
            Unpriced = Trend(""),
            Goods = [.. weeks.Select(w => new GoodsWeek(w, goods[w].Sum(g => g.Dark), goods[w].Sum(g => g.Missing)))],
            Reasons = [.. Reasons.Where(r => accounts.Contains(r.AccountId)).GroupBy(r => (r.Sku, r.Reason)).Select(g => new ReasonTrend(g.Key.Sku, g.Key.Reason, g.Sum(r => r.Count), g.Sum(r => r.Before)))
                .Where(r => r.Count > 0).OrderByDescending(r => r.Count).ThenBy(r => r.Sku, StringComparer.Ordinal).ThenBy(r => r.Reason, StringComparer.Ordinal).Take(TrendView.MostReasons)],
        };
    }
}

/// <summary>What one person sees of the figures. Weeks are oldest first; the last is the running one.</summary>
public sealed record TrendView
{
    public const int MostReasons = 8;

    public required DateTime AsOf { get; init; }

    /// <summary>One per currency, the busiest first; never added across.</summary>
    public required IReadOnlyList<CurrencyTrend> Money { get; init; }

    /// <summary>Goods that no price is known of.</summary>
    public required CurrencyTrend Unpriced { get; init; }

    public required IReadOnlyList<GoodsWeek> Goods { get; init; }

    public required IReadOnlyList<ReasonTrend> Reasons { get; init; }
}

public sealed record CurrencyTrend(string Currency, IReadOnlyList<WeekPair> Weeks);

/// <summary>A week's refunds beside the goods that came back.</summary>
public sealed record WeekPair(DateOnly Monday, long Refunds, long RefundAmount, long Receipts, long ReceiptAmount);

public sealed record GoodsWeek(DateOnly Monday, long Dark, long Missing);

public sealed record ReasonTrend(string Sku, string Reason, long Count, long Before);
