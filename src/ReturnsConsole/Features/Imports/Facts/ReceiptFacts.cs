using System.Globalization;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>
/// Goods receipts and gradings. A row with the same source and reference corrects an earlier one: the row written down later wins (received-at where it does not
/// say), at the same time the row that is further along (disposition, then grade).
/// </summary>
internal sealed class ReceiptFacts(ConsoleContext db, SourceFile file, SourceRecords records, OrderChanges changes) : FactUpserts<GoodsReceipt>(db, records, changes)
{
    private readonly Occurrences occurrences = new();

    public void Add(ReceiptRow row, long record) => Take(new GoodsReceipt
    {
        AccountId = file.AccountId,
        NaturalKey = KeyOf(row),
        OrderKey = OrderKey.From(row.OrderId),
        OrderId = Text(row.OrderId),
        RmaId = Text(row.RmaId),
        Sku = Text(row.Sku),
        Quantity = row.Quantity,
        TrackingId = Text(row.TrackingId),
        ReceivedAt = row.ReceivedUtc,
        RecordedAt = row.RecordedUtc,
        Grade = row.Grade is { } grade ? Enum.Parse<ConditionGrade>(grade, ignoreCase: true) : ConditionGrade.None,
        Disposition = row.Disposition is { } disposition ? Enum.Parse<Disposition>(disposition, ignoreCase: true) : Disposition.None,
        Source = row.Source,
        Reference = Text(row.Reference),
        Hash = row.Row.Hash,
        FileId = file.Id,
        Line = row.Row.Line,
    }, record);

    private string KeyOf(ReceiptRow row)
    {
        if (!string.IsNullOrEmpty(row.Corrects))
            return row.Corrects;
        if (!string.IsNullOrEmpty(row.Reference))
            return NaturalKey("ref", row.Source, row.Reference);
        var identity = NaturalKey("row", row.Source, row.OrderId, row.RmaId, row.Sku, row.TrackingId, row.ReceivedUtc.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture));
        return NaturalKey(identity, occurrences.Next(identity).ToString(CultureInfo.InvariantCulture));
    }

    protected override object KeyOf(GoodsReceipt fact) => fact.NaturalKey;

    protected override long IdOf(GoodsReceipt fact) => fact.Id;

    protected override long HashOf(GoodsReceipt fact) => fact.Hash;

    protected override long OrderKeyOf(GoodsReceipt fact) => fact.OrderKey;

    protected override IQueryable<GoodsReceipt> Stored(IReadOnlyList<GoodsReceipt> batch)
    {
        var keys = batch.Select(f => f.NaturalKey).Distinct().ToList();
        return Db.GoodsReceipts.Where(r => keys.Contains(r.NaturalKey) && r.AccountId == file.AccountId);
    }

    protected override int Compare(GoodsReceipt one, GoodsReceipt other)
    {
        if (IsHub(one))
        {
            var h = one.ReceivedAt.CompareTo(other.ReceivedAt);
            h = h != 0 ? h : one.Disposition.CompareTo(other.Disposition);
            return h != 0 ? h : one.Hash.CompareTo(other.Hash);
        }
        var c = (one.RecordedAt ?? one.ReceivedAt).CompareTo(other.RecordedAt ?? other.ReceivedAt);
        c = c != 0 ? c : one.ReceivedAt.CompareTo(other.ReceivedAt);
        c = c != 0 ? c : (one.Disposition != Disposition.None).CompareTo(other.Disposition != Disposition.None);
        c = c != 0 ? c : (one.Grade != ConditionGrade.None).CompareTo(other.Grade != ConditionGrade.None);
        return c != 0 ? c : one.Hash.CompareTo(other.Hash);
    }

    /// <summary>Hubs tell the grade in some messages and leave it out of others, which takes nothing back; a person's row replaces the one before as a whole.</summary>
    protected override GoodsReceipt? Joined(GoodsReceipt there, GoodsReceipt fact)
    {
        if (!IsHub(there))
            return base.Joined(there, fact);
        var stands = Compare(fact, there) > 0 ? fact : there;
        var (one, other) = (GradedAt(there), GradedAt(fact));
        var graded = one > other || (one == other && there.Grade > fact.Grade) ? there : fact;
        if (ReferenceEquals(stands, there) && (ReferenceEquals(graded, there) || (graded.Grade == there.Grade && one == other)))
            return null;
        return new GoodsReceipt
        {
            AccountId = stands.AccountId,
            NaturalKey = stands.NaturalKey,
            OrderKey = stands.OrderKey,
            OrderId = stands.OrderId,
            RmaId = stands.RmaId,
            Sku = stands.Sku,
            Quantity = stands.Quantity,
            TrackingId = stands.TrackingId,
            ReceivedAt = stands.ReceivedAt,
            Grade = graded.Grade,
            GradedAt = graded.Grade == ConditionGrade.None || GradedAt(graded) == stands.ReceivedAt ? null : GradedAt(graded),
            Disposition = stands.Disposition,
            Source = stands.Source,
            Reference = stands.Reference,
            Hash = stands.Hash,
            FileId = stands.FileId,
            Line = stands.Line,
        };
    }

    private static bool IsHub(GoodsReceipt receipt) => receipt.Source is PlatformNames.Rebound or PlatformNames.HappyReturns;

    private static DateTime GradedAt(GoodsReceipt receipt) => receipt.Grade == ConditionGrade.None ? DateTime.MinValue : receipt.GradedAt ?? receipt.ReceivedAt;
}
