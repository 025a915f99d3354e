using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Receiving;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Tests.Intake;
using ReturnsConsole.Tests.Triage;
using Xunit;

namespace ReturnsConsole.Tests.Receiving;

/// <summary>A grading bench on a real SQLite file.</summary>
internal sealed class ReceivingWorld : IDisposable
{
    public const string Order = "302-1111111-1111111";

    public ReceivingWorld()
    {
        Intake = new IntakeWorld();
        Triage.Settings.InspectionHours = 48;
        Grade = Grading(Triage.Guard);
        Undo = new UndoGrading(Triage.Database, Triage.Guard, Intake.Accounts, Intake.Evidence, Intake.Audit, Options, Triage.Requests, Triage.Feed, Triage.Clock);
        Show = new ShowGoods(Triage.Database, Triage.Guard, Intake.Accounts, Options);
        List = new ReceivingList(Triage.Database, Triage.Guard, Intake.Accounts, Options, Triage.Clock);
        Scan = new ScanGoods(Triage.Database, Intake.LookUp);
    }

    public IntakeWorld Intake { get; }

    public TriageWorld Triage => Intake.Triage;

    public Microsoft.Extensions.Options.IOptions<ReceivingOptions> Options { get; } = Microsoft.Extensions.Options.Options.Create(new ReceivingOptions());

    public GradeItem Grade { get; }

    public UndoGrading Undo { get; }

    public ShowGoods Show { get; }

    public ReceivingList List { get; }

    public ScanGoods Scan { get; }

    public Actor Wanda => Intake.Wanda;

    public Actor Piet => Intake.Piet;

    public GradeItem Grading(IAccessGuard guard) => new(Triage.Database, guard, Intake.Accounts, Intake.Evidence, Intake.Audit, Options, Triage.Requests, Triage.Feed, Triage.Clock);

    /// <summary>Pieces of a boot sold for 50.00 EUR lie at the dock, not graded.</summary>
    public async Task<GoodsDetail> WithBootsAsync(int pieces = 1, string reason = "", long price = 5_000, string sku = "BOOT")
    {
        Triage.Line(Order, sku, price * pieces, quantity: pieces);
        Triage.Return(Order, sku, 0, rma: "RMA1", quantity: pieces, reason: reason);
        Triage.Goods(Order, sku, 1, rma: "RMA1", quantity: pieces);
        Triage.GoTo(1.5);
        await Triage.RunAsync();
        return await GoodsAsync((await Intake.ReceiptsAsync())[0].Id);
    }

    public async Task<GoodsDetail> GoodsAsync(long id)
    {
        var answer = await Show.RunAsync(Wanda, id, default);
        Assert.Null(answer.Refusal);
        return answer.Value!;
    }

    public async Task<GradeResult> GradeAsync(GoodsDetail goods, ConditionGrade grade, Disposition disposition, string reason = "", int? quantity = null, string? key = null, Actor? by = null)
    {
        Triage.Clock.Advance(TimeSpan.FromSeconds(20));
        return await Grade.RunAsync(by ?? Wanda, new GradeRequest(key ?? Guid.NewGuid().ToString("N"), goods.Id, goods.Version, quantity ?? goods.Quantity, grade, disposition, reason), default);
    }

    public async Task<StockCounts> StockAsync(string sku = "BOOT")
    {
        await Triage.RunAsync();
        await using var db = Triage.Database.CreateDbContext();
        return (await db.StockBalances.AsNoTracking().SingleOrDefaultAsync(b => b.Sku == sku))?.Counts ?? default;
    }

    public async Task<List<AuditEntry>> AuditAsync(string action)
    {
        await using var db = Triage.Database.CreateDbContext();
        return await db.AuditEntries.AsNoTracking().Where(a => a.Action == action).OrderBy(a => a.Id).ToListAsync();
    }

    public void Dispose() => Intake.Dispose();
}
