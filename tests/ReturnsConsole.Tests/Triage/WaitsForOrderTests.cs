using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using Xunit;

namespace ReturnsConsole.Tests.Triage;

/// <summary>Returns that a platform tells of before their order is here.</summary>
public sealed class WaitsForOrderTests : IDisposable
{
    private const string Early = "302-1111111-1111111";
    private readonly TriageWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task Return_BeforeItsOrder_WaitsByItselfAndGoesOnWhenTheOrderComes()
    {
        OrdersComeIn();
        Told(0);
        world.GoTo(0.5);

        await world.RunAsync();

        Assert.Empty(await world.CasesAsync());
        var waiting = Assert.Single(await world.CasesAsync(CaseStatus.Waiting));
        Assert.Equal((CaseKind.OrderNotSynced, TriageWorld.Day(0), TriageWorld.Day(2)), (waiting.Kind, waiting.OpenedAt, waiting.ClearsBy));
        Assert.Empty(await world.VerifyAsync());

        world.Line(Early, "BOOT", 50_00);
        await world.RunAsync();

        Assert.Equal(CaseStatus.ClosedByFacts, Assert.Single(await world.CasesAsync(null)).Status);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Order_ThatNeverComes_IsSomebodysAfterTheWaitingTime()
    {
        OrdersComeIn();
        Told(0);
        world.GoTo(1);
        await world.RunAsync();

        world.GoTo(2);
        Assert.Equal(1, await new WakeCases(world.Database, world.Feed, world.Clock).RunAsync(default));
        await world.RunAsync(full: true);

        Assert.Equal(CaseKind.OrderNotSynced, Assert.Single(await world.CasesAsync()).Kind);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Return_FirstSeenLong_IsSomebodysAtOnce()
    {
        OrdersComeIn();
        Told(0);
        world.GoTo(9);

        await world.RunAsync();

        Assert.Equal(CaseStatus.Open, Assert.Single(await world.CasesAsync(null)).Status);
    }

    [Fact]
    public async Task Return_WhereNoOrdersComeIn_WaitsForNothing()
    {
        Told(0);
        world.GoTo(9);

        await world.RunAsync();

        Assert.Empty(await world.CasesAsync(null));
    }

    [Fact]
    public async Task Return_ThatAmazonsReportKnows_WaitsForNothing()
    {
        OrdersComeIn();
        Told(0);
        world.Return(Early, "BOOT", 0);
        world.GoTo(9);

        await world.RunAsync();

        Assert.Empty(await world.CasesAsync(null));
    }

    private void OrdersComeIn() => world.Save(db =>
    {
        var partner = new Partner { AccountId = world.Database.AccountId, Kind = PartnerKind.AmazonSeller, Name = "Seller", BaseUrl = "http://127.0.0.1:1", CreatedAt = TriageWorld.Day(0) };
        db.Partners.Add(partner);
        db.SaveChanges();
        db.SyncStreams.Add(new SyncStream { PartnerId = partner.Id, Stream = "orders", CreatedAt = TriageWorld.Day(0), Watermark = TriageWorld.Day(0), LastSuccessAt = TriageWorld.Day(1000) });
    });

    private void Told(double day) => world.Save(db =>
    {
        db.ReturnItems.Add(new ReturnItem
        {
            AccountId = world.Database.AccountId,
            OrderKey = OrderKey.From(Early),
            OrderId = Early,
            Channel = ReturnChannel.Rebound,
            NaturalKey = "EX1/1",
            Sku = "BOOT",
            Quantity = 1,
            RequestStatus = "Registered",
            RequestedAt = TriageWorld.Day(day),
            Mapping = MappingStatus.Released,
        });
        db.OrderChanges.Add(new OrderChange { OrderKey = OrderKey.From(Early) });
    });
}
