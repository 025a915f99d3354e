namespace ReturnsConsole.Demo.Bulk;

/// <summary>A flat US returns report of any size that belongs to a <see cref="BulkSettlement"/> of the same seed.</summary>
public static class BulkReturns
{
    /// <summary>Of so many returns one names another amount than was refunded.</summary>
    public const int DifferenceEvery = 50;

    private static readonly byte[] Header =
        [.. "Order ID\tOrder date\tReturn request date\tReturn request status\tAmazon RMA ID\tMerchant RMA ID\tLabel type\tLabel cost\tCurrency code\tReturn carrier\tTracking ID\t"u8,
         .. "Label to be paid by\tA-to-Z Claim\tIs prime\tASIN\tMerchant SKU\tItem Name\tReturn quantity\tReturn Reason\tIn policy\tReturn type\tResolution\tInvoice number\t"u8,
         .. "Return delivery date\tOrder Amount\tOrder quantity\tSafeT Action reason\tSafeT claim id\tSafeT claim state\tSafeT claim creation time\t"u8,
         .. "SafeT claim reimbursement amount\tRefunded Amount\tOrder Item ID"u8];

    /// <param name="path">Replaced when it exists.</param>
    /// <param name="returns">480,000 belong to 500,000 refunds: the settlement of 1,000,000 rows. One refund in 25 has no return.</param>
    /// <param name="seed">The settlement's seed.</param>
    public static void Write(string path, int returns, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(returns);
        var orders = new BulkOrders(seed, BulkOrders.RefundsFor(returns));
        using var line = Begin(path);
        for (var i = 0; i < returns; i++)
        {
            var (order, item) = orders.OfRefund(BulkOrders.RefundOfReturn(i));
            Row(line, orders, order, item, "28-May-2026\t"u8, i % DifferenceEvery == DifferenceEvery - 1);
        }
    }

    internal static LineBuffer Begin(string path)
    {
        var line = new LineBuffer(path);
        line.Text(Header);
        line.EndLine();
        return line;
    }

    internal static void Row(LineBuffer line, BulkOrders orders, int order, int item, ReadOnlySpan<byte> requested, bool different)
    {
        var bits = orders.Bits(order, item, 9);
        var amount = orders.Amount(order, item) + (different ? 100 + (long)(bits % 1_900) : 0);
        orders.OrderId(line, order);
        line.Text("\t20-May-2026\t"u8);
        line.Text(requested);
        line.Text("Approved\tD"u8);
        line.Token(bits, 0, 8);
        line.Text("RRMA\t \tAmazonPrePaidLabel\t4.14\tUSD\tUSPS\t9202"u8);
        line.Digits(orders.Bits(order, item, 10) % 1_000_000_000_000_000_000UL, 18);
        line.Text("\tCustomer\tN\tN\tB0"u8);
        line.Letters(orders.Bits(order, item, 4), 8);
        line.Text("\t"u8);
        orders.Sku(line, order, item);
        line.Text("\tSample Article in a Colour and a Size\t1\tCR-UNWANTED_ITEM\tY\tC-Returns\tStandardRefund\t \t02-Jun-2026\t"u8);
        line.Amount(amount);
        line.Text("\t1\t \t \t \t \t \t"u8);
        line.Amount(amount);
        line.Text("\t"u8);
        orders.ItemId(line, order, item);
        line.EndLine();
    }
}
