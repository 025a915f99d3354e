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

    /// <summary>As it stands now.</summary>
    public static async Task<ManifestCount> CountAsync(ConsoleContext db, int id, CancellationToken ct)
    {
        var tallies = db.Set<ShipmentTally>().Where(t => t.ShipmentPk == id);
        var count = await db.ConsolidatedShipments.Where(s => s.Id == id).Select(s => new { s.Items, Scanned = tallies.Sum(t => t.Scanned), Surplus = tallies.Sum(t => t.Surplus) }).SingleAsync(ct);
        return new(count.Items, count.Scanned, count.Surplus);
    }
}
