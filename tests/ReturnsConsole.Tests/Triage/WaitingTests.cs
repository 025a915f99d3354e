using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.WriteOffs;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using Xunit;

namespace ReturnsConsole.Tests.Triage;

/// <summary>Cases that a person sets aside, and the way back of what was done.</summary>
public sealed class WaitingTests : IDisposable
{
    private const string One = "302-1111111-1111111";
    private readonly TriageWorld world = new();

    public void Dispose() => world.Dispose();

    private async Task<ExceptionCase> OrphanAsync()
    {
        world.Line(One, "BOOT", 5000);
        world.Refund(One, "BOOT", 1, 5000, "7001");
        world.GoTo(20);
        await world.RunAsync();
        return Assert.Single(await world.CasesAsync());
    }

    private Task<Outcome> WaitAsync(ExceptionCase c, double untilDay, string? why = null) =>
        new WaitWithCase(world.Editing).RunAsync(world.Fay, c.Id, c.Version, TriageWorld.Day(untilDay), why, default);

    private WakeCases Wake => new(world.Database, world.Feed, world.Clock);

    [Fact]
    public async Task Wait_UntilADay_LeavesTheQueueAndComesBackOnceOnThatDay()
    {
        var c = await OrphanAsync();

        var outcome = await WaitAsync(c, 25, "carrier answers by then");

        Assert.True(outcome.Succeeded, outcome.Message);
        Assert.Empty(await world.CasesAsync());
        Assert.Equal(0, await Wake.RunAsync(default));
        await world.RunAsync(full: true);
        Assert.Single(await world.CasesAsync(CaseStatus.Waiting));
        world.GoTo(25);
        Assert.Equal(1, await Wake.RunAsync(default));
        Assert.Equal(0, await Wake.RunAsync(default));
        Assert.Equal(c.Id, Assert.Single(await world.CasesAsync()).Id);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Wait_FactsChangeMeanwhile_ComesBackAtOnce()
    {
        var c = await OrphanAsync();
        Assert.True((await WaitAsync(c, 40)).Succeeded);

        world.Return(One, "BOOT", 2);
        await world.RunAsync();

        Assert.Contains(await world.CasesAsync(), open => open.Id == c.Id);
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Wait_FactsBecomeRight_ClosesByItself()
    {
        var c = await OrphanAsync();
        Assert.True((await WaitAsync(c, 40)).Succeeded);

        world.Return(One, "BOOT", 0, delivered: 2);
        world.Goods(One, "BOOT", 3);
        await world.RunAsync();

        Assert.Equal(CaseStatus.ClosedByFacts, Assert.Single(await world.CasesAsync(null), x => x.Id == c.Id).Status);
        Assert.Empty(await world.VerifyAsync());
    }

    [Theory]
    [InlineData(20, "Choose a day after today")]
    [InlineData(19, "Choose a day after today")]
    [InlineData(111, "90 days at most")]
    public async Task Wait_UntilADayThatIsNone_IsRefused(double day, string why)
    {
        var c = await OrphanAsync();
        var outcome = await WaitAsync(c, day);
        Assert.Equal(OutcomeKind.Refused, outcome.Kind);
        Assert.Contains(why, outcome.Message, StringComparison.Ordinal);
        Assert.Single(await world.CasesAsync());
    }

    [Fact]
    public async Task Undo_OfEachDecision_LeavesTheCaseAsItWas()
    {
        var c = await OrphanAsync();
        var undo = new CaseUndo(new AssignCase(world.Editing), new ReopenCase(world.Editing), new WithdrawWriteOff(world.Editing));
        var row = await RowAsync();

        Assert.True((await new DismissCase(world.Editing).RunAsync(world.Fay, c.Id, row.Version, "goodwill", default)).Succeeded);
        Assert.Equal("Undone.", (await undo.Of(Resolution.Dismiss, [row])!.Run(world.Fay)).Message);
        row = await RowAsync();
        Assert.True((await WaitAsync(Assert.Single(await world.CasesAsync()), 25)).Succeeded);
        Assert.Equal("Undone.", (await undo.Of(Resolution.Wait, [row])!.Run(world.Fay)).Message);

        Assert.Single(await world.CasesAsync());
        Assert.Empty(await world.VerifyAsync());
    }

    [Fact]
    public async Task Undo_WhenSomebodyTouchedTheCaseSince_DoesNothingAndSaysWho()
    {
        var c = await OrphanAsync();
        var row = await RowAsync();
        Assert.True((await new DismissCase(world.Editing).RunAsync(world.Fay, c.Id, row.Version, "goodwill", default)).Succeeded);
        Assert.True((await new ReopenCase(world.Editing).RunAsync(world.Wim, c.Id, row.Version + 1, "not so fast", default)).Succeeded);

        var outcome = await new CaseUndo(new AssignCase(world.Editing), new ReopenCase(world.Editing), new WithdrawWriteOff(world.Editing)).Of(Resolution.Dismiss, [row])!.Run(world.Fay);

        Assert.Equal(OutcomeKind.Conflict, outcome.Kind);
        Assert.Contains(world.Wim.Name, outcome.Message, StringComparison.Ordinal);
    }

    private async Task<CaseRow> RowAsync() =>
        Assert.Single((await new CaseList(world.Database, world.Guard, world.Clock).RunAsync(world.Fay, new CaseListRequest(new CaseFilter()), default)).Value!.Items);
}
