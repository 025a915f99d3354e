using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Amazon;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Refunds.Board;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Refunds.Sending;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Campaigns;

/// <summary>How fast refunds are asked for, become a document, and are listed with many behind them. Nobody is called.</summary>
internal static class RefundSpeed
{
    private const int Orders = 10_000;
    private const int Behind = 200_000;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("refund-speed-").FullName;
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await using (var services = RefundCampaign.Services(new Setting(folder, now, now, 1, Mutants.None)))
        {
            await services.GetRequiredService<DatabaseStart>().PrepareAsync(CancellationToken.None);
            var account = await FillAsync(services, now);
            var ids = await AskAsync(services, account, now);
            await SendAsync(services, account, ids);
            await ListAsync(services, account);
        }
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<int> FillAsync(IServiceProvider services, DateTime now)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync();
        var company = new Company { Name = "Speed" };
        db.Companies.Add(company);
        await db.SaveChangesAsync();
        var account = new Account { CompanyId = company.Id, Name = "Seller" };
        db.Accounts.Add(account);
        await db.SaveChangesAsync();
        db.Partners.Add(new Partner { AccountId = account.Id, Kind = PartnerKind.AmazonSeller, Name = "Seller", BaseUrl = "http://127.0.0.1:1", Options = "{\"SellerId\":\"A1\",\"MarketplaceIds\":\"ATVPDKIKX0DER\"}", CreatedAt = now });
        for (var i = 0; i < Orders; i++)
            db.OrderLines.Add(new OrderLine { AccountId = account.Id, OrderKey = OrderKey.From(IdOf(i)), OrderId = IdOf(i), Sku = $"SKU-{i % 97}", Occurrence = 0, OrderItemId = $"{10_000_000_000_000 + i}", Quantity = 1, Currency = "USD", ItemPrice = 50_00, Status = "SHIPPED", Marketplace = "US" });
        await db.SaveChangesAsync();
        return account.Id;
    }

    private static async Task<List<long>> AskAsync(IServiceProvider services, int account, DateTime now)
    {
        var settings = services.GetRequiredService<IOptions<ReconciliationSettings>>().Value;
        var watch = Stopwatch.StartNew();
        var ids = new List<long>(Orders);
        foreach (var part in Enumerable.Range(0, Orders).Chunk(500))
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync();
            await using var write = await db.BeginWriteAsync(CancellationToken.None);
            var books = new RefundBooks(db, services.GetRequiredService<AuditTrail>(), now);
            var all = await MoneyLoading.LoadAsync(db, part.Select(i => new OrderOf(account, IdOf(i))), settings, CancellationToken.None);
            await books.ReserveAsync(all.Values.Select(m => (m, m.Lines[0].OrderItemId, "USD")), CancellationToken.None);
            var written = new List<RefundRequest>();
            foreach (var money in all.Values)
            {
                var line = money.Lines[0];
                var wish = new RefundWish(account, money.OrderId, line.OrderItemId, 0, 1, OrderMoney.PricingOf(line), new RefundAmounts { Item = 10_00 }, "USD", "CustomerReturn", "");
                written.Add((await RefundIntake.PutAsync(books, Actor.System, wish, money, ConsoleNode.Policy, settings, RefundAskedBy.Policy, CancellationToken.None)).Written!);
            }
            await books.SaveAsync(CancellationToken.None);
            ids.AddRange(written.Select(r => r.Id));
            await write.CommitAsync();
        }
        Console.WriteLine($"asked for {Orders} refunds: {watch.ElapsedMilliseconds} ms, {Orders * 1000L / watch.ElapsedMilliseconds} a second");
        return ids;
    }

    private static async Task SendAsync(IServiceProvider services, int account, List<long> ids)
    {
        var instructions = ids.Take(MakeBatch.MostMessages).Select((_, i) => new RefundInstruction { Key = RefundKeys.New(TimeProvider.System.GetUtcNow()), OrderId = IdOf(i), OrderItemId = $"{10_000_000_000_000 + i}", Marketplace = "US", Currency = "USD", Reason = "CustomerReturn", ItemMinor = 10_00 }).ToList();
        var watch = Stopwatch.StartNew();
        var document = RefundFeedWriter.Refunds("A1", instructions);
        Console.WriteLine($"document of {instructions.Count}: {watch.ElapsedMilliseconds} ms, {document.Content.Length / 1024} KB, {document.Faults.Count} faults");
        watch.Restart();
        var made = new List<Made>();
        foreach (var part in ids.Chunk(MakeBatch.MostMessages))
            made.Add(await services.GetRequiredService<MakeBatch>().RunAsync(Actor.System, account, InstructionKind.Refund, part, ConsoleNode.Policy, CancellationToken.None));
        Console.WriteLine($"judged, written and queued as {made.Count} documents: {made.Sum(m => m.Sent)} in {watch.ElapsedMilliseconds} ms, {made.Sum(m => m.Sent) * 1000L / watch.ElapsedMilliseconds} a second");
    }

    private static async Task ListAsync(IServiceProvider services, int account)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync();
        var columns = string.Join(", ", db.Model.FindEntityType(typeof(RefundRequest))!.GetFlattenedProperties().Select(p => p.GetColumnName(StoreObjectIdentifier.Table("RefundRequests"))!).Where(c => c is not ("Id" or "Key" or "State" or "BatchId" or "MessageNumber" or "ReturnItemId")).Select(c => $"\"{c}\""));
        // Copies of one, in every state, each a key and a return of its own.
#pragma warning disable EF1002 // Names of our own columns.
        await db.Database.ExecuteSqlRawAsync($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Behind})
            INSERT INTO RefundRequests ("Key", "State", "BatchId", "MessageNumber", "ReturnItemId", {columns})
            SELECT 'copy' || i, 1 + i % 8, NULL, 0, 1000000 + i, {columns} FROM n, (SELECT * FROM RefundRequests ORDER BY Id LIMIT 1)
            """);
#pragma warning restore EF1002
        var list = services.GetRequiredService<RefundList>();
        long? after = null;
        foreach (var view in new[] { RefundView.All, RefundView.Queued, RefundView.UnderWay })
        {
            var watch = Stopwatch.StartNew();
            for (var pages = 0; pages < 20; pages++)
                after = (await list.RunAsync(Actor.System, new RefundListRequest(view, InstructionKind.Refund, account, After: after), CancellationToken.None)).Value!.Next;
            Console.WriteLine($"list {view} of {Behind}: {watch.ElapsedMilliseconds / 20.0:0.0} ms a page");
            after = null;
        }
        var counted = Stopwatch.StartNew();
        await services.GetRequiredService<RefundCounts>().RunAsync(Actor.System, CancellationToken.None);
        Console.WriteLine($"counts: {counted.ElapsedMilliseconds} ms");
        counted.Restart();
        await services.GetRequiredService<RefundCounts>().SumsAsync(Actor.System, CancellationToken.None);
        Console.WriteLine($"sums: {counted.ElapsedMilliseconds} ms");
    }

    private static string IdOf(int i) => $"111-{i:0000000}-{i * 7 % 10_000_000:0000000}";
}
