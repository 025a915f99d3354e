namespace ReturnsConsole.Demo.Bulk;

/// <summary>
/// The made-up orders behind the bulk files. Everything about the n-th refund is computed from n and the seed, so that files written one after another agree
/// without anything being kept in memory.
/// </summary>
/// <param name="seed">Decides articles, amounts and the random parts of ids.</param>
/// <param name="refunds">How many refunds there are; 98 % as many orders.</param>
/// <param name="firstOrder">Number of the first order: another range of numbers never gives the same order id.</param>
internal sealed class BulkOrders(ulong seed, int refunds, int firstOrder = 0)
{
    /// <summary>Of so many refunds the last has no return.</summary>
    public const int OrphanEvery = 25;

    private const ulong OrderNumbers = 10_000_000;

    public int Orders { get; } = Math.Max(1, (int)(refunds * 98L / 100));

    /// <summary>Order number and item (0 or 1) of a refund: most orders have one refund, one in 49 a second for its other item.</summary>
    public (int Order, int Item) OfRefund(int refund) =>
        refund < Orders ? (firstOrder + refund, 0) : (firstOrder + (int)((refund - Orders) * 49L % Orders), 1);

    /// <summary>Number of the order that is sold as the n-th of so many.</summary>
    public int Sold(int sale, int sales) => firstOrder + Math.Max(0, Orders - sales + sale);

    /// <summary>The refund that the n-th return belongs to.</summary>
    public static int RefundOfReturn(int item) => item + (item / (OrphanEvery - 1));

    /// <summary>How many refunds there are when so many of them have returns.</summary>
    public static int RefundsFor(int returns) => returns + (returns / (OrphanEvery - 1));

    public long Amount(int order, int item) => 499 + (long)(Bits(order, item, 1) % 24_000);

    public ulong Bits(int order, int item, int purpose) =>
        SeededRandom.Mix(seed ^ SeededRandom.Mix(((ulong)(uint)order << 8) | ((ulong)(uint)item << 4) | (uint)purpose));

    public void OrderId(LineBuffer line, int order)
    {
        var bits = Bits(order, 0, 2);
        line.Text("11"u8);
        line.Digits(1 + (bits & 3), 1);
        line.Text("-"u8);
        // One-to-one on 0..9,999,999: ids never collide and do not come in their own order.
        line.Digits((((ulong)order * 7_368_787UL) + 1_234_567UL) % OrderNumbers, 7);
        line.Text("-"u8);
        line.Digits((bits >> 8) % 10_000_000, 7);
    }

    public void ItemId(LineBuffer line, int order, int item) => line.Digits(100_000_000_000_000UL + (Bits(order, item, 3) % 800_000_000_000_000UL), 15);

    public void Sku(LineBuffer line, int order, int item)
    {
        var bits = Bits(order, item, 4);
        line.Letters(bits, 3);
        line.Text("-"u8);
        line.Digits((bits >> 24) % 1_000, 4);
        line.Text("-"u8);
        line.Letters(bits >> 40, 2);
    }
}

/// <summary>The settlement and returns that are already known when a new day is written.</summary>
/// <param name="Refunds">Refunds of the history: half of the rows that <see cref="BulkSettlement"/> was given.</param>
/// <param name="Seed">The seed of the history.</param>
public sealed record BulkHistory(int Refunds, ulong Seed);
