using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.ReasonCodes.Files;
using ReturnsConsole.Features.ReasonCodes.Release;
using ReturnsConsole.Features.ReasonCodes.Review;
using ReturnsConsole.Features.ReasonCodes.Versions;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Triage;
using Xunit;

namespace ReturnsConsole.Tests.ReasonCodes;

/// <summary>A console with starter rows and two administrators. Today is 1 October 2026.</summary>
internal sealed class CodeWorld : IDisposable
{
    private CodeWorld()
    {
        Audit = new AuditTrail(World.Clock);
        var editing = new DraftEditing(World.Database, World.Guard, Audit, World.Feed, World.Clock);
        Edit = new EditMappings(editing);
        Import = new ImportMappings(editing, World.Guard);
        Discard = new DiscardDraft(World.Database, World.Guard, Audit, World.Feed);
        Activate = new ActivateDraft(World.Database, World.Guard, Audit, Work, World.Feed, World.Clock);
        RollBack = new RollBack(World.Database, World.Guard, Audit, Work, World.Feed, World.Clock);
        Withdraw = new WithdrawVersion(World.Database, World.Guard, Audit, World.Feed);
        Release = NewRelease();
        Export = new ExportMappings(World.Database, World.Guard);
        var options = Options.Create(new ReasonCodeOptions());
        Reviews = new Reviews(World.Database, World.Guard, options, World.Feed, World.Clock);
        FinishReview = new FinishReview(World.Database, World.Guard, Audit, World.Feed, World.Clock);
    }

    public TriageWorld World { get; } = new();

    public AuditTrail Audit { get; }

    public ReleaseWork Work { get; } = new();

    public EditMappings Edit { get; }

    public ImportMappings Import { get; }

    public DiscardDraft Discard { get; }

    public ActivateDraft Activate { get; }

    public RollBack RollBack { get; }

    public WithdrawVersion Withdraw { get; }

    public ReleaseReturns Release { get; }

    public ExportMappings Export { get; }

    public Reviews Reviews { get; }

    public FinishReview FinishReview { get; }

    public Actor Ada => World.Fay;

    public Actor Bob => World.Wim;

    public DateOnly Today => DateOnly.FromDateTime(World.Clock.Now);

    public static async Task<CodeWorld> SeededAsync()
    {
        var world = new CodeWorld();
        await new SeedReasonCodes(world.World.Database, world.Audit, world.World.Clock).RunAsync(default);
        await world.Release.RunAsync(default);
        return world;
    }

    public ReleaseReturns NewRelease(int stretch = 20_000) => new(World.Database, Audit, World.Requests, World.Feed, World.Clock) { Stretch = stretch };

    public async Task<BoardView> BoardAsync() => (await new Board(World.Database, World.Guard).RunAsync(Ada, default)).Value!;

    public Task<Outcome> MapAsync(string code, string reason, string system = "amazon") =>
        Edit.RunAsync(Ada, [new MappingEdit(new(system, code), null, MappingValues.Usual(CanonicalReasons.Find(reason)!))], default);

    public async Task<MappingRow> RowAsync(string code, string system = "amazon") => (await BoardAsync()).Rows.Single(r => r.Key == new CodeKey(system, code)).Shown;

    public async Task<Outcome> ActivateAsync(DateOnly? from = null)
    {
        var draft = (await BoardAsync()).Draft!;
        return await Activate.RunAsync(Ada, draft.Id, draft.EditVersion, from ?? Today, "because", default);
    }

    public async Task ActivatedAsync(DateOnly? from = null)
    {
        var outcome = await ActivateAsync(from);
        Assert.True(outcome.Succeeded, outcome.Message);
    }

    public async Task<List<ReturnItem>> HeldAsync()
    {
        await using var db = World.Database.CreateDbContext();
        return await db.ReturnItems.AsNoTracking().Where(r => r.Mapping == MappingStatus.Quarantined).OrderBy(r => r.Id).ToListAsync();
    }

    public void Dispose() => World.Dispose();
}
