using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.Engine;
using ReturnsConsole.Features.Triage.Verification;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Support;

namespace ReturnsConsole.Tests.Triage;

/// <summary>A database, a clock, and the use cases of triage wired by hand. Day 0 is 1 October 2026.</summary>
internal sealed class TriageWorld : IDisposable
{
    public static readonly DateTime Start = new(2026, 10, 1, 12, 0, 0, DateTimeKind.Utc);
    private int number;

    public TriageWorld(bool throughEntities = false, int mostRecentMatches = 100_000)
    {
        Reconcile = throughEntities
            ? new Reconcile(Database, Options.Create(Settings), Feed, Clock) { MostRecentMatches = mostRecentMatches, OpenStore = async (contexts, ct) => new EntityResultStore(await Opened(contexts, ct)) }
            : new Reconcile(Database, Options.Create(Settings), Feed, Clock) { MostRecentMatches = mostRecentMatches };
        Editing = new CaseEditing(Database, Guard, new AuditTrail(Clock), Feed, Clock);
    }

    public FactDatabase Database { get; } = new();

    public FakeClock Clock { get; } = new(Start);

    public AllowAll Guard { get; } = new();

    public ChangeFeed Feed { get; } = new();

    /// <summary>Goods may lie: their own tests set the hours.</summary>
    public ReconciliationSettings Settings { get; } = new() { InspectionHours = 1_000_000 };

    public ReconciliationRequests Requests { get; } = new();

    public Reconcile Reconcile { get; }

    public CaseEditing Editing { get; }

    public Actor Fay { get; } = new(7, "Fay Novak", null);

    public Actor Wim { get; } = new(8, "Wim Hart", null);

    public static DateTime Day(double day) => Start.AddDays(day);

    public void GoTo(double day) => Clock.Advance(Day(day) - Clock.Now);

    public async Task<ReconciliationRun> RunAsync(bool full = false) => await Reconcile.RunAsync("test", full, default);

    public async Task<List<ExceptionCase>> CasesAsync(CaseStatus? status = CaseStatus.Open)
    {
        await using var db = Database.CreateDbContext();
        return await db.Cases.AsNoTracking().Where(c => status == null || c.Status == status).OrderBy(c => c.Id).ToListAsync();
    }

    public async Task<List<VerifyFinding>> VerifyAsync()
    {
        var findings = new List<VerifyFinding>();
        await foreach (var finding in new Verify(Database, Options.Create(Settings), Clock).RunAsync(default))
            findings.Add(finding);
        return findings;
    }

    public void Line(string order, string sku, long price, int quantity = 1, string alias = "") => Save(db =>
    {
        db.OrderLines.Add(new OrderLine { AccountId = Database.AccountId, OrderKey = OrderKey.From(order), OrderId = order, MerchantOrderId = alias, Sku = sku, Occurrence = ++number, Quantity = quantity, Currency = "EUR", Marketplace = "DE", ItemPrice = price });
        Changed(db, order);
    });

    public long Return(string order, string sku, double day, string rma = "", string tracking = "", double? delivered = null, int quantity = 1, bool quarantined = false, string reason = "CR-UNWANTED_ITEM", string label = "AmazonUnPaidLabel")
    {
        var item = new ReturnItem
        {
            AccountId = Database.AccountId,
            OrderKey = OrderKey.From(order),
            OrderId = order,
            Channel = ReturnChannel.MerchantFulfilled,
            NaturalKey = $"R{++number}/{sku}",
            RmaId = rma,
            Sku = sku,
            TrackingId = tracking,
            Quantity = quantity,
            Currency = "EUR",
            Marketplace = "DE",
            RequestStatus = "Approved",
            Resolution = "StandardRefund",
            LabelType = label,
            ReasonCode = reason,
            Mapping = quarantined ? MappingStatus.Quarantined : MappingStatus.Released,
            RequestedAt = Day(day),
            DeliveredAt = delivered is { } d ? Day(d) : null,
        };
        Save(db =>
        {
            db.ReturnItems.Add(item);
            Changed(db, order);
        });
        return item.Id;
    }

    public void Goods(string order, string sku, double day, string rma = "", string tracking = "", int quantity = 1, ConditionGrade grade = ConditionGrade.None) => Save(db =>
    {
        db.GoodsReceipts.Add(new GoodsReceipt { AccountId = Database.AccountId, OrderKey = OrderKey.From(order), OrderId = order, NaturalKey = $"dock/{++number}", RmaId = rma, Sku = sku, TrackingId = tracking, Quantity = quantity, ReceivedAt = Day(day), Grade = grade, Source = "dock" });
        Changed(db, order);
    });

    public long Refund(string order, string sku, double day, long amount, string id = "")
    {
        var refund = new RefundSighting
        {
            AccountId = Database.AccountId,
            OrderKey = OrderKey.From(order),
            OrderId = order,
            Origin = RefundOrigin.Settlement,
            Kind = SettlementLineKind.Refund,
            SettlementPk = 1,
            MerchantAdjustmentItemId = id.Length > 0 ? id : $"M{++number}",
            Sku = sku,
            Currency = "EUR",
            Marketplace = "DE",
            PostedAt = Day(day),
            Principal = -amount,
            BuyerTotal = -amount,
            FileId = 1,
            Line = ++number,
        };
        Save(db =>
        {
            db.RefundSightings.Add(refund);
            Changed(db, order);
        });
        return refund.Id;
    }

    public void Settlement(string id, long? declared, params long[] amounts) => Save(db =>
    {
        var settlement = new Settlement { AccountId = Database.AccountId, SettlementId = id, Currency = "EUR", DeclaredTotal = declared, SummedTotal = amounts.Sum(), LineCount = amounts.Length, FileId = 1, Line = 2 };
        db.Settlements.Add(settlement);
        db.SaveChanges();
        db.SettlementLines.AddRange(amounts.Select((a, i) => new SettlementLine { SettlementPk = settlement.Id, FileId = 1, Line = i + 3, Kind = SettlementLineKind.Order, Amount = a, AmountType = "ItemPrice", AmountDescription = "Principal" }));
    });

    public void Save(Action<ConsoleContext> change)
    {
        using var db = Database.CreateDbContext();
        change(db);
        db.SaveChanges();
    }

    public void Dispose()
    {
        Reconcile.Dispose();
        Database.Dispose();
    }

    private static void Changed(ConsoleContext db, string order) => db.OrderChanges.Add(new OrderChange { OrderKey = OrderKey.From(order) });

    private static async Task<ConsoleContext> Opened(IDbContextFactory<ConsoleContext> contexts, CancellationToken ct)
    {
        var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        return db;
    }
}
