using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.Commercetools;

/// <summary>
/// A Payment as <c>payment</c>, with the number of the order it belongs to as <c>orderNumber</c> where it was looked up; or the bare Payment. Only refunds and chargebacks
/// that the payment service confirmed (state Success) are money that moved.
/// </summary>
internal sealed class CommercetoolsPaymentsFormat : PayloadFormat
{
    private const string Document = "commercetools payment";

    public override string Name => "commercetools-payments";

    public override FileFormat Format => FileFormat.CommercetoolsPaymentDocuments;

    public override string Title => "commercetools payments";

    public override IReadOnlyCollection<string> PersonalFields { get; } = new HashSet<string>(CommercetoolsWords.Personal, StringComparer.Ordinal) { "interfaceInteractions", "paymentMethodInfo", "customer" };

    public override void Read(JsonElement document, PayloadRows rows)
    {
        var wrapped = document.Child("payment");
        var payment = wrapped.ValueKind == JsonValueKind.Object ? wrapped : document;
        var fields = new JsonFields(payment, rows, Document);
        fields.Needed("id", "the id of the payment", 50);
        var order = document.TextOf("orderNumber");
        if (!fields.Ok)
            return;
        var at = 0;
        foreach (var one in payment.Child("transactions").Each())
            Money(new JsonFields(one, rows, Document, $"transactions[{at++}]."), order, rows);
    }

    private static void Money(JsonFields one, string? order, PayloadRows rows)
    {
        var type = one.Word("type", CommercetoolsWords.TransactionTypes);
        var state = one.Word("state", CommercetoolsWords.TransactionStates);
        if (type is not ("Refund" or "Chargeback") || state != "Success")
            return;
        var id = one.Needed("id", "the id of the transaction");
        if (!CommercetoolsMoney.TryRead(one.Element.Child("amount"), out var money, out var expected))
            one.Reject("amount", one.Element.Child("amount").ToString(), expected);
        if (!one.Ok)
            return;
        rows.Refund(new RefundRow
        {
            Row = rows.Next($"{id}\n{state}\n{money.CentAmount}\n{order}"),
            Deferred = false,
            Kind = type == "Refund" ? SettlementLineKind.Refund : SettlementLineKind.Chargeback,
            TransactionId = id,
            OrderId = order,
            AdjustmentId = one.Text("interfaceId"),
            // The key of our message, where the refund is ours.
            MerchantAdjustmentItemId = one.Text("interactionId"),
            Currency = money.Currency,
            PostedUtc = one.Utc("timestamp"),
            PrincipalMinor = -money.CentAmount,
        });
    }
}
