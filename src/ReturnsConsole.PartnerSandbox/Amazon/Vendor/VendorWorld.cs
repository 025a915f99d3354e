using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Vendor;

internal sealed class VendorWorld(SandboxWorld world)
{
    public SandboxWorld World { get; } = world;
}
