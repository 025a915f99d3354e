using ReturnsConsole.Features.Access;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Help;

/// <summary>Addresses of the operating manual.</summary>
public static class HelpLinks
{
    public const string Index = "help";

    public const string Cases = "help/cases";

    public static string Of(Role role) => role == Role.None ? Index : $"help/{role.ToString().ToLowerInvariant()}";

    public static string Of(CaseKind kind) => $"{Cases}#{AnchorOf(kind)}";

    public static string AnchorOf(CaseKind kind) => "kind-" + kind.ToString().ToLowerInvariant();

    /// <summary>Null: no role has a page of this name.</summary>
    public static Role? RoleOf(string name) => Enum.TryParse<Role>(name, ignoreCase: true, out var role) && role != Role.None && Enum.IsDefined(role) && !char.IsAsciiDigit(name[0]) ? role : null;
}
