using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Vendor;

/// <summary>Reads vendor returns with all that belongs to them: a handful of queries for five hundred, never one for each.</summary>
internal static class VendorLoading
{
    private const int AtOnce = 500;

    /// <param name="accounts">Names by id.</param>
    /// <param name="of">Which lines make their return one that is wanted; null: all of them.</param>
    public static async Task<List<VendorReturn>> LoadAsync(ConsoleContext db, IReadOnlyDictionary<int, string> accounts, Func<IQueryable<VendorPaperLine>, IQueryable<VendorPaperLine>>? of, CancellationToken ct)
    {
        var ids = accounts.Keys.ToList();
        var papers = db.VendorPaperLines.AsNoTracking().Where(v => ids.Contains(v.AccountId) && v.Paper == VendorPaper.Return);
        var wanted = await (of?.Invoke(papers) ?? papers).Select(v => v.ReturnsReference == "" ? v.Number : v.ReturnsReference).Distinct().OrderBy(r => r).ToListAsync(ct);
        var companies = await db.Accounts.AsNoTracking().Select(a => new { a.Id, a.CompanyId }).ToDictionaryAsync(a => a.Id, a => a.CompanyId, ct);
        var all = new List<VendorReturn>(wanted.Count);
        foreach (var references in wanted.Chunk(AtOnce))
        {
            var lines = await papers.Where(v => references.Contains(v.ReturnsReference) || (v.ReturnsReference == "" && references.Contains(v.Number))).OrderBy(v => v.Id).ToListAsync(ct);
            var numbers = lines.SelectMany(NumbersOf).Distinct().ToList();
            var parcels = lines.Select(v => v.TrackingId).Where(t => t.Length > 0).Distinct().ToList();
            var credits = await db.VendorCredits.AsNoTracking().Where(c => references.Contains(c.ReturnsReference)).OrderBy(c => c.Id).ToListAsync(ct);
            var notes = credits.ConvertAll(c => c.Number);
            var with = new Belongings(
                await db.GoodsReceipts.AsNoTracking().Where(r => r.RmaId != "" && numbers.Contains(r.RmaId)).ToListAsync(ct),
                parcels.Count == 0 ? [] : await db.GoodsReceipts.AsNoTracking().Where(r => r.TrackingId != "" && parcels.Contains(r.TrackingId)).ToListAsync(ct),
                credits,
                notes.Count == 0 ? [] : await db.VendorPaperLines.AsNoTracking().Where(v => v.Paper == VendorPaper.Remittance && notes.Contains(v.InvoiceNumber)).OrderBy(v => v.Id).ToListAsync(ct),
                await db.VendorPaperLines.AsNoTracking().Where(v => (v.Paper == VendorPaper.DebitNote || v.Paper == VendorPaper.Dispute) && ids.Contains(v.AccountId) && numbers.Contains(v.ReturnsReference)).OrderBy(v => v.Id).ToListAsync(ct),
                companies);
            all.AddRange(lines.GroupBy(v => (v.AccountId, Reference: ReferenceOf(v))).Select(g => Of(g.Key.AccountId, accounts[g.Key.AccountId], g.Key.Reference, [.. g], with)));
        }
        return all;
    }

    /// <summary>The lines of one return.</summary>
    public static Func<IQueryable<VendorPaperLine>, IQueryable<VendorPaperLine>> Named(string reference) =>
        papers => papers.Where(v => v.ReturnsReference == reference || (v.ReturnsReference == "" && v.Number == reference));

    /// <summary>Returns of which something arrived, or that have a credit note: what was only announced is no trouble, and most of what lies ahead.</summary>
    public static IQueryable<VendorPaperLine> Begun(ConsoleContext db, IQueryable<VendorPaperLine> papers) => papers.Where(v =>
        db.GoodsReceipts.Any(r => r.RmaId == v.Number && r.RmaId != "") || db.GoodsReceipts.Any(r => r.RmaId == v.ReturnsReference && r.RmaId != "")
        || db.GoodsReceipts.Any(r => r.TrackingId == v.TrackingId && r.TrackingId != "")
        || db.VendorCredits.Any(c => c.AccountId == v.AccountId && c.ReturnsReference == (v.ReturnsReference == "" ? v.Number : v.ReturnsReference)));

