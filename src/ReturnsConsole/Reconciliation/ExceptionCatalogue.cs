namespace ReturnsConsole.Reconciliation;

/// <summary>What every kind of exception means to the people who work on it: DESIGN §5 as a table.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">As screens say it: "Orphaned refund".</param>
/// <param name="Meaning">One sentence: when it opens.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Severity">Severity of a finding that says nothing else.</param>
/// <param name="SlaHours">Hours from opening to due, unless the finding carries its own deadline or the settings say otherwise.</param>
/// <param name="Playbook">Steps in plain words, in order.</param>
/// <param name="Resolutions">What a person may do, the first being the usual one.</param>
public sealed record ExceptionKind(CaseKind Kind, string Name, string Meaning, OwnerRole Owner, FindingSeverity Severity, int SlaHours,
    IReadOnlyList<string> Playbook, IReadOnlyList<Resolution> Resolutions)
{
    /// <summary>Who else acts on it, with its evidence: finance claims what the warehouse misses. Null: nobody.</summary>
    public OwnerRole? Copy { get; init; }
}

/// <summary>The catalogue of exceptions.</summary>
public static class ExceptionCatalogue
{
    private static readonly Resolution[] Plain = [Resolution.Assign, Resolution.Comment, Resolution.Wait, Resolution.Dismiss, Resolution.Reopen];
    private static readonly Resolution[] Giving = [Resolution.Assign, Resolution.WriteOff, Resolution.Wait, Resolution.Dismiss, Resolution.Comment, Resolution.Reopen];
    private static readonly Resolution[] MatchingOrGiving = [Resolution.ForceMatch, Resolution.Assign, Resolution.WriteOff, Resolution.Wait, Resolution.Dismiss, Resolution.Comment, Resolution.Reopen];
    private static readonly Resolution[] Matching = [Resolution.ForceMatch, Resolution.Assign, Resolution.Comment, Resolution.Wait, Resolution.Dismiss, Resolution.Reopen];

