using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Demo;

/// <summary>The demo's sign-ins. They exist only in the demo's own throw-away database on loopback.</summary>
public static class DemoPeople
{
    public static IReadOnlyList<(string Name, string DisplayName, Role Role)> All { get; } =
    [
        ("fiona", "Fiona Nash", Role.Finance),
        ("wanda", "Wanda Hill", Role.Warehouse),
        ("carl", "Carl Xavier", Role.Cx),
        ("ada", "Ada Minton", Role.Admin),
        ("audrey", "Audrey Orr", Role.Auditor),
    ];

    public static string PasswordOf(string name) => $"tie-out-{All.Single(p => p.Name == name).Role.ToString().ToLowerInvariant()}-2026";
}
