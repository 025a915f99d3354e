using System.Globalization;

namespace ReturnsConsole.Demo.Bulk;

/// <summary>What stands in a bulk settlement.</summary>
/// <param name="Lines">Amount lines after the summary line.</param>
/// <param name="Refunds">Lines that are refunds, each one refund.</param>
/// <param name="RefundedOrders">Orders that the refunds belong to.</param>
/// <param name="TotalMinor">Declared total in cents; the lines sum to it exactly.</param>
public sealed record BulkSettlementContent(int Lines, int Refunds, int RefundedOrders, long TotalMinor);

/// <summary>A US settlement V2 of any size for measurements: header, summary line, then exactly the asked number of amount lines, every second one a refund.</summary>
public static class BulkSettlement
{
    private const int LinesPerSale = 3;
    private const long FulfillmentFee = 322;
    private static readonly DateTime FirstDay = new(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <param name="path">Replaced when it exists.</param>
    /// <param name="rows">Amount lines; 1,000,000 give 500,000 refunds of 490,000 orders.</param>
    /// <param name="seed">The same as for the returns that belong to it.</param>
    public static BulkSettlementContent Write(string path, int rows, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 2);
        var orders = new BulkOrders(seed, rows / 2);
        return Write(path, orders, rows, refundEvery: 2, FirstDay, days: 14, settlementId: 26_000_000_000UL + (seed % 900_000_000UL));
    }

    /// <summary>A settlement of refunds alone, one day long.</summary>
    internal static BulkSettlementContent WriteDay(string path, BulkOrders orders, int refunds, ulong settlementId) =>
        Write(path, orders, refunds, refundEvery: 1, FirstDay.AddDays(14), days: 1, settlementId);

    private static BulkSettlementContent Write(string path, BulkOrders orders, int rows, int refundEvery, DateTime start, int days, ulong settlementId)
    {
        var sales = (rows - (rows / refundEvery) + LinesPerSale - 1) / LinesPerSale;
        var total = 0L;
        for (var row = 0; row < rows; row++)
            total += Line(orders, row, refundEvery, sales).Amount;

        using var line = new LineBuffer(path);
        line.Text("settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\ttransaction-type\torder-id\tmerchant-order-id\tadjustment-id\t"u8);
        line.Text("shipment-id\tmarketplace-name\tamount-type\tamount-description\tamount\tfulfillment-id\tposted-date\tposted-date-time\torder-item-code\tmerchant-order-item-id\t"u8);
        line.Text("merchant-adjustment-item-id\tsku\tquantity-purchased\tpromotion-id"u8);
        line.EndLine();
        line.Digits(settlementId, 11);
        foreach (var day in new[] { start, start.AddDays(days), start.AddDays(days + 2) })
            line.Text(day.ToString("'\t'yyyy-MM-dd HH:mm:ss' UTC'", CultureInfo.InvariantCulture));

        line.Text("\t"u8);
        line.Amount(total);
        line.Text("\tUSD\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t"u8);
        line.EndLine();

        var clock = new DayText(start);
        for (var row = 0; row < rows; row++)
            Row(line, orders, settlementId, Line(orders, row, refundEvery, sales), clock.At(start, (long)row * days * 86_400 / rows));

        var refunds = rows / refundEvery;
        return new BulkSettlementContent(rows, refunds, Math.Min(orders.Orders, refunds), total);
    }

    private readonly record struct BulkLine(bool Refund, int Part, int Order, int Item, long Amount);

    private static BulkLine Line(BulkOrders orders, int row, int refundEvery, int sales)
    {
        if (row % refundEvery == refundEvery - 1)
        {
            var (order, item) = orders.OfRefund(row / refundEvery);
            return new BulkLine(true, 0, order, item, -orders.Amount(order, item));
        }

        var other = row - (row / refundEvery);
        var sold = orders.Sold(other / LinesPerSale, sales);
        var price = orders.Amount(sold, 0);
        var part = other % LinesPerSale;
        return new BulkLine(false, part, sold, 0, part switch { 0 => price, 1 => -(price * 15 / 100), _ => -FulfillmentFee });
    }

    private static void Row(LineBuffer line, BulkOrders orders, ulong settlementId, BulkLine content, (byte[] Date, long Seconds) posted)
    {
        var (order, item) = (content.Order, content.Item);
        line.Digits(settlementId, 11);
        line.Text(content.Refund ? "\t\t\t\t\t\tRefund\t"u8 : "\t\t\t\t\t\tOrder\t"u8);
        orders.OrderId(line, order);
        line.Text("\t"u8);
        orders.OrderId(line, order);
        line.Text("\t"u8);
        if (content.Refund)
        {
            line.Text("amzn1:crow:"u8);
            line.Token(orders.Bits(order, item, 5), orders.Bits(order, item, 6), 22);
            line.Text("\t\tAmazon.com\tItemPrice\tPrincipal\t"u8);
        }
        else
        {
            line.Text("\t"u8);
            line.Token(orders.Bits(order, item, 7), 0, 9);
            line.Text(content.Part switch
            {
                0 => "\tAmazon.com\tItemPrice\tPrincipal\t"u8,
                1 => "\tAmazon.com\tItemFees\tCommission\t"u8,
                _ => "\tAmazon.com\tItemFees\tFBAPerUnitFulfillmentFee\t"u8,
            });
        }

        line.Amount(content.Amount);
        line.Text("\tAFN\t"u8);
        line.Text(posted.Date);
        line.Text("\t"u8);
        line.Text(posted.Date);
        line.Text(" "u8);
        line.Digits((ulong)(posted.Seconds / 3_600), 2);
        line.Text(":"u8);
        line.Digits((ulong)(posted.Seconds / 60 % 60), 2);
        line.Text(":"u8);
        line.Digits((ulong)(posted.Seconds % 60), 2);
        line.Text(" UTC\t"u8);
        orders.ItemId(line, order, item);
        line.Text("\t\t"u8);
        if (content.Refund)
            line.Digits(1_780_000_000_000_000_000UL + (orders.Bits(order, item, 8) % 1_000_000_000_000_000UL), 19);

        line.Text("\t"u8);
        orders.Sku(line, order, item);
        line.Text(content.Refund ? "\t\t"u8 : "\t1\t"u8);
        line.EndLine();
    }

    /// <summary>The day is formatted once, not once a line.</summary>
    private sealed class DayText(DateTime start)
    {
        private long _day;
        private byte[] _text = Format(start);

        public (byte[] Date, long Seconds) At(DateTime from, long seconds)
        {
            if (seconds / 86_400 != _day)
            {
                _day = seconds / 86_400;
                _text = Format(from.AddDays(_day));
            }

            return (_text, seconds % 86_400);
        }

        private static byte[] Format(DateTime day) => System.Text.Encoding.ASCII.GetBytes(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
