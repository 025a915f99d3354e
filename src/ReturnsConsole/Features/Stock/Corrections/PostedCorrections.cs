using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Stock.Ledger;
using ReturnsConsole.Reconciliation.Stock;

namespace ReturnsConsole.Features.Stock.Corrections;

/// <summary>A correction and whose pieces it is about.</summary>
internal readonly record struct PostedCorrection(int AccountId, long OrderKey, string Sku, CorrectionFact Fact);

/// <summary>Pieces of a component inside the kits of a receipt in quarantine.</summary>
internal readonly record struct HeldPart(long ReceiptId, string Sku, int Pieces);

/// <summary>Corrections as the ledger takes them in.</summary>
internal static class PostedCorrections
{
    /// <summary>A correction with the order that its receipt belongs to now, and what the receipt still holds of just this SKU.</summary>
    public const string Select = """
        SELECT t.Id, t.AccountId, COALESCE(r.OrderKey, t.OrderKey), t.Sku, t."From", t."To", t.Quantity, t.ReceiptId, CASE WHEN r.Disposition = 2 AND r.Sku = t.Sku THEN r.Quantity ELSE 0 END
        FROM StockCorrections t LEFT JOIN GoodsReceipts r ON r.Id = t.ReceiptId
        """;

    /// <summary>
    /// What the facts say with the corrections on top. An order that turned out to be another account's takes its corrections along.
    /// </summary>
    /// <param name="held">What receipts of kits hold of components: a release of a component counts for its kit's receipt.</param>
    public static Dictionary<(int Account, long Order, string Sku), StockCounts> Over(IEnumerable<StockStanding> found, IEnumerable<PostedCorrection> corrections, IEnumerable<HeldPart> held)
    {
        var after = new Dictionary<(int Account, long Order, string Sku), StockCounts>();
        foreach (var s in found)
            after[(s.AccountId, s.OrderKey, s.Sku)] = after.GetValueOrDefault((s.AccountId, s.OrderKey, s.Sku)).Plus(s.Counts);
        var all = corrections.ToList();
        if (all.Count == 0)
            return after;
        var parts = new Dictionary<(long, string), int>();
        foreach (var part in held)
            parts[(part.ReceiptId, part.Sku)] = part.Pieces;
        if (parts.Count > 0)
            all = all.ConvertAll(c => parts.TryGetValue((c.Fact.ReceiptId, c.Sku), out var pieces) ? c with { Fact = c.Fact with { StillHeld = pieces } } : c);
        var holders = after.Keys.Where(k => k.Order != Shared.OrderKey.None).ToLookup(k => (k.Order, k.Sku), k => k.Account);
        foreach (var of in all.GroupBy(c => (Account: AccountOf(c, after, holders), c.OrderKey, c.Sku)))
            after[of.Key] = CorrectionRules.Apply(after.GetValueOrDefault(of.Key), of.Select(c => c.Fact));
        return after;
    }

    /// <summary>Written after one that is known.</summary>
    public static async Task<List<PostedCorrection>> NewerAsync(ConsoleContext db, long than, CancellationToken ct)
    {
        var newer = await (from c in db.StockCorrections.AsNoTracking()
                           where c.Id > than
                           join r in db.GoodsReceipts on c.ReceiptId equals r.Id into receipts
                           from r in receipts.DefaultIfEmpty()
                           select new { c, Order = (long?)r!.OrderKey, Held = r != null && r.Disposition == Disposition.Quarantined && r.Sku == c.Sku ? r.Quantity : 0 }).ToListAsync(ct);
        return [.. newer.Select(x => new PostedCorrection(x.c.AccountId, x.Order ?? x.c.OrderKey, x.c.Sku, new CorrectionFact(x.c.Id, x.c.From, x.c.To, x.c.Quantity, x.c.ReceiptId, x.Held)))];
    }

    private static int AccountOf(PostedCorrection c, Dictionary<(int Account, long Order, string Sku), StockCounts> after, ILookup<(long, string), int> holders) =>
        !after.ContainsKey((c.AccountId, c.OrderKey, c.Sku)) && holders[(c.OrderKey, c.Sku)].ToList() is [var other] ? other : c.AccountId;
}
