using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Home.Trends;

/// <summary>Why goods come back, as Amazon's two return reports give it: a platform tells of the same parcels once more.</summary>
internal static class ReasonWeeks
{
    public const int Weeks = 4;
    public const string NoReason = "No reason given";
    public const string NotMapped = "Not mapped yet";

    /// <summary>Returns with their reason of a span; read by the day of the request, or for Amazon's own centres of the receipt.</summary>
    public static IQueryable<ReturnItem>[] Items(ConsoleContext db, IReadOnlyList<int>? accounts, DateTime from, DateTime to)
    {
        var (all, seen) = (accounts is null, accounts ?? []);
        var items = db.ReturnItems.AsNoTracking().Where(r => all || seen.Contains(r.AccountId));
        return
        [
            items.Where(r => r.Channel == ReturnChannel.MerchantFulfilled && r.RequestedAt >= from && r.RequestedAt < to),
            items.Where(r => r.Channel == ReturnChannel.Fba && r.DeliveredAt >= from && r.DeliveredAt < to),
        ];
    }

    public static string ReasonOf(ReasonCodeHistory history, ReturnChannel channel, string code, DateTime now) =>
        code.Length == 0 ? NoReason : history.Find(PlatformNames.Of(channel), code, now)?.CanonicalReason ?? NotMapped;

    public static async Task<IReadOnlyList<SkuReason>> CountAsync(ConsoleContext db, DateOnly thisWeek, DateTime now, CancellationToken ct)
    {
        var history = await ReasonCodeHistory.LoadAsync(db, ct);
        var counts = new Dictionary<(int Account, string Sku, string Reason), (long Count, long Before)>();
        for (var half = 0; half < 2; half++)
        {
            var newest = thisWeek.AddDays(-7 * Weeks * half);
            foreach (var items in Items(db, null, WeekSpan.Begin(newest.AddDays(-7 * (Weeks - 1))), WeekSpan.End(newest)))
            {
                var rows = items.GroupBy(r => new { r.AccountId, r.Channel, r.Sku, r.ReasonCode }).Select(g => new { g.Key.AccountId, g.Key.Channel, g.Key.Sku, g.Key.ReasonCode, Count = g.LongCount() });
                await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
                {
                    var key = (row.AccountId, row.Sku, ReasonOf(history, row.Channel, row.ReasonCode, now));
                    var (count, before) = counts.GetValueOrDefault(key);
                    counts[key] = half == 0 ? (count + row.Count, before) : (count, before + row.Count);
                }
            }
        }
        return [.. counts.Where(c => c.Value.Count > 0).Select(c => new SkuReason(c.Key.Account, c.Key.Sku, c.Key.Reason, c.Value.Count, c.Value.Before))];
    }
}
