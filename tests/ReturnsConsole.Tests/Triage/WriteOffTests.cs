using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.Verbs;
using ReturnsConsole.Features.Triage.WriteOffs;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using Xunit;

namespace ReturnsConsole.Tests.Triage;

public sealed class WriteOffTests
{
    private const string Order = "302-0000001-1234567";
    private static readonly Actor Third = new(9, "Thea Voss", null);

    [Fact]
    public async Task WriteOff_BelowTheThreshold_IsDoneAtOnce_AndStaysWhileTheFactsAreTheSame()
    {
        using var world = await WithCaseAsync(2_500);
        var c = Assert.Single(await world.CasesAsync());
        var outcome = await Request(world).RunAsync(world.Fay, c.Id, c.Version, WriteOffReason.OwnMistake, "two labels", default);
        Assert.True(outcome.Succeeded, outcome.Message);
        Assert.Equal(CaseStatus.WrittenOff, (await CaseAsync(world)).Status);

        await world.RunAsync(full: true);
        Assert.Equal(CaseStatus.WrittenOff, (await CaseAsync(world)).Status);
        Assert.Empty(await world.VerifyAsync());

        await ChangeFactsAsync(world);
        Assert.Equal(CaseStatus.Open, (await CaseAsync(world)).Status);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task WriteOff_AboveTheThreshold_WaitsForASecondPerson_WhoApproves()
    {
        using var world = await WithCaseAsync(2_501);
        var c = await RequestedAsync(world);
        Assert.Equal(CaseStatus.AwaitingApproval, c.Status);
        Assert.Equal(1, (await new CaseCounts(world.Database, world.Guard, world.Clock).RunAsync(world.Fay, default)).Value!.Undecided);
        Assert.Single((await new CaseList(world.Database, world.Guard, world.Clock).RunAsync(world.Fay, new(new CaseFilter { Status = CaseStatus.AwaitingApproval }), default)).Value!.Items);
        Assert.Equal([Resolution.WithdrawWriteOff, Resolution.Assign, Resolution.Comment], await ActionsAsync(world, world.Fay));
        Assert.Equal([Resolution.ApproveWriteOff, Resolution.RefuseWriteOff, Resolution.Assign, Resolution.Comment], await ActionsAsync(world, world.Wim));
        Assert.Empty(await world.VerifyAsync());

        var outcome = await Decide(world).RunAsync(world.Wim, c.Id, c.Version, true, "agreed", default);
        Assert.True(outcome.Succeeded, outcome.Message);
        Assert.Equal(CaseStatus.WrittenOff, (await CaseAsync(world)).Status);
        await using var db = world.Database.CreateDbContext();
        var w = await db.WriteOffs.SingleAsync();
        Assert.Equal((2_501L, "EUR", "Fay Novak", "Wim Hart", WriteOffState.Approved), (w.Amount, w.Currency, w.RequestedByName, w.DecidedByName, w.State));
        Assert.Equal(7, Assert.Single(await db.Notices.ToListAsync()).UserId);
        var entry = await db.AuditEntries.SingleAsync(e => e.Action == "case.written-off");
        Assert.Contains("\"writeOffState\":\"Requested\"", entry.Before, StringComparison.Ordinal);
        Assert.Contains("\"writeOffState\":\"Approved\"", entry.After, StringComparison.Ordinal);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Approval_OfOnesOwn_IsRefused()
    {
        using var world = await WithCaseAsync(9_900);
        var c = await RequestedAsync(world);
        var outcome = await Decide(world).RunAsync(world.Fay, c.Id, c.Version, true, null, default);
        Assert.Equal(OutcomeKind.Refused, outcome.Kind);
        Assert.Contains("yourself", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(CaseStatus.AwaitingApproval, (await CaseAsync(world)).Status);
    }

    [Fact]
    public async Task Approval_OfTwoAtOnce_IsOneApproval()
    {
        using var world = await WithCaseAsync(9_900);
        var c = await RequestedAsync(world);
        var outcomes = await Task.WhenAll(
            Task.Run(() => Decide(world).RunAsync(world.Wim, c.Id, c.Version, true, null, default)),
            Task.Run(() => Decide(world).RunAsync(Third, c.Id, c.Version, true, null, default)));
        Assert.Single(outcomes, o => o.Succeeded);
        Assert.Single(outcomes, o => o.Kind == OutcomeKind.Conflict);
        await using var db = world.Database.CreateDbContext();
        Assert.Single(await db.AuditEntries.Where(e => e.Action == "case.written-off").ToListAsync());
        Assert.Empty(await world.VerifyAsync());
    }

    [Theory]
    [InlineData(8, "Wim Hart may no longer")]
    [InlineData(7, "Fay Novak may no longer")]
    public async Task Approval_WhenARoleWasTakenAwayMeanwhile_IsRefused(int userId, string because)
    {
        using var world = await WithCaseAsync(9_900);
        var c = await RequestedAsync(world);
        world.Save(db => db.Users.Single(u => u.Id == userId).Role = Role.Cx);
        var outcome = await Decide(world).RunAsync(world.Wim, c.Id, c.Version, true, null, default);
        Assert.Equal(OutcomeKind.Refused, outcome.Kind);
        Assert.Contains(because, outcome.Message, StringComparison.Ordinal);
        Assert.Equal(CaseStatus.AwaitingApproval, (await CaseAsync(world)).Status);
    }

    [Fact]
    public async Task Approval_AfterTheFactsChanged_IsRefused_AndTheCaseIsOpen()
    {
        using var world = await WithCaseAsync(9_900);
        var c = await RequestedAsync(world);
        await ChangeFactsAsync(world);
        var now = await CaseAsync(world);
        Assert.Equal(CaseStatus.Open, now.Status);
        Assert.Equal(OutcomeKind.Conflict, (await Decide(world).RunAsync(world.Wim, c.Id, c.Version, true, null, default)).Kind);
        var outcome = await Decide(world).RunAsync(world.Wim, c.Id, now.Version, true, null, default);
        Assert.Contains("The facts changed since Fay Novak asked", outcome.Message, StringComparison.Ordinal);

        // Asked for anew it stands for the facts of today.
        Assert.True((await Request(world).RunAsync(world.Fay, c.Id, now.Version, WriteOffReason.NotRecoverable, "", default)).Succeeded);
        now = await CaseAsync(world);
        Assert.True((await Decide(world).RunAsync(world.Wim, c.Id, now.Version, true, null, default)).Succeeded);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Request_RefusedOrTakenBack_OpensTheCaseAgain()
    {
        using var world = await WithCaseAsync(9_900);
        var c = await RequestedAsync(world);
        Assert.Equal(OutcomeKind.Refused, (await Decide(world).RunAsync(world.Wim, c.Id, c.Version, false, " ", default)).Kind);
        Assert.True((await Decide(world).RunAsync(world.Wim, c.Id, c.Version, false, "ask Amazon first", default)).Succeeded);
        Assert.Equal(CaseStatus.Open, (await CaseAsync(world)).Status);

        c = await RequestedAsync(world);
        Assert.Equal(OutcomeKind.Refused, (await new WithdrawWriteOff(world.Editing).RunAsync(world.Wim, c.Id, c.Version, default)).Kind);
        Assert.True((await new WithdrawWriteOff(world.Editing).RunAsync(world.Fay, c.Id, c.Version, default)).Succeeded);
        Assert.Equal(CaseStatus.Open, (await CaseAsync(world)).Status);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Request_WaitingForASecondPerson_CannotBePassedBy()
    {
        using var world = await WithCaseAsync(9_900);
        var c = await RequestedAsync(world);
        Assert.Equal(OutcomeKind.Refused, (await new DismissCase(world.Editing).RunAsync(world.Wim, c.Id, c.Version, "no", default)).Kind);
        Assert.Equal(OutcomeKind.Refused, (await new ReopenCase(world.Editing).RunAsync(world.Wim, c.Id, c.Version, null, default)).Kind);
        Assert.Equal(OutcomeKind.Refused, (await new WaitWithCase(world.Editing).RunAsync(world.Wim, c.Id, c.Version, world.Clock.Now.AddDays(2), null, default)).Kind);
        Assert.Equal(OutcomeKind.Refused, (await Request(world).RunAsync(world.Wim, c.Id, c.Version, WriteOffReason.OwnMistake, "", default)).Kind);
        Assert.Equal(CaseStatus.AwaitingApproval, (await CaseAsync(world)).Status);
    }

    [Fact]
    public async Task WriteOff_WithoutTheRight_IsForbidden_AndReopeningOneToo()
    {
        using var world = await WithCaseAsync(1_000);
        var c = await CaseAsync(world);
        world.Guard.Refused.Add(Permission.WriteOffCases);
        Assert.Equal(OutcomeKind.Forbidden, (await Request(world).RunAsync(world.Fay, c.Id, c.Version, WriteOffReason.OwnMistake, "", default)).Kind);
        world.Guard.Refused.Clear();
        Assert.True((await Request(world).RunAsync(world.Fay, c.Id, c.Version, WriteOffReason.OwnMistake, "", default)).Succeeded);
        c = await CaseAsync(world);
        world.Guard.Refused.Add(Permission.WriteOffCases);
        Assert.Equal(OutcomeKind.Refused, (await new ReopenCase(world.Editing).RunAsync(world.Wim, c.Id, c.Version, null, default)).Kind);
        world.Guard.Refused.Clear();
        Assert.True((await new ReopenCase(world.Editing).RunAsync(world.Wim, c.Id, c.Version, null, default)).Succeeded);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Undo_OfAWriteOff_TakesBackWhatWasAsked_OrDone()
    {
        foreach (var amount in (long[])[1_000, 9_900])
        {
            using var world = await WithCaseAsync(amount);
            var row = (await new CaseList(world.Database, world.Guard, world.Clock).RunAsync(world.Fay, new(new CaseFilter()), default)).Value!.Items[0];
            Assert.True((await Request(world).RunAsync(world.Fay, row.Id, row.Version, WriteOffReason.OwnMistake, "", default)).Succeeded);
            var undo = new CaseUndo(new AssignCase(world.Editing), new ReopenCase(world.Editing), new WithdrawWriteOff(world.Editing)).Of(Resolution.WriteOff, [row])!;
            Assert.True((await undo.Run(world.Fay)).Succeeded);
            Assert.Equal(CaseStatus.Open, (await CaseAsync(world)).Status);
            Assert.Empty(await world.VerifyAsync());
        }
    }

    [Fact]
    public async Task Threshold_Lowered_HoldsForTheNextRequest()
    {
        using var world = await WithCaseAsync(2_000);
        world.Save(db => db.SettingValues.Add(new SettingValue { AccountId = SettingValue.AllAccounts, Name = SettingCatalogue.WriteOffThreshold.Name, Value = "EUR 10.00", ChangedById = 1, ChangedByName = "Root", ChangedAt = world.Clock.Now }));
        Assert.Equal(CaseStatus.AwaitingApproval, (await RequestedAsync(world)).Status);
    }

    [Fact]
    public async Task Totals_AndExport_SayWhatWasGivenUp()
    {
        using var world = await WithCaseAsync(2_000);
        var c = await CaseAsync(world);
        Assert.True((await Request(world).RunAsync(world.Fay, c.Id, c.Version, WriteOffReason.ClaimTooLate, "", default)).Succeeded);
        var totals = (await new WriteOffTotals(world.Database, world.Guard, world.Clock).RunAsync(world.Fay, new CaseFilter(), default)).Value!;
        Assert.Equal(["This month 1 20.00 EUR", "Last month 0 ", "This year 1 20.00 EUR"], totals.Select(t => $"{t.Period} {t.Cases} {string.Join(' ', t.Money)}"));
        var (table, _) = await new ExportTables(world.Database, world.Guard, new CaseList(world.Database, world.Guard, world.Clock)).ShownAsync(world.Fay, CaseLinks.Read("cases?status=written-off"), default);
        var rows = new List<IReadOnlyList<ReturnsConsole.Shared.Export.ExportCell>>();
        await foreach (var row in table!.Rows)
            rows.Add(row);
        Assert.Equal(20m, Assert.Single(rows)[table.Columns.ToList().IndexOf("written off")].Number);
    }

    [Fact]
    public async Task Verify_AWriteOffThatIsNoneAnyMore_IsFound()
    {
        using var world = await WithCaseAsync(2_000);
        var c = await CaseAsync(world);
        Assert.True((await Request(world).RunAsync(world.Fay, c.Id, c.Version, WriteOffReason.ClaimTooLate, "", default)).Succeeded);
        world.Save(db => db.WriteOffs.ExecuteUpdate(set => set.SetProperty(w => w.FindingHash, 1L)));
        Assert.Contains(await world.VerifyAsync(), f => f.Invariant == "write-offs" && f.Message.Contains("Expected: the same", StringComparison.Ordinal));
        world.Save(db => db.WriteOffs.ExecuteDelete());
        Assert.Contains(await world.VerifyAsync(), f => f.Invariant == "write-offs" && f.Message.Contains("exactly one", StringComparison.Ordinal));
    }

    [Fact]
    public void Actions_ByState_LeadWithTheUsualOne_AndAreNeverOfferedTwice()
    {
        foreach (var kind in Enum.GetValues<CaseKind>().Where(k => ExceptionCatalogue.All.Any(e => e.Kind == k)))
        {
            foreach (var status in Enum.GetValues<CaseStatus>())
            {
                var actions = CaseActions.Of(kind, status);
                Assert.Equal(actions.Distinct(), actions);
                Assert.Equal(status is CaseStatus.Waiting or CaseStatus.Dismissed or CaseStatus.Resolved or CaseStatus.WrittenOff, actions[0] == Resolution.Reopen);
            }
        }
        Assert.Equal(Resolution.ForceMatch, CaseActions.Of(CaseKind.OrphanedRefund, CaseStatus.Open)[0]);
        Assert.Equal(Resolution.ApproveWriteOff, CaseActions.Of(CaseKind.OrphanedRefund, CaseStatus.AwaitingApproval)[0]);
        Assert.DoesNotContain(Resolution.WriteOff, CaseActions.Of(CaseKind.RefundDue, CaseStatus.Open));
    }

    /// <summary>Amazon corrects the price and the refund.</summary>
    private static async Task ChangeFactsAsync(TriageWorld world)
    {
        world.Save(db =>
        {
            db.RefundSightings.ExecuteUpdate(set => set.SetProperty(r => r.BuyerTotal, r => r.BuyerTotal - 100).SetProperty(r => r.Principal, r => r.Principal - 100));
            db.OrderLines.ExecuteUpdate(set => set.SetProperty(l => l.ItemPrice, l => l.ItemPrice + 100));
            db.OrderChanges.Add(new OrderChange { OrderKey = OrderKey.From(Order) });
        });
        await world.RunAsync();
    }

    private static RequestWriteOff Request(TriageWorld world) => new(world.Editing, world.Database);

    private static DecideWriteOff Decide(TriageWorld world) => new(world.Editing, world.Feed);

    private static async Task<ExceptionCase> CaseAsync(TriageWorld world) => Assert.Single(await world.CasesAsync(null));

    private static async Task<ExceptionCase> RequestedAsync(TriageWorld world)
    {
        var c = await CaseAsync(world);
        var outcome = await Request(world).RunAsync(world.Fay, c.Id, c.Version, WriteOffReason.NotRecoverable, "", default);
        Assert.True(outcome.Succeeded, outcome.Message);
        return await CaseAsync(world);
    }

    private static async Task<IReadOnlyList<Resolution>> ActionsAsync(TriageWorld world, Actor actor) =>
        (await new CaseDetails(world.Database, world.Guard, Options.Create(world.Settings)).RunAsync(actor, (await CaseAsync(world)).Id, default)).Value!.Actions;

    private static async Task<TriageWorld> WithCaseAsync(long amount)
    {
        var world = new TriageWorld();
        world.Line(Order, "BOOT", amount);
        world.Refund(Order, "BOOT", 1, amount);
        world.GoTo(30);
        await world.RunAsync();
        world.Save(db => db.Users.AddRange(Person(7, "fay", "Fay Novak"), Person(8, "wim", "Wim Hart"), Person(9, "thea", "Thea Voss")));
        return world;
    }

    private static ConsoleUser Person(int id, string name, string display) =>
        new() { Id = id, UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = display, Role = Role.Finance, AllCompanies = true, SecurityStamp = name };
}
