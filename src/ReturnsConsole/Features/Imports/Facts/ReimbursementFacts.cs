using System.Globalization;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>Rows of the reimbursements report; one reimbursement id may hold several items.</summary>
internal sealed class ReimbursementFacts(ConsoleContext db, SourceFile file, SourceRecords records, OrderChanges changes) : FactUpserts<Reimbursement>(db, records, changes)
{
    private readonly Occurrences occurrences = new();

    public void Add(ReimbursementRow row, long record)
    {
        var identity = NaturalKey(row.ReimbursementId, row.OrderId, row.Sku, row.Fnsku, row.Condition, row.Reason);
        Take(new Reimbursement
        {
            AccountId = file.AccountId,
            NaturalKey = NaturalKey(identity, occurrences.Next(identity).ToString(CultureInfo.InvariantCulture)),
            ReimbursementId = row.ReimbursementId,
            CaseId = Text(row.CaseId),
            OrderKey = OrderKey.From(row.OrderId),
            OrderId = Text(row.OrderId),
            Reason = Text(row.Reason),
            Sku = Text(row.Sku),
            Currency = row.Currency,
            Total = row.AmountTotalMinor,
            QuantityCash = row.QuantityCash,
            QuantityInventory = row.QuantityInventory,
            ApprovedAt = row.ApprovedUtc,
            Hash = row.Row.Hash,
            FileId = file.Id,
            Line = row.Row.Line,
        }, record);
    }

    protected override object KeyOf(Reimbursement fact) => fact.NaturalKey;

    protected override long IdOf(Reimbursement fact) => fact.Id;

    protected override long HashOf(Reimbursement fact) => fact.Hash;

    protected override long OrderKeyOf(Reimbursement fact) => fact.OrderKey;

    protected override IQueryable<Reimbursement> Stored(IReadOnlyList<Reimbursement> batch)
    {
        var keys = batch.Select(f => f.NaturalKey).Distinct().ToList();
        return Db.Reimbursements.Where(r => keys.Contains(r.NaturalKey) && r.AccountId == file.AccountId);
    }

    protected override int Compare(Reimbursement one, Reimbursement other)
    {
        var c = Nullable.Compare(one.ApprovedAt, other.ApprovedAt);
        c = c != 0 ? c : ((one.QuantityCash ?? 0) + (one.QuantityInventory ?? 0)).CompareTo((other.QuantityCash ?? 0) + (other.QuantityInventory ?? 0));
        return c != 0 ? c : one.Hash.CompareTo(other.Hash);
    }
}
