using ReturnsConsole.Components;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Lookup;

/// <summary>What to say of one situation.</summary>
/// <param name="Next">What happens next.</param>
/// <param name="Who">Who acts.</param>
/// <param name="Why">Why the money is not there yet; null when it is, or none is due.</param>
/// <param name="Future">Steps still to come, in order.</param>
internal sealed record ReturnTelling(Tone Tone, string Status, string Sentence, string Next, string Who, string Script, string Promise, string? NextDetail = null, string? Why = null, string? WhyDetail = null,
    params IReadOnlyList<string> Future);

/// <summary>The table of situations: which words hold for goods here and money there.</summary>
internal sealed class ReturnTellings(LookupReturn item, ReturnTracks tracks, LookupContext context, LookupWords words, string payer)
{
    private const string NoDate = "Do not promise a date for the money itself.";

    private string Value => item.Value is { } value and > 0 ? $"refund of {LookupWords.Amount(value, item.Currency)}" : "refund";

    private string PayLine => payer == StatusWords.Amazon ? "Amazon pays it, not we." : "The payment provider pays it out, not we.";

    private string Deadline => tracks.Deadline is { } by ? words.WeekDay(by) : "";

    private string RuleText => tracks.Rule is { } rule ? $"{rule.Days} {(rule.Business ? "business" : "calendar")} days" : "";

    private bool ByAmazon => tracks.AmazonPays;

    public ReturnTelling Tell() => tracks.Money switch
    {
        MoneyState.Refunded => Refunded(),
        MoneyState.Partly => Partly(),
        MoneyState.Reported => Reported(),
        MoneyState.Elsewhere => Elsewhere(),
        MoneyState.NotDue => NotDue(),
        _ => tracks.Goods switch
        {
            GoodsState.NotExpected => Returnless(),
            GoodsState.OnTheWay => ByAmazon ? ScannedAtFirst() : OnTheWay(),
            GoodsState.AtHub or GoodsState.Processed => AtHub(),
            GoodsState.Delivered => Delivered(),
            GoodsState.Received => Received(),
            GoodsState.Accepted => Accepted(),
            GoodsState.NotAccepted => NotAccepted(),
            GoodsState.Lost => Lost(),
            GoodsState.AtAmazon => AtAmazon(),
            _ => item.State == ReturnRequestState.Pending ? Pending() : Waiting(),
        },
    };

    private ReturnTelling Refunded()
    {
        var amount = LookupWords.Amount(tracks.Paid, item.Currency);
        var on = tracks.PaidAt is { } at ? $" on {words.LongDay(at)}" : "";
        var missing = tracks.Goods is GoodsState.Waiting or GoodsState.OnTheWay;
        var parcel = tracks.Goods switch
        {
            GoodsState.Waiting => " The parcel has not been sent yet, as far as we know.",
            GoodsState.OnTheWay => " The parcel is still on its way.",
            _ => "",
        };
        return new(missing ? Tone.Flow : Tone.Good, missing ? "Refunded, parcel still to come" : $"Refunded by {payer}", $"{payer} refunded {amount}{on}.{parcel}",
            missing ? "The parcel comes to our warehouse; the money is paid already" : "Nothing. The refund is paid", missing ? "The customer sends the parcel. Nobody for the money" : "Nobody",
            $"{payer} refunded {amount}{on} to the way you paid. When it shows on your account depends on your bank.{(tracks.Goods == GoodsState.Waiting ? " Please send the item back if you have not done so yet." : "")}",
            "You may say the amount and the day. Do not promise when the bank shows it.");
    }

    private ReturnTelling Partly()
    {
        var (paid, rest) = (LookupWords.Amount(tracks.Paid, item.Currency), LookupWords.Amount(item.Value!.Value - tracks.Paid, item.Currency));
        var on = tracks.PaidAt is { } at ? $" on {words.LongDay(at)}" : "";
        return new(Tone.Warn, "Refunded in part", $"{payer} refunded {paid}{on}, {rest} less than was paid for it.", $"Finance checks why {rest} is missing", "Finance",
            $"{payer} refunded {paid}{on}. We are checking whether more is due and will tell you.", "Do not promise the rest: a part may have been kept back on purpose.", Why: "It was refunded, but not the whole amount", Future: "Finance checks the difference");
    }

