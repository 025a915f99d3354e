using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Sync.Board;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Tests.Support;
using Xunit;

namespace ReturnsConsole.Tests.Sync;

/// <summary>What the pages of jobs and messages read.</summary>
public sealed class PageQueriesTests : IDisposable
{
    private static readonly Actor Audrey = new(7, "Audrey", null);
    private static readonly DateTime Now = new(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc);

    private readonly TestDatabase database = new();
    private readonly AllowAll guard = new();
    private readonly FakeClock clock = new(Now);

    [Fact]
    public async Task Trace_OfARun_HoldsItsOwnFilesAndTheCasesNoticedInItsWake()
    {
        var (account, partner) = Add("Amazon EU");
        var (otherAccount, _) = Add("Amazon US");
        using var db = database.CreateDbContext();
        var run = Run(db, partner, "orders", Now, added: 3);
        var other = Run(db, partner, "returns", Now, added: 1);
        File(db, account, "ours.json", run);
        File(db, account, "theirs.json", other);
        File(db, account, "by hand.txt", null);
        db.ReconciliationRuns.Add(new ReconciliationRun { StartedAt = Now.AddMinutes(2), FinishedAt = Now.AddMinutes(3) });
        Case(db, account, "noticed", Now.AddMinutes(2.5));
        Case(db, account, "before", Now.AddMinutes(-1));
        Case(db, account, "long after", Now.AddMinutes(9));
        Case(db, otherAccount, "elsewhere", Now.AddMinutes(2.5));
        await db.SaveChangesAsync();

        var trace = (await new RunTraces(database, guard, clock).RunAsync(Audrey, run, default)).Value!;
        Assert.Equal(["ours.json"], trace.Files.Select(f => f.Name));
        Assert.Equal(["noticed"], trace.Cases.Select(c => c.Headline));
        Assert.Equal((1, 1, Now.AddMinutes(3)), (trace.FilesInAll, trace.CasesInAll, trace.Until));
    }

    [Fact]
    public async Task Trace_OfARunThatBroughtNothing_ClaimsNoCases()
    {
        var (account, partner) = Add("Amazon EU");
        using var db = database.CreateDbContext();
        var run = Run(db, partner, "orders", Now, added: 0);
        Case(db, account, "somebody else's", Now.AddMinutes(1));
        await db.SaveChangesAsync();
        Assert.Empty((await new RunTraces(database, guard, clock).RunAsync(Audrey, run, default)).Value!.Cases);
    }

    [Fact]
    public async Task Trace_OfAnotherCompany_IsNotSeen()
    {
        var (_, partner) = Add("Amazon EU");
        using var db = database.CreateDbContext();
        var run = Run(db, partner, "orders", Now, added: 1);
        guard.Companies = new HashSet<int>();
        Assert.NotNull((await new RunTraces(database, guard, clock).RunAsync(Audrey, run, default)).Refusal);
    }

    [Theory]
    [InlineData(OutgoingShow.All, 6)]
    [InlineData(OutgoingShow.Troubled, 3)]
    [InlineData(OutgoingShow.Unknown, 1)]
    [InlineData(OutgoingShow.Underway, 1)]
    [InlineData(OutgoingShow.Told, 1)]
    [InlineData(OutgoingShow.Cancelled, 1)]
    public async Task Messages_ByState_AreCountedAsTheyAreShown(OutgoingShow show, int expected)
    {
        var (_, partner) = Add("Shop");
        AddMessages(partner);
        var page = (await new OutboxList(database, guard).RunAsync(Audrey, new OutgoingFilter { Show = show }, 0, default)).Value!;
        Assert.Equal(expected, page.Items.Count);
        Assert.Equal(expected, page.Total);
        Assert.Equal(new OutgoingCounts(3, 1, 1, 1, 1), page.Counts);
        Assert.Equal(["Shop"], page.Partners);
    }

    [Fact]
    public async Task Messages_ByPartnerAndKey_FindTheOne()
    {
        AddMessages(Add("Shop").Partner);
        AddMessages(Add("Shop 2").Partner);
        var page = (await new OutboxList(database, guard).RunAsync(Audrey, new OutgoingFilter { Partner = "Shop 2", Key = "Unknown" }, 0, default)).Value!;
        Assert.Equal(("Shop 2", OutboxStatus.Unknown), (Assert.Single(page.Items).Partner, page.Items[0].Status));
    }

