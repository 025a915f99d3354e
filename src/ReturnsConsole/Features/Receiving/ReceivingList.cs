using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Intake.Shelf;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Features.Stock.Kits;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Receiving;

public enum ReceivingView
{
    /// <summary>Received, not graded.</summary>
    Grade,

    /// <summary>Expected today or earlier and not here.</summary>
    Due,

    /// <summary>Scanned on its way, expected later.</summary>
    Coming,

    /// <summary>Announced, not scanned anywhere, not due.</summary>
    Announced,
}

/// <summary>Goods that are here.</summary>
public sealed record GoodsRow(long Id, string Account, string OrderId, string RmaId, string Sku, int Quantity, DateTime ReceivedAt, ConditionGrade Grade, Disposition Disposition);

/// <summary>A parcel that is not here.</summary>
/// <param name="Kit">What to look for: "Kit of 2 × A, 1 × B"; empty: it is no kit.</param>
/// <param name="Expected">When it is usually here, an estimate from its first scan, else from its request; for one that was delivered as a partner says, that day.</param>
public sealed record ExpectedRow(long Id, string Account, string OrderId, string RmaId, string TrackingId, string Sku, string ItemName, int Quantity, DateTime? RequestedAt, DateTime? Expected, bool IsDelivered, string Kit = "")
{
    /// <summary>What opens it at intake.</summary>
    public string Code => TrackingId.Length > 0 ? TrackingId : RmaId.Length > 0 ? RmaId : OrderId;
}

public sealed record ReceivingCounts(int ToGrade, int Due, int Coming, int Announced)
{
    public int Of(ReceivingView view) => view switch { ReceivingView.Grade => ToGrade, ReceivingView.Due => Due, ReceivingView.Coming => Coming, _ => Announced };
}

public sealed record ReceivingPageRows(ReceivingCounts Counts, IReadOnlyList<GoodsRow> Goods, IReadOnlyList<ExpectedRow> Expected);

