using System.Globalization;
using System.Text;
using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Life;

/// <summary>Closes an account's settlement every fourteen days and files its report.</summary>
internal static class Settling
{
    public const string ReportType = "GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2";

    private static readonly string[] Columns =
    [
        "settlement-id", "settlement-start-date", "settlement-end-date", "deposit-date", "total-amount", "currency", "transaction-type", "order-id", "merchant-order-id",
        "adjustment-id", "shipment-id", "marketplace-name", "amount-type", "amount-description", "amount", "fulfillment-id", "posted-date", "posted-date-time",
        "order-item-code", "merchant-order-item-id", "merchant-adjustment-item-id", "sku", "quantity-purchased", "promotion-id",
    ];

    /// <summary>Begins the chain of periods with the day of the account's first order.</summary>
    public static void Begin(SandboxWorld world, AmazonAccount account)
    {
        if (account.SettledUntil is not null)
            return;

        account.SettledUntil = world.Now.Date;
        Plan(world, account);
    }

    /// <summary>Lets a period of the account begin here, whatever was paid out before it, and end there; the usual fourteen days follow.</summary>
    public static void Begin(SandboxWorld world, AmazonAccount account, DateTime start, DateTime end)
    {
        account.SettledUntil = start;
        world.At(start, () => account.TakeUnsettled(start));
        world.At(end, () => Close(world, account, end));
    }

    private static void Plan(SandboxWorld world, AmazonAccount account)
    {
        var end = account.SettledUntil!.Value.AddDays(14);
        world.At(end, () => Close(world, account, end));
    }

    private static void Close(SandboxWorld world, AmazonAccount account, DateTime end)
    {
        world.Amazon.Money.PostFee(account, "Storage Fee", 1_000 + account.Orders.Count);
        var start = account.SettledUntil!.Value;
        var id = world.Amazon.NextNumber();
        var events = account.TakeUnsettled(end.AddTicks(1));
        foreach (var entry in events)
            entry.SettlementId = id;

        File(world, account, start, end, Write(account.Market, id, start, end, events));
        account.SettledUntil = end;
        Plan(world, account);
    }

    private static void File(SandboxWorld world, AmazonAccount account, DateTime start, DateTime end, byte[] content)
    {
        // Amazon names no charset for settlement files.
        var document = world.Amazon.AddMade(account.Market.Key, "text/plain", content);
        var report = new AmazonReport
        {
            Id = world.Amazon.NextNumber(),
            Type = ReportType,
            MarketplaceIds = [account.Market.MarketplaceId],
            Created = world.Now,
            DataStart = start,
            DataEnd = end,
            Status = "DONE",
            Started = world.Now,
            Ended = world.Now,
            DocumentId = document.Id,
        };
        account.ReportsById.Add(report.Id, report);
        account.Reports.Add(report.Created, report);
    }

    private static byte[] Write(AmazonMarket market, string id, DateTime start, DateTime end, List<FinanceEvent> events)
    {
        var text = new StringBuilder();
        Row(text, Columns);
        var summary = Blank();
        summary[0] = id;
        summary[1] = market.SettlementTime(start);
        summary[2] = market.SettlementTime(end);
        summary[3] = market.SettlementTime(end.AddDays(2));
        summary[4] = market.SettlementAmount(events.Sum(entry => entry.Total));
        summary[5] = market.Currency;
        Row(text, summary);
        foreach (var entry in events)
        {
            foreach (var item in entry.Items)
            {
                foreach (var charge in item.Charges)
                    Row(text, Line(market, id, entry, item, charge));
            }
        }

        return AmazonMarket.Text.GetBytes(text.ToString());
    }

    private static string[] Line(AmazonMarket market, string id, FinanceEvent entry, FinanceItem item, Charge charge)
    {
        var posted = entry.Release ?? entry.Posted;
        var row = Blank();
        row[0] = id;
        row[6] = entry.Kind switch { FinanceKind.Shipment => "Order", FinanceKind.Refund => "Refund", FinanceKind.ServiceFee => "ServiceFee", _ => "other-transaction" };
        row[9] = entry.RefundId ?? "";
        row[12] = charge.Type;
        row[13] = charge.Description;
        row[14] = market.SettlementAmount(charge.Minor);
        row[16] = market.SettlementDay(posted);
        row[17] = market.SettlementTime(posted);
        if (item.Line is not { } line)
            return row;

        row[7] = line.Order.Id;
        row[8] = line.Order.SellerOrderId ?? line.Order.Id;
        row[11] = market.Name;
        row[15] = "MFN";
        row[18] = line.ItemId;
        row[19] = line.MerchantItemId ?? "";
        row[20] = item.MerchantKey ?? item.AdjustmentItemId ?? "";
        row[21] = line.Article.Sku;
        if (entry.Kind == FinanceKind.Shipment)
        {
            row[10] = entry.TransactionId[..9];
            row[22] = (line.Quantity - line.Cancelled).ToString(CultureInfo.InvariantCulture);
        }

        return row;
    }

    private static string[] Blank() => [.. Enumerable.Repeat("", Columns.Length)];

    private static void Row(StringBuilder text, string[] cells) => text.AppendJoin('\t', cells).Append('\n');
}
