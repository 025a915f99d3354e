using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Imports.Facts;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Receiving;

/// <summary>A word about goods, ready to be written: the rows that say it, the one it is about first.</summary>
internal sealed record GradingPaper(GoodsReceipt Goods, IReadOnlyList<OwnReceipt> Rows, DateTime At)
{
    private const int LongestBase = 80;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"Grading {At:yyyy-MM-dd HH.mm.ss} {Goods.Id}.csv");

    public OwnReceipt Said => Rows[0];

    /// <param name="parts">How many parts were split off these goods before.</param>
    public static GradingPaper Of(GoodsReceipt goods, int quantity, ConditionGrade grade, Disposition disposition, int parts, DateTime now)
    {
        // A later word must win, even where a clock ran fast when the earlier one was written.
        var least = (goods.RecordedAt ?? goods.ReceivedAt).AddMilliseconds(1);
        var at = now > least ? now : least;
        var whole = Row(goods, at);
        if (quantity == goods.Quantity)
            return new(goods, [whole with { Grade = grade, Disposition = disposition }], at);
        var part = whole with { Quantity = quantity, Grade = grade, Disposition = disposition, Reference = string.Create(CultureInfo.InvariantCulture, $"{BaseOf(goods)}.{parts + 1}"), Corrects = "" };
        return new(goods, [part, whole with { Quantity = goods.Quantity - quantity }], at);
    }

    /// <summary>How references of parts split off these goods begin.</summary>
    public static string BaseOf(GoodsReceipt goods) => goods.Reference.Length is > 0 and <= LongestBase ? goods.Reference : string.Create(CultureInfo.InvariantCulture, $"receipt-{goods.Id}");

    private static OwnReceipt Row(GoodsReceipt goods, DateTime at) => new(goods.OrderId, goods.RmaId, goods.Sku, goods.Quantity, goods.TrackingId, goods.ReceivedAt, goods.Source, goods.Reference)
    {
        Grade = goods.Grade,
        Disposition = goods.Disposition,
        RecordedAt = at,
        Corrects = goods.Reference.Length == 0 ? goods.NaturalKey : "",
    };
}

/// <summary>Writes a grading: the facts by the way of the receipts file, what was said by whom, and the audit entry, in the caller's transaction.</summary>
internal sealed class GradingWriting(EvidenceStore evidence, AuditTrail audit, TimeProvider clock)
{
    private readonly OwnReceipts receipts = new(evidence, audit, clock);

    public Task<StoredEvidence> StoreAsync(GradingPaper paper, CancellationToken ct) => receipts.StoreAsync(paper.Name, paper.Rows, ct);

    /// <param name="make">From the id of the grading, the goods it is about and their new mark.</param>
    public async Task<ItemGrading> WriteAsync(ConsoleContext db, Actor actor, GradingPaper paper, StoredEvidence stored, Func<long, long, long, ItemGrading> make, CancellationToken ct)
    {
        var goods = paper.Goods;
        await receipts.WriteAsync(db, actor, goods.AccountId, paper.Name, paper.Rows, stored, without: false, more: null, ct);
        var receipt = goods.Id;
        if (paper.Rows.Count > 1)
        {
            var key = FactUpserts<GoodsReceipt>.NaturalKey("ref", goods.Source, paper.Said.Reference);
            receipt = await db.GoodsReceipts.Where(r => r.NaturalKey == key && r.AccountId == goods.AccountId).Select(r => r.Id).SingleAsync(ct);
        }
        var grading = make(db.NextId(typeof(ItemGrading)), receipt, OwnReceipts.HashOf(paper.Said));
        db.ItemGradings.Add(grading);
        await audit.AppendAsync(db, new AuditRecord(actor, ActionOf(grading.Kind), "receipt", receipt.ToString(CultureInfo.InvariantCulture),
            Before: JsonSerializer.Serialize(new { grade = grading.GradeBefore.ToString(), disposition = grading.DispositionBefore.ToString(), quantity = goods.Quantity }),
            After: JsonSerializer.Serialize(new
            {
                order = grading.OrderId,
                sku = grading.Sku,
                quantity = grading.Quantity,
                grade = grading.Grade.ToString(),
                disposition = grading.Disposition.ToString(),
                proposed = grading.Proposed.ToString(),
            }),
            Why: grading.Reason.Length > 0 ? grading.Reason : grading.Ground.Length > 0 ? grading.Ground : null), ct);
        return grading;
    }

    private static string ActionOf(GradingKind kind) => kind switch
    {
        GradingKind.Corrected => "goods.grading-corrected",
        GradingKind.Undone => "goods.grading-undone",
        _ => "goods.graded",
    };
}
