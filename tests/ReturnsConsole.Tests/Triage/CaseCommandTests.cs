using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.Comments;
using ReturnsConsole.Features.Triage.Engine;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using Xunit;

namespace ReturnsConsole.Tests.Triage;

public sealed class CaseCommandTests
{
    private const string One = "302-1111111-1111111";
    private const string Two = "302-2222222-2222222";

    private static async Task<(TriageWorld World, ExceptionCase Case)> OrphanAsync()
    {
        var world = new TriageWorld();
        world.Line(One, "BOOT", 5000);
        world.Refund(One, "BOOT", 1, 5000, "7001");
        world.GoTo(20);
        await world.RunAsync();
        return (world, Assert.Single(await world.CasesAsync()));
    }

    [Fact]
    public async Task Dismiss_ByTwoPeopleAtOnce_OneIsToldWhoWasFirst()
    {
        var (world, c) = await OrphanAsync();
        using var _ = world;
        var dismiss = new DismissCase(world.Editing);

        var outcomes = await Task.WhenAll(Task.Run(() => dismiss.RunAsync(world.Fay, c.Id, c.Version, "goodwill", default)), Task.Run(() => dismiss.RunAsync(world.Wim, c.Id, c.Version, "lost", default)));

        Assert.Single(outcomes, o => o.Kind == OutcomeKind.Done);
        var refused = Assert.Single(outcomes, o => o.Kind == OutcomeKind.Conflict);
        var first = outcomes[0].Succeeded ? world.Fay.Name : world.Wim.Name;
        Assert.StartsWith($"Changed by {first} at", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Dismissed_SameFacts_StaysClosed_OtherFactsReopenIt()
    {
        var (world, c) = await OrphanAsync();
        using var _ = world;
        Assert.True((await new DismissCase(world.Editing).RunAsync(world.Fay, c.Id, c.Version, "goodwill", default)).Succeeded);
        await world.RunAsync(full: true);
        Assert.Empty(await world.CasesAsync());

        world.Return(One, "BOOT", 2);
        await world.RunAsync();

        Assert.Equal(c.Id, Assert.Single(await world.CasesAsync()).Id);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task ForceMatch_WithAReturnOfAnotherOrder_SettlesItForGood()
    {
        var (world, c) = await OrphanAsync();
        using var _ = world;
        var item = world.Return(Two, "BOOT", 1, rma: "R77", delivered: 3);
        await world.RunAsync();
        var offered = (await new MatchCandidates(world.Database, world.Guard).RunAsync(world.Fay, c.Id, "R77", default)).Value!;
        Assert.Equal(item, Assert.Single(offered).Ref.Id);

        var outcome = await new ForceMatchCase(world.Editing, world.Requests).RunAsync(world.Fay, c.Id, c.Version, offered[0].Ref, "the buyer swapped labels", default);
        await world.RunAsync();
        await world.RunAsync(full: true);

        Assert.True(outcome.Succeeded, outcome.Message);
        Assert.Empty(await world.CasesAsync());
        Assert.Equal(CaseStatus.Resolved, Assert.Single(await world.CasesAsync(null)).Status);
        var detail = (await new CaseDetails(world.Database, world.Guard, Options.Create(world.Settings)).RunAsync(world.Fay, c.Id, default)).Value!;
        Assert.Contains(detail.Timeline, t => t.Text.Contains("the buyer swapped labels", StringComparison.Ordinal));
        Assert.Empty(await world.VerifyAsync());

        var resolved = (await world.CasesAsync(null))[0];
        Assert.True((await new ReopenCase(world.Editing).RunAsync(world.Fay, c.Id, resolved.Version, null, default)).Succeeded);
        await world.RunAsync();
        Assert.Equal(c.Id, Assert.Single(await world.CasesAsync()).Id);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task ForceMatch_OfGoodsWithoutOrder_TiesThemToTheReturn()
    {
        using var world = new TriageWorld();
        world.Return(One, "BOOT", 0, rma: "R1");
        world.Goods("", "BOOT", 5);
        world.GoTo(6);
        await world.RunAsync();
        var c = Assert.Single(await world.CasesAsync());
        var offered = (await new MatchCandidates(world.Database, world.Guard).RunAsync(world.Fay, c.Id, One, default)).Value!;

        Assert.True((await new ForceMatchCase(world.Editing, world.Requests).RunAsync(world.Fay, c.Id, c.Version, offered[0].Ref, "packing slip inside", default)).Succeeded);
        await world.RunAsync();
        Assert.Empty(await world.CasesAsync());
        Assert.Empty(await world.VerifyAsync());

        world.Line(One, "BOOT", 5000);
        await world.RunAsync();
        Assert.Empty(await world.CasesAsync());
        Assert.Contains(await MatchesAsync(world), m => m.Rule == MatchRule.Person);
        Assert.Empty(await world.VerifyAsync());
    }

    private static async Task<IReadOnlyList<Match>> MatchesAsync(TriageWorld world)
    {
        await using var db = world.Database.CreateDbContext();
        return await StoredMatches.OfAsync(db, OrderKey.From(One), default);
    }

    [Fact]
    public async Task Command_WithoutRight_ChangesNothing()
    {
        var (world, c) = await OrphanAsync();
        using var _ = world;
        world.Guard.Refused.Add(Permission.WorkCases);

        var outcome = await new DismissCase(world.Editing).RunAsync(world.Fay, c.Id, c.Version, "goodwill", default);

        Assert.Equal(OutcomeKind.Forbidden, outcome.Kind);
        Assert.Single(await world.CasesAsync());
    }

    [Fact]
    public async Task Case_OfAnotherCompany_IsNotThere()
    {
        var (world, c) = await OrphanAsync();
        using var _ = world;
        world.Guard.Companies = new HashSet<int> { 999 };

        Assert.Equal(OutcomeKind.Refused, (await new CommentOnCase(world.Editing, world.Feed).RunAsync(world.Fay, c.Id, c.Version, "hello", default)).Kind);
        Assert.Null((await new CaseDetails(world.Database, world.Guard, Options.Create(world.Settings)).RunAsync(world.Fay, c.Id, default)).Value);
        Assert.Empty((await new CaseList(world.Database, world.Guard, world.Clock).RunAsync(world.Fay, new CaseListRequest(new CaseFilter()), default)).Value!.Items);
        Assert.Empty((await new CaseList(world.Database, world.Guard, world.Clock).RunAsync(world.Fay, new CaseListRequest(new CaseFilter { Search = One }), default)).Value!.Items);
        Assert.Empty((await new CaseQueues(world.Database, world.Guard, world.Clock).RunAsync(world.Fay, null, default)).Value!);
    }

    [Fact]
    public async Task Assign_MovesTheCountAndLeavesAnEntry()
    {
        var (world, c) = await OrphanAsync();
        using var _ = world;
        world.Save(db => db.Users.Add(new ConsoleUser { Id = 7, UserName = "fay", DisplayName = "Fay Novak", Role = Role.Finance, AllCompanies = true }));

        var outcome = await new AssignCase(world.Editing).RunAsync(world.Wim, c.Id, c.Version, 7, default);

        Assert.True(outcome.Succeeded, outcome.Message);
        var queue = Assert.Single((await new CaseQueues(world.Database, world.Guard, world.Clock).RunAsync(world.Fay, null, default)).Value!);
        Assert.Equal((1L, 1L, 0L), (queue.Open, queue.Mine, queue.Unassigned));
        Assert.Single((await new CaseList(world.Database, world.Guard, world.Clock).RunAsync(world.Fay, new CaseListRequest(new CaseFilter { Assignee = AssigneeFilter.Me }), default)).Value!.Items);
        world.Save(db => Assert.Equal("case.assigned", db.AuditEntries.Single().Action));
        Assert.Empty(await world.VerifyAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Dismiss_WithoutReason_IsRefused(string reason)
    {
        var (world, c) = await OrphanAsync();
        using var _ = world;

        Assert.Equal(OutcomeKind.Refused, (await new DismissCase(world.Editing).RunAsync(world.Fay, c.Id, c.Version, reason, default)).Kind);
        world.Save(db => Assert.Empty(db.AuditEntries));
    }

    [Fact]
    public async Task Details_OfAnOrphan_ShowFactsEvidenceAndActions()
    {
        var (world, c) = await OrphanAsync();
        using var _ = world;

        var detail = (await new CaseDetails(world.Database, world.Guard, Options.Create(world.Settings)).RunAsync(world.Fay, c.Id, default)).Value!;

        Assert.Equal(Resolution.ForceMatch, detail.Actions[0]);
        Assert.Contains(detail.Comparison, r => r.Label == "Refund" && r.Money == "−50.00 EUR");
        Assert.Contains(detail.Evidence, e => e.Kind == FactKind.Refund && e.Line > 0);
        Assert.Equal(CaseEventKind.Opened, detail.Timeline[^1].Event);
        Assert.NotEmpty(detail.Kind.Playbook);
    }
}
