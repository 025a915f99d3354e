using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Stock.Corrections;
using ReturnsConsole.Features.Stock.Drift;
using ReturnsConsole.Features.Stock.Kits;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Stock;

/// <summary>One message about the SKU.</summary>
/// <param name="MessageId">0: it is no longer kept.</param>
public sealed record ToldRow(long Id, int PartnerId, int Change, DateTime At, OutboxStatus Status, string Message, long MessageId, long? Confirmed, DateTime? ConfirmedAt, int Version);

/// <summary>A partner that was told of the SKU: the newest message, and whether what it says agrees.</summary>
/// <param name="Act">What is to be told again: the oldest that failed, else the newest.</param>
/// <param name="Since">The newest movement that the partner confirmed; 0: none.</param>
/// <param name="Explained">Changes of sellable stock after it, told or not.</param>
public sealed record PartnerStanding(int PartnerId, string Partner, ToldRow Newest, ToldRow Act, long? Said, DateTime? SaidAt, DriftVerdict Verdict, string Sentence, long Since, IReadOnlyList<MovementRow> Explained, bool CanBeAsked);

/// <summary>Pieces of a receipt that stand in quarantine.</summary>
/// <param name="Left">Pieces that can be released.</param>
/// <param name="Kit">SKU of the kit that they came in; empty: they came by themselves.</param>
public sealed record HeldRow(long ReceiptId, string OrderId, int Left, ConditionGrade Grade, DateTime ReceivedAt, string Source, string Kit = "");

/// <summary>What somebody corrected or released.</summary>
public sealed record CorrectionRow(long Id, StockBucket From, StockBucket To, int Quantity, bool IsRelease, ConditionGrade Grade, string Why, string By, DateTime At);

/// <summary>What was told to whom about a SKU, what is held in quarantine, and what people corrected.</summary>
/// <param name="Version">Of the balance: what a correction is decided on.</param>
public sealed record StockStoryView(int BalanceId, int Version, IReadOnlyList<PartnerStanding> Partners, IReadOnlyList<ToldRow> Told, IReadOnlyList<HeldRow> Held, IReadOnlyList<CorrectionRow> Corrections);

