using System.Text.Json;
using ReturnsConsole.PartnerSandbox.Wire;

namespace ReturnsConsole.PartnerSandbox.Amazon.Listings;

/// <summary>The one patch of a listing that is simulated: the merchant-fulfilled quantity, absolute.</summary>
internal static class QuantityPatch
{
    private const string Path = "/attributes/fulfillment_availability";

    /// <exception cref="BadCallException">The patches break the contract.</exception>
    public static int Read(JsonElement message)
    {
        _ = message.Text("productType");
        int? quantity = null;
        foreach (var patch in message.List("patches", 1))
        {
            _ = patch.OneOf("op", "add", "replace", "merge", "delete");
            if (patch.Text("path") != Path)
                throw new BadCallException($"The attribute '{patch.Text("path")}' cannot be changed here; only {Path} can.");

            var value = patch.List("value", 1, 1)[0];
            _ = value.OneOf("fulfillment_channel_code", "DEFAULT");
            quantity = value.Whole("quantity") is >= 0 and <= int.MaxValue and var number
                ? (int)number
                : throw new BadCallException("'quantity' must not be negative.");
        }

        return quantity!.Value;
    }
}
