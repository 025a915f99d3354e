using System.Globalization;
using ReturnsConsole.Components;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Lookup;

/// <summary>From what is known of an order to what may be said about it. Pure: the same facts, time and settings give the same words.</summary>
public static class StatusWords
{
    internal const string Amazon = "Amazon";
    internal const string Shop = "Our shop";

    /// <param name="focus">The return that was asked for; null: the one in which something is still to happen, else the newest.</param>
    public static LookupAnswer Of(LookupOrder order, long? focus, LookupContext context)
    {
        var words = new LookupWords(context.NowUtc, context.Zone);
        var tracked = order.Returns.Select(r => (Item: r, Tracks: ReturnTracks.Of(order, r, context.Rules, context.NowUtc))).ToList();
        if (tracked.Count == 0)
            return WithoutReturn(order, context, words);
        var (item, tracks) = focus is { } id && tracked.Exists(t => Is(t.Item, id)) ? tracked.First(t => Is(t.Item, id))
            : tracked.OrderBy(t => IsOver(t.Tracks)).ThenByDescending(t => t.Item.RequestedAt).ThenBy(t => t.Item.Id).First();
        var payer = order.IsAmazon ? Amazon : Shop;
        var telling = new ReturnTellings(item, tracks, context, words, payer).Tell();
        return new()
        {
            Tone = tracks.Data == DataState.Released ? telling.Tone : Worse(telling.Tone),
            Status = telling.Status,
            Sentence = telling.Sentence,
            Rows = [.. Rows(order, item, tracks, telling, context, words, payer)],
            Script = telling.Script,
            GermanScript = GermanCustomerText.Of(item, tracks, words, order.IsAmazon),
            Promise = telling.Promise,
            Eligibility = EligibilityEstimate.Of(order, item, context, words),
            Timeline = StatusTimeline.Of(order, item, tracks, telling, words),
            Others = [.. tracked.Where(t => t.Item.Id != item.Id).Select(t => Other(t.Item, t.Tracks, context, words, payer))],
            Tracks = tracks,
        };
    }

    private static IEnumerable<AnswerRow> Rows(LookupOrder order, LookupReturn item, ReturnTracks tracks, ReturnTelling telling, LookupContext context, LookupWords words, string payer)
    {
        yield return Where(item, tracks, words);
        yield return Money(item, tracks, context, words, payer);
        var late = tracks.Deadline is { } due && words.IsPast(due);
        yield return new("What happens next", telling.Next, tracks.Deadline is { } by ? $"{(late ? "was due by" : "by")} {words.WeekDay(by)}" : null, late, telling.NextDetail);
        if (tracks.Data == DataState.Quarantined)
            yield return new("What holds it up", "Its reason code means nothing to the console yet: an administrator maps it", Detail: "Until then no partner is told anything about this return");
        if (tracks.Data == DataState.NoOrder)
            yield return new("What holds it up", "The return names no order: money cannot be tied to it", Detail: "Look the return up in Seller Central; the order id often follows in a later report");
        yield return new("Who acts", telling.Who);
        if (telling.Why is { } why)
            yield return new("Why not sooner", why, Detail: telling.WhyDetail);
        if (order.LooseRefunds.Count > 0)
            yield return new("Also on this order", Loose(order, words, payer));
    }

