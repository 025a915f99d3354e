namespace ReturnsConsole.Reconciliation;

/// <summary>How facts are named in a person's match. A receipt's name is told from a return's by its beginning.</summary>
public static class ForcedKeys
{
    public const string ReceiptPrefix = "receipt:";

    public static string OfReceipt(string naturalKey) => ReceiptPrefix + naturalKey;
}
