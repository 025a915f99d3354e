using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Receiving;

/// <summary>What would be proposed for a grade.</summary>
public sealed record GradeProposal(ConditionGrade Grade, Disposition Disposition, string Ground);

/// <summary>What was said before, newest first.</summary>
public sealed record GradingRow(ItemGrading Grading, IReadOnlyList<Guid> Photos);

/// <summary>Received goods, all that grading them needs.</summary>
/// <param name="Version">Mark of the goods as they are shown.</param>
/// <param name="Reason">Why it came back, as screens say it; empty when nobody said.</param>
/// <param name="WhyNot">Why these goods are not graded here; null: they are.</param>
/// <param name="Kit">What it is made of, or which kit it is a part of; empty: neither.</param>
/// <param name="Siblings">Other goods of the same order that wait for a grade.</param>
public sealed record GoodsDetail(
    long Id, long Version, string Account, string OrderId, string RmaId, string Sku, string ItemName, int Quantity, DateTime ReceivedAt, string Source, ConditionGrade Grade, Disposition Disposition,
    string Reason, bool IsReasonUnknown, Money? Value, IReadOnlyList<GradeProposal> Proposals, Checklist Checklist, IReadOnlyList<GradingRow> History, IReadOnlyList<Guid> DockPhotos, string? WhyNot,
    IReadOnlyList<GoodsRow> Siblings, string Kit = "")
{
    public bool IsToGrade => ReceivingWords.IsToGrade(Grade, Disposition);
}

/// <summary>Reads received goods with their order, what the rules propose for each grade, and what was said so far.</summary>
public sealed class ShowGoods(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts, IOptions<ReceivingOptions> options)
{
    private const int MostWords = 50;

    public async Task<Answer<GoodsDetail>> RunAsync(Actor actor, long receiptId, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<GoodsDetail>(refusal);
        var seen = (await accounts.RunAsync(actor, ct)).ToDictionary(a => a.Id, a => a.Name);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var goods = await db.GoodsReceipts.AsNoTracking().SingleOrDefaultAsync(r => r.Id == receiptId, ct);
        if (goods is null || !seen.TryGetValue(goods.AccountId, out var account))
            return Answer.Refused<GoodsDetail>("There are no such goods among the accounts you see.");
        var context = await GoodsContext.LoadAsync(db, goods, options.Value, ct);
        var said = await db.ItemGradings.AsNoTracking().Where(g => g.ReceiptId == receiptId).OrderByDescending(g => g.Id).Take(MostWords).ToListAsync(ct);
        var ids = said.Select(g => g.Id).ToList();
        var photos = (await db.GradingPhotos.AsNoTracking().Where(p => ids.Contains(p.GradingId) && db.IntakePhotos.Any(i => i.Id == p.PhotoId && i.ErasedAt == null)).ToListAsync(ct)).ToLookup(p => p.GradingId, p => p.PhotoId);
        var root = goods.Reference.Split('.')[0];
        var dock = root.Length == 0 || goods.OrderKey == OrderKey.None ? [] : await db.ReturnAuthorizations.AsNoTracking()
            .Where(a => a.OrderKey == goods.OrderKey && a.ReceiptReference == root && a.PhotoId != null && db.IntakePhotos.Any(i => i.Id == a.PhotoId && i.ErasedAt == null)).Select(a => a.PhotoId!.Value).Take(ItemGrading.MostPhotos).ToListAsync(ct);
        return Answer.Of(new GoodsDetail(
            goods.Id, goods.Hash, account, goods.OrderId, goods.RmaId, goods.Sku, context.ItemName, goods.Quantity, goods.ReceivedAt, goods.Source, goods.Grade, goods.Disposition,
            CanonicalReasons.TitleOf(context.Reason), context.ReasonUnknown, context.Value,
            [.. ReceivingWords.Grades.Select(g => (Grade: g, Is: context.Propose(g))).Select(p => new GradeProposal(p.Grade, ReceivingWords.Of(p.Is.Place), p.Is.Ground))],
            options.Value.ChecklistOf(goods.Sku), [.. said.Select(g => new GradingRow(g, [.. photos[g.Id]]))], dock, WhyNot(goods), await SiblingsAsync(db, goods, seen, ct), context.Kit));
    }

    private static string? WhyNot(GoodsReceipt goods) => goods switch
    {
        { Source: PlatformNames.Rebound or PlatformNames.HappyReturns } => "A hub reports these goods. They are graded here when our own dock has received them.",
        { Disposition: Disposition.Lost } => "These goods are written down as not here. If they are, receive them again at intake.",
        _ => null,
    };

    private static async Task<IReadOnlyList<GoodsRow>> SiblingsAsync(ConsoleContext db, GoodsReceipt goods, Dictionary<int, string> seen, CancellationToken ct) => goods.OrderKey == OrderKey.None
        ? []
        : [.. (await ReceivingList.ToGrade(db.GoodsReceipts.AsNoTracking()).Where(r => r.OrderKey == goods.OrderKey && r.AccountId == goods.AccountId && r.Id != goods.Id).OrderBy(r => r.Id).Take(20).ToListAsync(ct))
            .Select(r => ReceivingList.RowOf(r, seen[r.AccountId]))];
}
