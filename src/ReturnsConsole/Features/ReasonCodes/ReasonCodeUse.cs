using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.ReasonCodes;

/// <summary>How many returns carry which code. One reading of all returns: asked for on purpose, never to draw a page.</summary>
internal sealed class ReasonCodeUse
{
    private readonly Dictionary<(string System, string Normal), (long Count, DateTime? Last)> used = [];
    private readonly Dictionary<CodeKey, (long Count, DateTime? Last)> exact = [];

    public IEnumerable<CodeKey> Raw => exact.Keys;

    /// <param name="since">Only returns from that day on; null: all.</param>
    public static async Task<ReasonCodeUse> ReadAsync(ConsoleContext db, IReadOnlySet<int>? companies, DateTime? since, CancellationToken ct)
    {
        var returns = db.ReturnItems.AsNoTracking().Where(r => r.ReasonCode != "");
        if (since is { } day)
            returns = returns.Where(r => (r.RequestedAt ?? r.DeliveredAt) >= day);
        if (companies is not null)
        {
            var seen = companies.ToArray();
            returns = returns.Where(r => db.Accounts.Any(a => a.Id == r.AccountId && seen.Contains(a.CompanyId)));
        }
        var groups = await returns.GroupBy(r => new { r.Channel, r.ReasonCode }).Select(g => new { g.Key.Channel, g.Key.ReasonCode, Count = g.LongCount(), Last = g.Max(r => r.RequestedAt ?? r.DeliveredAt) }).ToListAsync(ct);
        var use = new ReasonCodeUse();
        foreach (var g in groups)
        {
            var key = new CodeKey(PlatformNames.Of(g.Channel), g.ReasonCode);
            use.exact[key] = (g.Count, g.Last);
            var normal = (key.SourceSystem, ReasonCodeText.Normal(g.ReasonCode));
            var there = use.used.GetValueOrDefault(normal);
            use.used[normal] = (there.Count + g.Count, there.Last is null || g.Last > there.Last ? g.Last : there.Last);
        }
        return use;
    }

    /// <summary>All spellings of the code together.</summary>
    public (long Count, DateTime? Last) Of(CodeKey key) => used.GetValueOrDefault((key.SourceSystem, ReasonCodeText.Normal(key.Code)));
}
