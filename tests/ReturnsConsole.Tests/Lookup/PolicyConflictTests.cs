using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Lookup;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Support;
using Xunit;

namespace ReturnsConsole.Tests.Lookup;

/// <summary>A portal's decision beside the estimate: a conflict, with its grounds, that goes when the two agree.</summary>
public sealed class PolicyConflictTests
{
    private static readonly DateTime Now = new(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    [InlineData(false, false, false)]
    [InlineData(true, null, false)]
    [InlineData(false, null, false)]
    public void Decision_BesideTheEstimate_IsAConflictOnlyWhereTheyDiffer(bool accepted, bool? takes, bool conflict)
    {
        var finding = PolicyFindings.Find(new PolicyFact("ReBound", 7, "k", "302-7716540-9923461", "SKU", "DE", accepted, takes, "Probably so.", ["one", "two"], Now));

        Assert.Equal(conflict, finding is not null);
        if (finding is not null)
            Assert.Contains("one; two", finding.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40, null, "created", 1)]
    [InlineData(40, true, "created", 0)]
    [InlineData(5, null, "created", 0)]
    [InlineData(5, false, "created", 1)]
    [InlineData(5, null, "rejected", 1)]
    [InlineData(40, null, "rejected", 0)]
    public async Task Returns_OfPortals_AreJudgedAsOnTheDayOfTheirRequest(int daysAfterDelivery, bool? mark, string status, int conflicts)
    {
        using var database = new FactDatabase();
        const string order = "302-7716540-9923461";
        await using (var db = database.CreateDbContext())
        {
            var delivered = Now.AddDays(-daysAfterDelivery - 3);
            db.OrderLines.Add(new OrderLine { AccountId = database.AccountId, OrderKey = OrderKey.From(order), OrderId = order, Sku = "SKU", Occurrence = 0, Marketplace = "US", PurchasedAt = new DateTime(2026, 8, 1, 0, 0, 0, DateTimeKind.Utc), LatestDeliveryAt = delivered, Quantity = 1 });
            db.ReturnItems.Add(Item(database.AccountId, order, ReturnChannel.Rebound, "portal", status, null, delivered.AddDays(daysAfterDelivery)));
            if (mark is not null)
                db.ReturnItems.Add(Item(database.AccountId, order, ReturnChannel.MerchantFulfilled, "amazon", "Approved", mark, delivered));
            await db.SaveChangesAsync();
        }
        await using var reading = database.CreateDbContext();

        var found = await PolicyConflicts.OfAsync(reading, [OrderKey.From(order)], new ReconciliationSettings(), Now, CancellationToken.None);

        Assert.Equal(conflicts, found.Count);
        Assert.All(found, f => Assert.Contains("Amazon decides", f.Finding.Sentence, StringComparison.Ordinal));
    }

    private static ReturnItem Item(int account, string order, ReturnChannel channel, string key, string status, bool? mark, DateTime at) => new()
    {
        AccountId = account,
        OrderKey = OrderKey.From(order),
        OrderId = order,
        Channel = channel,
        NaturalKey = key,
        Sku = "SKU",
        Quantity = 1,
        RequestStatus = status,
        InPolicy = mark,
        RequestedAt = at,
        Mapping = MappingStatus.Released,
    };
}
