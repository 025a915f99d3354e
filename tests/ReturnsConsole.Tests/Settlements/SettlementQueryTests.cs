using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Tests.Support;
using Xunit;

namespace ReturnsConsole.Tests.Settlements;

public sealed class SettlementQueryTests : IDisposable
{
    private static readonly Actor Somebody = new(7, "Fiona", null);

    private readonly TestDatabase database = new();
    private readonly AllowAll guard = new();

    [Fact]
    public async Task Lines_PagedToTheEndAndBack_ShowsEachLineOnce()
    {
        var settlement = await AddAsync("ours", "1001", lines: 2 * SettlementLines.PageSize + 50);
        var query = new SettlementLines(database, guard);
        var pages = new List<SettlementPage>();
        for (long? after = 0; after is { } key; after = pages[^1].Next)
            pages.Add((await query.RunAsync(Somebody, settlement, key, default)).Value!);
        Assert.Equal([100, 100, 50], pages.Select(p => p.Lines.Count));
        Assert.Equal(Enumerable.Range(2, 250).Select(n => (long)n), pages.SelectMany(p => p.Lines).Select(l => l.Line));
        Assert.Equal([null, 0L, pages[0].Next], pages.Select(p => p.Previous));
    }

    [Fact]
    public async Task List_PersonOfOneCompany_SeesOnlyItsSettlements()
    {
        await AddAsync("ours", "1001", 1);
        var theirs = await AddAsync("theirs", "2001", 1);
        await using (var db = database.CreateDbContext())
            guard.Companies = db.Companies.Where(c => c.Name == "ours").Select(c => c.Id).ToHashSet();
        var list = (await new SettlementList(database, guard).RunAsync(Somebody, 0, default)).Value!;
        Assert.Equal(["1001"], list.Items.Select(s => s.SettlementId));
        Assert.Equal(1, list.Total);
        Assert.NotNull((await new SettlementLines(database, guard).RunAsync(Somebody, theirs, 0, default)).Refusal);
    }

    [Fact]
    public async Task List_WithoutTheRight_IsRefused()
    {
        guard.Refused.Add(Permission.ViewFacts);
        var answer = await new SettlementList(database, guard).RunAsync(Somebody, 0, default);
        Assert.Null(answer.Value);
        Assert.NotNull(answer.Refusal);
    }

    [Fact]
    public async Task Imports_PersonOfOneCompany_SeesOnlyItsFiles()
    {
        await AddAsync("ours", "1001", 1);
        await AddAsync("theirs", "2001", 1);
        await using var db = database.CreateDbContext();
        guard.Companies = db.Companies.Where(c => c.Name == "ours").Select(c => c.Id).ToHashSet();
        var page = (await new ImportList(database, guard).RunAsync(Somebody, null, 10, default)).Value!;
        Assert.Equal(["1001.txt"], page.Items.Select(f => f.Name));
        var hidden = db.SourceFiles.Single(f => f.Name == "2001.txt").Id;
        Assert.NotNull((await new ImportDetails(database, guard).RunAsync(Somebody, hidden, default)).Refusal);
    }

    [Fact]
    public async Task Imports_MoreThanAPage_GoOnAtTheLastRow()
    {
        for (var i = 0; i < 5; i++)
            await AddAsync("ours", $"{i}", 1);
        var query = new ImportList(database, guard);
        var first = (await query.RunAsync(Somebody, null, 3, default)).Value!;
        var second = (await query.RunAsync(Somebody, first.OlderThan, 3, default)).Value!;
        Assert.Equal(["4.txt", "3.txt", "2.txt"], first.Items.Select(f => f.Name));
        Assert.Equal(["1.txt", "0.txt"], second.Items.Select(f => f.Name));
        Assert.Null(second.OlderThan);
    }

    private async Task<int> AddAsync(string company, string id, int lines)
    {
        await using var db = database.CreateDbContext();
        var owner = db.Companies.SingleOrDefault(c => c.Name == company) ?? db.Companies.Add(new Company { Name = company }).Entity;
        await db.SaveChangesAsync();
        var account = db.Accounts.SingleOrDefault(a => a.CompanyId == owner.Id) ?? db.Accounts.Add(new Account { CompanyId = owner.Id, Name = $"account of {company}" }).Entity;
        await db.SaveChangesAsync();
        var file = new SourceFile { AccountId = account.Id, Name = $"{id}.txt", Sha256 = id, Bytes = 1, ReceivedAt = new DateTime(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc), ReceivedById = 7, ReceivedByName = "Fiona" };
        db.SourceFiles.Add(file);
        await db.SaveChangesAsync();
        var settlement = new Settlement { AccountId = account.Id, SettlementId = id, Currency = "EUR", FileId = file.Id, Line = 2 };
        db.Settlements.Add(settlement);
        await db.SaveChangesAsync();
        var first = db.SettlementLines.Any() ? db.SettlementLines.Max(l => l.Id) : 0;
        for (var n = 0; n < lines; n++)
        {
            var line = new SettlementLine { SettlementPk = settlement.Id, FileId = file.Id, Line = n + 2, Kind = SettlementLineKind.Order, Amount = 100 };
            db.SettlementLines.Add(line);
            db.Entry(line).Property(l => l.Id).CurrentValue = first + n + 1;
        }
        await db.SaveChangesAsync();
        return settlement.Id;
    }

    public void Dispose() => database.Dispose();
}
