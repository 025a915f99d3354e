using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Intake.Answers;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Receiving;

/// <summary>What a scan at the grading bench leads to.</summary>
/// <param name="ToGrade">Goods of it that are here and not graded.</param>
/// <param name="Graded">Goods of it that have a grade.</param>
/// <param name="ToReceive">Something of it can still be received at intake.</param>
public sealed record ScannedGoods(string Code, ScanResult Result, IReadOnlyList<GoodsRow> ToGrade, IReadOnlyList<GoodsRow> Graded, bool ToReceive, string OrderId)
{
    /// <summary>The one thing the scan can mean; null: a person chooses.</summary>
    public long? Only => ToGrade is [var one] && !ToReceive ? one.Id : null;
}

/// <summary>From a scanned code to the goods to grade, by the same look as at intake.</summary>
public sealed class ScanGoods(IDbContextFactory<ConsoleContext> contexts, LookUpParcel lookUp)
{
    private const int Most = 50;

    public async Task<Answer<ScannedGoods>> RunAsync(Actor actor, string code, CancellationToken ct)
    {
        var answer = await lookUp.RunAsync(actor, code, ct);
        if (answer.Value is not { } found)
            return Answer.Refused<ScannedGoods>(answer.Refusal!);
        var orders = found.Orders;
        var named = orders.SelectMany(o => o.Authorizations.Where(a => string.Equals(a.Number, found.Code.Trim(), StringComparison.OrdinalIgnoreCase))).ToList();
        var ids = orders.SelectMany(o => o.Receipts).Select(r => r.Id).Take(Most).ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var accounts = orders.DistinctBy(o => o.AccountId).ToDictionary(o => o.AccountId, o => o.Account);
        var goods = await db.GoodsReceipts.AsNoTracking().Where(r => ids.Contains(r.Id) && r.Disposition != Disposition.Lost && r.Source != PlatformNames.Rebound && r.Source != PlatformNames.HappyReturns).OrderBy(r => r.Id).ToListAsync(ct);
        if (named is [var label])
        {
            // The label of one item: only that item is meant.
            var reference = await db.ReturnAuthorizations.AsNoTracking().Where(a => a.Number == label.Number).Select(a => a.ReceiptReference).SingleAsync(ct);
            goods = [.. goods.Where(r => r.Reference == reference || r.Reference.StartsWith(reference + ".", StringComparison.Ordinal))];
        }
        var rows = goods.ConvertAll(r => ReceivingList.RowOf(r, accounts[r.AccountId]));
        return Answer.Of(new ScannedGoods(found.Code, found.Result,
            rows.FindAll(r => ReceivingWords.IsToGrade(r.Grade, r.Disposition)), rows.FindAll(r => !ReceivingWords.IsToGrade(r.Grade, r.Disposition)),
            named.Count == 0 && (found.Result != ScanResult.Known || orders.Any(o => o.Lines.Any(l => l.Waiting > 0) || o.Receipts.Count == 0)),
            orders is [var only] ? only.OrderId : ""));
    }
}