    private ReturnTelling Reported()
    {
        var amount = LookupWords.Amount(item.ReportedRefund, item.Currency);
        return new(Tone.Flow, $"{payer} reports a refund", $"{payer}'s returns report says that {amount} was refunded. The payment itself is not seen here yet.", $"The payment shows in {payer}'s figures", payer,
            $"According to Amazon a refund of {amount} was made. When it shows on your account depends on your bank.", "Say \"according to Amazon\". Do not name a day: none is known.", NextDetail: LagText,
            Why: "The report is ahead of the payment", Future: $"The payment shows in {payer}'s figures");
    }

    private ReturnTelling Elsewhere()
    {
        var amount = LookupWords.Amount(tracks.Paid, item.Currency);
        var claim = item.Refunds.Any(r => r.Kind == RefundKind.GuaranteeClaim);
        var on = tracks.PaidAt is { } at ? $" on {words.LongDay(at)}" : "";
        return new(Tone.Good, claim ? "Paid by an A-to-z claim" : "Taken back by the bank", claim ? $"Amazon paid {amount}{on} by an A-to-z claim." : $"The customer's bank took {amount} back{on}.",
            "Nothing. No second refund is due", "Nobody", claim ? $"Amazon paid {amount}{on} by its A-to-z guarantee." : $"Your bank has taken {amount} back{on}. A second refund is not due.",
            "Do not promise a refund on top of it.");
    }

    private ReturnTelling NotDue()
    {
        var (status, sentence, script) = tracks.Goods switch
        {
            GoodsState.Cancelled => ("Return cancelled", "The return was cancelled. No refund is due.", "The return was cancelled, so no refund is made. You can ask for a return again in your Amazon orders while the window is open."),
            GoodsState.Refused => ("Return refused", "The return request was refused. No refund is due.", "The return request was refused. You find the reason in your Amazon orders."),
            _ => (item.Resolution == ReturnResolution.Exchange ? "Exchange" : "Replacement", "A replacement was asked for, not a refund.", "You asked for a replacement. No refund is made for it."),
        };
        return new(Tone.Still, status, sentence, "Nothing", "Nobody", script, "Do not promise a refund.");
    }

    private ReturnTelling Returnless() => new(Tone.Flow, "Customer keeps the item", $"The customer keeps the item. The {Value} is not seen yet.", "The refund shows in Amazon's figures", "Amazon or finance",
        "You do not need to send the item back. The refund is on its way to the way you paid.", $"{NoDate} {PayLine}", NextDetail: LagText, Why: "No payment of it is known here yet", Future: "The refund shows in Amazon's figures");

    private static ReturnTelling Pending() => new(Tone.Expected, "Return not approved yet", "The return was asked for and is not approved yet. No money has moved.", "The request is approved or refused", "We, in Seller Central; else Amazon",
        "Your return request has arrived and is being checked. You will hear from Amazon when it is approved. Please do not send the item before that.", "Do not promise that it is approved.", Why: "The request is not approved yet",
        Future: "The request is decided");

    private ReturnTelling Waiting() => ByAmazon
        ? new(Tone.Expected, "Parcel not sent yet", $"The return is approved; no carrier has scanned the parcel yet. Amazon makes the {Value} at the first scan.", "The customer hands in the parcel; Amazon refunds at the first scan", "The customer, then Amazon",
            "Your return is approved. Please hand in the parcel with the label from Amazon. Amazon refunds you as soon as the carrier has scanned it.", $"You may say that Amazon refunds at the first scan. {NoDate}",
            Why: "No carrier has scanned the parcel yet", Future: ["The carrier scans the parcel", "Amazon refunds"])
        : new(Tone.Expected, "Parcel not sent yet", $"The return is approved; no carrier has scanned the parcel yet. The {Value} follows when the item is here and inspected.", "The customer sends the parcel", "The customer",
            "Your return is approved. Please send the item back with your label. When it has arrived and is checked, the refund follows.", $"{NoDate} {PayLine}", Why: "The parcel has not been scanned by a carrier yet",
            WhyDetail: LabelText, Future: ["The parcel arrives", "The warehouse inspects the item", $"{payer} pays the refund"]);

