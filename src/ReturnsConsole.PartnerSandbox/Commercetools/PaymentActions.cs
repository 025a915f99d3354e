using System.Text.Json;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Commercetools;

/// <summary>Transactions of a payment. A refund counts as an effect when it is taken; changing its state later is none.</summary>
internal sealed class PaymentActions(SandboxWorld world)
{
    private static readonly TimeSpan ServiceTakes = TimeSpan.FromMinutes(10);

    public ShopPayment Apply(ShopPayment payment, JsonElement action) => action.Text("action") switch
    {
        "addTransaction" => payment with { Transactions = payment.Transactions.Add(Added(payment, action.Object("transaction"))) },
        "changeTransactionState" => Changed(payment, action),
        var unknown => throw new BadCallException($"The update action '{unknown}' is not part of this sandbox.", "InvalidInput"),
    };

    private ShopTransaction Added(ShopPayment payment, JsonElement draft)
    {
        var type = draft.OneOf("type", "Authorization", "CancelAuthorization", "Charge", "Refund", "Chargeback");
        var state = draft.TextOrNull("state") is null ? "Initial" : draft.OneOf("state", "Initial", "Pending", "Success", "Failure");
        var money = draft.Object("amount");
        if (money.Text("currencyCode") != payment.Currency)
            throw new BadCallException($"The payment is in {payment.Currency}.", "InvalidInput");

        if (money.TryGetProperty("preciseAmount", out _))
            throw new BadCallException("A transaction's amount must be of cent precision.", "InvalidInput");

        var added = new ShopTransaction(Guid.NewGuid().ToString(), draft.TimeOrNull("timestamp") ?? world.Now, type, money.Whole("centAmount"), state, draft.TextOrNull("interactionId"));
        if (type == "Refund" && state != "Failure")
            Book(payment, added);

        if (type == "Refund" && state == "Initial")
            world.After(ServiceTakes, () => CarryOut(payment.Id, added.Id));

        return added;
    }

    /// <summary>The payment service behind the payment moves the money, or says that it cannot.</summary>
    private void CarryOut(string paymentId, string transactionId)
    {
        var payment = world.Shop.Payments.Find(paymentId)!;
        var found = payment.Transactions.Find(entry => entry.Id == transactionId);
        if (found is not { State: "Initial" })
            return;

        var done = found with { State = payment.RefundsFail ? "Failure" : "Success" };
        world.Shop.Payments.Replace(payment with { Version = payment.Version + 1, Modified = world.Now, Transactions = payment.Transactions.Replace(found, done) });
    }

    private void Book(ShopPayment payment, ShopTransaction refund)
    {
        var order = world.Shop.Orders.All.FirstOrDefault(one => one.PaymentId == payment.Id);
        world.Ledger.Add(new LedgerEntry("commercetools", "refund", order?.Number, null, null, null, Amounts.Text(refund.Amount), payment.Currency, refund.InteractionId, world.Now));
    }

    private static ShopPayment Changed(ShopPayment payment, JsonElement action)
    {
        var id = action.Text("transactionId");
        var state = action.OneOf("state", "Initial", "Pending", "Success", "Failure");
        return payment.Transactions.Find(entry => entry.Id == id) is { } found
            ? payment with { Transactions = payment.Transactions.Replace(found, found with { State = state }) }
            : throw ShopFaults.InvalidOperation($"The transaction '{id}' does not exist in this payment.");
    }
}
