using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Stock;

/// <summary>Goods of which a returns platform's hub tells.</summary>
public static class HubGoods
{
    /// <summary>Their orders are decided on again by the next run, because what the hub's word counts for has changed. In the caller's transaction.</summary>
    public static Task<int> LookAgainAsync(ConsoleContext db, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"INSERT INTO OrderChanges (OrderKey) SELECT DISTINCT OrderKey FROM GoodsReceipts WHERE Source IN ({PlatformNames.Rebound}, {PlatformNames.HappyReturns})", ct);
}