    private ReturnTelling ScannedAtFirst()
    {
        var seenBy = tracks.GoodsAt!.Value.AddHours(context.Rules.FinanceLagHours);
        var late = words.IsPast(seenBy);
        return new(late ? Tone.Warn : Tone.Flow, late ? "Scanned, refund not seen" : "Scanned, Amazon refunds", $"The carrier scanned the parcel on {words.LongDay(tracks.GoodsAt.Value)}. Amazon makes the {Value} at the first scan; it is not seen here yet.",
            late ? $"It should have been seen by {words.WeekDay(seenBy)}: raise a case" : $"Amazon's refund is seen here by {words.WeekDay(seenBy)}", late ? "You: raise a case for finance" : "Amazon",
            $"The carrier has scanned your parcel on {words.LongDay(tracks.GoodsAt.Value)}. Amazon makes the refund by itself. You do not need to do anything.", $"{NoDate} {PayLine}", NextDetail: LagText,
            Why: late ? "Amazon has not refunded although the parcel was scanned" : $"Amazon's figures can be up to {context.Rules.FinanceLagHours} hours old", Future: ["Amazon refunds", "The parcel arrives"]);
    }

    private ReturnTelling OnTheWay() => new(Tone.Flow, "Parcel is on its way", $"The parcel is on its way since {words.LongDay(tracks.GoodsAt!.Value)}. The {Value} follows when the item is here and inspected.",
        "The parcel reaches our warehouse", "The carrier, then the warehouse", $"Your parcel is on its way to us since {words.LongDay(tracks.GoodsAt.Value)}. When it has arrived and is checked, the refund follows. You do not need to do anything.",
        $"{NoDate} {PayLine}", Why: "The item has not arrived yet", WhyDetail: LabelText, Future: ["The parcel arrives", "The warehouse inspects the item", $"{payer} pays the refund"]);

    private ReturnTelling AtHub()
    {
        var done = tracks.Goods == GoodsState.Processed;
        return new(Tone.Flow, done ? "Inspected at the hub" : "Parcel is at the returns hub", $"The parcel {(done ? "was inspected" : "arrived")} at the returns hub on {words.LongDay(tracks.GoodsAt!.Value)}. The {Value} is not paid yet.",
            done ? "Finance releases the refund, or the goods come to our warehouse first" : "The hub inspects the item and sends it on", done ? "Finance" : $"{Hub}, then finance",
            $"Your parcel reached our returns hub on {words.LongDay(tracks.GoodsAt.Value)}. {(done ? "The item is checked, and the refund is being prepared." : "It is being checked there; then the refund follows.")}",
            $"{NoDate} {PayLine}", Why: done ? "The refund is not released yet" : "The item has to be inspected first", Future: done ? [$"{payer} pays the refund"] : ["The hub inspects the item", $"{payer} pays the refund"]);
    }

    private ReturnTelling Delivered() => new(IsLate ? Tone.Warn : Tone.Flow, "Delivered, not scanned here", $"Amazon says that the parcel was delivered on {words.LongDay(tracks.GoodsAt!.Value)}. Our warehouse has not scanned it. The {Value} is not paid yet.",
        ByAmazon ? "The warehouse looks for the parcel; Amazon refunds by itself" : "The warehouse finds and inspects the item, and finance refunds", ByAmazon ? "Warehouse and Amazon" : "Warehouse, then finance",
        $"Your parcel was delivered on {words.LongDay(tracks.GoodsAt.Value)}. We are looking after it and come back to you. You do not need to do anything.", $"{NoDate} Not even the day of inspection: the parcel must be found first.",
        NextDetail: DeadlineText("delivery"), Why: "The item has not been scanned in our warehouse", Future: ["The warehouse scans and inspects the item", $"{payer} pays the refund"]);

    private ReturnTelling Received() => new(IsLate ? Tone.Warn : Tone.Flow, "Parcel is here, not yet inspected",
        $"The parcel arrived on {words.LongDay(tracks.GoodsAt!.Value)}. The {Value} is not paid yet: the item has to be inspected first.", "The warehouse inspects the item, then finance releases the refund", "Warehouse, then finance. The customer has nothing to do",
        $"Your parcel reached us on {words.LongDay(tracks.GoodsAt.Value)}. We are checking the item{(tracks.Deadline is { } by && !IsLate ? $" and will have done so by {words.LongWeekDay(by)}" : "")}. After that, {payer} {Pays}. You do not need to do anything.",
        $"{(IsLate ? "Do not promise a new day: the deadline has passed. Raise a case." : "You may promise the day of inspection.")} {NoDate} {PayLine}", NextDetail: DeadlineText("receipt"), Why: "The item has to be inspected first",
        WhyDetail: ByAmazon ? null : "Amazon refunds at the first scan only where its own prepaid label says so", Future: ["The warehouse inspects the item", $"{payer} pays the refund"]);

