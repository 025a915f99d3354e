using System.Text.Json;
using ReturnsConsole.Connectors.Payloads;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Commercetools;

/// <summary>A refund as a transaction of the payment, in state Initial: the payment service behind it moves the money. Found again by our key as its interactionId.</summary>
internal sealed class CommercetoolsPaymentMessages(CommercetoolsApi api, CommercetoolsUpdates updates)
{
    public Task<SendAnswer> SendAsync(PaymentRefundMessage m, string key, CancellationToken ct) => m.AmountMinor < 1 || !JsonText.IsCurrency(m.Currency)
        ? Task.FromResult(new SendAnswer(SendResult.Refused, $"A refund needs an amount above zero and a currency; this one is {m.AmountMinor} {Files.Refusals.Show(m.Currency, 10)}."))
        : updates.SendAsync("addTransaction", What(m), stop => PaymentAsync(m, stop), Path, payment => Decide(payment, m, key), ct);

    public Task<SendAnswer> AskAsync(PaymentRefundMessage m, string key, CancellationToken ct) => updates.AskAsync(What(m), stop => PaymentAsync(m, stop), payment => Decide(payment, m, key), ct);

    private static string Path(string id) => $"payments/{Uri.EscapeDataString(id)}";

    private static string What(PaymentRefundMessage m) => $"the refund of payment {m.PaymentId}";

    private async Task<JsonElement?> PaymentAsync(PaymentRefundMessage m, CancellationToken ct)
    {
        try
        {
            return await api.GetAsync("payment", Path(m.PaymentId), ct);
        }
        catch (PartnerException missing) when (missing.Fault == PartnerFault.NotFound)
        {
            return null;
        }
    }

    private static CommercetoolsDecision Decide(JsonElement payment, PaymentRefundMessage m, string key)
    {
        foreach (var one in payment.Child("transactions").Each().Where(t => t.TextOf("interactionId") == key))
        {
            if (one.TextOf("type") != "Refund" || !CommercetoolsMoney.TryRead(one.Child("amount"), out var amount, out _) || amount.CentAmount != m.AmountMinor || amount.Currency != m.Currency)
                return CommercetoolsDecision.Refused($"Payment {m.PaymentId} has an entry of our key already, of another kind or amount.");
            return one.TextOf("state") switch
            {
                "Failure" => CommercetoolsDecision.Refused($"The payment service could not carry out the refund of payment {m.PaymentId}."),
                "Success" => CommercetoolsDecision.Accepted($"Done: {What(m)}; the payment service confirms it.", one.TextOf("id")),
                var state => CommercetoolsDecision.Accepted($"Recorded: {What(m)}, {state ?? "Initial"}; the payment service carries it out.", one.TextOf("id")),
            };
        }
        if (payment.Child("amountPlanned").TextOf("currencyCode") is { } currency && currency != m.Currency)
            return CommercetoolsDecision.Refused($"Payment {m.PaymentId} is in {currency}; a refund in {m.Currency} cannot belong to it.");
        return CommercetoolsDecision.Do(w =>
        {
            w.WriteString("action", "addTransaction");
            w.WriteStartObject("transaction");
            w.WriteString("type", "Refund");
            w.WriteStartObject("amount");
            w.WriteString("currencyCode", m.Currency);
            w.WriteNumber("centAmount", m.AmountMinor);
            w.WriteEndObject();
            w.WriteString("interactionId", key);
            w.WriteString("state", "Initial");
            w.WriteEndObject();
        });
    }
}
