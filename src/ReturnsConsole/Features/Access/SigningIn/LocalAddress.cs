namespace ReturnsConsole.Features.Access.SigningIn;

/// <summary>Where to go after signing in: a path of this console, never another site.</summary>
internal static class LocalAddress
{
    public static string Of(string? returnUrl) =>
        returnUrl is ['/', ..] && returnUrl is not ['/', '/' or '\\', ..] && !returnUrl.Any(c => char.IsControl(c) || c == '\\')
            && !returnUrl.StartsWith("/sign-", StringComparison.OrdinalIgnoreCase)
            ? returnUrl : "/";
}
