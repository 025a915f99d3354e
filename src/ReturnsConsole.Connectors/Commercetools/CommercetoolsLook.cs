using System.Globalization;
using System.Text.Json;
using ReturnsConsole.Connectors.Payloads;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Commercetools;

/// <summary>Reads one order and its payments as they are now, and hands the documents on as the streams would.</summary>
internal sealed class CommercetoolsLook(CommercetoolsApi api)
{
    /// <returns>Null: the shop knows no such order.</returns>
    public async Task<ShopOrderSeen?> RunAsync(string number, IPayloadSink sink, CancellationToken ct)
    {
        if (await api.OrderAsync(number, ct) is not { } order)
            return null;
        var name = order.TextOf("orderNumber") ?? order.TextOf("id") ?? number;
        var payments = new List<ShopPaymentSeen>();
        await sink.DocumentAsync("commercetools-orders", order.Compact(), ct);
        foreach (var id in order.Child("paymentInfo").Child("payments").Each().Select(p => p.TextOf("id")).OfType<string>().Distinct())
        {
            var payment = await api.GetAsync("payment", $"payments/{Uri.EscapeDataString(id)}", ct);
            payments.Add(Payment(id, payment));
            await sink.DocumentAsync("commercetools-payments", JsonText.Compose(w =>
            {
                w.WriteString("orderNumber", name);
                w.WriteElement("payment", payment);
            }), ct);
        }
        return new ShopOrderSeen(
            order.TextOf("id") ?? "", name, CommercetoolsUpdates.IdAndVersion(order)?.Version ?? 0, order.TextOf("orderState") ?? "", payments,
            [.. order.Child("returnInfo").Each().SelectMany(info => info.Child("items").Each()).Select(Return)]);
    }

    private ShopPaymentSeen Payment(string id, JsonElement payment)
    {
        var method = payment.Child("paymentMethodInfo");
        var planned = Money(payment.Child("amountPlanned"), "amountPlanned", null);
        return new ShopPaymentSeen(
            id, planned.Currency, planned.CentAmount, method.TextOf("method") ?? method.TextOf("paymentInterface") ?? "",
            [.. payment.Child("transactions").Each().Select(t => Transaction(t, planned.Currency))]);
    }

    private ShopTransactionSeen Transaction(JsonElement one, string currency) => new(
        one.TextOf("id") ?? "", one.TextOf("type") ?? "", one.TextOf("state") ?? "", Money(one.Child("amount"), "transactions.amount", currency).CentAmount, one.TextOf("interactionId") ?? "",
        DateTime.TryParse(one.TextOf("timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at) ? at : null);

    private CommercetoolsMoney Money(JsonElement money, string field, string? currency) =>
        CommercetoolsMoney.TryRead(money, out var read, out var expected) && (currency is null || read.Currency == currency)
            ? read
            : throw JsonAnswers.Unexpected(api.Connection, "payment", null, $"{field} that is not {(currency is null ? expected : $"money in {currency}")}");

    private static ShopReturnSeen Return(JsonElement item) => new(
        item.TextOf("id") ?? "", item.TextOf("key") ?? "", item.TextOf("lineItemId") ?? item.TextOf("customLineItemId") ?? "",
        int.TryParse(item.TextOf("quantity"), NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) ? quantity : 0, item.TextOf("shipmentState") ?? "", item.TextOf("paymentState") ?? "");
}
