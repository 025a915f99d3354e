using System.Text.Json;
using ReturnsConsole.Connectors.Amazon;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.AmazonVendor;

/// <summary>Processing, Success or Failure of what a vendor submitted. Source: vendorTransactionStatus v1, vendorDirectFulfillmentTransactions 2021-12-28.</summary>
internal static class VendorTransactions
{
    /// <param name="what">"credit note 4711".</param>
    /// <param name="success">What Success means, in words.</param>
    public static SendAnswer Verdict(SellingPartnerAnswer answer, string reference, string what, string success)
    {
        var state = answer.Payload.Field("transactionStatus") ?? default;
        return state.Text("status") switch
        {
            "Processing" => new SendAnswer(SendResult.Pending, $"Amazon is still checking {what}.", reference, TimeSpan.FromMinutes(5), answer.RequestId),
            "Success" => new SendAnswer(SendResult.Accepted, success, reference, RequestId: answer.RequestId),
            "Failure" => new SendAnswer(SendResult.Refused, $"Amazon refuses {what}: {Errors(state)}", reference, RequestId: answer.RequestId),
            var other => new SendAnswer(SendResult.Unknown, $"The transaction of {what} is in the state '{other ?? "nothing"}', which is not known here.", reference, TimeSpan.FromMinutes(30), answer.RequestId),
        };
    }

    /// <summary>A list, or, with Direct Fulfilment, an object that holds the list.</summary>
    private static string Errors(JsonElement state)
    {
        var list = state.Field("errors") is { ValueKind: JsonValueKind.Object } wrapped ? wrapped.Items("errors") : state.Items("errors");
        var said = string.Join("; ", list.Take(5).Select(e => string.Join(", ", new[] { e.Text("code"), e.Text("message"), e.Text("details") }.Where(t => !string.IsNullOrWhiteSpace(t)))));
        return said.Length > 0 ? Refusals.Show(said, 500) : "it gives no reason.";
    }
}
