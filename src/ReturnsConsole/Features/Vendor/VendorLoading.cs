using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Vendor;

/// <summary>Reads vendor returns with all that belongs to them: a handful of queries for five hundred, never one for each.</summary>
internal static class VendorLoading
{
    private const int AtOnce = 500;

    /// <param name="accounts">Names by id.</param>
    /// <param name="reference">Null: all of them.</param>
    public static async Task<List<VendorReturn>> LoadAsync(ConsoleContext db, IReadOnlyDictionary<int, string> accounts, string? reference, CancellationToken ct)
    {
        var ids = accounts.Keys.ToList();
        var papers = db.VendorPaperLines.AsNoTracking().Where(v => ids.Contains(v.AccountId) && v.Paper == VendorPaper.Return);
        if (reference is not null)
            papers = papers.Where(v => v.ReturnsReference == reference || (v.ReturnsReference == "" && v.Number == reference));
        var groups = (await papers.OrderBy(v => v.Id).ToListAsync(ct)).GroupBy(v => (v.AccountId, Reference: ReferenceOf(v))).ToList();
        var companies = await db.Accounts.AsNoTracking().Select(a => new { a.Id, a.CompanyId }).ToDictionaryAsync(a => a.Id, a => a.CompanyId, ct);
        var all = new List<VendorReturn>(groups.Count);
        foreach (var part in groups.Chunk(AtOnce))
        {
            var numbers = part.SelectMany(g => g.SelectMany(NumbersOf)).Distinct().ToList();
            var parcels = part.SelectMany(g => g.Select(v => v.TrackingId)).Where(t => t.Length > 0).Distinct().ToList();
            var receipts = await db.GoodsReceipts.AsNoTracking().Where(r => (r.RmaId != "" && numbers.Contains(r.RmaId)) || (r.TrackingId != "" && parcels.Contains(r.TrackingId))).OrderBy(r => r.Id).ToListAsync(ct);
            var references = part.Select(g => g.Key.Reference).ToList();
            var credits = await db.VendorCredits.AsNoTracking().Where(c => references.Contains(c.ReturnsReference)).OrderBy(c => c.Id).ToListAsync(ct);
            var notes = credits.Select(c => c.Number).ToList();
            var others = await db.VendorPaperLines.AsNoTracking().Where(v => ids.Contains(v.AccountId)
                && ((v.Paper == VendorPaper.Remittance && notes.Contains(v.InvoiceNumber)) || ((v.Paper == VendorPaper.DebitNote || v.Paper == VendorPaper.Dispute) && numbers.Contains(v.ReturnsReference))))
                .OrderBy(v => v.Id).ToListAsync(ct);
            all.AddRange(part.Select(g => Of(g.Key.AccountId, accounts[g.Key.AccountId], g.Key.Reference, [.. g], [.. receipts.Where(r => companies[r.AccountId] == companies[g.Key.AccountId])], credits, others)));
        }
        return all;
    }

    public static string ReferenceOf(VendorPaperLine line) => line.ReturnsReference.Length > 0 ? line.ReturnsReference : line.Number;

    private static string[] NumbersOf(VendorPaperLine line) => line.ReturnsReference.Length > 0 && line.ReturnsReference != line.Number ? [line.Number, line.ReturnsReference] : [line.Number];

    private static VendorReturn Of(int account, string name, string reference, List<VendorPaperLine> lines, List<GoodsReceipt> receipts, List<VendorCredit> credits, List<VendorPaperLine> others)
    {
        var numbers = lines.SelectMany(NumbersOf).ToHashSet(StringComparer.Ordinal);
        var parcels = lines.Select(l => l.TrackingId).Where(t => t.Length > 0).ToHashSet(StringComparer.Ordinal);
        var arrived = receipts.Where(r => numbers.Contains(r.RmaId) || parcels.Contains(r.TrackingId)).ToList();
        var mine = credits.Where(c => c.AccountId == account && c.ReturnsReference == reference).ToList();
        var notes = mine.Select(c => c.Number).ToHashSet(StringComparer.Ordinal);
        return new VendorReturn
        {
            AccountId = account,
            Account = name,
            Reference = reference,
            Lines = Share(lines, arrived),
            Receipts = arrived,
            Credits = mine,
            Remittances = [.. others.Where(o => o.AccountId == account && o.Paper == VendorPaper.Remittance && notes.Contains(o.InvoiceNumber))],
            Others = [.. others.Where(o => o.AccountId == account && o.Paper != VendorPaper.Remittance && numbers.Contains(o.ReturnsReference))],
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
}
