using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.ReasonCodes;

/// <summary>How many returns of each account carry which code since a day, as it was counted once.</summary>
internal sealed record KeptUse(DateTime Since, IReadOnlyList<(int AccountId, CodeKey Key, long Count)> Rows)
{
    /// <summary>All spellings of a code together, of the accounts alone.</summary>
    public Func<CodeKey, long> Of(IReadOnlySet<int> accounts)
    {
        var counts = Rows.Where(r => accounts.Contains(r.AccountId)).GroupBy(r => (r.Key.SourceSystem, ReasonCodeText.Normal(r.Key.Code))).ToDictionary(g => g.Key, g => g.Sum(r => r.Count));
        return key => counts.GetValueOrDefault((key.SourceSystem, ReasonCodeText.Normal(key.Code)));
    }
}

/// <summary>One reading of the returns of the last months: for <see cref="Shared.KeptFigures{T}"/>, never for a visit.</summary>
internal sealed class UseCounting(IDbContextFactory<ConsoleContext> contexts, IOptions<ReasonCodeOptions> options, TimeProvider clock)
{
    public DateTime Since(DateTime now) => now.Date.AddDays(-options.Value.UnusedAfterDays);

    public async Task<KeptUse> RunAsync(CancellationToken ct)
    {
        var since = Since(clock.GetUtcNow().UtcDateTime);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var groups = await db.ReturnItems.AsNoTracking().Where(r => r.ReasonCode != "" && (r.RequestedAt ?? r.DeliveredAt) >= since)
            .GroupBy(r => new { r.AccountId, r.Channel, r.ReasonCode }).Select(g => new { g.Key.AccountId, g.Key.Channel, g.Key.ReasonCode, Count = g.LongCount() }).ToListAsync(ct);
        return new(since, [.. groups.Select(g => (g.AccountId, new CodeKey(PlatformNames.Of(g.Channel), g.ReasonCode), g.Count))]);
    }
}
