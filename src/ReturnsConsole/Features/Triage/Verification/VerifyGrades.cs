using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Triage.Verification;

/// <summary>
/// Goods that count as sellable were graded by a named person: at our dock by the grading that says the same, elsewhere in a file that a person brought. A hub's
/// final disposition counts only where its account trusts it, which the ledger's own comparison with the facts proves.
/// </summary>
internal static class VerifyGrades
{
    public const string Name = "nothing is sellable without a grade";

    public static async IAsyncEnumerable<VerifyFinding> RunAsync(IDbContextFactory<ConsoleContext> contexts, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var sellable = db.GoodsReceipts.AsNoTracking().Where(r => r.Disposition == Disposition.Restocked && r.Grade != ConditionGrade.None && r.Source != PlatformNames.Rebound && r.Source != PlatformNames.HappyReturns);
        var own = sellable.Where(r => (db.SourceFiles.Any(f => f.Id == r.FileId && f.Layout == OwnReceipts.Layout) || (r.Source == IntakeWords.Source && !db.SourceFiles.Any(f => f.Id == r.FileId)))
            && !db.ItemGradings.Any(g => g.ReceiptId == r.Id && g.Grade == r.Grade && g.Disposition == r.Disposition && g.ActorId != 0 && g.ActorName != ""
                && !db.ItemGradings.Any(later => later.ReceiptId == r.Id && later.Id > g.Id)));
        await foreach (var r in own.Select(r => new { r.Id, r.Sku, r.OrderId }).AsAsyncEnumerable().WithCancellation(ct))
            yield return new(Name, $"SKU {r.Sku}, order {r.OrderId}", $"Receipt {r.Id} is back in stock, and no grading by a person says so. Grade it under Receiving.");
        var brought = sellable.Where(r => db.SourceFiles.Any(f => f.Id == r.FileId && f.Layout != OwnReceipts.Layout && f.ReceivedByName == ""));
        await foreach (var r in brought.Select(r => new { r.Id, r.Sku, r.OrderId }).AsAsyncEnumerable().WithCancellation(ct))
            yield return new(Name, $"SKU {r.Sku}, order {r.OrderId}", $"Receipt {r.Id} is back in stock by a file that nobody stands for. Grade it under Receiving.");
    }
}
