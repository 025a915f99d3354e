using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Intake.Answers;
using ReturnsConsole.Features.Receiving;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Features.Shipments.Transit;
using ReturnsConsole.Features.Stock.Kits;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Tests.Intake;
using ReturnsConsole.Tests.Receiving;
using ReturnsConsole.Tests.Triage;
using Xunit;

namespace ReturnsConsole.Tests.Stock;

/// <summary>Kits at the dock and on the bench: what is looked for, and components that come one by one.</summary>
public sealed class KitDockTests : IDisposable
{
    private const string One = "302-1111111-1111111";
    private readonly ReceivingWorld world = new();

    public KitDockTests()
    {
        var recipe = new KitRecipe { AccountId = world.Triage.Database.AccountId, KitSku = "KIT-9", ValidFrom = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), ChangedByName = "Fay", ChangedAt = TriageWorld.Start };
        recipe.Components.AddRange([new() { Sku = "CUP-1", Pieces = 2 }, new() { Sku = "POT-1", Pieces = 1 }]);
        world.Triage.Save(db => db.KitRecipes.Add(recipe));
        world.Triage.Line(One, "KIT-9", 9_000);
        world.Triage.Return(One, "KIT-9", 0, rma: "RMA1", tracking: IntakeWorld.Tracking, reason: "");
        world.Triage.Save(db => db.ReturnItems.ExecuteUpdate(s => s.SetProperty(r => r.FirstScanAt, TriageWorld.Day(0.5))));
        world.Triage.GoTo(1);
    }

    [Fact]
    public async Task Components_ReceivedOneByOne_FillTheKitsReturn()
    {
        await world.Intake.FillAsync();
        var order = Assert.Single((await world.Intake.ScanAsync(IntakeWorld.Tracking)).Orders);
        Assert.Equal(["KIT-9", "CUP-1", "POT-1"], order.Lines.Select(l => l.Sku));
        Assert.Equal(("KIT-9", "2 × CUP-1, 1 × POT-1"), (order.Likely!.Sku, order.Likely.Kit));

        // The cup's own code leads to the kit's return and proposes the cups.
        order = Assert.Single((await world.Intake.ScanAsync("cup-1")).Orders.Concat((await world.Intake.ScanAsync("CUP-1")).Orders).DistinctBy(o => o.OrderKey));
        Assert.Equal(("CUP-1", 2), (order.Likely!.Sku, order.Likely.Waiting));
        await ReceiveAsync(order, order.Likely, 2);
        order = (await world.Intake.ScanAsync(IntakeWorld.Tracking)).Orders[0];
        Assert.Equal("POT-1", order.Likely!.Sku);
        Assert.Equal(0, order.Lines[0].Left);
        Assert.NotEqual(ScanResult.Known, (await world.Intake.ScanAsync("CUP-1")).Result);
        await world.Triage.RunAsync();
        Assert.Equal(1, (await world.StockAsync("POT-1")).InTransit);
        Assert.Empty((await world.List.RunAsync(world.Wanda, ReceivingView.Coming, 1, default)).Value!.Expected);

        world.Triage.GoTo(6);
        await world.Triage.RunAsync();
        Assert.Contains(await world.Triage.CasesAsync(), c => c.Kind == CaseKind.KitIncomplete);
        await ReceiveAsync(order, order.Likely, 1);
        await world.Triage.RunAsync();

        Assert.DoesNotContain(await world.Triage.CasesAsync(), c => c.Kind is CaseKind.KitIncomplete or CaseKind.SkuMismatch);
        Assert.True((await world.Intake.ScanAsync(IntakeWorld.Tracking)).Orders[0].IsAllHere);
        Assert.Single(await ReturnsAsync());
        Assert.Equal(new StockCounts(0, 2, 0, 0, 0, 0), await world.StockAsync("CUP-1"));
        Assert.Equal(new StockCounts(0, 1, 0, 0, 0, 0), await world.StockAsync("POT-1"));
        Assert.Empty(await world.Triage.VerifyAsync());
    }

    [Fact]
    public async Task WholeKit_Received_LeavesNothingToWaitFor()
    {
        await world.Intake.FillAsync();
        var order = (await world.Intake.ScanAsync(IntakeWorld.Tracking)).Orders[0];

        await ReceiveAsync(order, order.Lines[0], 1);
        await world.Triage.RunAsync();

        Assert.True((await world.Intake.ScanAsync(IntakeWorld.Tracking)).Orders[0].IsAllHere);
        Assert.Equal(2, (await world.StockAsync("CUP-1")).OnHandUninspected);
        Assert.Empty(await world.Triage.VerifyAsync());
    }

    [Fact]
    public async Task Bench_KitAndComponent_SayWhatToLookFor()
    {
        Assert.Equal("Kit of 2 × CUP-1, 1 × POT-1", Assert.Single((await world.List.RunAsync(world.Wanda, ReceivingView.Coming, 1, default)).Value!.Expected).Kit);
        world.Triage.Goods(One, "CUP-1", 1, quantity: 2);
        world.Triage.Goods(One, "KIT-9", 1);
        var receipts = await world.Intake.ReceiptsAsync();

        var cups = await world.GoodsAsync(receipts[0].Id);
        Assert.Equal("Part of kit KIT-9: 2 × CUP-1, 1 × POT-1", cups.Kit);
        Assert.Equal(Disposition.Restocked, cups.Proposals[0].Disposition);
        Assert.Equal("Kit of 2 × CUP-1, 1 × POT-1", (await world.GoodsAsync(receipts[1].Id)).Kit);
    }

    [Fact]
    public async Task Kit_OnItsWayForTooLong_IsLostOnce()
    {
        world.Triage.GoTo(2);
        await world.Triage.RunAsync();
        Assert.Equal((2, 1), ((await world.StockAsync("CUP-1")).InTransit, (await world.StockAsync("POT-1")).InTransit));
        world.Triage.GoTo(60);

        await using var db = world.Triage.Database.CreateDbContext();
        var (_, lost) = Assert.Single(await LostItems.AllAsync(db, CurrentSettings.Defaults, world.Triage.Clock.Now, default));
        Assert.Equal(("KIT-9", 9_000L), (lost.Sku, lost.AtRisk));

        world.Triage.Goods(One, "POT-1", 61);
        await world.Triage.RunAsync();
        Assert.Empty(await LostItems.AllAsync(db, CurrentSettings.Defaults, world.Triage.Clock.Now, default));
    }

    private async Task ReceiveAsync(ParcelOrder order, ParcelLine line, int quantity)
    {
        var now = (await world.Intake.ScanAsync(IntakeWorld.Tracking)).Orders[0];
        var result = await world.Intake.Authorize.RunAsync(world.Wanda, IntakeWorld.Request(now, line, quantity), default);
        Assert.True(result.Outcome.Succeeded, result.Outcome.Message);
        Assert.Equal(order.OrderKey, now.OrderKey);
    }

    private async Task<List<ReturnItem>> ReturnsAsync()
    {
        await using var db = world.Triage.Database.CreateDbContext();
        return await db.ReturnItems.AsNoTracking().Where(r => r.Sku != "KIT-9" || r.Channel == ReturnChannel.MerchantFulfilled).ToListAsync();
    }

    public void Dispose() => world.Dispose();
}
