using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Lookup;

/// <summary>The look-up's answer for programs: the same words, and what they were made of. No personal data.</summary>
/// <param name="Query">The identifier that was looked for.</param>
/// <param name="AsOf">When it was read, UTC.</param>
/// <param name="Orders">One per order that the identifier leads to.</param>
/// <param name="Sources">How old each source of the answer is.</param>
public sealed record ReturnsDocument(string Query, DateTime AsOf, IReadOnlyList<OrderDocument> Orders, IReadOnlyList<SourceDocument> Sources);

public sealed record OrderDocument(string? OrderId, string? MerchantOrderId, string? Marketplace, DateTime? OrderedAt, DateTime? LatestDeliveryAt, string Status, string Sentence, IReadOnlyList<AnswerDocument> Answers,
    string MayBeSaid, string MayBePromised, EligibilityDocument Eligibility, IReadOnlyList<ReturnDocument> Returns, IReadOnlyList<RefundDocument> RefundsWithoutReturn, IReadOnlyList<StepDocument> Timeline,
    IReadOnlyList<CaseDocument> OpenCases);

public sealed record AnswerDocument(string Question, string Answer, string? By, string? Detail);

/// <param name="IsEstimate">Always true: no system tells what Amazon's policy will say.</param>
public sealed record EligibilityDocument(string Verdict, DateTime? Until, bool IsEstimate, IReadOnlyList<string> Grounds);

public sealed record ReturnDocument(string? Rma, string? MerchantRma, string? Sku, int Quantity, string? Carrier, string? TrackingNumber, string Goods, DateTime? GoodsAt, string Money, string Data, DateTime? RefundDeadline,
    string? RefundExpected, string? Currency, IReadOnlyList<RefundDocument> Refunds);

/// <param name="Amount">Decimal text in the currency's own places.</param>
public sealed record RefundDocument(DateTime? At, string Amount, string Currency, string Kind, string SeenIn);

public sealed record StepDocument(DateTime? At, string Text, string? Source, bool IsAhead);

public sealed record CaseDocument(long Id, string Kind, string Name, DateTime DueAt);

public sealed record SourceDocument(string Name, DateTime? LastInSync, string? Trouble);

internal static class ReturnsDocuments
{
    public static OrderDocument Of(LookupFound found, LookupContext context)
    {
        var (order, answer) = (found.Order, found.Answer);
        return new(Text(order.OrderId), Text(order.Alias), Text(order.Marketplace), order.OrderedAt, order.LatestDeliveryAt, answer.Status, answer.Sentence,
            [.. answer.Rows.Select(r => new AnswerDocument(r.Question, r.Text, r.By, r.Detail))], answer.Script, answer.Promise,
            new(answer.Eligibility.Verdict, answer.Eligibility.Until, true, [.. answer.Eligibility.Grounds.Select(g => g.Text)]),
            [.. order.Returns.Select(r => Of(r, ReturnTracks.Of(order, r, context.Rules, context.NowUtc)))], [.. order.LooseRefunds.Select(Of)],
            [.. answer.Timeline.Select(s => new StepDocument(s.IsFuture ? null : s.At, s.Text, Text(s.Source), s.IsFuture))], [.. found.Cases.Select(c => new CaseDocument(c.Id, c.Kind.ToString(), c.Name, c.DueAt))]);
    }

    public static SourceDocument Of(AskedSystem asked) => new(asked.Name, asked.LastAt, asked.Silent);

    private static ReturnDocument Of(LookupReturn item, ReturnTracks tracks) => new(Text(item.Rma), Text(item.MerchantRma), Text(item.Sku), item.Quantity, Text(item.Carrier), Text(item.Tracking), tracks.Goods.ToString(), tracks.GoodsAt,
        tracks.Money.ToString(), tracks.Data.ToString(), tracks.Deadline, item.Value is { } value ? new Money(value, item.Currency).ToDecimalString() : null, Text(item.Currency), [.. item.Refunds.Select(Of)]);

    private static RefundDocument Of(LookupRefund refund) => new(refund.At, new Money(refund.Amount, refund.Currency).ToDecimalString(), refund.Currency, refund.Kind.ToString(), refund.Source.ToString());

    private static string? Text(string text) => text.Length == 0 ? null : text;
}
