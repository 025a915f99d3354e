using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Home.Trends;

/// <summary>Goods that came back, with what the buyer had paid for them.</summary>
/// <param name="Currency">Empty when no order line tells a price.</param>
internal sealed record WeekReceipt(int AccountId, DateTime At, string OrderId, string Sku, int Quantity, string By, long? Value, string Currency);

/// <summary>Goods received in a span of time: at our docks and hubs, and by Amazon's own centres. Each is read by its day, its price by the order's own index.</summary>
internal static class ReceiptWeeks
{
    /// <param name="accounts">Null: all.</param>
    public static async IAsyncEnumerable<WeekReceipt> ReadAsync(ConsoleContext db, IReadOnlyList<int>? accounts, DateTime from, DateTime to, ReconciliationSettings settings, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var query in Queries(db, accounts, from, to))
        {
            await foreach (var row in query.AsAsyncEnumerable().WithCancellation(ct))
                yield return row.Valued(settings);
        }
    }

    internal static IQueryable<Row>[] Queries(ConsoleContext db, IReadOnlyList<int>? accounts, DateTime from, DateTime to)
    {
        var (all, seen) = (accounts is null, accounts ?? []);
        var lines = db.OrderLines.AsNoTracking().Where(o => o.Occurrence == 0);
        var ours = from g in db.GoodsReceipts.AsNoTracking()
                   where g.ReceivedAt >= @from && g.ReceivedAt < to && g.Disposition != Disposition.Lost && (all || seen.Contains(g.AccountId))
                   join o in lines on new { g.OrderKey, g.AccountId, g.Sku } equals new { o.OrderKey, o.AccountId, o.Sku } into found
                   from o in found.DefaultIfEmpty()
                   orderby g.ReceivedAt, g.Id
                   select new Row(g.AccountId, g.ReceivedAt, g.OrderId, g.Sku, g.Quantity, g.Source, o == null ? null : o.ItemPrice, o == null ? null : o.ItemTax, o == null ? null : o.ItemPromotion, o == null ? 0 : o.Quantity, o == null ? "" : o.Currency, o == null ? "" : o.Marketplace);
        var amazons = from r in db.ReturnItems.AsNoTracking()
                      where r.Channel == ReturnChannel.Fba && r.DeliveredAt >= @from && r.DeliveredAt < to && (all || seen.Contains(r.AccountId))
                      join o in lines on new { r.OrderKey, r.AccountId, r.Sku } equals new { o.OrderKey, o.AccountId, o.Sku } into found
                      from o in found.DefaultIfEmpty()
                      orderby r.DeliveredAt, r.Id
                      select new Row(r.AccountId, r.DeliveredAt!.Value, r.OrderId, r.Sku, r.Quantity, "Amazon " + r.FulfillmentCenter, o == null ? null : o.ItemPrice, o == null ? null : o.ItemTax, o == null ? null : o.ItemPromotion, o == null ? 0 : o.Quantity, o == null ? "" : o.Currency, o == null ? "" : o.Marketplace);
        return [ours, amazons];
    }

    internal sealed record Row(int AccountId, DateTime At, string OrderId, string Sku, int Quantity, string By, long? Price, long? Tax, long? Promotion, int Ordered, string Currency, string Marketplace)
    {
        public WeekReceipt Valued(ReconciliationSettings settings)
        {
            var known = Price is not null && Ordered > 0;
            var paid = !known ? default : Paid.Of(new OrderLineFact { Marketplace = Marketplace, Quantity = Ordered, PriceIsKnown = true, ItemPrice = Price!.Value, ItemTax = Tax ?? 0, ItemPromotion = Promotion ?? 0 }, settings).For(Math.Max(1, Quantity));
            return new(AccountId, At, OrderId, Sku, Math.Max(1, Quantity), By.Trim(), known ? paid.Goods : null, known ? Currency : "");
        }
    }
}
