using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Features.Stock.Ledger;
using ReturnsConsole.Features.Sync.Outbox;

namespace ReturnsConsole.Features.Stock.Telling;

/// <summary>
/// Tells partners what came on sale or left it, in the transaction of the movement: one message per account, SKU and partner. Who is told is a setting of the account;
/// nobody is, unless somebody decided so. What is held back for its unknown reason never becomes sellable, so it is never in such a message.
/// </summary>
public sealed class StockTelling(OutboxWriter outbox, TimeProvider clock)
{
    /// <summary>Adds messages to the context and saves; the caller commits.</summary>
    internal async Task AddAsync(ConsoleContext db, Actor actor, IReadOnlyList<SellableChange> changes, CancellationToken ct)
    {
        if (changes.Count == 0)
            return;
        var listeners = await StockListeners.OfAsync(db, ct);
        foreach (var change in changes.Where(c => c.Sku.Length > 0))
        {
            foreach (var partner in listeners.Of(change.AccountId))
            {
                if (Message(partner, change.Sku, change.Change, change.Sellable) is { } message)
                    await TellAsync(db, actor, partner, change.AccountId, change.Sku, change.Change, change.LastMovement, KeyOf(change.LastMovement), message, ct);
            }
        }
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>The same change, or what a partner lacks, under a key of its own.</summary>
    internal async Task<bool> TellAsync(ConsoleContext db, Actor actor, Partner partner, int account, string sku, int change, long movement, string key, PartnerMessage message, CancellationToken ct)
    {
        if (!await outbox.AddAsync(db, actor, partner.Id, key, $"SKU {sku}, {(change > 0 ? "+" : "−")}{Math.Abs(change)}", message, ct))
            return false;
        var before = await db.StockTold.Where(t => t.AccountId == account && t.Sku == sku && t.PartnerId == partner.Id).OrderByDescending(t => t.Id).Select(t => (int?)t.Total).FirstOrDefaultAsync(ct);
        db.StockTold.Add(new StockTold
        {
            AccountId = account,
            Sku = sku,
            PartnerId = partner.Id,
            MessageKey = key,
            MovementId = movement,
            Change = change,
            Total = (before ?? 0) + change,
            At = clock.GetUtcNow().UtcDateTime,
        });
        return true;
    }

    /// <summary>The partner gets what it lacks of what it confirmed. It was told of these pieces before: the sum stays.</summary>
    internal async Task<bool> RepairAsync(ConsoleContext db, Actor actor, Partner partner, StockTold told, int missing, string key, PartnerMessage message, CancellationToken ct)
    {
        if (!await outbox.AddAsync(db, actor, partner.Id, key, $"SKU {told.Sku}, {(missing > 0 ? "+" : "−")}{Math.Abs(missing)} once more", message, ct))
            return false;
        db.StockTold.Add(new StockTold
        {
            AccountId = told.AccountId,
            Sku = told.Sku,
            PartnerId = partner.Id,
            MessageKey = key,
            MovementId = told.MovementId,
            Change = 0,
            Total = told.Total,
            At = clock.GetUtcNow().UtcDateTime,
        });
        return true;
    }

    internal static string KeyOf(long movement) => $"stock-{movement}";

    /// <summary>Null: what is entered of the partner is not enough to tell it.</summary>
    internal static PartnerMessage? Message(Partner partner, string sku, int change, int sellable)
    {
        var options = PartnerOptions.Read(partner.Options);
        switch (partner.Kind)
        {
            case PartnerKind.AmazonSeller:
                // Every marketplace of a region has the quantity of one stock; the first one entered is asked and told.
                return options.GetValueOrDefault("MarketplaceIds", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var marketplace, ..]
                    ? new ListingIncreaseMessage(sku, marketplace, change) : null;
            case PartnerKind.AmazonVendor:
                return options.GetValueOrDefault("WarehouseId", "") is { Length: > 0 } warehouse && options.GetValueOrDefault("SellingPartyId", "") is { Length: > 0 } party
                    ? new VendorStockMessage(warehouse, party, [(sku, sellable)]) : null;
            case PartnerKind.Commercetools:
                return new StockIncreaseMessage(sku, change, null);
            default:
                return null;
        }
    }
}

/// <summary>Which partners hear of which account's stock, as the settings stand.</summary>
internal sealed class StockListeners
{
    private readonly List<Partner> partners;
    private readonly Dictionary<int, int> companies;
    private readonly CurrentSettings settings;

    private StockListeners(List<Partner> partners, Dictionary<int, int> companies, CurrentSettings settings) => (this.partners, this.companies, this.settings) = (partners, companies, settings);

    public static async Task<StockListeners> OfAsync(ConsoleContext db, CancellationToken ct)
    {
        PartnerKind[] kinds = [PartnerKind.AmazonSeller, PartnerKind.AmazonVendor, PartnerKind.Commercetools];
        return new(
            await db.Partners.AsNoTracking().Where(p => kinds.Contains(p.Kind)).OrderBy(p => p.Id).ToListAsync(ct),
            await db.Accounts.AsNoTracking().ToDictionaryAsync(a => a.Id, a => a.CompanyId, ct),
            await SettingsReader.ReadAsync(db, ct));
    }

    public IEnumerable<Partner> Of(int account) => partners.Where(p => p.Kind switch
    {
        PartnerKind.AmazonSeller => p.AccountId == account && settings.IsOn(SettingCatalogue.TellAmazon, account),
        PartnerKind.AmazonVendor => p.AccountId == account && settings.IsOn(SettingCatalogue.TellVendor, account),
        // A shop sells what the company has, whichever account the goods came back to.
        _ => settings.IsOn(SettingCatalogue.TellShop, account) && companies.GetValueOrDefault(p.AccountId, -1) == companies.GetValueOrDefault(account, -2),
    });
}
