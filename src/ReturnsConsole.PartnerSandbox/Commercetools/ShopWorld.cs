using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Commercetools;

internal sealed class ShopWorld(SandboxWorld world)
{
    public ShopLife Life { get; } = new(world);
}

internal sealed class ShopLife(SandboxWorld world)
{
    public void Place(SeededRandom random) => world.After(TimeSpan.FromSeconds(random.Below(60)), () => { });
}
