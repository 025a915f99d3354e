using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>A return or receipt that the refund (or the goods) of a case could belong to.</summary>
/// <param name="Why">Why it is offered: "same order", "same SKU".</param>
public sealed record MatchCandidate(MatchCandidateRef Ref, string OrderId, string RmaId, string Sku, string ItemName, int Quantity, string TrackingId, DateTime? At, string Why);

/// <summary>What a person may choose from: the same order first, then what the search names, then the same SKU of late.</summary>
public sealed class MatchCandidates(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    private const int Most = 30;

    /// <param name="actor">Who asks.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="search">Order id, RMA or tracking number; null or empty for what suggests itself.</param>
    public async Task<Answer<IReadOnlyList<MatchCandidate>>> RunAsync(Actor actor, long caseId, string? search, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ForceMatch, ct) is { } refusal)
            return Answer.Refused<IReadOnlyList<MatchCandidate>>(refusal);
        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var c = await db.Cases.AsNoTracking().SingleOrDefaultAsync(x => x.Id == caseId, ct);
        if (c is null || !CaseScope.Sees(companies, c.CompanyId))
            return Answer.Refused<IReadOnlyList<MatchCandidate>>("There is no such case that you can see.");
        var forGoods = CaseFacts.Parse(c.Facts).MatchKey.StartsWith(ForcedKeys.ReceiptPrefix, StringComparison.Ordinal);
        var found = new List<MatchCandidate>();
        var text = (search ?? "").Trim();
        if (text.Length > 0)
            await SearchAsync(db, c, text, forGoods, found, ct);
        else
            await SuggestAsync(db, c, forGoods, found, ct);
        return Answer.Of<IReadOnlyList<MatchCandidate>>([.. found.DistinctBy(f => f.Ref).Take(Most)]);
    }

    private static async Task SuggestAsync(ConsoleContext db, ExceptionCase c, bool forGoods, List<MatchCandidate> found, CancellationToken ct)
    {
        var returns = db.ReturnItems.AsNoTracking().Where(r => r.AccountId == c.AccountId);
        var receipts = db.GoodsReceipts.AsNoTracking().Where(r => r.AccountId == c.AccountId);
        if (c.OrderKey != OrderKey.None)
        {
            found.AddRange((await returns.Where(r => r.OrderKey == c.OrderKey).Take(Most).ToListAsync(ct)).Select(r => Of(r, "same order")));
            if (!forGoods)
                found.AddRange((await receipts.Where(r => r.OrderKey == c.OrderKey).Take(Most).ToListAsync(ct)).Select(r => Of(r, "same order")));
        }
        // Without an index on the SKU, only the newest rows are looked through.
        var newest = await returns.OrderByDescending(r => r.Id).Take(5000).Where(r => r.Sku == c.Sku && r.OrderKey != c.OrderKey).Take(Most).ToListAsync(ct);
        if (c.Sku.Length > 0)
            found.AddRange(newest.Select(r => Of(r, "same SKU")));
        if (!forGoods)
            found.AddRange((await receipts.Where(r => r.OrderKey == OrderKey.None).OrderByDescending(r => r.Id).Take(Most).ToListAsync(ct)).Select(r => Of(r, "goods without an order")));
    }

    private static async Task SearchAsync(ConsoleContext db, ExceptionCase c, string text, bool forGoods, List<MatchCandidate> found, CancellationToken ct)
    {
        var key = OrderKey.From(text);
        var returns = db.ReturnItems.AsNoTracking().Where(r => r.AccountId == c.AccountId);
        found.AddRange((await returns.Where(r => r.OrderKey == key).Take(Most).ToListAsync(ct)).Select(r => Of(r, "order id")));
        found.AddRange((await returns.Where(r => r.RmaId == text && r.RmaId != "").Take(Most).ToListAsync(ct)).Select(r => Of(r, "RMA")));
        found.AddRange((await returns.Where(r => r.TrackingId == text && r.TrackingId != "").Take(Most).ToListAsync(ct)).Select(r => Of(r, "tracking number")));
        if (forGoods)
            return;
        var receipts = db.GoodsReceipts.AsNoTracking().Where(r => r.AccountId == c.AccountId);
        found.AddRange((await receipts.Where(r => r.OrderKey == key).Take(Most).ToListAsync(ct)).Select(r => Of(r, "order id")));
        found.AddRange((await receipts.Where(r => r.TrackingId == text && r.TrackingId != "").Take(Most).ToListAsync(ct)).Select(r => Of(r, "tracking number")));
    }

    private static MatchCandidate Of(ReturnItem r, string why) => new(new(FactKind.Return, r.Id), r.OrderId, r.RmaId, r.Sku, r.ItemName, r.Quantity, r.TrackingId, r.RequestedAt ?? r.DeliveredAt, why);

    private static MatchCandidate Of(GoodsReceipt r, string why) => new(new(FactKind.Receipt, r.Id), r.OrderId, r.RmaId, r.Sku, "", r.Quantity, r.TrackingId, r.ReceivedAt, why);
}
