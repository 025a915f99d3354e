using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Intake.Articles;

/// <summary>From an article's barcode to its SKU: what people have said, else what papers of vendors tell. Order and return reports carry no such number.</summary>
internal static class FindArticle
{
    private const int Most = 5;

    /// <summary>Empty: nobody and nothing tells it.</summary>
    public static async Task<IReadOnlyList<string>> SkusAsync(ConsoleContext db, string gtin, IReadOnlyCollection<int> accounts, CancellationToken ct)
    {
        var learned = await db.ArticleCodes.AsNoTracking().Where(a => a.Code == gtin && accounts.Contains(a.AccountId)).OrderByDescending(a => a.At).Select(a => a.Sku).Take(Most).ToListAsync(ct);
        if (learned.Count > 0)
            return [.. learned.Distinct(StringComparer.OrdinalIgnoreCase)];
        var spellings = Gtin.SpellingsOf(gtin);
        var told = await db.VendorPaperLines.AsNoTracking().Where(v => v.Ean != "" && spellings.Contains(v.Ean) && v.Sku != "" && accounts.Contains(v.AccountId)).OrderByDescending(v => v.Id).Select(v => v.Sku).Take(Most).ToListAsync(ct);
        return [.. told.Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
