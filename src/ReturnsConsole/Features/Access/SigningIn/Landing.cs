namespace ReturnsConsole.Features.Access.SigningIn;

/// <summary>Where each role begins its day.</summary>
internal static class Landing
{
    public static string Of(Role role) => role switch
    {
        Role.Cx => "/lookup",
        Role.Warehouse => "/intake",
        _ => "/",
    };
}
