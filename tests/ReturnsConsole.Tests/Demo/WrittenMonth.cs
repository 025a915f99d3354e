using System.Globalization;
using System.Text;
using System.Xml.Linq;
using ReturnsConsole.Demo.Month;

namespace ReturnsConsole.Tests.Demo;

/// <summary>The month as it stands in its files, read without any of the code that wrote it.</summary>
public sealed class WrittenMonth : IDisposable
{
    public static readonly DateOnly AsOf = new(2026, 11, 21);

    private const ulong DefaultSeed = 20_26;

    public WrittenMonth()
        : this(AsOf, DefaultSeed)
    {
    }

    internal WrittenMonth(DateOnly asOf, ulong seed)
    {
        Today = asOf.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        Folder = Directory.CreateTempSubdirectory("demo-month").FullName;
        Manifest = DemoMonth.Write(Folder, asOf, seed);
        foreach (var file in Manifest.Files)
            Read(file);
    }

    public sealed record Order(string Account, string Id, string Sku, int Quantity, bool TaxOnTop, long Price, long Tax, long Shipping, long ShippingTax, long GiftWrap, long Promotion, long ShipPromotion)
    {
        public long PaidShipping => Shipping + ShippingTax - ShipPromotion;

        public long Paid => Price + Tax + PaidShipping + GiftWrap - Promotion;
    }

    public sealed record ReturnLine(string Account, string OrderId, string Sku, string Rma, int Quantity, DateTime Requested, string Reason, string Label, string Tracking, string Resolution);

    public sealed record Receipt(string Account, string OrderId, string Sku, int Quantity, DateTime Received, string Grade, string Reference);

    public sealed record Refund(string Account, string OrderId, string Sku, string Id, DateTime Posted, long Net, long RestockingFee);

    public sealed record Settlement(string Account, string Id, string Start, string End, long Declared, long Summed, List<Dictionary<string, string>> Lines);

    public DateTime Today { get; }

    public string Folder { get; }

    public DemoManifest Manifest { get; }

    public List<Order> Orders { get; } = [];

    public List<ReturnLine> Returns { get; } = [];

    public List<(string OrderId, string Sku)> FbaUnits { get; } = [];

    public List<Receipt> Receipts { get; } = [];

    public List<Settlement> Settlements { get; } = [];

    public List<Refund> Refunds { get; } = [];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public static long Minor(string text, bool german = false)
    {
        var plain = german ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : text;
        return plain.Length == 0 ? 0 : decimal.ToInt64(decimal.Parse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 100);
    }

    public static IEnumerable<Dictionary<string, string>> Rows(string path, bool latin, char delimiter = '\t')
    {
        using var reader = new StreamReader(path, latin ? Encoding.Latin1 : new UTF8Encoding(false, throwOnInvalidBytes: true));
        var columns = reader.ReadLine()!.Split(delimiter);
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(delimiter);
            if (cells.Length != columns.Length)
                throw new InvalidDataException($"{path}: {line}");

            yield return columns.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second.Trim());
        }
    }

    private void Read(DemoFile file)
    {
        var german = file.Account == "Amazon DE";
        switch (file.Kind)
        {
            case DemoFileKind.AmazonAllOrders:
                Orders.AddRange(Rows(file.Path, german).Select(row => OrderOf(file.Account, row)));
                break;
            case DemoFileKind.AmazonReturnsFlat:
                Returns.AddRange(Rows(file.Path, german).Select(row => new ReturnLine(
                    file.Account, row["Order ID"], row["Merchant SKU"], row["Amazon RMA ID"], Number(row["Return quantity"]),
                    DateTime.ParseExact(row["Return request date"], "dd-MMM-yyyy", CultureInfo.InvariantCulture), row["Return Reason"], row["Label type"], row["Tracking ID"], row["Resolution"])));
                break;
            case DemoFileKind.AmazonReturnsXml:
                Returns.AddRange(XDocument.Load(file.Path).Descendants("return_details").Select(item => new ReturnLine(
                    file.Account, Value(item, "order_id"), Value(item, "merchant_sku"), Value(item, "amazon_rma_id"), Number(Value(item, "return_quantity")),
                    Instant(Value(item, "return_request_date")), Value(item, "return_reason_code"), Value(item, "label_type"), Value(item, "tracking_id"), Value(item, "resolution"))));
                break;
            case DemoFileKind.AmazonFbaReturns:
                FbaUnits.AddRange(Rows(file.Path, german).Select(row => (row["order-id"], row["sku"])));
                break;
            case DemoFileKind.ConsoleReceipts:
                Receipts.AddRange(Rows(file.Path, latin: false, ',')
                    .Select(row => new Receipt(file.Account, row["order_id"], row["sku"], Number(row["quantity"]), Instant(row["received_at"]), row["grade"], row["reference"]))
                    .GroupBy(row => row.Reference).Select(rows => rows.Last()));
                break;
            case DemoFileKind.AmazonSettlementV2:
                ReadSettlement(file, german);
                break;
        }
    }

    private void ReadSettlement(DemoFile file, bool german)
    {
        var rows = Rows(file.Path, german).ToList();
        var head = rows[0];
        var lines = rows[1..];
        Settlements.Add(new Settlement(
            file.Account, head["settlement-id"], head["settlement-start-date"], head["settlement-end-date"], Minor(head["total-amount"], german),
            lines.Sum(row => Minor(row["amount"], german)), lines));
        foreach (var refund in lines.Where(row => row["transaction-type"] == "Refund").GroupBy(row => row["adjustment-id"]))
        {
            var first = refund.First();
            var posted = DateTime.ParseExact(
                first["posted-date-time"], german ? "dd.MM.yyyy HH:mm:ss 'UTC'" : "yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
            Refunds.Add(new Refund(
                file.Account, first["order-id"], first["sku"], refund.Key, posted,
                -refund.Where(row => row["amount-type"] is "ItemPrice" or "Promotion").Sum(row => Minor(row["amount"], german)),
                refund.Where(row => row["amount-description"] == "RestockingFee").Sum(row => Minor(row["amount"], german))));
        }
    }

    private static Order OrderOf(string account, Dictionary<string, string> row)
    {
        var taxOnTop = account == "Amazon US";
        return new Order(
            account, row["amazon-order-id"], row["sku"], Number(row["quantity"]), taxOnTop, Minor(row["item-price"]), taxOnTop ? Minor(row["item-tax"]) : 0, Minor(row["shipping-price"]),
            taxOnTop ? Minor(row["shipping-tax"]) : 0, Minor(row["gift-wrap-price"]), Minor(row["item-promotion-discount"]), Minor(row["ship-promotion-discount"]));
    }

    private static string Value(XElement item, string name) => item.Descendants(name).SingleOrDefault()?.Value ?? "";

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static DateTime Instant(string text) =>
        DateTime.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
}
