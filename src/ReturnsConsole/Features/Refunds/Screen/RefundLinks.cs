using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using ReturnsConsole.Features.Refunds.Board;

namespace ReturnsConsole.Features.Refunds.Screen;

/// <summary>The one place that writes addresses of the refund pages.</summary>
public static class RefundLinks
{
    public const string Queue = "refunds";
    public const string Documents = "refunds/batches";

    public static string ToRefund(long id) => $"refunds/{id.ToString(CultureInfo.InvariantCulture)}";

    public static string ToBatch(int id) => $"refunds/batches/{id.ToString(CultureInfo.InvariantCulture)}";

    public static string ToDocument(int id) => $"refunds/batches/{id.ToString(CultureInfo.InvariantCulture)}/document";

    public static string ToRequest(int accountId, string orderId, long returnItemId = 0) => Form("refunds/request", accountId, orderId, returnItemId);

    public static string ToCancel(int accountId, string orderId) => Form("refunds/cancel", accountId, orderId, 0);

    public static string ToList(RefundListRequest list)
    {
        var query = new Dictionary<string, string?>();
        if (list.View != RefundView.Queued)
            query["show"] = RefundScreenWords.SlugOf(list.View);
        if (list.Kind is { } kind)
            query["kind"] = kind == InstructionKind.Refund ? "refunds" : "cancellations";
        if (list.AccountId is { } account)
            query["account"] = account.ToString(CultureInfo.InvariantCulture);
        if (list.OrderId.Length > 0)
            query["order"] = list.OrderId;
        if (list.After is { } after)
            query["after"] = after.ToString(CultureInfo.InvariantCulture);
        return QueryHelpers.AddQueryString(Queue, query);
    }

    private static string Form(string path, int accountId, string orderId, long returnItemId)
    {
        var query = new Dictionary<string, string?> { ["account"] = accountId.ToString(CultureInfo.InvariantCulture), ["order"] = orderId };
        if (returnItemId > 0)
            query["return"] = returnItemId.ToString(CultureInfo.InvariantCulture);
        return QueryHelpers.AddQueryString(path, query);
    }
}
