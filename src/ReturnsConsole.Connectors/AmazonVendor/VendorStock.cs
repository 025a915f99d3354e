using System.Text.Json;
using ReturnsConsole.Connectors.Amazon;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.AmazonVendor;

/// <summary>Quantities at a Direct Fulfilment warehouse: absolute, always partial, because a full update may set what is not named to nothing. Source: vendorDirectFulfillmentInventory v1.</summary>
internal sealed class VendorStock(SellingPartnerApi api)
{
    public async Task<SendAnswer> SendAsync(VendorStockMessage message, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            inventory = new
            {
                sellingParty = new { partyId = message.SellingPartyId },
                isFullUpdate = false,
                items = message.Items.Select(i => new { vendorProductIdentifier = i.VendorSku, availableQuantity = new { amount = i.Quantity, unitOfMeasure = "Each" } }),
            },
        });
        try
        {
            using var answer = await api.TellAsync(
                HttpMethod.Post, "submitInventoryUpdate", $"/vendor/directFulfillment/inventory/v1/warehouses/{Uri.EscapeDataString(message.WarehouseId)}/items", [], body, repeatable: true, ct);
            return answer.Payload.Text("transactionId") is { } id
                ? new SendAnswer(SendResult.Pending, $"Amazon took {message.Items.Count} quantities for warehouse {message.WarehouseId} and is checking them.", id, TimeSpan.FromMinutes(2), answer.RequestId)
                : new SendAnswer(SendResult.NotDone, $"{api.Connection.Name}: submitInventoryUpdate was answered without a transactionId. Quantities are absolute: they may be told again.", RequestId: answer.RequestId);
        }
        catch (PartnerException failed)
        {
            // Repeating absolute quantities does no harm.
            return SendOutcome.Before(failed);
        }
    }

    public async Task<SendAnswer> AskAsync(VendorStockMessage message, string? reference, CancellationToken ct)
    {
        if (reference is null)
            return new SendAnswer(SendResult.NotDone, "Amazon gave no transaction. Quantities are absolute: they may be told again.");
        try
        {
            using var answer = await api.GetAsync("getTransactionStatus", $"/vendor/directFulfillment/transactions/2021-12-28/transactions/{Uri.EscapeDataString(reference)}", [], ct);
            return VendorTransactions.Verdict(answer, reference, $"the quantities for warehouse {message.WarehouseId}", $"Amazon has the quantities for warehouse {message.WarehouseId}.");
        }
        catch (PartnerException gone) when (gone.Fault == PartnerFault.NotFound)
        {
            return new SendAnswer(SendResult.NotDone, $"Amazon does not know transaction {reference} (any more). Quantities are absolute: they may be told again.", reference, RequestId: gone.RequestId);
        }
        catch (PartnerException failed)
        {
            return SendOutcome.Unanswered(failed, reference, taken: true);
        }
    }
}
