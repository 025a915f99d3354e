using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Sync.Outbox;

namespace ReturnsConsole.Features.Stock.Telling;

/// <summary>Keeps what partners confirmed of the stock they were told.</summary>
public sealed class StockKeeper(TimeProvider clock) : IMessageKeeper
{
    private static readonly string[] Kinds = ["amazon-increase", "commercetools-stock", "vendor-stock"];

    public bool Keeps(string kind) => Kinds.Contains(kind);

    /// <summary>A person may send such a message again or take it back, as any other.</summary>
    public Task<bool> DecidesAsync(ConsoleContext db, OutboxMessage message, CancellationToken ct) => Task.FromResult(false);

    public Task<PartnerMessage> FillAsync(ConsoleContext db, OutboxMessage message, PartnerMessage what, CancellationToken ct) => Task.FromResult(what);

    public Task<string?> HoldAsync(ConsoleContext db, OutboxMessage message, CancellationToken ct) => Task.FromResult<string?>(null);

    public async Task ApplyAsync(ConsoleContext db, OutboxMessage message, SendAnswer answer, CancellationToken ct)
    {
        if (message.Status != OutboxStatus.Done || await db.StockTold.SingleOrDefaultAsync(t => t.PartnerId == message.PartnerId && t.MessageKey == message.Key, ct) is not { ConfirmedAt: null } told)
            return;
        told.ConfirmedAt = clock.GetUtcNow().UtcDateTime;
        told.OrdersUpTo = await db.OrderLines.MaxAsync(l => (long?)l.Id, ct) ?? 0;
        told.Confirmed = OutboxKinds.Read(message.Kind, message.Body) switch
        {
            ListingIncreaseMessage m => m.Target,
            StockIncreaseMessage m => m.Target,
            VendorStockMessage m => m.Items.Where(i => i.VendorSku == told.Sku).Select(i => (long?)i.Quantity).FirstOrDefault(),
            _ => null,
        };
    }
}
