using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.ReasonCodes.Files;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Features.Stock;
using ReturnsConsole.Features.Stock.Corrections;
using ReturnsConsole.Features.Stock.Kits;
using ReturnsConsole.Features.Stock.Telling;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;
using ReturnsConsole.Shared.Export;
using ReturnsConsole.Tests.Triage;
using Xunit;

namespace ReturnsConsole.Tests.Stock;

/// <summary>The kit table, and what follows from it in the ledger, the cases and the releases.</summary>
public sealed class KitTests : IDisposable
{
    private const string One = "302-1111111-1111111";
    private readonly TriageWorld world = new();
    private readonly VisibleAccounts accounts;
    private readonly KitEditing editing;
    private readonly ReleaseFromQuarantine release;
    private readonly string account;

    public KitTests()
    {
        accounts = new(world.Database, world.Guard);
        editing = new(world.Database, world.Guard, accounts, new AuditTrail(world.Clock), world.Requests, world.Feed, world.Clock);
        release = new(world.Database, world.Guard, new CorrectionBooks(world.Guard, new AuditTrail(world.Clock), new StockTelling(new OutboxWriter(world.Clock), world.Clock), world.Clock), world.Requests, world.Feed);
        using var db = world.Database.CreateDbContext();
        account = db.Accounts.Single(a => a.Id == world.Database.AccountId).Name;
    }

    [Fact]
    public async Task Import_GoodAndBadRows_TakesWholeKitsAndSaysWhatIsWrong()
    {
        var import = await ImportAsync(
            "account,kit_sku,component_sku,quantity,valid_from",
            $"{account},KIT,A,2,2026-01-01",
            $"{account},KIT,B,1,2026-01-01",
            $"{account},BAD,C,two,2026-01-01",
            $"{account},BAD,D,1,2026-01-01",
            $"Nobody,KIT2,A,1,2026-01-01",
            $"{account},KIT3,KIT,1,2026-01-01",
            $"{account},KIT4,A,1,1/2/2026",
            $"{account},KIT5,,0,2026-01-01",
            $"{account},KIT6,A,1,2026-01-01",
            $"{account},KIT6,A,2,2026-01-01");

        Assert.True(import.Outcome.Succeeded, import.Outcome.Message);
        Assert.Equal("10 rows read. 2 new kits. 7 rows were not taken.", import.Outcome.Message);
        Assert.Equal(
            ["4 quantity: found “two”", "5 kit_sku: found “BAD”", "6 account: found “Nobody”", "7 component_sku: found “KIT”", "8 valid_from: found “1/2/2026”", "10 kit_sku: found “KIT6”", "11 component_sku: found “A”"],
            import.Rejected.Select(r => $"{r.Line} {r.Fault.ToString().Split(',')[0]}"));
        Assert.Contains("no kit itself", import.Rejected[3].Fault.Expected, StringComparison.Ordinal);
        var rows = (await ListAsync()).Rows;
        Assert.Equal(["KIT 2 × A, 1 × B", "KIT5 no kit any more"], rows.Select(r => $"{r.Sku} {r.Parts}"));
        Assert.StartsWith("\"account\",\"kit_sku\"", RejectedRow.FileOf(import.Header, import.Rejected), StringComparison.Ordinal);
        await using var db = world.Database.CreateDbContext();
        Assert.Equal("2 × A, 1 × B", JsonSerializer.Deserialize<Dictionary<string, string>>((await db.AuditEntries.SingleAsync(e => e.Action == "kits.imported")).After!)![$"KIT of {account} from 2026-01-01"]);
    }