/// <summary>The story of a SKU behind its numbers.</summary>
public sealed class StockStory(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public const int MostRows = 50;
    public const int MostExplained = 100;

    public async Task<Answer<StockStoryView>> RunAsync(Actor actor, int balanceId, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<StockStoryView>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var companies = await guard.CompaniesAsync(actor, ct);
        var balance = await db.StockBalances.AsNoTracking().SingleOrDefaultAsync(b => b.Id == balanceId, ct);
        if (balance is null || companies is not null && !await db.Accounts.AnyAsync(a => a.Id == balance.AccountId && companies.Contains(a.CompanyId), ct))
            return Answer.Refused<StockStoryView>("There is no such SKU among the accounts you see.");
        var corrections = await db.StockCorrections.AsNoTracking().Where(c => c.AccountId == balance.AccountId && c.Sku == balance.Sku).OrderByDescending(c => c.Id).Take(MostRows).ToListAsync(ct);
        return Answer.Of(new StockStoryView(
            balance.Id, balance.Version,
            await PartnersAsync(db, balance.AccountId, balance.Sku, ct),
            await ToldAsync(db.StockTold.Where(t => t.AccountId == balance.AccountId && t.Sku == balance.Sku).OrderByDescending(t => t.Id).Take(MostRows), db, ct),
            await HeldAsync(db, balance.AccountId, balance.Sku, ct),
            [.. corrections.Select(c => new CorrectionRow(c.Id, c.From, c.To, c.Quantity, c.ReceiptId != 0, c.Grade, c.Why, c.ByName, c.At))]));
    }

    private static async Task<IReadOnlyList<ToldRow>> ToldAsync(IQueryable<Telling.StockTold> told, ConsoleContext db, CancellationToken ct)
    {
        var rows = await (from t in told.AsNoTracking()
                          join m in db.OutboxMessages on new { t.PartnerId, Key = t.MessageKey } equals new { m.PartnerId, m.Key } into messages
                          from m in messages.DefaultIfEmpty()
                          orderby t.Id descending
                          select new { t, Status = (OutboxStatus?)m!.Status, m.Message, Id = (long?)m.Id }).ToListAsync(ct);
        return [.. rows.Select(r => new ToldRow(r.t.Id, r.t.PartnerId, r.t.Change, r.t.At, r.Status ?? OutboxStatus.Done, r.Message ?? "", r.Id ?? 0, r.t.Confirmed, r.t.ConfirmedAt, r.t.Version))];
    }

    private static async Task<IReadOnlyList<PartnerStanding>> PartnersAsync(ConsoleContext db, int account, string sku, CancellationToken ct)
    {
        var facts = await StockDrifts.OfSkuAsync(db, account, sku, ct);
        var standings = new List<PartnerStanding>();
        foreach (var (id, f) in facts.OrderBy(f => f.Value.Partner, StringComparer.Ordinal))
        {
            var of = db.StockTold.Where(t => t.AccountId == account && t.Sku == sku && t.PartnerId == id);
            var newest = (await ToldAsync(of.OrderByDescending(t => t.Id).Take(1), db, ct))[0];
            OutboxStatus[] bad = [OutboxStatus.Refused, OutboxStatus.GaveUp, OutboxStatus.Unknown];
            var failed = await ToldAsync(of.Where(t => db.OutboxMessages.Any(m => m.PartnerId == t.PartnerId && m.Key == t.MessageKey && bad.Contains(m.Status))).OrderBy(t => t.Id).Take(1), db, ct);
            var since = await of.Where(t => t.ConfirmedAt != null).OrderByDescending(t => t.Id).Select(t => (long?)t.MovementId).FirstOrDefaultAsync(ct) ?? 0;
            var moved = await db.StockMovements.AsNoTracking().Where(m => m.AccountId == account && m.Sku == sku && m.Id > since && m.From != m.To && (m.From == StockBucket.Sellable || m.To == StockBucket.Sellable))
                .OrderBy(m => m.Id).Take(MostExplained).Select(m => new MovementRow(m.Id, m.At, m.From, m.To, m.Quantity, "")).ToListAsync(ct);
            var kind = await db.Partners.Where(p => p.Id == id).Select(p => p.Kind).SingleAsync(ct);
            standings.Add(new(id, f.Partner, newest, failed is [var first] ? first : newest, f.Said, f.SaidAt, DriftRules.Judge(f), DriftRules.Find(f)?.Sentence ?? "", since, moved, kind != Connectors.Wire.PartnerKind.AmazonVendor));
        }
        return standings;
    }

    private static async Task<IReadOnlyList<HeldRow>> HeldAsync(ConsoleContext db, int account, string sku, CancellationToken ct)
    {
        var orders = await db.StockPositions.AsNoTracking().Where(p => p.AccountId == account && p.Sku == sku && p.Quarantine > 0).OrderByDescending(p => p.Id).Take(MostRows).Select(p => p.OrderKey).ToListAsync(ct);
        if (orders.Count == 0)
            return [];
        List<string> skus = [sku, .. await KitOrders.WithAsync(db, account, sku, ct)];
        var receipts = await db.GoodsReceipts.AsNoTracking().Where(r => orders.Contains(r.OrderKey) && skus.Contains(r.Sku) && r.Disposition == Disposition.Quarantined).OrderBy(r => r.Id).Take(MostRows).ToListAsync(ct);
        var ids = receipts.Select(r => r.Id).ToList();
        var released = await db.StockCorrections.Where(c => ids.Contains(c.ReceiptId) && c.Sku == sku).GroupBy(c => c.ReceiptId).Select(g => new { g.Key, Sum = g.Sum(c => c.Quantity) }).ToDictionaryAsync(g => g.Key, g => g.Sum, ct);
        var held = new List<HeldRow>(receipts.Count);
        foreach (var r in receipts)
        {
            var left = await KitOrders.PiecesAsync(db, account, sku, r, ct) - released.GetValueOrDefault(r.Id);
            if (left > 0)
                held.Add(new(r.Id, r.OrderId, left, r.Grade, r.ReceivedAt, r.Source, r.Sku == sku ? "" : r.Sku));
        }
        return held;
    }
}
