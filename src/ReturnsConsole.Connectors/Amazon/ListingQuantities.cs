using System.Globalization;
using System.Text.Json;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>The merchant-fulfilled quantity of a listing, absolute: setting it twice is setting it once. Source: Listings Items 2021-08-01.</summary>
internal sealed class ListingQuantities(SellingPartnerApi api)
{
    /// <summary>Amazon takes a quantity only with the offer's product type: where it is not known, it is read.</summary>
    public async Task<PreparedMessage> PrepareAsync(ListingQuantityMessage message, CancellationToken ct)
    {
        if (message.ProductType.Length > 0)
            return new(message);
        try
        {
            var (type, _, request) = await ReadAsync(message.Sku, message.MarketplaceId, ct);
            return type is null
                ? new(message, new SendAnswer(SendResult.Refused, $"Amazon shows no product type of {message.Sku} in marketplace {message.MarketplaceId}: its quantity cannot be set.", RequestId: request))
                : new(message with { ProductType = type });
        }
        catch (PartnerException failed)
        {
            return new(message, SendOutcome.Before(failed));
        }
    }

    public async Task<SendAnswer> SendAsync(ListingQuantityMessage message, CancellationToken ct)
    {
        try
        {
            return await SetAsync(message, repeatable: true, ct);
        }
        catch (PartnerException failed)
        {
            // Repeating it does no harm, so a lost answer is no reason to wait.
            return SendOutcome.Before(failed);
        }
    }

    /// <exception cref="PartnerException">Nothing was answered that can be understood.</exception>
    public async Task<SendAnswer> SetAsync(ListingQuantityMessage message, bool repeatable, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            productType = message.ProductType,
            patches = new[] { new { op = "replace", path = "/attributes/fulfillment_availability", value = new[] { new { fulfillment_channel_code = "DEFAULT", quantity = message.Quantity } } } },
        });
        using var answer = await api.TellAsync(HttpMethod.Patch, "patchListingsItem", PathOf(message.Sku), [("marketplaceIds", message.MarketplaceId), ("includedData", "issues")], body, repeatable, ct);
        var submission = answer.Payload.Text("submissionId");
        return answer.Payload.Text("status") switch
        {
            "ACCEPTED" => new SendAnswer(SendResult.Accepted, $"Amazon takes {message.Quantity} for {message.Sku}.", submission, RequestId: answer.RequestId),
            "INVALID" => new SendAnswer(SendResult.Refused, $"Amazon refuses {message.Quantity} for {message.Sku}: {Issues(answer.Root)}", submission, RequestId: answer.RequestId),
            var other => new SendAnswer(SendResult.Unknown, $"Amazon answered '{other ?? "nothing"}' to the quantity of {message.Sku}, which is not known here.", submission, TimeSpan.FromMinutes(5), answer.RequestId),
        };
    }

    public async Task<SendAnswer> AskAsync(ListingQuantityMessage message, CancellationToken ct)
    {
        try
        {
            using var answer = await api.GetAsync("getListingsItem", PathOf(message.Sku), [("marketplaceIds", message.MarketplaceId), ("includedData", "fulfillmentAvailability")], ct);
            var quantity = QuantityOf(answer.Payload);
            return quantity == message.Quantity
                ? new SendAnswer(SendResult.Accepted, $"Amazon shows {message.Quantity} for {message.Sku}.", RequestId: answer.RequestId)
                : new SendAnswer(SendResult.NotDone, $"Amazon shows {quantity?.ToString(CultureInfo.InvariantCulture) ?? "no quantity"} for {message.Sku} instead of {message.Quantity}; it may be set again.", RequestId: answer.RequestId);
        }
        catch (PartnerException failed)
        {
            return SendOutcome.Unanswered(failed, null, taken: false);
        }
    }

    /// <returns>Product type and quantity as Amazon shows them now; null where it shows none.</returns>
    /// <exception cref="PartnerException">It could not be read.</exception>
    public async Task<(string? ProductType, long? Quantity, string? RequestId)> ReadAsync(string sku, string marketplace, CancellationToken ct)
    {
        using var answer = await api.GetAsync("getListingsItem", PathOf(sku), [("marketplaceIds", marketplace), ("includedData", "summaries,fulfillmentAvailability")], ct);
        var summary = answer.Payload.Items("summaries").FirstOrDefault(s => s.Text("marketplaceId") == marketplace);
        return (summary.ValueKind == JsonValueKind.Object ? summary.Text("productType") : null, QuantityOf(answer.Payload), answer.RequestId);
    }

    private static long? QuantityOf(JsonElement listing) => listing.Items("fulfillmentAvailability").FirstOrDefault(a => a.Text("fulfillmentChannelCode") == "DEFAULT").Whole("quantity");

    private string PathOf(string sku)
    {
        var seller = api.Connection.Option("SellerId");
        if (seller.Length == 0)
            throw new PartnerException(PartnerFault.Misconfigured, $"{api.Connection.Name}: the merchant token is not entered; without it no quantity can be set. An administrator enters it under Partners.");
        return $"/listings/2021-08-01/items/{Uri.EscapeDataString(seller)}/{Uri.EscapeDataString(sku)}";
    }

    private static string Issues(JsonElement answer)
    {
        var issues = answer.Items("issues").Where(i => i.Text("severity") is "ERROR" or null).Select(i => $"{i.Text("code")}, {i.Text("message")}").Take(3).ToList();
        return issues.Count > 0 ? ReturnsConsole.Connectors.Files.Refusals.Show(string.Join("; ", issues), 400) : "it gives no reason.";
    }
}
