using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Notices;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Lookup;

/// <summary>
/// Ends the watches whose identifier has arrived and tells whoever asked. One statement finds all of them by the indexes that the look-up uses, however many
/// facts came. Doing it again changes nothing.
/// </summary>
internal sealed class WatchArrivals(IDbContextFactory<ConsoleContext> contexts, ChangeFeed feed, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await Here(db).AnyAsync(ct))
            return;
        await using var write = await db.BeginWriteAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var watch in await Here(db).ToListAsync(ct))
        {
            watch.ArrivedAt = now;
            db.Notices.Add(new Notice { UserId = watch.PersonId, At = now, Text = $"{watch.Identifier} has arrived: it can be looked up now.", Link = LookupLinks.Of(watch.Identifier) });
        }
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        feed.Publish(ChangeTopic.Notices);
    }

    /// <summary>Watches whose identifier is known by now, in the company that waits for it.</summary>
    public static IQueryable<RaisedCase> Here(ConsoleContext db) => db.RaisedCases.Where(w => w.ArrivedAt == null && w.Identifier != "" && (
        db.OrderLines.Any(o => o.OrderKey == w.IdentifierKey && o.OrderId == w.Identifier && db.Accounts.Any(a => a.Id == o.AccountId && a.CompanyId == w.CompanyId))
        || db.OrderLines.Any(o => o.MerchantOrderId != "" && o.MerchantOrderId == w.Identifier && db.Accounts.Any(a => a.Id == o.AccountId && a.CompanyId == w.CompanyId))
        || db.ReturnItems.Any(r => r.OrderKey == w.IdentifierKey && r.OrderId == w.Identifier && db.Accounts.Any(a => a.Id == r.AccountId && a.CompanyId == w.CompanyId))
        || db.ReturnItems.Any(r => r.RmaId != "" && r.RmaId == w.Identifier && db.Accounts.Any(a => a.Id == r.AccountId && a.CompanyId == w.CompanyId))
        || db.ReturnItems.Any(r => r.MerchantRmaId != "" && r.MerchantRmaId == w.Identifier && db.Accounts.Any(a => a.Id == r.AccountId && a.CompanyId == w.CompanyId))
        || db.ReturnItems.Any(r => r.TrackingId != "" && r.TrackingId == w.Identifier && db.Accounts.Any(a => a.Id == r.AccountId && a.CompanyId == w.CompanyId))
        || db.ReturnItems.Any(r => r.LabelId != "" && r.LabelId == w.Identifier && db.Accounts.Any(a => a.Id == r.AccountId && a.CompanyId == w.CompanyId))
        || db.ReturnItems.Any(r => r.PlatformReturnId != "" && r.PlatformReturnId == w.Identifier && db.Accounts.Any(a => a.Id == r.AccountId && a.CompanyId == w.CompanyId))
        || db.ReturnItems.Any(r => r.LicensePlate != "" && r.LicensePlate == w.Identifier && db.Accounts.Any(a => a.Id == r.AccountId && a.CompanyId == w.CompanyId))
        || db.RefundSightings.Any(r => r.OrderKey == w.IdentifierKey && r.OrderId == w.Identifier && db.Accounts.Any(a => a.Id == r.AccountId && a.CompanyId == w.CompanyId))
        || db.GoodsReceipts.Any(g => g.OrderKey == w.IdentifierKey && g.OrderId == w.Identifier && db.Accounts.Any(a => a.Id == g.AccountId && a.CompanyId == w.CompanyId))
        || db.GoodsReceipts.Any(g => g.TrackingId != "" && g.TrackingId == w.Identifier && db.Accounts.Any(a => a.Id == g.AccountId && a.CompanyId == w.CompanyId))
        || db.GoodsReceipts.Any(g => g.RmaId != "" && g.RmaId == w.Identifier && db.Accounts.Any(a => a.Id == g.AccountId && a.CompanyId == w.CompanyId))));
}
