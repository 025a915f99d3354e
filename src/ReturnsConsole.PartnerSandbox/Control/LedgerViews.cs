using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Control;

internal static class LedgerViews
{
    public static object Show(LedgerEntry entry) => new Dictionary<string, object?>
    {
        ["partner"] = entry.Partner,
        ["kind"] = entry.Kind,
        ["orderId"] = entry.OrderId,
        ["orderItemId"] = entry.OrderItemId,
        ["sku"] = entry.Sku,
        ["quantity"] = entry.Quantity,
        ["amount"] = entry.Amount,
        ["currency"] = entry.Currency,
        ["messageKey"] = entry.MessageKey,
        ["acceptedAt"] = entry.AcceptedAt,
    };
}
