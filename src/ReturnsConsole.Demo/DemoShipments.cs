using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Access.SigningIn;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Shipments;
using ReturnsConsole.Features.Shipments.Unloading;

namespace ReturnsConsole.Demo;

/// <summary>
/// Consolidated shipments of a hub, made of returns of the month that are still expected: one under way, one on the dock half unloaded, with a few items too many.
/// Nothing is closed, so that no case stands here that the month does not hold.
/// </summary>
internal sealed class DemoShipments(IServiceProvider services)
{
    private const int Items = 48;
    private const int Unloaded = 29;

    public async Task RunAsync(int account, DateOnly asOf, CancellationToken ct)
    {
        var expected = await ExpectedAsync(account, 2 * Items + 1, ct);
        var half = expected.Count / 2;
        if (half < 4)
            return;
        var day = asOf.ToDateTime(new TimeOnly(9, 30), DateTimeKind.Utc);
        await BringAsync(account, "HR-PO-20874", day.AddDays(-6), expected[..half], ct);
        await BringAsync(account, "HR-PO-20911", day.AddDays(-2), expected[half..(2 * half)], ct);
        await UnloadAsync(account, expected[..half], expected[^1], ct);
    }

    /// <summary>Returns that Amazon knows of and nothing else does: no goods, no refund, no case.</summary>
    private async Task<List<ReturnItem>> ExpectedAsync(int account, int count, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync(ct);
        return await db.ReturnItems.AsNoTracking()
            .Where(r => r.AccountId == account && r.Channel == ReturnChannel.MerchantFulfilled && r.OrderId != "" && r.RmaId != "" && r.Quantity == 1 && r.RequestStatus == "Approved" && r.LabelType != "AmazonPrePaidLabel"
                && !db.GoodsReceipts.Any(g => g.OrderKey == r.OrderKey) && !db.RefundSightings.Any(f => f.OrderKey == r.OrderKey) && !db.Cases.Any(c => c.OrderKey == r.OrderKey)
                && db.ReturnItems.Count(o => o.OrderKey == r.OrderKey) == 1)
            .OrderByDescending(r => r.RequestedAt).ThenBy(r => r.Id).Take(count).ToListAsync(ct);
    }

    private async Task BringAsync(int account, string number, DateTime departed, List<ReturnItem> items, CancellationToken ct)
    {
        var rows = items.Select((r, i) => new
        {
            happyReturnsItemID = IdOf(r),
            happyReturnsReturnID = $"HRR{r.Id.ToString("D7", CultureInfo.InvariantCulture)}",
            orderNumber = r.OrderId,
            externalRMAID = r.RmaId,
            sku = r.Sku,
            poNumber = number,
            tracking = $"1Z8R4W{number[^5..]}0391",
            carrier = "UPS",
            palletNumber = $"PAL-{(i / 24 + 1).ToString(CultureInfo.InvariantCulture)}",
            shippingBoxBarcode = $"BX-{number[^3..]}-{(i / 8 + 1).ToString("D2", CultureInfo.InvariantCulture)}",
            labelBarcode = $"HRB{r.Id.ToString("D7", CultureInfo.InvariantCulture)}",
            departureDate = departed.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        });
        var document = JsonSerializer.Serialize(new { receivedAt = departed.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), shipmentId = number, delivery = new { items = rows } });
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "{\"payload\":\"happy-returns-shipments\"}\n" + document + "\n", new UTF8Encoding(false), ct);
            if (await services.GetRequiredService<ReceivePayload>().RunAsync(account, "Happy Returns", $"{number}.jsonl", path, ct) is { } file)
                await services.GetRequiredService<ImportRunner>().RunFileAsync(file, ct);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task UnloadAsync(int account, List<ReturnItem> items, ReturnItem stray, CancellationToken ct)
    {
        await using var session = await DemoSession.BeginAsync(services, "wanda", ct);
        var wanda = session.Me;
        var unload = services.GetRequiredService<UnloadItem>();
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync(ct);
        var shipment = await db.ConsolidatedShipments.AsNoTracking().SingleAsync(s => s.AccountId == account && s.ShipmentId == "HR-PO-20874", ct);
        foreach (var code in items.Take(Math.Min(Unloaded, items.Count - 2)).Select(IdOf).Append(stray.RmaId).Append("HRB9990417"))
        {
            var answer = await unload.RunAsync(wanda, shipment.Id, Guid.NewGuid(), code, null, ct);
            if (answer.Result is UnloadResult.Refused or UnloadResult.Choose)
                throw new InvalidOperationException($"{code}: {answer.Result} {answer.Refusal}");
        }
        var version = await db.ConsolidatedShipments.Where(s => s.Id == shipment.Id).Select(s => s.Version).SingleAsync(ct);
        var paused = await services.GetRequiredService<PauseUnloading>().RunAsync(wanda, shipment.Id, version, ct);
        if (!paused.Succeeded)
            throw new InvalidOperationException(paused.Message);
    }

    private static string IdOf(ReturnItem item) => $"HRI{item.Id.ToString("D7", CultureInfo.InvariantCulture)}";
}
