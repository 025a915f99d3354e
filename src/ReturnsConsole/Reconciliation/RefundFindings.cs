namespace ReturnsConsole.Reconciliation;

/// <summary>One of our refunds or cancellations, as far as its cases need it.</summary>
/// <param name="Key">Our key of it.</param>
/// <param name="IsUnknown">Nobody knows whether it happened; else it was accepted and is not proven.</param>
/// <param name="Since">When it was rejected, or from when it was to be proven.</param>
public readonly record struct OwnInstruction(long Id, string Key, bool IsRefund, bool IsUnknown, string OrderId, string Sku, string Marketplace, long Total, string Currency, string Said, DateTime Since);

/// <summary>Findings about what we told Amazon to do.</summary>
public static class RefundFindings
{
    /// <summary>RefundUnconfirmed. Since: the end of the time within which its proof was expected.</summary>
    public static Finding Unconfirmed(in OwnInstruction own) => new()
    {
        Kind = CaseKind.RefundUnconfirmed,
        SubjectKey = $"refund {own.Key}",
        Severity = own.IsUnknown ? FindingSeverity.Critical : FindingSeverity.High,
        AtRisk = own.Total,
        Currency = own.IsRefund ? own.Currency : "",
        Marketplace = own.Marketplace,
        OrderId = own.OrderId,
        Sku = own.Sku,
        Headline = own.IsUnknown ? "Outcome of our refund unknown" : "Our refund is not proven",
        Sentence = own.IsUnknown
            ? $"{What(own)} was sent to Amazon, and nobody knows whether it happened. It is not sent again by itself. {Words.Clip(own.Said, 300)}"
            : $"{What(own)} was accepted by Amazon, and no transaction or settlement shows it.",
        Since = own.Since,
    };

    /// <summary>RefundRejected. Since: the refusal.</summary>
    public static Finding Rejected(in OwnInstruction own) => new()
    {
        Kind = CaseKind.RefundRejected,
        SubjectKey = $"refund {own.Key}",
        Severity = FindingSeverity.High,
        AtRisk = own.Total,
        Currency = own.IsRefund ? own.Currency : "",
        Marketplace = own.Marketplace,
        OrderId = own.OrderId,
        Sku = own.Sku,
        Headline = own.IsRefund ? "Amazon rejected our refund" : "Amazon rejected our cancellation",
        Sentence = $"{What(own)} did not happen. {Words.Clip(own.Said, 400)}",
        Since = own.Since,
    };

    /// <summary>OrderChanged: a refund was worked out, and its order changed before anybody was told of it. It closes when the refund is priced anew or withdrawn. Since: when that was seen.</summary>
    public static Finding OrderChanged(in OwnInstruction own) => new()
    {
        Kind = CaseKind.OrderChanged,
        SubjectKey = $"refund {own.Key}",
        Severity = FindingSeverity.Normal,
        AtRisk = own.Total,
        Currency = own.Currency,
        Marketplace = own.Marketplace,
        OrderId = own.OrderId,
        Sku = own.Sku,
        Headline = "The order changed under a refund",
        Sentence = $"{What(own)} for order {own.OrderId} was worked out before the order changed. It is not sent as it is: price it anew, or withdraw it.",
        Since = own.Since,
    };

    /// <summary>CancellationRequested: the buyer asked to cancel an order that has not shipped. Amazon expects an answer within 48 hours. Since: the update that told of it.</summary>
    public static Finding CancellationRequested(string orderId, string sku, string marketplace, int lines, string status, DateTime asked) => new()
    {
        Kind = CaseKind.CancellationRequested,
        SubjectKey = $"cancel {orderId}",
        Severity = FindingSeverity.High,
        Marketplace = marketplace,
        OrderId = orderId,
        Sku = sku,
        Headline = "The buyer wants to cancel",
        Sentence = $"The buyer asked to cancel {Words.Count(lines, "line", "lines")} of order {orderId}, which is '{status}'. Cancel it or ship it by {Words.Day(asked.AddHours(48))}.",
        Since = asked,
        Deadline = asked.AddHours(48),
    };

    private static string What(in OwnInstruction own) => own.IsRefund ? $"A refund of {Words.Amount(own.Total, own.Currency)}" : $"The cancellation of {own.Sku}";
}
