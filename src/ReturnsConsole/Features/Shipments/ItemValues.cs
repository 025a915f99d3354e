using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Shipments;

/// <summary>What goods stand for: their share of the price of their order line, promotion taken off; tax and shipping are left out where they stand apart.</summary>
internal sealed class ItemValues
{
    private const int Some = 500;
    private readonly ILookup<(int Account, long Order), OrderLine> lines;

    private ItemValues(IEnumerable<OrderLine> lines) => this.lines = lines.ToLookup(l => (l.AccountId, l.OrderKey));

    public static async Task<ItemValues> LoadAsync(ConsoleContext db, IEnumerable<long> orders, CancellationToken ct)
    {
        var found = new List<OrderLine>();
        foreach (var some in orders.Where(k => k != OrderKey.None).Distinct().Chunk(Some))
            found.AddRange(await db.OrderLines.AsNoTracking().Where(l => some.Contains(l.OrderKey)).ToListAsync(ct));
        return new(found);
    }

    /// <summary>Null: nobody knows.</summary>
    public Money? Of(int account, long order, string orderItemId, string sku, int pieces) =>
        LineOf(account, order, orderItemId, sku) is { Currency.Length: > 0 } line && ManifestRules.ValueOf(line.ItemPrice, line.ItemPromotion, line.Quantity, pieces) is { } value ? new Money(value, line.Currency) : null;

    public Money? Of(ManifestItem m) => Of(m.AccountId, m.OrderKey, m.OrderItemId, m.Sku, Math.Max(1, m.Quantity));

    public string MarketplaceOf(int account, long order) => Marketplace.CodeOf(lines[(account, order)].FirstOrDefault()?.Marketplace);

    /// <summary>The line that the hub names, else the one of this SKU, else the only one there is; among several it is not guessed.</summary>
    private OrderLine? LineOf(int account, long order, string orderItemId, string sku)
    {
        var all = lines[(account, order)].ToList();
        if (orderItemId.Length > 0 && all.Find(l => l.OrderItemId == orderItemId) is { } named)
            return named;
        if (sku.Length > 0)
            return all.Where(l => string.Equals(l.Sku, sku, StringComparison.OrdinalIgnoreCase)).OrderBy(l => l.Occurrence).FirstOrDefault();
        return all is [var only] ? only : null;
    }
}
