using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Settlements;

public sealed record SettlementEntry(long Id, int FileId, long Line, int Part, string TransactionType, string OrderId, string Sku, string AmountType, string AmountDescription, long Amount, DateTime? PostedAt);

/// <param name="Next">To ask for the next page with; null on the last.</param>
/// <param name="Previous">To ask for the page before with: 0 for the first page; null on the first.</param>
public sealed record SettlementPage(SettlementRow Settlement, IReadOnlyList<SettlementEntry> Lines, long? Next, long? Previous);

/// <summary>One settlement with a page of its lines, in file order, by key: the last page costs what the first does.</summary>
public sealed class SettlementLines(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public const int PageSize = 100;

    /// <param name="after">Id of the last line of the page before; 0 for the first page.</param>
    public async Task<Answer<SettlementPage>> RunAsync(Actor actor, int id, long after, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<SettlementPage>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var settlement = await SettlementList.Rows(db, SettlementList.Seen(db, await guard.CompaniesAsync(actor, ct)).Where(s => s.Id == id)).SingleOrDefaultAsync(ct);
        if (settlement is null)
            return Answer.Refused<SettlementPage>("There is no such settlement among the accounts you see.");
        var lines = db.SettlementLines.AsNoTracking().Where(l => l.SettlementPk == id);
        var page = await lines.Where(l => l.Id > after).OrderBy(l => l.Id).Take(PageSize + 1)
            .Select(l => new SettlementEntry(l.Id, l.FileId, l.Line, l.Part, l.TransactionType, l.OrderId, l.Sku, l.AmountType, l.AmountDescription, l.Amount, l.PostedAt)).ToListAsync(ct);
        var more = page.Count > PageSize;
        if (more)
            page.RemoveAt(PageSize);
        // The page before begins after the line that stands one page and one line back.
        var back = after == 0 ? null : await lines.Where(l => l.Id <= after).OrderByDescending(l => l.Id).Skip(PageSize).Select(l => (long?)l.Id).FirstOrDefaultAsync(ct);
        return Answer.Of(new SettlementPage(settlement, page, more ? page[^1].Id : null, after == 0 ? null : back ?? 0));
    }
}
