using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Amazon;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Guard;

/// <summary>What a live look showed.</summary>
/// <param name="Rows">As they are stored; null when it failed.</param>
/// <param name="Fault">Why it failed, in words; empty when it did not.</param>
internal sealed record Looked(DateTime At, string? Rows, string Fault)
{
    public bool Worked => Rows is not null;

    /// <summary>A shop order with its payments as it is stored; empty for Amazon's.</summary>
    public string Shop { get; init; } = "";
}

/// <summary>Asks Amazon for every refund of an order that it knows of now, held back ones included. Never called inside a transaction.</summary>
public sealed class LookAtAmazon(IDbContextFactory<ConsoleContext> contexts, PartnerFactory factory, TimeProvider clock, ILogger<LookAtAmazon> log)
{
    internal async Task<Looked> RunAsync(int accountId, string orderId, CancellationToken ct)
    {
        var at = clock.GetUtcNow().UtcDateTime;
        if (!AmazonOrderIds.LooksLikeOne(orderId))
            return new(at, null, "It is no order of Amazon's.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        var partner = await db.Partners.AsNoTracking().Where(p => p.AccountId == accountId && p.Kind == PartnerKind.AmazonSeller && !p.Paused && p.StoppedBecause == "").OrderBy(p => p.Id).FirstOrDefaultAsync(ct);
        if (partner is null)
            return new(at, null, "No Amazon seller account is connected for it, or it is switched off.");
        try
        {
            if (factory.Of(partner) is not AmazonSellerConnector amazon)
                return new(at, null, $"{partner.Name} is no Amazon seller account.");
            IReadOnlyList<RefundRow> rows = await amazon.RefundsOfOrderAsync(orderId, ct);
            return SeenRows.Write(rows) is { } kept ? new(at, kept, "") : new(at, null, $"{partner.Name} shows {rows.Count} refunds of this order, too many to be right.");
        }
        catch (PartnerException failed)
        {
            return new(at, null, failed.Message);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "Looking at the refunds of an order at {Partner} failed", partner.Name);
            return new(at, null, $"{partner.Name} could not be asked for a reason on our side; the log has the details.");
        }
    }

    /// <summary>Keeps what was seen; the caller saves. A look that is older than the kept one changes nothing.</summary>
    internal static async Task KeepAsync(ConsoleContext db, int accountId, string orderId, Looked looked, CancellationToken ct)
    {
        if (looked.Rows is not { } rows)
            return;
        var key = OrderKey.From(orderId);
        var known = await db.RefundLooks.SingleOrDefaultAsync(l => l.OrderKey == key && l.AccountId == accountId && l.OrderId == orderId, ct);
        if (known is null)
            db.RefundLooks.Add(new RefundLook { AccountId = accountId, OrderKey = key, OrderId = orderId, At = looked.At, Rows = rows, Shop = looked.Shop });
        else if (known.At <= looked.At)
            (known.At, known.Rows, known.Shop) = (looked.At, rows, looked.Shop);
    }
}
