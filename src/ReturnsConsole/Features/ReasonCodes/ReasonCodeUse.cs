using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.ReasonCodes;

/// <summary>How many returns carry which code: since a day, read by the indexes on their days.</summary>
internal sealed class ReasonCodeUse
{
    private readonly Dictionary<(string System, string Normal), (long Count, DateTime? Last)> used = [];
    private readonly Dictionary<CodeKey, (long Count, DateTime? Last)> exact = [];

    public IEnumerable<CodeKey> Raw => exact.Keys;

    public static async Task<ReasonCodeUse> ReadAsync(ConsoleContext db, IReadOnlySet<int>? companies, DateTime since, CancellationToken ct)
    {
        var returns = db.ReturnItems.AsNoTracking().Where(r => r.ReasonCode != "");
        if (companies is not null)
        {
            var seen = companies.ToArray();
            returns = returns.Where(r => db.Accounts.Any(a => a.Id == r.AccountId && seen.Contains(a.CompanyId)));
        }
        var use = new ReasonCodeUse();
        foreach (var some in Since(returns, since))
        {
            var groups = await some.GroupBy(r => new { r.Channel, r.ReasonCode }).Select(g => new { g.Key.Channel, g.Key.ReasonCode, Count = g.LongCount(), Last = g.Max(r => r.RequestedAt ?? r.DeliveredAt) }).ToListAsync(ct);
            foreach (var g in groups)
                use.Add(new CodeKey(PlatformNames.Of(g.Channel), g.ReasonCode), g.Count, g.Last);
        }
        return use;
    }

    /// <summary>Returns whose day, that of the request or else of the delivery, is not before. Each query reads a stretch of one index; together they are all, none twice.</summary>
    internal static IQueryable<ReturnItem>[] Since(IQueryable<ReturnItem> returns, DateTime day) =>
    [
        returns.Where(r => r.Channel == ReturnChannel.MerchantFulfilled && r.RequestedAt >= day),
        returns.Where(r => r.Channel == ReturnChannel.MerchantFulfilled && r.RequestedAt == null && r.DeliveredAt >= day),
        // Amazon's centres tell no request.
        returns.Where(r => r.Channel == ReturnChannel.Fba && r.DeliveredAt >= day),
        returns.Where(r => r.Channel >= ReturnChannel.Rebound && r.RequestedAt >= day),
        returns.Where(r => r.Channel >= ReturnChannel.Rebound && r.RequestedAt == null && r.DeliveredAt >= day),
    ];

    private void Add(CodeKey key, long count, DateTime? last)
    {
        static (long, DateTime?) Sum((long Count, DateTime? Last) there, long count, DateTime? last) => (there.Count + count, there.Last is null || last > there.Last ? last : there.Last);
        exact[key] = Sum(exact.GetValueOrDefault(key), count, last);
        var normal = (key.SourceSystem, ReasonCodeText.Normal(key.Code));
        used[normal] = Sum(used.GetValueOrDefault(normal), count, last);
    }

    /// <summary>All spellings of the code together.</summary>
    public (long Count, DateTime? Last) Of(CodeKey key) => used.GetValueOrDefault((key.SourceSystem, ReasonCodeText.Normal(key.Code)));
}