    [Fact]
    public async Task Message_KnowsItsOrderItsCaseAndWhoDecidedWhy()
    {
        var (account, partner) = Add("Shop");
        AddMessages(partner);
        using var db = database.CreateDbContext();
        var message = db.OutboxMessages.Single(m => m.Status == OutboxStatus.Unknown);
        db.Cases.Add(new ExceptionCase { CompanyId = 1, AccountId = account, Kind = CaseKind.FailedUpdate, SubjectKey = "Shop/Unknown", Headline = "Unknown outcome" });
        await using (var write = await db.BeginWriteAsync(default))
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await new AuditTrail(clock).AppendAsync(db, new AuditRecord(Audrey, "outbox.retried", "outbox", "Unknown", Why: "It was not there"), default);
            await db.SaveChangesAsync();
            await write.CommitAsync();
        }
        var detail = (await new OutboxDetails(database, guard).RunAsync(Audrey, message.Id, default)).Value!;
        Assert.Equal("302-7716540-9923461", detail.OrderId);
        Assert.Equal(db.Cases.Single().Id, detail.CaseId);
        Assert.Contains(detail.Events, e => e is { What: "Sent again by hand", Who: "Audrey", Why: "It was not there" });
        guard.Companies = new HashSet<int>();
        Assert.NotNull((await new OutboxDetails(database, guard).RunAsync(Audrey, message.Id, default)).Refusal);
    }

    [Fact]
    public async Task Files_BySource_AreToldApart()
    {
        var (account, partner) = Add("Amazon EU");
        using var db = database.CreateDbContext();
        File(db, account, "fetched.json", Run(db, partner, "orders", Now, 1));
        File(db, account, "brought.txt", null);
        await db.SaveChangesAsync();
        var list = new ImportList(database, guard);
        Assert.Equal(["brought.txt"], (await list.RunAsync(Audrey, FileSource.ByHand, null, 10, default)).Value!.Items.Select(f => f.Name));
        Assert.Equal(["fetched.json"], (await list.RunAsync(Audrey, FileSource.Partners, null, 10, default)).Value!.Items.Select(f => f.Name));
        Assert.Equal(2, (await list.RunAsync(Audrey, null, 10, default)).Value!.Items.Count);
    }

    private (int Account, int Partner) Add(string name)
    {
        using var db = database.CreateDbContext();
        var company = db.Companies.FirstOrDefault() ?? db.Companies.Add(new Company { Name = "Acme" }).Entity;
        db.SaveChanges();
        var account = db.Accounts.Add(new Account { CompanyId = company.Id, Name = name }).Entity;
        db.SaveChanges();
        var partner = db.Partners.Add(new Partner { AccountId = account.Id, Kind = PartnerKind.Commercetools, Name = name, BaseUrl = "https://partner.example", CreatedAt = Now }).Entity;
        db.SaveChanges();
        return (account.Id, partner.Id);
    }

    private static int Run(ConsoleContext db, int partner, string stream, DateTime at, long added)
    {
        var run = db.SyncRuns.Add(new SyncRun { PartnerId = partner, Stream = stream, Trigger = "schedule", StartedAt = at, FinishedAt = at.AddMinutes(1), Status = SyncRunStatus.Done, New = added }).Entity;
        db.SaveChanges();
        return run.Id;
    }

    private static void File(ConsoleContext db, int account, string name, int? run) => db.SourceFiles.Add(new SourceFile
    {
        AccountId = account,
        Name = name,
        Sha256 = name,
        Bytes = 1,
        ReceivedAt = Now,
        ReceivedById = 0,
        ReceivedByName = "somebody",
        FromPartner = run is not null,
        SyncRunId = run,
    });

    private static void Case(ConsoleContext db, int account, string headline, DateTime noticed)
    {
        var one = db.Cases.Add(new ExceptionCase { CompanyId = 1, AccountId = account, Kind = CaseKind.OrphanedRefund, SubjectKey = headline, Headline = headline }).Entity;
        db.SaveChanges();
        db.CaseEvents.Add(new CaseEvent { CaseId = one.Id, At = noticed, Kind = CaseEventKind.Opened, ActorId = 0, ActorName = "", Text = "" });
    }

    private void AddMessages(int partner)
    {
        using var db = database.CreateDbContext();
        foreach (var status in (OutboxStatus[])[OutboxStatus.Waiting, OutboxStatus.Done, OutboxStatus.Refused, OutboxStatus.Unknown, OutboxStatus.GaveUp, OutboxStatus.Cancelled])
            db.OutboxMessages.Add(new OutboxMessage { PartnerId = partner, Kind = "commercetools-stock", Key = status.ToString(), Body = "{}", Subject = "order 302-7716540-9923461, SKU X", CreatedAt = Now, CreatedBy = "Wanda", Status = status, NextAt = Now });
        db.SaveChanges();
    }

    public void Dispose() => database.Dispose();
}
