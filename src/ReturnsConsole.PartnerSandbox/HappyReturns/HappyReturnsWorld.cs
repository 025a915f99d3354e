using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.HappyReturns;

/// <summary>Happy Returns' side of the world.</summary>
internal sealed class HappyReturnsWorld
{
    public const string RetailerId = "sandbox-retailer";

    private readonly Dictionary<string, HappyReturn> _byCode = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<HappyReturn>> _byOrder = new(StringComparer.Ordinal);

    public HappyReturnsWorld(SandboxWorld world) => Life = new HappyReturnsLife(world, this);

    public HappyReturnsLife Life { get; }

    public TimeLine<HappyShipment> Shipments { get; } = new();

    public Dictionary<string, HappyShipment> ShipmentsById { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, HappyItem> Items { get; } = new(StringComparer.Ordinal);

    public List<HappyReturn> Returns { get; } = [];

    /// <summary>Dropped off, not yet on a shipment.</summary>
    public List<HappyReturn> AtHub { get; } = [];

    public void Add(HappyReturn added)
    {
        Returns.Add(added);
        _byCode.Add(added.ExpressCode, added);
        if (!_byOrder.TryGetValue(added.Order.OrderNumber, out var ofOrder))
            _byOrder.Add(added.Order.OrderNumber, ofOrder = []);

        ofOrder.Add(added);
        foreach (var item in added.Items)
            Items.Add(item.Id, item);
    }

    public void Add(HappyShipment shipment)
    {
        Shipments.Add(shipment.Departed, shipment);
        ShipmentsById.Add(shipment.Id, shipment);
    }

    public HappyReturn? Find(string expressCode) => _byCode.GetValueOrDefault(expressCode);

    public IReadOnlyList<HappyReturn> OfOrder(string orderNumber) => _byOrder.GetValueOrDefault(orderNumber) ?? [];
}
