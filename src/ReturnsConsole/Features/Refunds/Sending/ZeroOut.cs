using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Sync.Outbox;

namespace ReturnsConsole.Features.Refunds.Sending;

/// <summary>What was cancelled because it is not there is not offered any longer: the quantity of its offer is set to nothing, where the person wished it and the settings allow it.</summary>
internal static class ZeroOut
{
    /// <summary>Writes the message in the caller's transaction; the same cancellation writes it once.</summary>
    public static async Task AddAsync(ConsoleContext db, OutboxWriter outbox, Actor actor, Partner partner, RefundRequest cancellation, CancellationToken ct)
    {
        // Every marketplace of a region has the quantity of one stock.
        if (!cancellation.ZeroStock || PartnerOptions.Read(partner.Options).GetValueOrDefault("MarketplaceIds", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is not [var marketplace, ..])
            return;
        await outbox.AddAsync(db, actor, partner.Id, $"zero-{cancellation.Key}", $"SKU {cancellation.Sku}: nothing left, order {cancellation.OrderId} cancelled", new ListingQuantityMessage(cancellation.Sku, marketplace, "", 0), ct);
    }
}
