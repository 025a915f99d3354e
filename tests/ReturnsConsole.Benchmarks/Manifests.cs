using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Sync.Runs;

namespace ReturnsConsole.Benchmarks;

/// <summary>Consolidated shipments as a hub's documents tell of them, brought in by the way of every payload, with the orders of their items.</summary>
internal sealed class Manifests(WebApplication app, string folder, int account)
{
    private const int PageItems = 500;

    private IDbContextFactory<ConsoleContext> Contexts => app.Services.GetRequiredService<IDbContextFactory<ConsoleContext>>();

    public static async Task<Manifests> OfAsync(WebApplication app, string folder)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync();
        var company = new Company { Name = "Northwind" };
        db.Companies.Add(company);
        await db.SaveChangesAsync();
        var account = new Account { CompanyId = company.Id, Name = "Seller" };
        db.Accounts.Add(account);
        await db.SaveChangesAsync();
        return new(app, folder, account.Id);
    }

    public static string ItemOf(int n) => string.Create(CultureInfo.InvariantCulture, $"HRI{n:D7}");

    public static string LabelOf(int n) => string.Create(CultureInfo.InvariantCulture, $"HRB{n:D7}");

    /// <summary>Pages of the hub's document to the committed import: evidence, source records, manifest, codes, the shipment with its figures.</summary>
    public async Task<(int Shipment, TimeSpan Took, TimeSpan Processor)> BringAsync(string number, int first, int items)
    {
        var partner = 1;
        var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await using var intake = new PayloadIntake(Contexts, app.Services.GetRequiredService<ReceivePayload>(), app.Services.GetRequiredService<ImportRunner>(), folder, partner, "Platform", account, TimeProvider.System);
        for (var at = 0; at < items; at += PageItems)
            await intake.DocumentAsync("happy-returns-shipments", Page(number, first + at, Math.Min(PageItems, items - at)), default);
        var taken = await intake.CommitAsync(default);
        var (took, spent) = (clock.Elapsed, Environment.CpuUsage.TotalTime - cpu);
        if (taken.Rejected > 0 || taken.Trouble.Count > 0)
            throw new InvalidOperationException($"{taken.Read} read, {taken.Rejected} rejected: {string.Join(' ', taken.Trouble)}");
        await using var db = await Contexts.CreateDbContextAsync();
        var shipment = await db.ConsolidatedShipments.AsNoTracking().SingleAsync(s => s.ShipmentId == number);
        return shipment.Items == items ? (shipment.Id, took, spent) : throw new InvalidOperationException($"{shipment.Items} of {items} items.");
    }

    /// <summary>Lines of the items' orders, each item's at its price.</summary>
    public Task OrdersAsync(int items) => ExecuteAsync($"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {items})
        INSERT INTO OrderLines (AccountId, OrderKey, OrderId, MerchantOrderId, Sku, Occurrence, OrderItemId, Asin, ItemName, Quantity, Currency, ItemPrice, Status, FulfilledBy, Marketplace, Hash, FileId, Line)
        SELECT {account}, 30200000000000000 + i * 10000000 + i + 1, '302-' || printf('%07d', i) || '-' || printf('%07d', i), '', 'SKU-' || (i % 3000), 0, '', '', 'Item', 1, 'EUR', 4990, 'Shipped', 'Merchant', 'DE', i, 1, i FROM n
        """);

    /// <summary>The first so many items of the manifest are unloaded, their receipts written.</summary>
    public Task UnloadAsync(int shipment, int items) => ExecuteAsync($"""
        UPDATE ConsolidatedShipments SET State = 1, StartedAt = 1795000000000, LastScanAt = 1795000000000 WHERE Id = {shipment};
        INSERT INTO ShipmentScans (ShipmentPk, ScanId, Code, ItemKey, Kind, ItemId, AccountId, Channel, OrderKey, OrderId, RmaId, Sku, Quantity, Note, At, ActorId, ActorName, UndoneBy, Receipt, Reference)
        SELECT s.Id, upper(printf('%08x-0000-4000-8000-%012x', s.Id, m.Id)), m.LabelId, '=' || m.ItemId, 1, m.ItemId, m.AccountId, m.Channel, m.OrderKey, m.OrderId, m.RmaId, m.Sku, 1, '', 1795000000000, m.Id % 20 + 1, 'Scanner ' || (m.Id % 20 + 1), '', 2, 'item ' || m.ItemId
        FROM ManifestItems m JOIN ConsolidatedShipments s ON s.Id = {shipment} AND m.AccountId = s.AccountId AND m.Channel = s.Channel AND m.ShipmentId = s.ShipmentId ORDER BY m.Id LIMIT {items};
        DELETE FROM ShipmentTallies WHERE ShipmentPk = {shipment};
        INSERT INTO ShipmentTallies (ShipmentPk, ActorId, ActorName, Scanned, Surplus, LastAt) SELECT ShipmentPk, ActorId, MAX(ActorName), COUNT(*), 0, MAX(At) FROM ShipmentScans WHERE ShipmentPk = {shipment} GROUP BY 1, 2;
        DELETE FROM ManifestGaps WHERE ShipmentPk = {shipment} AND ManifestItemId IN (SELECT m.Id FROM ShipmentScans s JOIN ManifestItems m ON m.NaturalKey = (SELECT c.ShipmentId FROM ConsolidatedShipments c WHERE c.Id = {shipment}) || '|' || s.ItemId WHERE s.ShipmentPk = {shipment})
        """);

    private async Task ExecuteAsync(string sql)
    {
        await using var db = await Contexts.CreateDbContextAsync();
        db.Database.SetCommandTimeout(0);
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    private static byte[] Page(string number, int first, int items)
    {
        var text = new StringBuilder($$"""{"receivedAt":"2026-11-01T08:00:00.000Z","delivery":{"event":"outbound_shipment.asn","poNumber":"{{number}}","tracking":"1Z{{number}}","carrier":"UPS","departureDate":"2026-10-31T08:00:00.000Z","items":[""");
        for (var n = first; n < first + items; n++)
        {
            text.Append(n > first ? "," : "").Append(CultureInfo.InvariantCulture,
                $$"""{"happyReturnsItemID":"{{ItemOf(n)}}","happyReturnsReturnID":"u{{n}}","happyReturnsExpressCode":"HR{{n:D7}}","orderNumber":"302-{{n:D7}}-{{n:D7}}","orderLineItemID":"{{n}}-0-1","externalRMAID":"RMA{{n:D7}}","sku":"SKU-{{n % 3000}}","labelBarcode":"{{LabelOf(n)}}","palletNumber":"P{{n / 1000}}","shippingBoxBarcode":"BOX{{n / 10}}"}""");
        }
        return Encoding.UTF8.GetBytes(text.Append("]}}").ToString());
    }
}
