using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Vendor;

/// <summary>How far a vendor return is. In the order in which it goes.</summary>
public enum VendorStage : byte
{
    /// <summary>Amazon told of it; nothing arrived.</summary>
    Announced = 1,

    /// <summary>Something arrived that nobody has graded.</summary>
    Received = 2,

    /// <summary>All that arrived is graded: a credit note is due.</summary>
    Processed = 3,
    Submitted = 4,
    Validated = 5,
    Credited = 6,
}

/// <summary>One item of a vendor return: what Amazon's paper tells, and what arrived of it.</summary>
public sealed record VendorReturnLine(VendorPaperLine Paper, int Received, int Processed)
{
    public int Told => Paper.Quantity ?? 0;

    /// <summary>Cost of one piece, minor units; null when the paper tells none that divides evenly.</summary>
    public long? UnitCost => Paper.UnitCost ?? (Paper is { Amount: { } amount, Quantity: > 0 and var pieces } && amount % pieces == 0 ? amount / pieces : null);

    public long? ToldValue => Paper.Amount ?? UnitCost * Told;
}

/// <summary>All that is known of one vendor return, side by side: told, received, processed, credited. Pure.</summary>
public sealed record VendorReturn
{
    public required int AccountId { get; init; }

    public required string Account { get; init; }

    /// <summary>Amazon's number of it: the returns reference, else the return's own.</summary>
    public required string Reference { get; init; }

    public required IReadOnlyList<VendorReturnLine> Lines { get; init; }

    /// <summary>Everything that arrived under its numbers, also what no line of the paper names.</summary>
    public required IReadOnlyList<GoodsReceipt> Receipts { get; init; }

    public required IReadOnlyList<VendorCredit> Credits { get; init; }

    /// <summary>Remittance lines of its credit notes.</summary>
    public required IReadOnlyList<VendorPaperLine> Remittances { get; init; }

    /// <summary>Debit notes and disputes that name it.</summary>
    public required IReadOnlyList<VendorPaperLine> Others { get; init; }

    /// <summary>The return's own number in Vendor Central.</summary>
    public string Number => Lines[0].Paper.Number;

    /// <summary>Empty when its lines are in several.</summary>
    public string Currency => Lines.Select(l => l.Paper.Currency).Distinct().ToList() is [var one] ? one : "";

    public int Told => Lines.Sum(l => l.Told);

    public int Received => Receipts.Sum(r => r.Quantity);

    public int Processed => Receipts.Where(IsGraded).Sum(r => r.Quantity);

    public int Missing => Told - Received;

    public long? ToldValue => Currency.Length == 0 ? null : Sum(Lines.Select(l => l.ToldValue));

    /// <summary>What arrived, at cost; null when a cost or a currency is not known, or something arrived that no line names.</summary>
    public long? ReceivedValue => Currency.Length == 0 || Lines.Sum(l => l.Received) != Received ? null : Sum(Lines.Select(l => l.UnitCost * l.Received));

    /// <summary>When the last piece that arrived was graded; null while some are not, or nothing arrived.</summary>
    public DateTime? ProcessedAt => Received == 0 || Processed != Received ? null : Receipts.Max(r => r.GradedAt ?? r.ReceivedAt);

    /// <summary>The day on which the goods came; the last of them.</summary>
    public DateTime? ReceivedAt => Receipts.Count == 0 ? null : Receipts.Max(r => r.ReceivedAt);

    /// <summary>The note that counts: the last that was not refused.</summary>
    public VendorCredit? Credit => Credits.Where(c => c.State != VendorCreditState.Refused).OrderByDescending(c => c.Sequence).FirstOrDefault() ?? Credits.OrderByDescending(c => c.Sequence).FirstOrDefault();

    /// <summary>What remittances show, as a positive amount, whatever sign they carry; null when none does, or it is in another currency.</summary>
    public long? Credited => Remittances.Count == 0 || Remittances.Any(r => r.Currency != Currency || r.Amount is null) ? null : Math.Abs(Remittances.Sum(r => r.Amount!.Value));

    public DateTime? CreditedAt => Remittances.Max(r => r.DatedAt);

    public long? MoneyDifference => Credited - ReceivedValue;

    public VendorStage Stage =>
        Credited is not null ? VendorStage.Credited
        : Credit is { State: VendorCreditState.Validated or VendorCreditState.Accepted } ? VendorStage.Validated
        : Credit is { State: VendorCreditState.Submitted or VendorCreditState.Unknown } ? VendorStage.Submitted
        : ProcessedAt is not null ? VendorStage.Processed
        : Received > 0 ? VendorStage.Received : VendorStage.Announced;

    /// <summary>Counts or money disagree.</summary>
    public bool Differs => (Received > 0 && Missing != 0) || MoneyDifference is not (null or 0);

    /// <summary>When something of it happened last, as far as papers and the dock tell.</summary>
    public DateTime? LastAt => Lines.Select(l => l.Paper.DatedAt).Append(ReceivedAt).Append(ProcessedAt).Append(CreditedAt).Append(Credit?.StateAt).Max();

    public VendorReturnFact Fact => new(Reference, Received, ProcessedAt, ReceivedValue, Currency, Credited, CreditedAt, Credit is { } credit ? $"Credit note {credit.Number} is {VendorWords.Of(credit.State)}." : "");

    /// <summary>What a credit note would hold: every piece that arrived and was graded, at cost.</summary>
    public IReadOnlyList<VendorReturnLine> Creditable => [.. Lines.Where(l => l.Processed > 0)];

    public long CreditTotal => Creditable.Sum(l => (l.UnitCost ?? 0) * l.Processed);

    /// <returns>Why no credit note can be submitted now; null when one can.</returns>
    public string? WhyNoCredit()
    {
        if (Received == 0)
            return "Nothing of it has arrived: import or record the receipts first.";
        if (ProcessedAt is null)
            return $"{Received - Processed} of {Received} pieces are not graded yet.";
        if (Credit is { State: not VendorCreditState.Refused } credit)
            return $"Credit note {credit.Number} is {VendorWords.Of(credit.State)}.";
        if (Currency.Length == 0)
            return "Its lines are in several currencies, or in none that the paper tells: one credit note has one.";
        if (Lines.Sum(l => l.Processed) != Processed)
            return "Something arrived that no line of Amazon's paper names. Settle that first: what it costs is not known.";
        if (Creditable.FirstOrDefault(l => l.UnitCost is null or <= 0) is { } free)
            return $"Amazon's paper tells no unit cost of {VendorWords.ItemOf(free.Paper)}.";
        return null;
    }

    /// <summary>A dock's file may tell the grade without its time.</summary>
    public static bool IsGraded(GoodsReceipt receipt) => receipt.GradedAt is not null || receipt.Grade != ConditionGrade.None || receipt.Disposition is not (Disposition.None or Disposition.Lost);

    private static long? Sum(IEnumerable<long?> values)
    {
        long sum = 0;
        foreach (var value in values)
        {
            if (value is not { } known)
                return null;
            sum += known;
        }
        return sum;
    }
}