    private static AnswerRow Where(LookupReturn item, ReturnTracks tracks, LookupWords words)
    {
        var since = tracks.GoodsAt is { } at ? words.Time(at) : "an unknown day";
        var parcel = Parcel(item);
        var came = item.Receipts.FirstOrDefault(r => !r.IsLost);
        var dock = came is null ? parcel : Sentence($"Scanned: {came.Source}", parcel);
        return tracks.Goods switch
        {
            GoodsState.NotExpected => new("Where is the parcel", "No parcel: the customer keeps the item"),
            GoodsState.Cancelled => new("Where is the parcel", "No parcel: the return was cancelled"),
            GoodsState.Refused => new("Where is the parcel", "No parcel: the return was refused"),
            GoodsState.Waiting => new("Where is the parcel", "With the customer, as far as we know", Detail: Sentence("No scan of a carrier is known", parcel)),
            GoodsState.OnTheWay => new("Where is the parcel", $"On its way to us since {since}", Detail: Sentence("First scan of the carrier", parcel)),
            GoodsState.AtHub => new("Where is the parcel", $"At the returns hub since {since}", Detail: Sentence(item.Platform, parcel)),
            GoodsState.Processed => new("Where is the parcel", $"At the returns hub, inspected {since}", Detail: Sentence(item.Platform, parcel)),
            GoodsState.Delivered => new("Where is the parcel", $"Delivered {since}, Amazon says", Detail: Sentence("Not scanned in our warehouse yet", parcel)),
            GoodsState.Received => new("Where is the parcel", $"In our warehouse since {since}", Detail: dock),
            GoodsState.Accepted => new("Where is the parcel", $"In our warehouse, accepted {since}", Detail: dock),
            GoodsState.NotAccepted => new("Where is the parcel", $"In our warehouse since {since}, inspected", Detail: dock),
            GoodsState.Lost => new("Where is the parcel", $"Lost: written down {since}", Detail: parcel),
            _ => new("Where is the parcel", $"With Amazon since {since}", Detail: item.FulfillmentCenter.Length > 0 ? $"Fulfilment centre {item.FulfillmentCenter}" : null),
        };
    }

    private static AnswerRow Money(LookupReturn item, ReturnTracks tracks, LookupContext context, LookupWords words, string payer)
    {
        var on = tracks.PaidAt is { } at ? $" on {words.Day(at)}" : "";
        var lag = $"{payer}'s figures can be up to {context.Rules.FinanceLagHours} hours old";
        return tracks.Money switch
        {
            MoneyState.Refunded => new("Has money moved", $"Yes. {payer} refunded {LookupWords.Amount(tracks.Paid, item.Currency)}{on}", Detail: SeenIn(item)),
            MoneyState.Partly => new("Has money moved", $"In part. {payer} refunded {LookupWords.Amount(tracks.Paid, item.Currency)} of {LookupWords.Amount(item.Value!.Value, item.Currency)}{on}", Detail: SeenIn(item)),
            MoneyState.Reported => new("Has money moved", $"Probably. {payer}'s returns report names {LookupWords.Amount(item.ReportedRefund, item.Currency)}", Detail: $"No payment of it is seen yet. {lag}"),
            MoneyState.Elsewhere => new("Has money moved", $"Yes, not by a refund: {LookupWords.Amount(tracks.Paid, item.Currency)}{on}"),
            MoneyState.NotDue => new("Has money moved", "No, and none is due"),
            _ => new("Has money moved", "No. No payment is known here", Detail: lag),
        };
    }

    private static string SeenIn(LookupReturn item) => item.Refunds.Any(r => r.Source == RefundSource.Settlement) ? "Seen in a settlement: the money has moved" : "Seen in Amazon's transactions; the settlement follows";

    private static string? Parcel(LookupReturn item) => item.Tracking.Length == 0 ? null : item.Carrier.Length > 0 ? $"{item.Carrier} {item.Tracking}" : $"Tracking {item.Tracking}";

    private static string? Sentence(params string?[] parts) => string.Join(". ", parts.Where(p => !string.IsNullOrEmpty(p))) is { Length: > 0 } text ? text : null;

    private static string Loose(LookupOrder order, LookupWords words, string payer) => string.Join("; ", order.LooseRefunds.Select(r => r.Kind switch
    {
        RefundKind.Chargeback => $"the bank took {LookupWords.Amount(r.Amount, r.Currency)} back{On(r)}",
        RefundKind.GuaranteeClaim => $"Amazon paid {LookupWords.Amount(r.Amount, r.Currency)} by an A-to-z claim{On(r)}",
        RefundKind.Other => $"{LookupWords.Amount(r.Amount, r.Currency)} booked{On(r)}, not a refund of goods",
        _ => $"{payer} refunded {LookupWords.Amount(r.Amount, r.Currency)}{On(r)}, tied to no return",
    })) is var text ? char.ToUpperInvariant(text[0]) + text[1..] : "";

    private static string On(LookupRefund refund) => refund.At is { } at ? at.ToString(" 'on' d MMM yyyy", CultureInfo.InvariantCulture) : "";