    [Fact]
    public async Task Import_TheSameAgain_SaysThatNothingChanged()
    {
        string[] file = ["account;kit_sku;component_sku;quantity;valid_from", $"{account};KIT;A;2;2026-01-01"];
        await ImportAsync(file);
        await RunAsync();

        var again = await ImportAsync(file);

        Assert.Equal("1 row read. Nothing changed: the table says all of it already.", again.Outcome.Message);
        await using var db = world.Database.CreateDbContext();
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Action == "kits.imported"));
        Assert.Empty(await db.OrderChanges.ToListAsync());
    }

    [Fact]
    public async Task Export_ThenImported_ChangesNothing()
    {
        await ImportAsync("account,kit_sku,component_sku,quantity,valid_from", $"{account},\"'=KIT\",A,2,2026-01-01", $"{account},\"'=KIT\",\"'+B\",1,2026-01-01", $"{account},\"'=KIT\",,0,2026-06-01");

        var table = (await new ExportKits(world.Database, world.Guard, accounts).RunAsync(world.Fay, default)).Value!;
        using var file = new MemoryStream();
        await CsvExport.WriteAsync(table, file, default);
        file.Position = 0;

        Assert.Contains("'=KIT", Encoding.UTF8.GetString(file.ToArray()), StringComparison.Ordinal);
        Assert.Equal("=KIT", (await ListAsync()).Rows[0].Sku);
        Assert.Contains("Nothing changed", (await new ImportKits(editing, world.Guard).RunAsync(world.Fay, file, default)).Outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_OfAnOldVersionOrOfAKitOfKits_IsRefused()
    {
        await SaveAsync("KIT", "2026-01-01", ("A", 2));
        var seen = Assert.Single((await ListAsync()).Rows);
        Assert.True((await SaveAsync("KIT", "2026-01-01", seen, ("A", 3))).Succeeded);

        var late = await SaveAsync("KIT", "2026-01-01", seen, ("A", 4));
        var nested = await SaveAsync("BOX", "2026-01-01", ("KIT", 1));
        var inside = await SaveAsync("A", "2026-01-01", ("Z", 1));
        var own = await SaveAsync("SELF", "2026-01-01", ("SELF", 1));

        Assert.Equal(OutcomeKind.Conflict, late.Kind);
        Assert.Contains("Fay Novak changed this recipe", late.Message, StringComparison.Ordinal);
        Assert.Contains("there are no kits of kits", nested.Message, StringComparison.Ordinal);
        Assert.Contains("it is one of kit KIT", inside.Message, StringComparison.Ordinal);
        Assert.Contains("another SKU than the kit's own", own.Message, StringComparison.Ordinal);
        Assert.Equal("3 × A", Assert.Single((await ListAsync()).Rows).Parts);
    }

    [Fact]
    public async Task Save_ByWhoMayNot_IsForbidden()
    {
        world.Guard.Refused.Add(Permission.CorrectStock);

        Assert.Equal(OutcomeKind.Forbidden, (await SaveAsync("KIT", "2026-01-01", ("A", 2))).Kind);
        Assert.Equal(OutcomeKind.Forbidden, (await ImportAsync("account,kit_sku,component_sku,quantity,valid_from")).Outcome.Kind);
    }

    [Fact]
    public async Task Recipe_AddedChangedAndDeleted_LooksAgainAtTheOrdersConcerned()
    {
        world.Line(One, "KIT", 9_000);
        world.Return(One, "KIT", 1);
        world.Goods(One, "KIT", 2);
        await RunAsync();
        Assert.Equal("KIT 1", await OnHandAsync());

        await SaveAsync("KIT", "2026-01-01", ("A", 2), ("B", 1));
        await RunAsync();
        Assert.Equal("A 2, B 1", await OnHandAsync());

        await SaveAsync("KIT", "2026-01-01", Assert.Single((await ListAsync()).Rows), ("A", 3));
        await RunAsync();
        Assert.Equal("A 3", await OnHandAsync());

        var seen = Assert.Single((await ListAsync()).Rows);
        Assert.True((await new DeleteKit(editing).RunAsync(world.Fay, seen.Id, seen.Version, default)).Succeeded);
        await RunAsync();
        Assert.Equal("KIT 1", await OnHandAsync());
    }

    [Fact]
    public async Task Recipe_OfALaterDay_LeavesWhatWasThereBefore()
    {
        await SaveAsync("KIT", "2026-01-01", ("A", 2));
        world.Return(One, "KIT", 1);
        world.Goods(One, "KIT", 9);
        await RunAsync();

        await SaveAsync("KIT", "2026-10-05", ("C", 1));
        await RunAsync();

        Assert.Equal("A 2", await OnHandAsync());
    }

    [Fact]
    public async Task Setting_TurnedOff_CountsKitsUnderTheirOwnSku()
    {
        await SaveAsync("KIT", "2026-01-01", ("A", 2));
        world.Goods(One, "KIT", 2);
        await RunAsync();
        Assert.Equal("A 2", await OnHandAsync());

        var change = new ChangeSetting(world.Database, world.Guard, new AuditTrail(world.Clock), world.Feed, world.Clock);
        var done = await change.RunAsync(world.Fay, new SettingChange(world.Database.AccountId, SettingCatalogue.Kits.Name, Setting.Off, 0, "as they are", true), default);
        await RunAsync();

        Assert.True(done.Succeeded, done.Message);
        Assert.Equal("KIT 1", await OnHandAsync());
    }

    [Fact]
    public async Task PartialKit_ItsCase_ClosesByItselfWhenTheRestComes()
    {
        await SaveAsync("KIT", "2026-01-01", ("A", 2), ("B", 1));
        world.Line(One, "KIT", 9_000);
        world.Return(One, "KIT", 1, rma: "R1");
        world.Goods(One, "A", 2, quantity: 2);
        await RunAsync();
        Assert.Empty(await world.CasesAsync());

        world.GoTo(6);
        await RunAsync();
        var open = Assert.Single(await world.CasesAsync());
        Assert.Equal((CaseKind.KitIncomplete, "KIT", 9_000L), (open.Kind, open.Sku, open.AtRisk));
        // Components beside their kit are other SKUs and other counts, and no difference.
        var detail = (await new CaseDetails(world.Database, world.Guard, Options.Create(world.Settings)).RunAsync(world.Fay, open.Id, default)).Value!;
        Assert.Equal(["Item", "Quantity"], detail.Comparison.Where(f => f.Label is "Item" or "Quantity" && !f.Differs).Select(f => f.Label));

        world.Goods(One, "B", 6);
        await RunAsync();
        Assert.Empty(await world.CasesAsync());
    }

    [Fact]
    public async Task Release_OfAQuarantinedKit_GoesComponentByComponent()
    {
        await HeldKitsAsync(2);

        var tooMany = await ReleaseAsync("A", 5);
        var done = await ReleaseAsync("A", 3);
        await RunAsync(full: true);
        var held = (await StoryAsync("A")).Held;

        Assert.Contains("4 pieces of this receipt can be released", tooMany.Message, StringComparison.Ordinal);
        Assert.True(done.Succeeded, done.Message);
        Assert.Equal(("A", 3, 1), await SellableAsync("A"));
        Assert.Equal(("B", 0, 2), await SellableAsync("B"));
        Assert.Equal((1, "KIT"), (Assert.Single(held).Left, held[0].Kit));
        Assert.True((await ReleaseAsync("B", 2)).Succeeded);
        await RunAsync();
        Assert.Equal(("B", 2, 0), await SellableAsync("B"));
    }

    [Fact]
    public async Task Release_TheReceiptIsGradedOtherwise_CountsForNothing()
    {
        await HeldKitsAsync(1);
        await ReleaseAsync("A", 2);
        world.Save(db =>
        {
            db.GoodsReceipts.ExecuteUpdate(s => s.SetProperty(x => x.Disposition, Disposition.Scrapped));
            db.OrderChanges.Add(new() { OrderKey = OrderKey.From(One) });
        });
        await RunAsync();

        Assert.Equal(("A", 0, 0), await SellableAsync("A"));
    }

    [Fact]
    public async Task Release_AnotherKitIsQuarantinedLater_IsNotReleasedByIt()
    {
        await HeldKitsAsync(1);
        await ReleaseAsync("A", 2);
        world.Goods(One, "KIT", 3);
        world.Save(db => db.GoodsReceipts.ExecuteUpdate(s => s.SetProperty(x => x.Disposition, Disposition.Quarantined)));
        await RunAsync();

        Assert.Equal(("A", 2, 2), await SellableAsync("A"));
    }

    [Fact]
    public async Task Release_TheRecipeIsCorrectedToFewerPieces_CountsForThose()
    {
        await HeldKitsAsync(2);
        await ReleaseAsync("A", 4);

        await SaveAsync("KIT", "2026-01-01", Assert.Single((await ListAsync()).Rows), ("A", 1), ("B", 1));
        await RunAsync();

        Assert.Equal(("A", 2, 0), await SellableAsync("A"));
    }

    [Fact]
    public async Task Release_TheKitsReasonIsNotMapped_IsRefused()
    {
        world.Return(One, "KIT", 0, quarantined: true);
        await HeldKitsAsync(1);

        Assert.Contains("reason is not mapped", (await ReleaseAsync("A", 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sku_OfKitAndComponent_LeadToOneAnother()
    {
        await HeldKitsAsync(1);
        var links = new KitLinks(world.Database, world.Guard, world.Clock);

        var kit = await links.RunAsync(world.Fay, world.Database.AccountId, "KIT", default);
        var part = await links.RunAsync(world.Fay, world.Database.AccountId, "A", default);

        Assert.Equal([("A", 2), ("B", 1)], kit.Parts.Select(p => (p.Sku, p.Pieces)));
        Assert.All(kit.Parts, p => Assert.True(p.BalanceId > 0));
        Assert.Equal(("KIT", 2), Assert.Single(part.Kits.Select(p => (p.Sku, p.Pieces))));
    }

    private async Task HeldKitsAsync(int kits)
    {
        await SaveAsync("KIT", "2026-01-01", ("A", 2), ("B", 1));
        world.Goods(One, "KIT", 1, quantity: kits);
        world.Save(db => db.GoodsReceipts.ExecuteUpdate(s => s.SetProperty(x => x.Disposition, Disposition.Quarantined)));
        await RunAsync();
        Assert.Equal(("A", 0, 2 * kits), await SellableAsync("A"));
    }

    /// <summary>A run, after which everything must tie out.</summary>
    private async Task RunAsync(bool full = false)
    {
        await world.RunAsync(full);
        Assert.Empty(await world.VerifyAsync());
    }

    private async Task<(string Sku, int Sellable, int Quarantine)> SellableAsync(string sku)
    {
        await using var db = world.Database.CreateDbContext();
        var balance = await db.StockBalances.SingleAsync(b => b.Sku == sku);
        return (sku, balance.Sellable, balance.Quarantine);
    }

    private async Task<string> OnHandAsync()
    {
        await using var db = world.Database.CreateDbContext();
        return string.Join(", ", (await db.StockBalances.Where(b => b.OnHandUninspected > 0).OrderBy(b => b.Sku).ToListAsync()).Select(b => $"{b.Sku} {b.OnHandUninspected}"));
    }

    private async Task<KitPage> ListAsync() => (await new KitList(world.Database, world.Guard, accounts, world.Clock).RunAsync(world.Fay, "", 1, default)).Value!;

    private async Task<StockStoryView> StoryAsync(string sku)
    {
        await using var db = world.Database.CreateDbContext();
        return (await new StockStory(world.Database, world.Guard).RunAsync(world.Fay, (await db.StockBalances.SingleAsync(b => b.Sku == sku)).Id, default)).Value!;
    }

    private async Task<Outcome> ReleaseAsync(string sku, int pieces)
    {
        await using var db = world.Database.CreateDbContext();
        var balance = await db.StockBalances.SingleAsync(b => b.Sku == sku);
        var receipt = await db.GoodsReceipts.OrderBy(r => r.Id).FirstAsync();
        return await release.RunAsync(world.Fay, new ReleaseWish(balance.Id, balance.Version, receipt.Id, pieces, ConditionGrade.B, "looked at it"), default);
    }

    private Task<Outcome> SaveAsync(string kit, string from, params (string Sku, int Pieces)[] parts) => SaveAsync(kit, from, null, parts);

    private Task<Outcome> SaveAsync(string kit, string from, KitRow? seen, params (string Sku, int Pieces)[] parts) => new SaveKit(editing).RunAsync(world.Fay,
        new KitWish(seen?.Id ?? 0, seen?.Version ?? 0, new(world.Database.AccountId, kit, DateTime.SpecifyKind(DateTime.Parse(from, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc)), [.. parts.Select(p => new KitLine(p.Sku, p.Pieces))]), default);

    private Task<KitImport> ImportAsync(params string[] lines) => new ImportKits(editing, world.Guard).RunAsync(world.Fay, new MemoryStream(Encoding.UTF8.GetBytes(string.Join("\r\n", lines))), default);

    public void Dispose() => world.Dispose();
}