/// <summary>What the warehouse waits for and what waits for it, oldest first, a page at a time.</summary>
public sealed class ReceivingList(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts, IOptions<ReceivingOptions> options, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <summary>Statuses, as they come, of returns that bring no goods.</summary>
    private static readonly string[] Closed = ["Rejected", "Declined", "Denied", "Canceled", "Cancelled", "Completed", "Closed"];

    private static readonly string[] Goodless = ["ReturnlessRefund", "Returnless Refund", "Returnless refund"];

    /// <param name="page">From 1.</param>
    public async Task<Answer<ReceivingPageRows>> RunAsync(Actor actor, ReceivingView view, int page, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<ReceivingPageRows>(refusal);
        var seen = (await accounts.RunAsync(actor, ct)).ToDictionary(a => a.Id, a => a.Name);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ids = seen.Keys.ToList();
        var now = clock.GetUtcNow().UtcDateTime;
        // Due is what should be here before tomorrow begins.
        var scannedBefore = now.Date.AddDays(1 - options.Value.TransitDays);
        var askedBefore = now.Date.AddDays(1 - options.Value.ReturnDays);
        var goods = ToGrade(db.GoodsReceipts.AsNoTracking()).Where(r => ids.Contains(r.AccountId)
            && !db.UnidentifiedParcels.Any(p => p.ReceiptReference == r.Reference && p.AccountId == r.AccountId && (p.State == ShelfState.Waiting || p.State == ShelfState.Matched)));
        var kits = await KitBooks.LoadAsync(db, await SettingsReader.ReadAsync(db, ct), ct);
        var expected = Expected(db, ids, now.AddDays(-options.Value.ExpectedDays));
        if (kits.Count > 0)
            expected = WithoutBegunKits(db, expected, [.. kits.Keys]);
        var due = expected.Where(r => r.DeliveredAt != null || r.FirstScanAt < scannedBefore || (r.FirstScanAt == null && r.RequestedAt < askedBefore));
        var coming = expected.Where(r => r.DeliveredAt == null && r.FirstScanAt != null && r.FirstScanAt >= scannedBefore);
        var announced = expected.Where(r => r.DeliveredAt == null && r.FirstScanAt == null && r.RequestedAt >= askedBefore);
        var counts = await CountAsync(goods, expected, scannedBefore, askedBefore, ct);
        var skip = Math.Max(0, page - 1) * PageSize;
        var rows = view == ReceivingView.Grade ? await goods.OrderBy(r => r.ReceivedAt).ThenBy(r => r.Id).Skip(skip).Take(PageSize).ToListAsync(ct) : [];
        var waiting = view switch
        {
            _ when counts.Of(view) <= skip => [],
            ReceivingView.Grade => [],
            ReceivingView.Due => await due.OrderBy(r => r.FirstScanAt ?? r.RequestedAt).ThenBy(r => r.Id).Skip(skip).Take(PageSize).ToListAsync(ct),
            ReceivingView.Coming => await coming.OrderBy(r => r.FirstScanAt).ThenBy(r => r.Id).Skip(skip).Take(PageSize).ToListAsync(ct),
            _ => await announced.OrderBy(r => r.RequestedAt).ThenBy(r => r.Id).Skip(skip).Take(PageSize).ToListAsync(ct),
        };
        return Answer.Of(new ReceivingPageRows(counts, [.. rows.Select(r => RowOf(r, seen[r.AccountId]))], [.. waiting.Select(r => RowOf(r, seen[r.AccountId]) with { Kit = KitOf(kits, r) })]));
    }

    /// <summary>What is expected is gone through once, whichever list each of it stands in.</summary>
    private static async Task<ReceivingCounts> CountAsync(IQueryable<GoodsReceipt> goods, IQueryable<ReturnItem> expected, DateTime scannedBefore, DateTime askedBefore, CancellationToken ct)
    {
        var waiting = await expected.GroupBy(r => r.DeliveredAt != null || r.FirstScanAt < scannedBefore || (r.FirstScanAt == null && r.RequestedAt < askedBefore) ? ReceivingView.Due : r.FirstScanAt != null ? ReceivingView.Coming : ReceivingView.Announced)
            .Select(g => new { View = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.View, g => g.Count, ct);
        return new(await goods.CountAsync(ct), waiting.GetValueOrDefault(ReceivingView.Due), waiting.GetValueOrDefault(ReceivingView.Coming), waiting.GetValueOrDefault(ReceivingView.Announced));
    }

    /// <summary>Goods at our own dock that nobody has decided about. What a hub tells of is not here.</summary>
    internal static IQueryable<GoodsReceipt> ToGrade(IQueryable<GoodsReceipt> goods) => goods.Where(r => r.Disposition <= Disposition.Restocked
        && (r.Disposition == Disposition.None || r.Grade == ConditionGrade.None) && r.Source != PlatformNames.Rebound && r.Source != PlatformNames.HappyReturns);

    internal static GoodsRow RowOf(GoodsReceipt r, string account) => new(r.Id, account, r.OrderId, r.RmaId, r.Sku, r.Quantity, r.ReceivedAt, r.Grade, r.Disposition);

    /// <summary>Returns under way of which our dock has nothing. Where Amazon and a platform tell of the same parcel, the platform's row stands for it.</summary>
    private static IQueryable<ReturnItem> Expected(ConsoleContext db, List<int> accounts, DateTime since) => db.ReturnItems.AsNoTracking()
        .Where(r => r.RequestedAt >= since && (r.Channel == ReturnChannel.MerchantFulfilled || (r.Channel >= ReturnChannel.Rebound && r.Channel != ReturnChannel.PostHoc)))
        .Where(r => accounts.Contains(r.AccountId) && r.CancelledAt == null && r.ProcessedAt == null && !Closed.Contains(r.RequestStatus) && !Goodless.Contains(r.Resolution))
        .Where(r => !db.GoodsReceipts.Any(g => g.OrderKey == r.OrderKey && g.OrderKey != OrderKey.None && g.AccountId == r.AccountId && g.Disposition != Disposition.Lost && (g.Sku == r.Sku || g.Sku == "" || r.Sku == "")))
        .Where(r => r.OrderKey != OrderKey.None || !db.GoodsReceipts.Any(g => g.RmaId == r.RmaId && g.RmaId != "" && g.AccountId == r.AccountId && g.Disposition != Disposition.Lost))
        .Where(r => r.Channel != ReturnChannel.MerchantFulfilled || r.OrderKey == OrderKey.None
            || !db.ReturnItems.Any(o => o.OrderKey == r.OrderKey && o.AccountId == r.AccountId && o.Sku == r.Sku && o.Channel >= ReturnChannel.Rebound && o.CancelledAt == null));

    /// <summary>A kit of which a component is here is not waited for any more: what is missing of it becomes a case.</summary>
    private static IQueryable<ReturnItem> WithoutBegunKits(ConsoleContext db, IQueryable<ReturnItem> expected, List<int> accounts) => expected
        .Where(r => r.OrderKey == OrderKey.None || !accounts.Contains(r.AccountId) || !db.GoodsReceipts.Any(g => g.OrderKey == r.OrderKey && g.AccountId == r.AccountId && g.Disposition != Disposition.Lost
            && db.KitRecipes.Any(k => k.AccountId == r.AccountId && k.KitSku == r.Sku && k.Components.Any(c => c.Sku == g.Sku))));

    private static string KitOf(IReadOnlyDictionary<int, KitBook> kits, ReturnItem r) =>
        kits.GetValueOrDefault(r.AccountId)?.Of(r.Sku, r.RequestedAt ?? r.FirstScanAt ?? r.DeliveredAt) is { } parts ? $"Kit of {KitRules.Say(parts)}" : "";

    private ExpectedRow RowOf(ReturnItem r, string account) => new(r.Id, account, r.OrderId, r.RmaId, r.TrackingId, r.Sku, r.ItemName, r.Quantity, r.RequestedAt,
        r.DeliveredAt ?? r.FirstScanAt?.AddDays(options.Value.TransitDays) ?? r.RequestedAt?.AddDays(options.Value.ReturnDays), r.DeliveredAt is not null);
}
