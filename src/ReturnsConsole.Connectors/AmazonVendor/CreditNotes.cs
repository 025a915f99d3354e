using System.Text.Json;
using System.Text.Json.Serialization;
using ReturnsConsole.Connectors.Amazon;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.AmazonVendor;

/// <summary>Credit notes as vendor invoices of type CreditNote. Sent once: Amazon documents no key against repetition. Success means that it was validated, no more. Source: vendorInvoices v1.</summary>
internal sealed class CreditNotes(SellingPartnerApi api)
{
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public async Task<SendAnswer> SendAsync(CreditNoteMessage note, CancellationToken ct)
    {
        try
        {
            using var answer = await api.TellAsync(HttpMethod.Post, "submitInvoices", "/vendor/payments/v1/invoices", [], Body(note), repeatable: false, ct);
            return answer.Payload.Text("transactionId") is { } id
                ? new SendAnswer(SendResult.Pending, $"Amazon took credit note {note.Number} and is checking it.", id, TimeSpan.FromMinutes(5), answer.RequestId)
                : new SendAnswer(SendResult.Unknown, $"{api.Connection.Name}: submitInvoices was answered without a transactionId. Whether credit note {note.Number} was taken is not known: look in Vendor Central.", RequestId: answer.RequestId);
        }
        catch (PartnerException failed)
        {
            return SendOutcome.Of(failed);
        }
    }

    public async Task<SendAnswer> AskAsync(CreditNoteMessage note, string? reference, CancellationToken ct)
    {
        if (reference is null)
            return new SendAnswer(SendResult.Unknown, $"Amazon gave no transaction for credit note {note.Number} and has no way to look for it. Look for its number in Vendor Central under Payments.");
        try
        {
            using var answer = await api.GetAsync("getTransaction", $"/vendor/transactions/v1/transactions/{Uri.EscapeDataString(reference)}", [], ct);
            return VendorTransactions.Verdict(
                answer, reference, $"credit note {note.Number}",
                $"Amazon validated credit note {note.Number}. That is not acceptance: whether it is accepted and paid shows only in Vendor Central and its remittances.");
        }
        catch (PartnerException gone) when (gone.Fault == PartnerFault.NotFound)
        {
            return new SendAnswer(SendResult.Unknown, $"Amazon does not know transaction {reference} of credit note {note.Number} (any more). Look for the number in Vendor Central.", reference, RequestId: gone.RequestId);
        }
        catch (PartnerException failed)
        {
            return SendOutcome.Unanswered(failed, reference, taken: true);
        }
    }

    private static byte[] Body(CreditNoteMessage note) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        invoices = new[]
        {
            new
            {
                invoiceType = "CreditNote",
                id = note.Number,
                date = SellingPartner.Time(note.IssuedUtc),
                remitToParty = new { partyId = note.RemitToPartyId },
                billToParty = note.BillToPartyId is null ? null : new { partyId = note.BillToPartyId },
                invoiceTotal = Money(note.TotalMinor, note.Currency),
                items = note.Items.Select(item => new
                {
                    itemSequenceNumber = item.Sequence,
                    amazonProductIdentifier = item.Asin,
                    vendorProductIdentifier = item.VendorProductIdentifier,
                    invoicedQuantity = new { amount = item.Quantity, unitOfMeasure = "Eaches" },
                    netCost = Money(item.UnitCostMinor, note.Currency),
                    purchaseOrderNumber = item.PurchaseOrderNumber,
                    creditNoteDetails = new
                    {
                        referenceInvoiceNumber = note.ReferenceInvoiceNumber,
                        debitNoteNumber = note.DebitNoteNumber,
                        returnsReferenceNumber = note.ReturnsReferenceNumber,
                        goodsReturnDate = SellingPartner.Time(note.GoodsReturnDate),
                        rmaId = note.RmaId,
                    },
                }),
            },
        },
    }, Options);

    private static object Money(long minor, string currency) => new { currencyCode = currency, amount = JsonMoney.Show(minor, currency) };
}