    private ReturnTelling Accepted() => ByAmazon ? ScannedHere() : new(IsLate ? Tone.Critical : Tone.Flow, IsLate ? "Accepted, refund is late" : "Accepted, refund is due",
        $"The item was accepted on {words.LongDay(tracks.GoodsAt!.Value)}. The {Value} is not paid yet{(IsLate ? "; it is late" : "")}.", IsLate ? "Finance refunds at once" : "Finance releases the refund", "Finance",
        IsLate ? "Your item is checked and accepted. The refund should have been made already; I have passed this on and it is being dealt with now." : $"Your item is checked and accepted. {payer} {Pays}. You do not need to do anything.",
        IsLate ? "Do not promise a day. Raise a case if none is open." : $"You may say that the item is accepted. {NoDate} {PayLine}", NextDetail: DeadlineText("acceptance"), Why: "The refund is not released yet", Future: [$"{payer} pays the refund"]);

    private ReturnTelling ScannedHere() => new(Tone.Warn, "Accepted, Amazon's refund not seen", $"The item is here and accepted since {words.LongDay(tracks.GoodsAt!.Value)}. Amazon refunds this return by itself; it is not seen here yet.", "Finance asks Amazon", "Amazon; finance asks",
        "Your item has arrived and is accepted. Amazon makes the refund by itself.", $"{NoDate} {PayLine}", NextDetail: LagText, Why: "Amazon's refund is not seen yet", Future: ["Amazon refunds"]);

    private ReturnTelling NotAccepted() => new(Tone.Warn, "Inspected, finance decides", $"The item arrived and was inspected; its condition is not as sold. The {Value} is not paid yet.", "Finance decides on the refund", "Finance",
        "Your item has arrived and is checked. The refund is being decided, and we will tell you the result.", "Do not promise the whole amount: a part may be kept back.", Why: "The item's condition is not as sold", Future: ["Finance decides on the refund"]);

    private ReturnTelling Lost() => new(Tone.Warn, "Parcel is lost", $"The parcel was written down as lost on {words.LongDay(tracks.GoodsAt!.Value)}. The {Value} is not paid yet.", "Finance decides on the refund and claims from the carrier", "Finance",
        "Your parcel did not reach us; we are clarifying this with the carrier and come back to you.", "Do not promise the refund: raise a case for finance.", Why: "The item did not arrive", Future: ["Finance decides on the refund"]);

    private ReturnTelling AtAmazon() => new(Tone.Flow, "Returned to Amazon", $"The item went back to Amazon{(tracks.GoodsAt is { } at ? $" on {words.LongDay(at)}" : "")}. Amazon makes the refund; it is not seen here yet.", "Amazon refunds", "Amazon",
        "Your item has arrived at Amazon. Amazon makes the refund.", $"{NoDate} {PayLine}", NextDetail: LagText, Why: $"Amazon's figures can be up to {context.Rules.FinanceLagHours} hours old", Future: ["Amazon refunds"]);

    private bool IsLate => tracks.Deadline is { } by && words.IsPast(by);

    private string Pays => item.Value is { } value and > 0 ? $"refunds {LookupWords.Amount(value, item.Currency)} to the way you paid" : "refunds to the way you paid";

    private string Hub => item.Platform.Length > 0 ? item.Platform : "The hub";

    private string LagText => $"{payer}'s figures can be up to {context.Rules.FinanceLagHours} hours old";

    private string LabelText => item.AmazonPrepaidLabel ? "Amazon's prepaid label" : "Not a return that Amazon refunds at the first scan";

    private string? DeadlineText(string from) => tracks.Deadline is null ? null : $"Deadline: {RuleText} after {from}, {(IsLate ? "passed on" : "that is")} {Deadline}";
}