    /// <summary>Every kind, in the order in which queues are shown.</summary>
    public static IReadOnlyList<ExceptionKind> All { get; } =
    [
        new(CaseKind.DuplicateRefund, "Duplicate refund", "Refunds of a line exceed what was paid, or two refunds point at one item.", OwnerRole.Finance, FindingSeverity.Critical, 48,
        [
            "Look at the refunds beside each other: date, amount, adjustment id. Who issued each: Amazon, we, or a portal?",
            "If one of them belongs to another return of this buyer, match it there (Match…).",
            "If both are for the same item, stop any refund of this order that has not been sent yet.",
            "Ask Amazon to take the second refund back, or write it off, and say which in a comment.",
        ], MatchingOrGiving),
        new(CaseKind.OrphanedRefund, "Orphaned refund", "A refund has no return, or no goods, after the waiting time of its marketplace.", OwnerRole.Finance, FindingSeverity.High, 168,
        [
            "Search the dock's unidentified shelf for the tracking number and the SKU.",
            "If the goods came under another order or RMA, match the refund with that return (Match…).",
            "If the carrier lost the parcel or the buyer never sent it, and Amazon issued the refund: open a SAFE-T claim in Seller Central before its window closes.",
            "If the refund was a goodwill gesture, dismiss the case with that reason.",
        ], MatchingOrGiving),
        new(CaseKind.RefundUnconfirmed, "Refund not proven", "A refund of ours was sent, and nothing shows that it happened.", OwnerRole.Finance, FindingSeverity.High, 24,
        [
            "Open the refund and read what was looked at and what Amazon shows.",
            "Look the order up in Seller Central. Finance data may be 48 hours late: that nothing is seen proves nothing by itself.",
            "Never ask for the refund again while its outcome is unknown: the buyer could be paid twice.",
            "When you know what happened, say so with your reason; a second person confirms it. The case closes by itself then, or when the money is seen.",
        ], Plain),
        new(CaseKind.RefundRejected, "Refund rejected", "Amazon refuses a refund or cancellation of ours.", OwnerRole.Finance, FindingSeverity.High, 24,
        [
            "Read Amazon's reason. Nothing was refunded, and the amount is free again.",
            "Mend what it names: amount, tax, currency, an order that is not shipped.",
            "Ask for the refund anew; the case closes by itself then. If none is due any more, dismiss it with that reason.",
        ], Plain),
        new(CaseKind.CancellationRequested, "Cancellation requested", "The buyer asked to cancel before shipping; Amazon expects an answer within 48 hours.", OwnerRole.Cx, FindingSeverity.High, 48,
        [
            "Has it left the warehouse? If it can be stopped, cancel the line with the reason BuyerCanceled.",
            "If it has shipped, tell the buyer to refuse the parcel or return it.",
            "The case closes by itself when the order is cancelled or shipped.",
        ], Plain),
        new(CaseKind.CreditUnacknowledged, "Vendor credit missing", "A vendor return is processed and no accepted credit came in time, or what was credited is not what arrived.", OwnerRole.Finance, FindingSeverity.High, 168,
        [
            "Open the vendor return: what Amazon told of, what arrived, what was credited, beside each other.",
            "No credit note yet: submit it from there. Refused: read Amazon's reason, mend it, and submit anew.",
            "Validated is not paid: look in Vendor Central under Payments for the note's number, and import the remittance; the case closes by itself when it shows the credit.",
            "Credited and received differ: open a dispute in Vendor Central with the receipts as evidence, or write the difference off.",
        ], Giving),
        new(CaseKind.RefundDue, "Refund due", "Goods are accepted and the marketplace's refund deadline is near.", OwnerRole.Finance, FindingSeverity.High, 24,
        [
            "Check that the refund is not already on its way in Seller Central (Manage returns).",
            "If it is not, refund the order there now; after the deadline Amazon may refund by itself and refuse a claim.",
            "The case closes by itself when the refund appears in a settlement or in the returns report.",
        ], Plain),
        new(CaseKind.RefundAmountBreak, "Refund amount differs", "The refund is not what was expected for what came back.", OwnerRole.Finance, FindingSeverity.Normal, 168,
        [
            "Read the difference by part: item, tax, shipping, restocking fee.",
            "Too little: refund the rest in Seller Central. The buyer may otherwise open an A-to-z claim.",
            "Too much: check for a goodwill gesture or a wrong quantity. Note who decided it.",
            "If the amount was agreed with the buyer, dismiss the case with that reason.",
        ], Giving),
        new(CaseKind.SettlementBreak, "Settlement break", "A settlement's lines do not sum to its total, a line type is unknown, or periods do not chain.", OwnerRole.Finance, FindingSeverity.High, 72,
        [
            "Read which check failed and by how much.",
            "Lines and total differ: download the settlement again from Seller Central and import it; the console recognises what it has.",
            "Unknown line type: tell the administrator its name; its amount is in the sum already.",
            "A period is missing: download and import the settlement of the dates named.",
        ], Giving),
        new(CaseKind.UnmatchedSettlementLine, "Unmatched line", "A settlement refunds an order that is not known here.", OwnerRole.Finance, FindingSeverity.Normal, 168,
        [
            "Import the all-orders report of the time when the order was placed; the case closes by itself when the order is known.",
            "If the order is sold through another channel (multi-channel fulfilment), match the refund with its return (Match…).",
            "If it belongs to none of your orders, ask Amazon's seller support with the settlement id and the line.",
        ], MatchingOrGiving),
        new(CaseKind.DarkReturn, "Dark return", "A prepaid-label return with no record here, or goods at the dock that nobody authorised.", OwnerRole.Warehouse, FindingSeverity.High, 120,
        [
            "Search the dock and the returns platform for the tracking number.",
            "Goods are here: record the receipt with its grade, so that money can meet goods.",
            "Goods are not here and the carrier shows them as delivered: open a carrier inquiry.",
            "Goods came without an authorisation: find the buyer's return request in Seller Central or authorise it afterwards.",
        ], MatchingOrGiving),
        new(CaseKind.ReceiptWithoutOrder, "Receipt without order", "Goods arrived that fit no order.", OwnerRole.Warehouse, FindingSeverity.Normal, 96,
        [
            "Look at the parcel again: packing slip, RMA label, carrier label.",
            "If you find the order or the RMA, choose the return it belongs to (Match…).",
            "If the parcel is not ours, send it back and dismiss the case with that reason.",
        ], Matching),
        new(CaseKind.SkuMismatch, "Other item than authorised", "The goods that arrived are of another SKU than authorised.", OwnerRole.Warehouse, FindingSeverity.High, 96,
        [
            "Check the item against the order: a wrong scan, or really another item?",
            "A wrong scan: correct the receipt and import it again.",
            "Really another item: keep it aside, take photographs, and do not refund before finance has decided.",
        ], Giving),
        new(CaseKind.QuantityMismatch, "Other count than authorised", "More or fewer pieces arrived than authorised.", OwnerRole.Warehouse, FindingSeverity.Normal, 120,
        [
            "Count again, all parcels of this return together.",
            "Fewer: wait for the rest, or refund only what came. More: ask the buyer; do not restock what is not ours.",
        ], Giving),
        new(CaseKind.KitIncomplete, "Kit incomplete", "Of a returned kit some components came, others did not.", OwnerRole.Warehouse, FindingSeverity.Normal, 120,
        [
            "Look for the missing components: the same box, other parcels of this order, the unidentified shelf. Scan what you find at intake; the case closes by itself when the kit is whole.",
            "Is the recipe right? The components of every kit stand under Stock, Kits. A corrected recipe is counted with at once.",
            "The buyer kept a part: ask for it, with the deadline that you give.",
            "It does not come: what the rest is worth nobody can compute. Finance decides on the refund; dismiss the case with what was agreed.",
        ], Giving) { Copy = OwnerRole.Finance },
        new(CaseKind.InspectionOverdue, "Not graded in time", "Goods were received and nobody has graded them.", OwnerRole.Warehouse, FindingSeverity.Normal, 24,
        [
            "Open Receiving, To grade: the oldest stand first. Scan the item's label to open it.",
            "Grade it and confirm what becomes of it. The case closes by itself then.",
            "It is not to be found: search the unidentified shelf. If it never came, take its dock entry back with that reason.",
        ], Plain),
        new(CaseKind.LostInTransit, "Lost in transit", "Scanned on its way, or on a shipment that left the hub, and not here after the account's waiting time.", OwnerRole.Warehouse, FindingSeverity.High, 120,
        [
            "Search the dock and the unidentified shelf for the tracking number and the SKU.",
            "Ask the carrier, or the hub if it consolidates: who scanned it last, where and when?",
            "Finance: claim it from whoever had it last, before their window closes. The sums by lane stand under Shipments.",
            "The case closes by itself when the goods arrive.",
        ], Giving) { Copy = OwnerRole.Finance },
        new(CaseKind.ManifestShortage, "Missing from a shipment", "Items of a closed shipment's manifest were not unloaded.", OwnerRole.Warehouse, FindingSeverity.High, 120,
        [
            "Look for the missing items: open boxes, the next pallet, the unidentified shelf. Found: scan them at intake, or reopen the shipment and go on unloading.",
            "Compare boxes and pallets with the hub's paper: is a whole box missing?",
            "Finance: download the claim file (PDF and CSV) and send it to the hub or carrier.",
            "The case closes by itself when the items arrive or the hub corrects its manifest. What is paid or given up: write it off.",
        ], Giving) { Copy = OwnerRole.Finance },
        new(CaseKind.ManifestSurplus, "Too many on a shipment", "Items were unloaded that the closed shipment's manifest does not name.", OwnerRole.Warehouse, FindingSeverity.Normal, 168,
        [
            "Items of another shipment's manifest count there as arrived; nothing else is to be done for them.",
            "A known return that was never handed in: check the label against the item. Was the drop-off not recorded?",
            "Known to nobody: put it on the unidentified shelf, with a picture.",
            "The case closes by itself when the hub corrects its manifest; else dismiss it with what was found.",
        ], Plain) { Copy = OwnerRole.Finance },
        new(CaseKind.MissingOrderKey, "Return without order id", "A return carries no Amazon order id.", OwnerRole.Cx, FindingSeverity.Normal, 72,
        [
            "Look the RMA or tracking number up in Seller Central to find the order.",
            "Download the returns report again; Amazon often fills the order id in later. The case closes by itself when it is there.",
        ], Plain),
        new(CaseKind.OrderNotSynced, "Not arrived yet", "A return waits for its order, or somebody asked for an order or return that no connected system has told of.", OwnerRole.Cx, FindingSeverity.Normal, 72,
        [
            "Read what was asked for, and compare it with what the customer has: a digit too many or too few?",
            "Look it up in Seller Central. Not there either: the customer bought elsewhere. Say so and dismiss the case.",
            "It is there: import the report of that day, or ask the administrator whether the partner is silent.",
            "The case closes by itself when the order or return arrives, and whoever watches for it is told.",
        ], Plain),
        new(CaseKind.OrderChanged, "Order changed", "The order changed after the return was priced.", OwnerRole.Cx, FindingSeverity.Normal, 48,
        [
            "Compare the order in Seller Central with what is shown here: items, quantities, prices.",
            "If money was promised on the old state, tell finance in a comment before anything is refunded.",
            "When the order's new state is shown here, dismiss the case with what was agreed.",
        ], Plain),
        new(CaseKind.PolicyConflict, "Against policy", "A return was accepted although Amazon's policy would refuse it, or the reverse.", OwnerRole.Cx, FindingSeverity.Normal, 48,
        [
            "Look at the estimate's grounds: what Amazon marked, the latest delivery date, the holiday rule.",
            "Amazon decides about its orders: never promise more than Amazon's page of the order shows.",
            "Refused though allowed: ask Amazon's seller support with the order id. Accepted though not: tell finance before a refund leaves.",
        ], Plain),
        new(CaseKind.UnmappedReasonCode, "Unmapped reason code", "A reason code has no active mapping: its returns are held back.", OwnerRole.Admin, FindingSeverity.Normal, 72,
        [
            "Decide what the code means and whether the seller answers for it (shipping is then refunded too).",
            "Add the mapping; the returns held back are released by it.",
        ], [Resolution.MapCode, .. Plain]),
        new(CaseKind.StaleSync, "Partner silent", "A partner has been silent too long, or is no longer called.", OwnerRole.Admin, FindingSeverity.High, 8,
        [
            "Read what the last run said, under Jobs.",
            "Credentials refused: enter new ones under Partners and press Test connection. The console does not try again by itself: some partners block the address for that.",
            "Nothing answers: check the partner's status page and the network, then press Run now.",
            "The case closes by itself with the next good run. Until then, what this partner tells is not known here: be careful with cases that rest on it.",
        ], Plain),
        new(CaseKind.InventoryDrift, "Stock drift", "A partner's stock is not what the ledger told it, or a message about it failed.", OwnerRole.Warehouse, FindingSeverity.Normal, 48,
        [
            "Open the SKU under Stock and read what was told, when, and what the partner says now.",
            "A message failed: press Tell again. Its outcome is unknown: look it up at the partner first.",
            "The partner's number differs: press Ask now. Still different: count the shelf.",
            "The shelf agrees with the ledger: press Tell again, and the partner gets the difference. It agrees with the partner: correct the ledger, with the reason.",
            "The case closes by itself when both agree.",
        ], Plain),
        new(CaseKind.FailedUpdate, "Update failed", "A message to a partner gave up, was refused, or nobody knows whether it arrived.", OwnerRole.Admin, FindingSeverity.High, 24,
        [
            "Read what the partner said, under Jobs, Outgoing.",
            "Refused: correct what it is about and press Retry, or Cancel with a reason.",
            "Outcome unknown: look it up at the partner. Retry only what is certainly not there.",
        ], Plain),
        new(CaseKind.UnknownPartnerValue, "Unknown value", "A partner uses a status, type or event that its documents do not name.", OwnerRole.Admin, FindingSeverity.Normal, 168,
        [
            "The value is kept as it came; nothing was dropped, and nothing was guessed from it.",
            "Ask the partner what it means. If it matters, the connector must learn it; tell whoever maintains the console.",
            "If it does not matter, dismiss the case with that reason.",
        ], Plain),
    ];

    private static readonly ExceptionKind[] ByKind = Enumerable.Range(0, All.Max(k => (int)k.Kind) + 1).Select(i => All.FirstOrDefault(k => (int)k.Kind == i)!).ToArray();

    /// <summary>The entry of a kind.</summary>
    public static ExceptionKind Of(CaseKind kind) => ByKind[(int)kind];
}
