namespace ReturnsConsole.Demo.Bulk;

/// <summary>The files of one new day.</summary>
/// <param name="SettlementPath">Settlement V2 with one line per refund.</param>
/// <param name="ReturnsPath">Flat returns report.</param>
public sealed record BulkDayFiles(string SettlementPath, string ReturnsPath);

/// <summary>One more day after a bulk history: half refunds, half returns.</summary>
public static class BulkDay
{
    private const int DaysApart = 25_000;
    private const int MaxEvents = 40_000;

    /// <summary>Refunds of new orders; four returns in five belong to them, the fifth to a refund of the history that had none (without a history: to no refund).</summary>
    /// <param name="folder">Created when missing.</param>
    /// <param name="events">Refunds and returns together, at most 40,000.</param>
    /// <param name="seed">Another seed is another day: forty seeds in a row have no order in common.</param>
    /// <param name="history">What the day follows upon.</param>
    public static BulkDayFiles Write(string folder, int events, ulong seed, BulkHistory? history = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(events, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, MaxEvents);
        var refunds = events / 2;
        var orders = new BulkOrders(seed, DaysApart, 9_000_000 + ((int)(seed % 40) * DaysApart));
        var files = new BulkDayFiles(Path.Combine(folder, "day-settlement.txt"), Path.Combine(folder, "day-returns.tsv"));
        BulkSettlement.WriteDay(files.SettlementPath, orders, refunds, 27_000_000_000UL + (seed % 900_000_000UL));

        var past = history is null ? null : new BulkOrders(history.Seed, history.Refunds);
        var orphans = history is null ? 0 : history.Refunds / BulkOrders.OrphanEvery;
        using var line = BulkReturns.Begin(files.ReturnsPath);
        for (var i = 0; i < events - refunds; i++)
        {
            var late = i / 5;
            if (i % 5 == 4 && past is not null && late < orphans)
            {
                var (order, item) = past.OfRefund((late * BulkOrders.OrphanEvery) + BulkOrders.OrphanEvery - 1);
                BulkReturns.Row(line, past, order, item, "15-Jun-2026\t"u8, different: false);
            }
            else
            {
                var (order, item) = orders.OfRefund(i % 5 == 4 ? refunds + late : i);
                BulkReturns.Row(line, orders, order, item, "15-Jun-2026\t"u8, i % BulkReturns.DifferenceEvery == 3);
            }
        }

        return files;
    }
}
