using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Intake.Pictures;
using ReturnsConsole.Features.Intake.Shelf;
using ReturnsConsole.Features.Intake.Weeks;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Imports;
using ReturnsConsole.Tests.Triage;
using Xunit;

namespace ReturnsConsole.Tests.Intake;

public class ShelfTests
{
    [Fact]
    public async Task UnknownParcel_OnTheShelf_IsACase_AndOneHoweverOftenItIsSent()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        var request = new ShelveRequest(Guid.NewGuid(), "X00-BLUE-7", [], "U-1", await world.PhotoAsync());

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => world.Shelve.RunAsync(world.Wanda, request, default))));
        await world.Triage.RunAsync();

        Assert.All(results, r => Assert.True(r.Succeeded, r.Message));
        Assert.Equal(1, await world.CountAsync<UnidentifiedParcel>());
        Assert.Single(await world.OpenAsync(CaseKind.ReceiptWithoutOrder));
        var answer = await world.ScanAsync("x00 blue 7");
        Assert.Equal((ScanResult.OnShelf, "U-1"), (answer.Result, answer.Shelved!.ShelfCode));
    }

    [Theory]
    [InlineData("U-99", true)]
    [InlineData("U-1", false)]
    public async Task UnknownParcel_WithoutPictureOrPlace_IsRefused(string shelf, bool picture)
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        var outcome = await world.Shelve.RunAsync(world.Wanda, new ShelveRequest(Guid.NewGuid(), "X00-BLUE-7", [], shelf, picture ? await world.PhotoAsync() : null), default);
        Assert.Equal(OutcomeKind.Refused, outcome.Kind);
        Assert.Equal(0, await world.CountAsync<UnidentifiedParcel>());
    }

    [Fact]
    public async Task ShelvedParcel_WhenItsReturnIsImported_IsFoundAndItsCaseCloses()
    {
        using var house = new ImportHouse();
        var accounts = new VisibleAccounts(house.Database, house.Guard);
        var shelve = new ShelveParcel(house.Database, house.Guard, accounts, house.Evidence, house.Audit, Options.Create(new IntakeOptions()), new ReconciliationRequests(), house.Feed, house.Clock);
        var photos = new TakePhoto(house.Database, house.Guard, house.Evidence, Options.Create(new IntakeOptions()), house.Clock);
        using var reconcile = new Reconcile(house.Database, Options.Create(new ReconciliationSettings()), house.Feed, house.Clock);
        var photo = (await photos.RunAsync(ImportHouse.Anna, new MemoryStream(Pictures.Jpeg()), default)).Id;
        // With the routing code before it, as the carrier's label has it.
        Assert.True((await shelve.RunAsync(ImportHouse.Anna, new ShelveRequest(Guid.NewGuid(), "420941079202090339598300000000", [], "U-3", photo), default)).Succeeded);
        await reconcile.RunAsync("test", full: false, default);
        await using var db = house.Database.CreateDbContext();
        Assert.Equal(CaseKind.ReceiptWithoutOrder, (await db.Cases.AsNoTracking().SingleAsync(c => c.Status == CaseStatus.Open)).Kind);

        await house.ImportAsync("returns.tsv", await File.ReadAllBytesAsync(ImportHouse.Sample("returns_flat_us_real_row.tsv")));
        await reconcile.RunAsync("test", full: false, default);

        var parcel = await db.UnidentifiedParcels.AsNoTracking().SingleAsync();
        Assert.Equal((ShelfState.Matched, "113-6277818-6289068"), (parcel.State, parcel.OrderId));
        Assert.Equal("113-6277818-6289068", (await db.GoodsReceipts.AsNoTracking().SingleAsync()).OrderId);
        Assert.False(await db.Cases.AnyAsync(c => c.Kind == CaseKind.ReceiptWithoutOrder && c.Status == CaseStatus.Open));
        Assert.Equal("system", (await db.AuditEntries.SingleAsync(a => a.Action == "intake.shelf-matched")).ActorName);
        Assert.Empty(house.Errors);
    }

    [Fact]
    public async Task ShelvedParcel_FetchedAndAuthorised_CountsItsGoodsOnce()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        await world.Shelve.RunAsync(world.Wanda, new ShelveRequest(Guid.NewGuid(), "SLIP-4711", [], "U-2", await world.PhotoAsync()), default);
        await using var db = world.Triage.Database.CreateDbContext();
        var parcel = await db.UnidentifiedParcels.AsNoTracking().SingleAsync();
        var order = (await world.ScanAsync(IntakeWorld.Order)).Orders[0];

        var result = await world.Authorize.RunAsync(world.Wanda, IntakeWorld.Request(order, order.Likely!, shelved: parcel.Id), default);
        await world.Triage.RunAsync();

        Assert.True(result.Outcome.Succeeded, result.Outcome.Message);
        var receipt = Assert.Single(await world.ReceiptsAsync());
        Assert.Equal((IntakeWorld.Order, "BOOT-42"), (receipt.OrderId, receipt.Sku));
        Assert.Equal(ShelfState.Fetched, (await db.UnidentifiedParcels.AsNoTracking().SingleAsync()).State);
        Assert.Empty(await world.Triage.CasesAsync());
    }

    [Fact]
    public async Task ShelvedParcel_TakenBack_ClosesItsCase()
    {
        using var world = await new IntakeWorld().WithDarkReturnAsync();
        await world.Shelve.RunAsync(world.Wanda, new ShelveRequest(Guid.NewGuid(), "SLIP-4711", [], "U-2", await world.PhotoAsync()), default);
        await world.Triage.RunAsync();
        var row = (await new ShelfList(world.Triage.Database, world.Triage.Guard, world.Accounts).RunAsync(world.Wanda, default)).Value!.Items.Single();

        Assert.Equal(OutcomeKind.Conflict, (await world.UndoShelving.RunAsync(world.Wanda, row.Id, row.Version + 1, "Not ours", default)).Kind);
        Assert.True((await world.UndoShelving.RunAsync(world.Wanda, row.Id, row.Version, "Not ours", default)).Succeeded);
        await world.Triage.RunAsync();

        Assert.Empty(await world.OpenAsync(CaseKind.ReceiptWithoutOrder));
        Assert.Single(await world.ReceiptsAsync());
    }

    [Fact]
    public async Task Picture_LosesWhatTheCameraWrote()
    {
        using var world = new IntakeWorld();
        var photo = await world.PhotoAsync();
        var show = new ShowPhoto(world.Triage.Database, world.Triage.Guard, world.Accounts, world.Evidence);

        var (content, type) = (await show.RunAsync(world.Wanda, photo, default))!.Value;
        using var kept = new MemoryStream();
        await content.CopyToAsync(kept);

        Assert.Equal("image/jpeg", type);
        Assert.DoesNotContain("GPS", System.Text.Encoding.ASCII.GetString(kept.ToArray()), StringComparison.Ordinal);
        Assert.Equal([0xFF, 0xD9], kept.ToArray()[^2..]);
        // Nobody else sees it while it belongs to no parcel.
        Assert.Null(await show.RunAsync(world.Piet, photo, default));
    }

    [Theory]
    [InlineData("<svg onload=alert(1)>")]
    [InlineData("%PDF-1.7")]
    public async Task Picture_ThatIsNone_IsRefused(string content)
    {
        using var world = new IntakeWorld();
        var result = await world.Photos.RunAsync(world.Wanda, new MemoryStream(System.Text.Encoding.ASCII.GetBytes(content)), default);
        Assert.Equal((OutcomeKind.Refused, null), (result.Outcome.Kind, result.Id));
    }

    [Fact]
    public async Task Pictures_OlderThanTheSetting_AreErasedWithAnEntry()
    {
        using var world = new IntakeWorld();
        await world.PhotoAsync();
        var erase = new ErasePhotos(world.Triage.Database, world.Evidence, world.Audit, world.Settings, world.Triage.Clock);
        world.Triage.GoTo(89);
        Assert.Equal(0, await erase.RunAsync(default));
        world.Triage.GoTo(91);
        Assert.Equal(1, await erase.RunAsync(default));
        await using var db = world.Triage.Database.CreateDbContext();
        var photo = await db.IntakePhotos.SingleAsync();
        Assert.NotNull(photo.ErasedAt);
        Assert.False(world.Evidence.Has(photo.Sha256));
    }

    [Fact]
    public async Task Weeks_CompareAmazonsReportWithTheDock()
    {
        using var world = new IntakeWorld();
        var monday = IntakeAudit.MondayOf(TriageWorld.Start);
        world.Triage.Return("204-0000001-0000001", "A", 0);
        world.Triage.Goods("204-0000001-0000001", "A", 1);
        world.Triage.Return("204-0000002-0000002", "B", 0, delivered: 1);
        world.Triage.Goods("204-0000003-0000003", "C", 1);
        var audit = new IntakeAudit(world.Triage.Database, world.Triage.Guard, world.Accounts);

        var week = (await audit.WeeksAsync(world.Wanda, monday, 1, default)).Value!.Single();
        Assert.Equal(new IntakeWeek(monday, 1, 1, 1, 1, 0), week);
        var missing = (await audit.RowsAsync(world.Wanda, monday, IntakeAuditSide.Missing, 0, default)).Value!;
        Assert.Equal(("204-0000002-0000002", "delivered, Amazon says"), (missing.Items.Single().OrderId, missing.Items.Single().Note));

        var (table, _) = await new ExportIntakeAudit(world.Triage.Database, world.Triage.Guard, world.Accounts, world.Audit, world.Triage.Clock).RunAsync(world.Wanda, monday, null, default);
        var sides = new List<string>();
        await foreach (var row in table!.Rows)
            sides.Add(row[1].Text);
        Assert.Equal(["Matched", "Dark", "Missing"], sides);
    }
}
