using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ReturnsConsole.Demo.Month;
using ReturnsConsole.Features.Vendor;

namespace ReturnsConsole.Demo;

/// <summary>
/// A vendor's returns of three weeks, as Vendor Central's downloads would tell of them: announced, received in full or in part, graded, and the first credit notes submitted.
/// </summary>
internal sealed class DemoVendor(IServiceProvider services)
{
    private const int Returns = 14;
    private const int Announced = 4;
    private const int Ungraded = 2;
    private const int Submitted = 3;
    private const string PartyId = "SANDBOXVENDOR";

    private static readonly (string Sku, string Cost)[] Items = [("JK-NVY-L", "41.50"), ("BT-SPK-02", "58.00"), ("HD-GRY-M", "19.75"), ("BG-CNV-20", "27.20")];

    public async Task RunAsync(int account, DateOnly asOf, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("returns-console-demo-vendor-").FullName;
        try
        {
            var told = Told(asOf);
            Write(Path.Combine(folder, "vendor-returns.csv"), told);
            await DemoImport.RunAsync(services, account, Path.Combine(folder, "vendor-returns.csv"), ct);
            Receive(Path.Combine(folder, "vendor-receipts.csv"), told);
            await DemoImport.RunAsync(services, account, Path.Combine(folder, "vendor-receipts.csv"), ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        await SubmitAsync(account, asOf, ct);
    }

    private static List<VendorItem> Told(DateOnly asOf)
    {
        var random = SeededRandom.For(20_26, "vendor");
        var told = new List<VendorItem>();
        for (var i = 0; i < Returns; i++)
        {
            var lines = random.Between(1, 2);
            for (var line = 0; line < lines; line++)
            {
                var (sku, cost) = Items[(i + line) % Items.Length];
                told.Add(new VendorItem(i, sku, cost, random.Between(1, 6), asOf.AddDays(-22 + i)));
            }
        }
        return told;
    }

    private static void Write(string path, List<VendorItem> told)
    {
        using var file = new TableFile(path, new UTF8Encoding(false), ',',
            ["return id", "returns reference", "invoice number", "vendor sku", "quantity", "unit cost", "currency", "return type", "status", "return date", "purchase order"]);
        foreach (var item in told)
            file.Row($"RET-{7300 + item.Return}", item.Reference, $"INV-{5100 + item.Return}", item.Sku, Text(item.Quantity), item.Cost, "USD", item.Return % 3 == 0 ? "Damaged" : "Overstock", "Shipped", item.Day.ToString("O", CultureInfo.InvariantCulture), $"4P{item.Return:D2}XK7Q");
    }

    /// <summary>Most arrive whole; of one in five a piece is missing.</summary>
    private static void Receive(string path, List<VendorItem> told)
    {
        using var file = new TableFile(path, new UTF8Encoding(false), ',', ["order_id", "rma_id", "sku", "quantity", "tracking_id", "received_at", "grade", "disposition", "source", "reference"]);
        foreach (var item in told.Where(i => i.Return < Returns - Announced))
        {
            var (grade, disposition) = item.Return >= Returns - Announced - Ungraded ? ("", "") : item.Return % 3 == 0 ? ("C", "Quarantined") : ("A", "Restocked");
            var arrived = item.Return % 5 == 2 ? Math.Max(1, item.Quantity - 1) : item.Quantity;
            file.Row("", item.Reference, item.Sku, Text(arrived), "", $"{item.Day.AddDays(5):O}T10:20:00Z", grade, disposition, "Dock", $"V-{item.Return:D3}-{item.Sku}");
        }
    }

    private async Task SubmitAsync(int account, DateOnly asOf, CancellationToken ct)
    {
        await using var fiona = await DemoSession.BeginAsync(services, "fiona", ct);
        var due = (await services.GetRequiredService<VendorReturnList>().RunAsync(fiona.Me, new VendorFilter(VendorShow.Due), 1, ct)).Value?.Rows ?? [];
        foreach (var one in due.Where(v => v.AccountId == account && !v.Differs).OrderBy(v => v.Reference, StringComparer.Ordinal).Take(Submitted))
        {
            var wish = new VendorCreditWish(account, one.Reference, one.Credits.Count + 1, one.CreditTotal, PartyId, one.Lines[0].Paper.InvoiceNumber, "", asOf.AddDays(-1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
            var outcome = await services.GetRequiredService<SubmitVendorCredit>().RunAsync(fiona.Me, wish, ct);
            if (!outcome.Succeeded)
                throw new InvalidOperationException($"{one.Reference}: {outcome.Message}");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record VendorItem(int Return, string Sku, string Cost, int Quantity, DateOnly Day)
    {
        public string Reference => $"VRET{88410 + Return * 7}";
    }
}
