using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using ReturnsConsole.Components;

namespace ReturnsConsole.Features.Access.SigningIn;

internal static class AccessEndpoints
{
    public static void MapAccess(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
        endpoints.MapGet("/too-many-windows", (HttpContext http) => PlainPage.WriteAsync(http, "Too many windows",
            "You have too many windows of the console open. Close some and load the page again.")).AllowAnonymous();
    }

    private static async Task SignOutAsync(HttpContext http, IAntiforgery antiforgery, SignOut signOut)
    {
        if (!await antiforgery.IsRequestValidAsync(http) && !FromOurPage(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await PlainPage.WriteAsync(http, "Request not understood", "The page was too old to sign out from. Load it anew and try again.");
            return;
        }
        await signOut.RunAsync(http.User.ToActor(), http.RequestAborted);
        await http.SignOutAsync(ConsoleCookie.Scheme);
        http.Response.Redirect(ConsoleCookie.SignInPath);
    }

    /// <summary>A circuit has no request to take a form token from; there the browser's own word for where the form stood must do.</summary>
    private static bool FromOurPage(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] == "same-origin" || request.Headers.Origin == $"{request.Scheme}://{request.Host}";
}
