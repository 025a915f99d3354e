using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Commercetools;

/// <summary>The commercetools project of the merchant's own shop.</summary>
internal sealed class ShopWorld
{
    public const string ProjectKey = "sandbox-shop";
    public const string Currency = "EUR";
    public const string QuarantineKey = "quarantine";

    private int _number = 70_000;

    public ShopWorld(SandboxWorld world)
    {
        Life = new ShopLife(world, this);
        var channel = new ShopChannel { Id = world.Random.Id().ToString(), Version = 1, Created = world.Now, Modified = world.Now, Key = QuarantineKey };
        Channels.Add(channel);
        foreach (var article in Article.All)
        {
            Stock.Add(NewStock(world, article.Sku, 100, null));
            Stock.Add(NewStock(world, article.Sku, 0, channel.Id));
        }
    }

    public ShopLife Life { get; }

    public ShopShelf<ShopOrder> Orders { get; } = new();

    public ShopShelf<ShopStock> Stock { get; } = new();

    public ShopShelf<ShopPayment> Payments { get; } = new();

    public ShopShelf<ShopChannel> Channels { get; } = new();

    public string NextNumber() => $"SHOP-{_number++}";

    public static ShopStock NewStock(SandboxWorld world, string sku, long quantity, string? channelId) => new()
    {
        Id = world.Random.Id().ToString(),
        Version = 1,
        Created = world.Now,
        Modified = world.Now,
        Sku = sku,
        OnStock = quantity,
        Available = quantity,
        ChannelId = channelId,
    };
}

/// <summary>All resources of one kind, the newest state of each.</summary>
internal sealed class ShopShelf<T>
    where T : ShopResource
{
    private readonly Dictionary<string, T> _byId = new(StringComparer.Ordinal);

    public IReadOnlyCollection<T> All => _byId.Values;

    public T? Find(string id) => _byId.GetValueOrDefault(id);

    public void Add(T resource) => _byId.Add(resource.Id, resource);

    public void Replace(T resource) => _byId[resource.Id] = resource;
}
