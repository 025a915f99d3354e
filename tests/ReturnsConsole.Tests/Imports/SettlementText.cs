using System.Globalization;
using System.Text;

namespace ReturnsConsole.Tests.Imports;

/// <summary>Writes small settlement V2 files.</summary>
internal sealed class SettlementText(string id = "90000000001", string currency = "EUR")
{
    public const string Header = "settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\ttransaction-type\torder-id\tmerchant-order-id\tadjustment-id\tshipment-id\tmarketplace-name\tamount-type\tamount-description\tamount\tfulfillment-id\tposted-date\tposted-date-time\torder-item-code\tmerchant-order-item-id\tmerchant-adjustment-item-id\tsku\tquantity-purchased\tpromotion-id";

    private readonly List<string> lines = [];
    private long total;

    public SettlementText Line(string type, string order, string adjustment, string amountType, string description, long cents, string sku = "SKU-1", string? amountText = null)
    {
        var amount = amountText ?? Amount(cents);
        total += cents;
        lines.Add(string.Join('\t', id, "", "", "", "", "", type, order, order, adjustment, "", "Amazon.de", amountType, description, amount, "MFN", "2026-03-14", "2026-03-14 07:49:55 UTC",
            "14345678901234", "", adjustment.Length > 0 ? "5550001" : "", sku, type == "Order" ? "1" : "", ""));
        return this;
    }

    public SettlementText Refund(string order, string adjustment, long cents, string sku = "SKU-1") =>
        Line("Refund", order, adjustment, "ItemPrice", "Principal", -cents, sku).Line("Refund", order, adjustment, "ItemFees", "Commission", cents / 10, sku);

    public string Build(long off = 0) => new StringBuilder().Append(Header).Append('\n').Append(Body(off)).ToString();

    public string Body(long off = 0) => string.Concat(
        string.Join('\t', [id, "2026-03-01 00:00:00 UTC", "2026-03-15 00:00:00 UTC", "2026-03-17 00:00:00 UTC", Amount(total + off), currency, .. Enumerable.Repeat("", 18)]), "\n",
        string.Concat(lines.Select(l => l + "\n")));

    private static string Amount(long cents) => (cents / 100m).ToString("F2", CultureInfo.InvariantCulture);
}
