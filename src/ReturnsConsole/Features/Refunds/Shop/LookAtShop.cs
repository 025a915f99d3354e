using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Commercetools;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Sync.Runs;

namespace ReturnsConsole.Features.Refunds.Shop;

/// <summary>
/// Reads a shop's order and its payments as they are now. What it reads becomes facts as if the streams had brought it, and refunds that were worked out on another
/// order go back. Never called inside a transaction.
/// </summary>
public sealed class LookAtShop(IDbContextFactory<ConsoleContext> contexts, PartnerFactory factory, TakeDocuments take, ShopChanges changes, TimeProvider clock, ILogger<LookAtShop> log)
{
    internal async Task<Looked> RunAsync(int accountId, string orderId, CancellationToken ct)
    {
        var at = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var partner = await db.Partners.AsNoTracking().Where(p => p.AccountId == accountId && p.Kind == PartnerKind.Commercetools && !p.Paused && p.StoppedBecause == "").OrderBy(p => p.Id).FirstOrDefaultAsync(ct);
        if (partner is null)
            return new(at, null, "No shop is connected for it, or it is switched off.");
        try
        {
            if (factory.Of(partner) is not CommercetoolsConnector shop)
                return new(at, null, $"{partner.Name} is no shop.");
            var seen = await take.RunAsync(partner, (sink, stop) => shop.LookAsync(orderId, sink, stop), ct);
            if (seen is null)
                return new(at, null, $"{partner.Name} knows no order {orderId}.");
            await changes.RunAsync([new(accountId, orderId)], ct);
            var json = JsonSerializer.Serialize(seen);
            return SeenRows.Write([.. UnderWay(seen)]) is { } rows && json.Length <= RefundLook.RowsLength
                ? new(at, rows, "") { Shop = json }
                : new(at, null, $"{partner.Name} shows more payments of this order than can be right.");
        }
        catch (PartnerException failed)
        {
            return new(at, null, failed.Message);
        }
        catch (PayloadNotImportedException busy)
        {
            return new(at, null, busy.Message);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "Looking at an order of {Partner} failed", partner.Name);
            return new(at, null, $"{partner.Name} could not be asked for a reason on our side; the log has the details.");
        }
    }

    /// <summary>Money that is about to go back and that nobody confirmed: what is confirmed is a fact of the payments.</summary>
    private static IEnumerable<RefundRow> UnderWay(ShopOrderSeen seen) => seen.Payments.SelectMany(p => p.Transactions.Where(t => t.IsUnderWay).Select(t => new RefundRow
    {
        Row = default,
        Deferred = true,
        Kind = t.Type == "Refund" ? SettlementLineKind.Refund : SettlementLineKind.Chargeback,
        TransactionId = t.Id,
        OrderId = seen.Number,
        AdjustmentId = t.Id,
        MerchantAdjustmentItemId = t.InteractionId,
        Currency = p.Currency,
        PostedUtc = t.At,
        PrincipalMinor = -t.Amount,
    }));
}
