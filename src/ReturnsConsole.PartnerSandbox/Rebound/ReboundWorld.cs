using System.Globalization;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Rebound;

/// <summary>Rebound's side of the world: the returns of one retailer profile.</summary>
internal sealed class ReboundWorld
{
    private readonly Dictionary<string, ReboundReturn> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReboundReturn> _byTracking = new(StringComparer.Ordinal);
    private int _number = 4_100_000;

    public ReboundWorld(SandboxWorld world) => Life = new ReboundLife(world, this);

    public ReboundLife Life { get; }

    public TimeLine<ReboundReturn> Returns { get; } = new();

    public Dictionary<string, ReboundOrder> Orders { get; } = new(StringComparer.Ordinal);

    /// <summary>Returns that exist by their number only; see the bulk scenario.</summary>
    public BulkReturns? Bulk { get; set; }

    public string NextId() => (_number++).ToString(CultureInfo.InvariantCulture);

    public void Add(ReboundReturn added)
    {
        _byId.Add(added.Id, added);
        _byTracking[added.Tracking] = added;
        Returns.Add(added.Added, added);
    }

    public ReboundReturn? Find(string id) => _byId.GetValueOrDefault(id) ?? Bulk?.Find(id);

    public ReboundReturn? FindByTracking(string code) => _byTracking.GetValueOrDefault(code) ?? Bulk?.FindByTracking(code);
}