    public static string ReferenceOf(VendorPaperLine line) => line.ReturnsReference.Length > 0 ? line.ReturnsReference : line.Number;

    private static string[] NumbersOf(VendorPaperLine line) => line.ReturnsReference.Length > 0 && line.ReturnsReference != line.Number ? [line.Number, line.ReturnsReference] : [line.Number];

    private static VendorReturn Of(int account, string name, string reference, List<VendorPaperLine> lines, Belongings with)
    {
        var numbers = lines.SelectMany(NumbersOf).ToHashSet(StringComparer.Ordinal);
        var parcels = lines.Select(l => l.TrackingId).Where(t => t.Length > 0).ToHashSet(StringComparer.Ordinal);
        var arrived = numbers.SelectMany(n => with.ByNumber[n]).Concat(parcels.SelectMany(p => with.ByParcel[p])).Where(r => with.Companies[r.AccountId] == with.Companies[account]).DistinctBy(r => r.Id).OrderBy(r => r.Id).ToList();
        var mine = with.Credits[(account, reference)].ToList();
        return new VendorReturn
        {
            AccountId = account,
            Account = name,
            Reference = reference,
            Lines = Share(lines, arrived),
            Receipts = arrived,
            Credits = mine,
            Remittances = [.. mine.Select(c => c.Number).Distinct().SelectMany(n => with.Remittances[(account, n)]).OrderBy(v => v.Id)],
            Others = [.. numbers.SelectMany(n => with.Others[(account, n)]).OrderBy(v => v.Id)],
        };
    }

    /// <summary>What arrived of a SKU fills its lines one after the other; what is more than they tell stands with the last of them.</summary>
    private static List<VendorReturnLine> Share(List<VendorPaperLine> lines, List<GoodsReceipt> arrived)
    {
        var left = arrived.GroupBy(r => r.Sku).ToDictionary(g => g.Key, g => (Received: g.Sum(r => r.Quantity), Processed: g.Where(VendorReturn.IsGraded).Sum(r => r.Quantity)), StringComparer.Ordinal);
        var shared = new List<VendorReturnLine>(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var sku = new[] { line.Sku, line.Asin, line.Ean }.FirstOrDefault(k => k.Length > 0 && left.ContainsKey(k));
            if (sku is null)
            {
                shared.Add(new VendorReturnLine(line, 0, 0));
                continue;
            }
            var (received, processed) = left[sku];
            var isLast = !lines.Skip(i + 1).Any(l => l.Sku == sku || l.Asin == sku || l.Ean == sku);
            var (mine, graded) = isLast ? (received, processed) : (Math.Min(received, line.Quantity ?? 0), Math.Min(processed, line.Quantity ?? 0));
            left[sku] = (received - mine, processed - graded);
            shared.Add(new VendorReturnLine(line, mine, graded));
        }
        return shared;
    }

    /// <summary>What belongs to some returns, each found without going through all of it.</summary>
    private sealed class Belongings(
        List<GoodsReceipt> numbered, List<GoodsReceipt> tracked, List<VendorCredit> credits, List<VendorPaperLine> remittances, List<VendorPaperLine> others, IReadOnlyDictionary<int, int> companies)
    {
        public ILookup<string, GoodsReceipt> ByNumber { get; } = numbered.ToLookup(r => r.RmaId, StringComparer.Ordinal);

        public ILookup<string, GoodsReceipt> ByParcel { get; } = tracked.ToLookup(r => r.TrackingId, StringComparer.Ordinal);

        public ILookup<(int, string), VendorCredit> Credits { get; } = credits.ToLookup(c => (c.AccountId, c.ReturnsReference));

        public ILookup<(int, string), VendorPaperLine> Remittances { get; } = remittances.ToLookup(v => (v.AccountId, v.InvoiceNumber));

        public ILookup<(int, string), VendorPaperLine> Others { get; } = others.ToLookup(v => (v.AccountId, v.ReturnsReference));

        public IReadOnlyDictionary<int, int> Companies { get; } = companies;
    }
}