    private static OtherReturn Other(LookupReturn item, ReturnTracks tracks, LookupContext context, LookupWords words, string payer)
    {
        var telling = new ReturnTellings(item, tracks, context, words, payer).Tell();
        var paid = tracks.Money is MoneyState.Refunded or MoneyState.Partly;
        return new(item.Id, item.Rma.Length > 0 ? $"RMA {item.Rma}" : item.MerchantRma.Length > 0 ? item.MerchantRma : $"{item.ToldBy} return",
            string.Create(CultureInfo.InvariantCulture, $"{(item.Sku.Length > 0 ? item.Sku : item.ItemName)}, {item.Quantity}"), telling.Tone,
            paid && tracks.PaidAt is { } at ? $"{telling.Status}, {words.Day(at)}" : telling.Status, paid ? tracks.Paid : item.Value, item.Currency);
    }

    private static bool Is(LookupReturn item, long id) => item.Id == id || item.Told.Contains(id);

    internal static bool IsOver(ReturnTracks t) => t.Money is MoneyState.Refunded or MoneyState.NotDue or MoneyState.Elsewhere && t.Goods is not (GoodsState.Waiting or GoodsState.OnTheWay);

    private static Tone Worse(Tone tone) => tone == Tone.Critical ? tone : Tone.Warn;

    private static LookupAnswer WithoutReturn(LookupOrder order, LookupContext context, LookupWords words)
    {
        var payer = order.IsAmazon ? Amazon : Shop;
        var goods = order.LooseReceipts.FirstOrDefault(r => !r.IsLost);
        var refund = order.LooseRefunds.FirstOrDefault(r => r.Kind == RefundKind.Refund);
        var (tone, status, sentence, next, who, script, promise) = (goods, refund) switch
        {
            ({ } g, _) => (Tone.Warn, "Parcel is here, return not known", $"A parcel {(order.OrderId.Length > 0 ? "of this order " : "")}arrived on {words.LongDay(g.At)}, but no return is known for it.",
                "The warehouse finds out what it belongs to", "Warehouse", $"A parcel of yours reached us on {words.LongDay(g.At)}. We are finding out which return it belongs to and come back to you.", "Do not promise a refund before the return is found."),
            (null, { } r) => (Tone.Flow, $"Refunded by {payer}, no return", $"{payer} refunded {LookupWords.Amount(r.Amount, r.Currency)}{(r.At is { } at ? $" on {words.LongDay(at)}" : "")}. No return is known.",
                "Nothing for the customer", "Nobody for the customer", $"{payer} refunded {LookupWords.Amount(r.Amount, r.Currency)}{(r.At is { } day ? $" on {words.LongDay(day)}" : "")}. When it shows on your account depends on your bank.",
                "You may say the amount and the day. Do not promise when the bank shows it."),
            _ => (Tone.Still, "No return known", "The order is known; no return of it is. No money has moved.", "The customer asks for a return in the Amazon orders", "The customer",
                order.IsAmazon ? "We see your order, but no return yet. Please ask for the return in your Amazon orders; you get the label there." : "We see your order, but no return yet. Please register the return in our returns portal.",
                "Do not promise that the return is accepted: see the estimate."),
        };
        List<AnswerRow> rows =
        [
            new("Where is the parcel", goods is null ? "No parcel is known" : $"In our warehouse since {words.Time(goods.At)}", Detail: goods is { Tracking.Length: > 0 } ? $"Tracking {goods.Tracking}" : null),
            new("Has money moved", order.LooseRefunds.Count > 0 ? Loose(order, words, payer) : "No. No payment is known here", Detail: $"{payer}'s figures can be up to {context.Rules.FinanceLagHours} hours old"),
            new("What happens next", next),
            new("Who acts", who),
        ];
        return new()
        {
            Tone = tone,
            Status = status,
            Sentence = sentence,
            Rows = rows,
            Script = script,
            GermanScript = GermanCustomerText.WithoutReturn(goods, refund, words, order.IsAmazon),
            Promise = promise,
            Eligibility = EligibilityEstimate.Of(order, null, context, words),
            Timeline = StatusTimeline.Of(order, null, null, null, words),
            Others = [],
        };
    }
}
