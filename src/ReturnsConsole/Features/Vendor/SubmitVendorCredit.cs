using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Vendor;

/// <summary>What a person submits.</summary>
/// <param name="Sequence">From the form: submitting the same form twice is submitting once.</param>
/// <param name="Total">What the person saw, minor units.</param>
/// <param name="RemitTo">Party id of the vendor, as Vendor Central calls it.</param>
public sealed record VendorCreditWish(int AccountId, string Reference, int Sequence, long Total, string RemitTo, string InvoiceNumber, string DebitNote, DateTime GoodsReturnedOn);

/// <summary>A person submits the credit note of a vendor return whose goods are here and graded: the note, its message and the audit entry in one transaction.</summary>
public sealed class SubmitVendorCredit(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, OutboxWriter outbox, AuditTrail trail, ChangeFeed feed, TimeProvider clock)
{
    public async Task<Outcome> RunAsync(Actor actor, VendorCreditWish wish, CancellationToken ct)
    {
        if (Missing(wish) is { } missing)
            return Outcome.Refused(missing);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await guard.RefusalAsync(actor, Permission.SendRefunds, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        var companies = await guard.CompaniesAsync(actor, ct);
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == wish.AccountId, ct);
        if (account is null || (companies is not null && !companies.Contains(account.CompanyId)))
            return Outcome.Refused("There is no such vendor return that you can see.");
        if ((await VendorLoading.LoadAsync(db, new Dictionary<int, string> { [account.Id] = account.Name }, VendorLoading.Named(wish.Reference), ct)).FirstOrDefault() is not { } found)
            return Outcome.Refused("There is no such vendor return that you can see.");
        if (found.Credits.FirstOrDefault(c => c.Sequence == wish.Sequence) is { } same)
            return Outcome.Done($"Credit note {same.Number} was submitted already, once.");
        if (found.WhyNoCredit() is { } why)
            return Outcome.Refused(why);
        if (found.CreditTotal != wish.Total || wish.Sequence != found.Credits.Count + 1)
            return Outcome.Conflict("What arrived changed since you looked. Look at the amounts again.");
        var partner = await db.Partners.AsNoTracking().Where(p => p.AccountId == wish.AccountId && p.Kind == PartnerKind.AmazonVendor).OrderBy(p => p.Paused).ThenBy(p => p.Id).Select(p => (int?)p.Id).FirstOrDefaultAsync(ct);
        if (partner is not { } vendor)
            return Outcome.Refused("No Amazon Vendor Central account is connected for it: connect one under Partners.");
        var credit = Make(actor, wish, found);
        db.VendorCredits.Add(credit);
        await outbox.AddAsync(db, actor, vendor, credit.Number, $"Credit note {credit.Number}, {new Money(credit.Total, credit.Currency)}, vendor return {found.Reference}", Message(credit, wish, found), ct);
        await trail.AppendAsync(db, new AuditRecord(actor, "vendor-credit.submitted", "vendor-credit", credit.Number, null, JsonSerializer.Serialize(new
        {
            reference = credit.ReturnsReference,
            total = credit.Total,
            currency = credit.Currency,
            pieces = credit.Quantity,
            invoice = credit.InvoiceNumber,
        })), ct);
        try
        {
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }
        catch (DbUpdateException)
        {
            return Outcome.Conflict("Somebody else submitted it in the same moment. Look at it again.");
        }
        feed.Publish(ChangeTopic.Refunds);
        return Outcome.Done($"Credit note {credit.Number} over {new Money(credit.Total, credit.Currency)} is submitted. It counts when a remittance shows it.");
    }

    private VendorCredit Make(Actor actor, VendorCreditWish wish, VendorReturn found)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var reference = found.Reference.Length <= 30 ? found.Reference : found.Reference[^30..];
        return new VendorCredit
        {
            AccountId = found.AccountId,
            ReturnsReference = found.Reference,
            Sequence = wish.Sequence,
            Number = string.Create(CultureInfo.InvariantCulture, $"CN{found.AccountId}-{reference}-{wish.Sequence}"),
            Currency = found.Currency,
            Total = found.CreditTotal,
            Quantity = found.Creditable.Sum(l => l.Processed),
            InvoiceNumber = wish.InvoiceNumber.Trim(),
            DebitNote = wish.DebitNote.Trim(),
            GoodsReturnedOn = wish.GoodsReturnedOn.Date,
            SubmittedAt = now,
            SubmittedById = actor.UserId,
            SubmittedBy = actor.Name.Length <= 200 ? actor.Name : actor.Name[..200],
            StateAt = now,
        };
    }

    private static CreditNoteMessage Message(VendorCredit credit, VendorCreditWish wish, VendorReturn found) => new(
        credit.Number, credit.SubmittedAt, credit.Currency, credit.Total, wish.RemitTo.Trim(), null, credit.InvoiceNumber, credit.DebitNote.Length == 0 ? null : credit.DebitNote, credit.ReturnsReference,
        DateTime.SpecifyKind(credit.GoodsReturnedOn, DateTimeKind.Utc), found.Number,
        [.. found.Creditable.Select((l, at) => new CreditNoteItem(at + 1, l.Paper.Sku.Length > 0 ? l.Paper.Sku : null, l.Paper.Asin.Length > 0 ? l.Paper.Asin : null, l.Processed, l.UnitCost!.Value,
            l.Paper.PurchaseOrder.Length > 0 ? l.Paper.PurchaseOrder : null))]);

    /// <summary>Amazon refuses a credit note for returns without its references.</summary>
    private string? Missing(VendorCreditWish wish) =>
        wish.RemitTo.Trim().Length is 0 or > 60 ? "Enter the remit-to party: your vendor's party id in Vendor Central."
        : wish.InvoiceNumber.Trim().Length is 0 or > 60 ? "Enter the number of the invoice that the goods were billed with: Amazon demands it of credit notes."
        : wish.DebitNote.Trim().Length > 60 ? "A debit note's number has at most 60 characters."
        : wish.GoodsReturnedOn.Date > clock.GetUtcNow().UtcDateTime.Date.AddDays(1) || wish.GoodsReturnedOn.Year < 2000 ? "Enter the day on which the goods were received; it cannot lie ahead."
        : null;
}
