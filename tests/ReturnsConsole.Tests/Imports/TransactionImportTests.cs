using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using Xunit;

namespace ReturnsConsole.Tests.Imports;

/// <summary>A refund is seen held back, let go, and in a settlement: it is the same money.</summary>
public sealed class TransactionImportTests : IDisposable
{
    private const string Order = "302-1234567-1234567";
    private readonly ImportHouse house = new();

    [Fact]
    public async Task Refund_HeldBackThenLetGoThenSettled_CountsOnce()
    {
        await PriceAsync(12_000);
        await ImportAsync(Refund("t1", "DEFERRED", "2026-03-10", 10_000));
        await ImportAsync(Refund("t1", "DEFERRED_RELEASED", "2026-03-10", 10_000, ("RELEASE_TRANSACTION_ID", "t2")), Refund("t2", "RELEASED", "2026-03-12", 10_000, ("DEFERRED_TRANSACTION_ID", "t1")));
        await house.ImportAsync("settlement.txt", new SettlementText().Line("Refund", Order, "A1", "ItemPrice", "Principal", -10_000).Build());

        Assert.Equal(3, house.Count("RefundSightings"));
        Assert.DoesNotContain(await CasesAsync(), c => c.Kind == CaseKind.DuplicateRefund);
    }

    [Fact]
    public async Task SecondRefund_OfTheSameMoney_IsNotTakenForTheFirst()
    {
        await PriceAsync(12_000);
        await ImportAsync(Refund("t1", "RELEASED", "2026-03-10", 10_000));
        await ImportAsync(Refund("t9", "RELEASED", "2026-03-11", 10_000));
        Assert.Contains(await CasesAsync(), c => c.Kind == CaseKind.DuplicateRefund);
    }

    [Fact]
    public async Task Transaction_ToldAgain_IsOneSighting_AndOnceLetGoStaysLetGo()
    {
        var released = Refund("t1", "RELEASED", "2026-03-10", 10_000);
        await ImportAsync(released);
        await ImportAsync(Refund("t1", "DEFERRED", "2026-03-10", 10_000));
        await ImportAsync(Refund("t2", "RELEASED", "2026-03-10", 500), released);
        await using var db = house.Database.CreateDbContext();
        Assert.Equal([("t1", RefundOrigin.ReleasedTransaction), ("t2", RefundOrigin.ReleasedTransaction)], (await db.RefundSightings.OrderBy(r => r.NaturalKey).ToListAsync()).Select(r => (r.NaturalKey.Split('|')[0], r.Origin)));
    }

    [Fact]
    public async Task PiecesOfOneTransaction_ThatNothingTellsApart_AllCount()
    {
        var both = Refund("t1", "RELEASED", "2026-03-10", 4_000, pieces: 2);
        await ImportAsync(both);
        await ImportAsync(Refund("t7", "RELEASED", "2026-03-10", 1), both);
        await using var db = house.Database.CreateDbContext();
        Assert.Equal(-8_000, await db.RefundSightings.Where(r => r.BuyerTotal < -1).SumAsync(r => r.BuyerTotal));
    }

    public void Dispose() => house.Dispose();

    private async Task ImportAsync(params string[] transactions)
    {
        var file = await house.ImportAsync("transactions.json", "{\"payload\":\"amazon-transactions\"}\n" + string.Concat(transactions.Select(t => t + "\n")));
        Assert.Empty(house.Errors);
        Assert.True(file is { Rejected: 0, Status: Features.Imports.ImportStatus.Done }, file.Message);
    }

    private async Task PriceAsync(long cents)
    {
        await using var db = house.Database.CreateDbContext();
        db.OrderLines.Add(new Features.Returns.OrderLine { AccountId = 1, OrderKey = Shared.OrderKey.From(Order), OrderId = Order, Sku = "SKU-1", Occurrence = 0, Quantity = 1, Currency = "EUR", Marketplace = "DE", ItemPrice = cents });
        await db.SaveChangesAsync();
    }

    private async Task<List<ExceptionCase>> CasesAsync()
    {
        await new Reconcile(house.Database, Options.Create(new ReconciliationSettings()), house.Feed, house.Clock).RunAsync("test", full: true, default);
        await using var db = house.Database.CreateDbContext();
        return await db.Cases.AsNoTracking().Where(c => c.Status == CaseStatus.Open).ToListAsync();
    }

    private static string Refund(string id, string status, string day, long cents, (string Name, string Id)? related = null, int pieces = 1)
    {
        var amount = FormattableString.Invariant($"{{\"currencyAmount\":-{cents / 100m},\"currencyCode\":\"EUR\"}}");
        var link = related is { } r ? $$""",{"relatedIdentifierName":"{{r.Name}}","relatedIdentifierValue":"{{r.Id}}"}""" : "";
        var item = $$"""{"contexts":[{"contextType":"ProductContext","sku":"SKU-1"}],"breakdowns":[{"breakdownType":"Principal","breakdownAmount":{{amount}}}]}""";
        return $$"""{"transactionType":"Refund","transactionId":"{{id}}","transactionStatus":"{{status}}","postedDate":"{{day}}T08:00:00Z","marketplaceDetails":{"marketplaceName":"Amazon.de"},"relatedIdentifiers":[{"relatedIdentifierName":"ORDER_ID","relatedIdentifierValue":"{{Order}}"}{{link}}],"items":[{{string.Join(',', Enumerable.Repeat(item, pieces))}}]}""";
    }
}
