using System.Globalization;

namespace ReturnsConsole.Demo.Month;

/// <summary>Writes the two settlements of a marketplace. Their periods and their reserves chain; each sums exactly to its total, but for the two planted breaks.</summary>
internal sealed class SettlementFile(MonthBook book, SeededRandom random)
{
    private static readonly string[] Columns =
    [
        "settlement-id", "settlement-start-date", "settlement-end-date", "deposit-date", "total-amount", "currency", "transaction-type", "order-id", "merchant-order-id",
        "adjustment-id", "shipment-id", "marketplace-name", "amount-type", "amount-description", "amount", "fulfillment-id", "posted-date", "posted-date-time",
        "order-item-code", "merchant-order-item-id", "merchant-adjustment-item-id", "sku", "quantity-purchased", "promotion-id",
    ];

    private readonly Marketplace _market = book.Market;
    private readonly List<SettlementEntry> _entries = [.. SettlementEntries.Of(book).OrderBy(entry => entry.PostedUtc)];
    private long _reserve = 4_200_00;

    public string SettlementId(int period) => (_market.SettlementNumber + (period * 104_730_211L)).ToString(CultureInfo.InvariantCulture);

    public void Write(string path, int period)
    {
        var start = book.SettlementTimes[period];
        var end = book.SettlementTimes[period + 1];
        var entries = _entries.Where(entry => entry.PostedUtc >= start && entry.PostedUtc < end).ToList();
        entries.AddRange(AccountLines(period, end, entries.Sum(entry => entry.Amount)));
        var total = Planted(period, end, entries);

        using var file = new TableFile(path, _market.Text, '\t', Columns);
        var summary = Enumerable.Repeat("", Columns.Length).ToArray();
        summary[0] = SettlementId(period);
        summary[1] = _market.SettlementDateTime(start);
        summary[2] = _market.SettlementDateTime(end);
        summary[3] = _market.SettlementDateTime(end.AddDays(2));
        summary[4] = _market.SettlementAmount(total);
        summary[5] = _market.Currency;
        file.Row(summary);
        foreach (var entry in entries)
            Row(file, summary[0], entry);
    }

    /// <summary>Lines of no order: advertising, storage, subscription, and the reserve that goes over into the next period.</summary>
    private List<SettlementEntry> AccountLines(int period, DateTime end, long sales)
    {
        var at = end.AddMinutes(-1);
        var released = _reserve;
        _reserve = sales / 2_000 * 100 + random.Between(0, 99);
        var lines = new List<SettlementEntry>
        {
            new(end.AddDays(-4), "ServiceFee", "Cost of Advertising", "TransactionTotalAmount", -(sales / 28) - random.Below(100)),
            new(at, "other-transaction", "other-transaction", "Previous Reserve Amount Balance", released),
            new(at, "other-transaction", "other-transaction", "Current Reserve Amount", -_reserve),
        };
        if (period == 0)
        {
            lines.Add(new(end.AddDays(-9), "other-transaction", "other-transaction", "Subscription Fee", _market.Code == "UK" ? -2_500 : _market.German ? -3_900 : -3_999));
            lines.Add(new(end.AddDays(-6), "other-transaction", "other-transaction", "Storage Fee", -random.Between(14_000, 31_000)));
        }

        return lines;
    }

    /// <summary>Adds the planted breaks; returns the total that the file declares.</summary>
    private long Planted(int period, DateTime end, List<SettlementEntry> entries)
    {
        if (_market.German && period == 1)
        {
            entries.Add(new(end.AddDays(-1), PlantedCases.UnknownLineType, PlantedCases.UnknownLineType, PlantedCases.UnknownLineType, PlantedCases.UnknownLineAmount));
            Note(period, PlantedCases.UnknownLineAmount, $"a line of the unknown type {PlantedCases.UnknownLineType}");
        }

        var total = entries.Sum(entry => entry.Amount);
        if (_market.Code != "UK" || period != 0)
            return total;

        Note(period, PlantedCases.SettlementDifference, "the lines sum to more than the declared total");
        return total - PlantedCases.SettlementDifference;
    }

    private void Note(int period, long amount, string story) =>
        book.Planted.Add(new PlantedCase(PlantedKind.SettlementBreak, _market.Account, SettlementId(period), "", amount, _market.Currency, story));

    private void Row(TableFile file, string settlementId, SettlementEntry entry)
    {
        var order = entry.Line?.Order;
        var sale = entry.Type == "Order";
        file.Row(
            settlementId, "", "", "", "", "", entry.Type, order?.OrderId ?? "", order?.OrderId ?? "", entry.AdjustmentId, sale ? order!.ShipmentId : "",
            order is null ? "" : _market.SalesChannel, entry.AmountType, entry.Description, _market.SettlementAmount(entry.Amount),
            order is null ? "" : order.Fba ? "AFN" : "MFN", _market.SettlementDate(entry.PostedUtc), _market.SettlementDateTime(entry.PostedUtc),
            entry.Line?.ItemId ?? "", "", entry.AdjustmentItemId, entry.Line?.Sku ?? "",
            sale ? entry.Line!.Quantity.ToString(CultureInfo.InvariantCulture) : "", entry.PromotionId);
    }
}
