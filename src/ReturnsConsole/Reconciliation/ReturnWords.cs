namespace ReturnsConsole.Reconciliation;

/// <summary>Amazon's words for returns, read leniently: case, blanks and hyphens do not matter. What is not known stays Unknown, never guessed.</summary>
public static class ReturnWords
{
    public static ReturnResolution ResolutionOf(string text) => Plain(text) switch
    {
        "standardrefund" => ReturnResolution.StandardRefund,
        "refundatfirstscan" => ReturnResolution.RefundAtFirstScan,
        "returnlessrefund" => ReturnResolution.ReturnlessRefund,
        "replacement" or "replacementissued" => ReturnResolution.Replacement,
        "exchange" => ReturnResolution.Exchange,
        "manualrefund" => ReturnResolution.ManualRefund,
        _ => ReturnResolution.Unknown,
    };

    public static ReturnRequestState StateOf(string text) => Plain(text) switch
    {
        "pending" or "pendingapproval" => ReturnRequestState.Pending,
        "approved" or "authorized" or "authorised" => ReturnRequestState.Approved,
        "completed" or "closed" => ReturnRequestState.Completed,
        "rejected" or "declined" => ReturnRequestState.Rejected,
        "canceled" or "cancelled" => ReturnRequestState.Cancelled,
        _ => ReturnRequestState.Unknown,
    };

    public static bool IsAmazonPrepaid(string labelType) => Plain(labelType) == "amazonprepaidlabel";

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
