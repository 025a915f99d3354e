using System.Text.Json;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Commercetools;

/// <summary>Changes of stock. The available quantity follows after some seconds.</summary>
internal sealed class StockActions(SandboxWorld world)
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(10);

    public ShopStock Apply(ShopStock stock, JsonElement action)
    {
        var kind = action.Text("action");
        var quantity = action.Whole("quantity");
        var onStock = kind switch
        {
            "addQuantity" => stock.OnStock + quantity,
            "removeQuantity" => stock.OnStock - quantity,
            "changeQuantity" => quantity,
            _ => throw new BadCallException($"The update action '{kind}' is not part of this sandbox.", "InvalidInput"),
        };
        world.Ledger.Add(new LedgerEntry(
            "commercetools", kind == "changeQuantity" ? "stock" : "restock", null, null, stock.Sku, (int)(kind == "removeQuantity" ? -quantity : quantity), null, null, null, world.Now));
        world.After(Lag, () => CatchUp(stock.Id));
        return stock with { OnStock = onStock };
    }

    public ShopStock Create(JsonElement draft)
    {
        var sku = draft.Text("sku");
        var channel = draft.ObjectOrNull("supplyChannel") is { } reference ? reference.Text("id") : null;
        if (channel is not null && world.Shop.Channels.Find(channel) is null)
            throw new BadCallException($"The referenced object of type 'channel' with identifier '{channel}' was not found.", "ReferencedResourceNotFound");

        if (world.Shop.Stock.All.Any(stock => stock.Sku == sku && stock.ChannelId == channel))
            throw ShopFaults.Duplicate("sku", sku);

        return ShopWorld.NewStock(world, sku, draft.Whole("quantityOnStock"), channel);
    }

    private void CatchUp(string id)
    {
        if (world.Shop.Stock.Find(id) is { } stock)
            world.Shop.Stock.Replace(stock with { Available = stock.OnStock });
    }
}
