using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake.Weeks;

/// <summary>How Amazon's return report and the dock stand to each other.</summary>
public enum IntakeAuditSide : byte
{
    /// <summary>Reported by Amazon and received here.</summary>
    Matched,

    /// <summary>Received here, not in Amazon's report.</summary>
    Dark,

    /// <summary>Reported by Amazon, not received.</summary>
    Missing,
}

/// <param name="Monday">The week's first day, UTC. Amazon's rows stand in the week of their request, dark goods in the week they came.</param>
/// <param name="MissingDelivered">Of the missing: those that Amazon calls delivered.</param>
/// <param name="Authorized">Of the dark: those that the dock has authorised since.</param>
public sealed record IntakeWeek(DateOnly Monday, long Matched, long Dark, long Missing, long MissingDelivered, long Authorized)
{
    public long Reported => Matched + Missing;
}

public sealed record IntakeAuditRow(IntakeAuditSide Side, string Account, string OrderId, string Sku, string Rma, string TrackingId, int Quantity, DateTime? At, DateTime? DeliveredAt, string Note);

/// <summary>Amazon's own return reports against what was received, by week.</summary>
public sealed class IntakeAudit(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts)
{
    public const int PageSize = 50;

    /// <param name="monday">Of the newest week.</param>
    public async Task<Answer<IReadOnlyList<IntakeWeek>>> WeeksAsync(Actor actor, DateOnly monday, int weeks, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<IReadOnlyList<IntakeWeek>>(refusal);
        var seen = (await accounts.RunAsync(actor, ct)).Select(a => a.Id).ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var result = new List<IntakeWeek>(weeks);
        for (var i = 0; i < Math.Clamp(weeks, 1, 26); i++)
        {
            var week = monday.AddDays(-7 * i);
            var reported = Reported(db, seen, week);
            var missing = Missing(db, reported);
            var dark = Dark(db, seen, week);
            var (all, absent) = (await reported.LongCountAsync(ct), await missing.LongCountAsync(ct));
            result.Add(new IntakeWeek(week, all - absent, await dark.LongCountAsync(ct), absent, absent == 0 ? 0 : await missing.LongCountAsync(r => r.DeliveredAt != null, ct),
                await dark.LongCountAsync(g => g.Source == IntakeWords.Source && db.ReturnAuthorizations.Any(a => a.OrderKey == g.OrderKey && a.ReceiptReference == g.Reference && a.AccountId == g.AccountId && a.CancelledAt == null), ct)));
        }
        return Answer.Of<IReadOnlyList<IntakeWeek>>(result);
    }

    public async Task<Answer<PagedResult<IntakeAuditRow>>> RowsAsync(Actor actor, DateOnly monday, IntakeAuditSide side, int page, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<PagedResult<IntakeAuditRow>>(refusal);
        var names = (await accounts.RunAsync(actor, ct)).ToDictionary(a => a.Id, a => a.Name);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = Rows(db, [.. names.Keys], monday, side);
        var items = await rows.Skip(Math.Max(0, page) * PageSize).Take(PageSize).ToListAsync(ct);
        return Answer.Of(new PagedResult<IntakeAuditRow>([.. items.Select(r => r.Shown(side, names))], await rows.LongCountAsync(ct)));
    }

    /// <summary>Dark and missing of one week, for each account that has any.</summary>
    internal static async Task<IReadOnlyList<(int AccountId, long Dark, long Missing)>> CountAsync(ConsoleContext db, DateOnly monday, CancellationToken ct)
    {
        var queries = CountQueries(db, monday);
        var dark = await queries[0].ToDictionaryAsync(c => c.AccountId, c => c.Count, ct);
        var missing = await queries[1].ToDictionaryAsync(c => c.AccountId, c => c.Count, ct);
        return [.. dark.Keys.Union(missing.Keys).Select(a => (a, dark.GetValueOrDefault(a), missing.GetValueOrDefault(a)))];
    }

    /// <summary>Dark, then missing.</summary>
    internal static IQueryable<AccountCount>[] CountQueries(ConsoleContext db, DateOnly monday) =>
    [
        Dark(db, null, monday).GroupBy(g => g.AccountId).Select(g => new AccountCount(g.Key, g.LongCount())),
        Missing(db, Reported(db, null, monday)).GroupBy(r => r.AccountId).Select(g => new AccountCount(g.Key, g.LongCount())),
    ];

