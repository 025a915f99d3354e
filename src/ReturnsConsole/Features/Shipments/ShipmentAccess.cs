using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Shipments.Unloading;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Shipments;

/// <summary>What every use case of shipments asks first: which one, and may this person see it.</summary>
internal static class ShipmentAccess
{
    public const string NotThere = "There is no such shipment among the accounts you see.";

    public static async Task<ConsolidatedShipment?> FindAsync(ConsoleContext db, IAccessGuard guard, Actor actor, int id, CancellationToken ct)
    {
        var companies = await guard.CompaniesAsync(actor, ct);
        var found = await db.ConsolidatedShipments.AsNoTracking().Where(s => s.Id == id).Join(db.Accounts, s => s.AccountId, a => a.Id, (s, a) => new { Shipment = s, a.CompanyId }).SingleOrDefaultAsync(ct);
        return found is not null && (companies is null || companies.Contains(found.CompanyId)) ? found.Shipment : null;
    }

    /// <summary>As the database counts it now.</summary>
    public static async Task<ManifestCount> CountAsync(ConsoleContext db, int id, CancellationToken ct)
    {
        var items = await db.ConsolidatedShipments.Where(s => s.Id == id).Select(s => s.Items).SingleAsync(ct);
        var scans = await db.ShipmentScans.Where(s => s.ShipmentPk == id && s.UndoneAt == null).GroupBy(s => s.Kind).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return new(items, scans.Where(s => s.Key == UnloadKind.Expected).Sum(s => s.Count), scans.Where(s => s.Key != UnloadKind.Expected).Sum(s => s.Count));
    }
}
