using System.Text.Json;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Vendor;

/// <summary>Vendor payments v1: credit notes for goods that Amazon returned. Whether they are accepted shows only in the transaction.</summary>
internal sealed class InvoicesApi(SandboxWorld world)
{
    public Answer Submit(Call call)
    {
        var notes = call.Json().List("invoices", 1).Select(Read).ToList();
        var transaction = world.Amazon.Vendor.Submit(notes.Select(note => note.Fault).FirstOrDefault(fault => fault is not null), () =>
        {
            foreach (var note in notes.Where(note => note.IsCreditNote))
                Book(note);
        });
        return Answer.Json(202, new { payload = new { transactionId = transaction.Id } });
    }

    private static Note Read(JsonElement invoice)
    {
        var type = invoice.OneOf("invoiceType", "Invoice", "CreditNote");
        var id = invoice.Text("id");
        _ = invoice.TimeOrNull("date") ?? throw new BadCallException("'date' is required.");
        _ = invoice.Object("remitToParty").Text("partyId");
        var (total, currency) = Money(invoice.Object("invoiceTotal"));
        var items = invoice.TryGetProperty("items", out _) ? invoice.List("items").Select(Item).ToList() : [];
        var charges = Extra(invoice, "taxDetails", "taxAmount") + Extra(invoice, "chargeDetails", "chargeAmount") - Extra(invoice, "allowanceDetails", "allowanceAmount");
        return new Note(id, type == "CreditNote", total, currency, items, Fault(type == "CreditNote", total, charges, items));
    }

    private static NoteItem Item(JsonElement item)
    {
        _ = item.Whole("itemSequenceNumber");
        var quantity = item.Object("invoicedQuantity");
        _ = quantity.OneOf("unitOfMeasure", "Cases", "Eaches");
        var (cost, _) = Money(item.Object("netCost"));
        var details = item.ObjectOrNull("creditNoteDetails");
        return new NoteItem(
            item.TextOrNull("vendorProductIdentifier") ?? item.TextOrNull("amazonProductIdentifier"), (int)quantity.Whole("amount"), cost, item.TextOrNull("purchaseOrderNumber"),
            details?.TextOrNull("returnsReferenceNumber"), details?.TimeOrNull("goodsReturnDate"));
    }

    /// <summary>The semantic check that follows after the call was taken.</summary>
    private static string? Fault(bool isCreditNote, long total, long charges, List<NoteItem> items)
    {
        if (items.Count == 0)
            return "The invoice has no items.";

        if (items.Sum(item => item.Cost * item.Quantity) + charges != total)
            return "invoiceTotal is not the sum of its items, taxes and charges.";

        return isCreditNote && items.Exists(item => item.ReturnsReference is null || item.GoodsReturned is null)
            ? "A credit note for returns needs returnsReferenceNumber and goodsReturnDate on each item."
            : null;
    }

    private static long Extra(JsonElement invoice, string list, string amount) =>
        invoice.TryGetProperty(list, out _) ? invoice.List(list).Sum(entry => Money(entry.Object(amount)).Minor) : 0;

    private static (long Minor, string Currency) Money(JsonElement money) =>
        (Amounts.Minor(money.Text("amount")) ?? throw new BadCallException($"'{money.Text("amount")}' is not an amount with at most two decimals."), money.Text("currencyCode"));

    private void Book(Note note)
    {
        var item = note.Items[0];
        world.Ledger.Add(new LedgerEntry(
            "amazonVendor", "creditNote", item.ReturnsReference, item.PurchaseOrder, item.Product, note.Items.Sum(one => one.Quantity), Amounts.Text(note.Total), note.Currency, note.Id, world.Now));
    }

    private sealed record Note(string Id, bool IsCreditNote, long Total, string Currency, List<NoteItem> Items, string? Fault);

    private sealed record NoteItem(string? Product, int Quantity, long Cost, string? PurchaseOrder, string? ReturnsReference, DateTime? GoodsReturned);
}