    internal static IQueryable<AuditFact> Rows(ConsoleContext db, List<int> seen, DateOnly monday, IntakeAuditSide side) => side == IntakeAuditSide.Dark
        ? Dark(db, seen, monday).OrderBy(g => g.Id).Select(g => new AuditFact(g.AccountId, g.OrderId, g.Sku, g.RmaId, g.TrackingId, g.Quantity, g.ReceivedAt, null,
            db.ReturnAuthorizations.Where(a => a.OrderKey == g.OrderKey && a.ReceiptReference == g.Reference && a.AccountId == g.AccountId && a.CancelledAt == null && g.Source == IntakeWords.Source).Select(a => a.Number).FirstOrDefault() ?? ""))
        : Reported(db, seen, monday)
            .Where(r => db.GoodsReceipts.Any(g => g.OrderKey == r.OrderKey && g.OrderKey != OrderKey.None && g.AccountId == r.AccountId && g.Disposition != Disposition.Lost && (g.Sku == r.Sku || g.Sku == "" || db.KitRecipes.Any(k => k.AccountId == r.AccountId && k.KitSku == r.Sku && k.Components.Any(c => c.Sku == g.Sku)))) == (side == IntakeAuditSide.Matched))
            .OrderBy(r => r.Id).Select(r => new AuditFact(r.AccountId, r.OrderId, r.Sku, r.RmaId, r.TrackingId, r.Quantity, r.RequestedAt, r.DeliveredAt, r.RequestStatus));

    /// <summary>What Amazon's report expects us to receive: seller-fulfilled, not refused, not called off, not left with the buyer.</summary>
    private static IQueryable<ReturnItem> Reported(ConsoleContext db, List<int>? accounts, DateOnly monday)
    {
        var (from, to) = Days(monday);
        var (all, seen) = (accounts is null, accounts ?? []);
        return db.ReturnItems.AsNoTracking().Where(r => r.Channel == ReturnChannel.MerchantFulfilled && r.RequestedAt >= from && r.RequestedAt < to && (all || seen.Contains(r.AccountId)) && r.CancelledAt == null
            && r.RequestStatus != "Rejected" && r.RequestStatus != "Declined" && r.RequestStatus != "Cancelled" && r.RequestStatus != "Canceled" && r.Resolution != "ReturnlessRefund");
    }

    /// <summary>A component that came stands for its kit.</summary>
    private static IQueryable<ReturnItem> Missing(ConsoleContext db, IQueryable<ReturnItem> reported) =>
        reported.Where(r => !db.GoodsReceipts.Any(g => g.OrderKey == r.OrderKey && g.OrderKey != OrderKey.None && g.AccountId == r.AccountId && g.Disposition != Disposition.Lost && (g.Sku == r.Sku || g.Sku == "" || db.KitRecipes.Any(k => k.AccountId == r.AccountId && k.KitSku == r.Sku && k.Components.Any(c => c.Sku == g.Sku)))));

    /// <summary>Goods that no row of Amazon's report speaks of.</summary>
    private static IQueryable<GoodsReceipt> Dark(ConsoleContext db, List<int>? accounts, DateOnly monday)
    {
        var (from, to) = Days(monday);
        var (all, seen) = (accounts is null, accounts ?? []);
        // Below Fba stands seller-fulfilled alone. Written as equal, it would be looked up in the index of that channel's days, all of it for each receipt, and not by its order.
        return db.GoodsReceipts.AsNoTracking().Where(g => g.ReceivedAt >= from && g.ReceivedAt < to && (all || seen.Contains(g.AccountId)) && g.Disposition != Disposition.Lost
            && !db.ReturnItems.Any(r => r.OrderKey == g.OrderKey && g.OrderKey != OrderKey.None && r.AccountId == g.AccountId && r.Channel < ReturnChannel.Fba && (r.Sku == g.Sku || g.Sku == "" || db.KitRecipes.Any(k => k.AccountId == r.AccountId && k.KitSku == r.Sku && k.Components.Any(c => c.Sku == g.Sku)))));
    }

    private static (DateTime From, DateTime To) Days(DateOnly monday) => (monday.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), monday.AddDays(7).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));

    public static DateOnly MondayOf(DateTime utc)
    {
        var day = DateOnly.FromDateTime(utc);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }
}

internal sealed record AccountCount(int AccountId, long Count);

/// <summary>A row of the comparison before it is put into words.</summary>
internal sealed record AuditFact(int AccountId, string OrderId, string Sku, string Rma, string TrackingId, int Quantity, DateTime? At, DateTime? DeliveredAt, string Note)
{
    public IntakeAuditRow Shown(IntakeAuditSide side, IReadOnlyDictionary<int, string> accounts) => new(side, accounts.GetValueOrDefault(AccountId, ""), OrderId, Sku, Rma, TrackingId, Quantity, At, DeliveredAt, side switch
    {
        IntakeAuditSide.Dark => Note.Length > 0 ? $"authorised as {Note}" : "not authorised",
        IntakeAuditSide.Missing => DeliveredAt is null ? "not delivered yet" : "delivered, Amazon says",
        _ => Note,
    });
}
