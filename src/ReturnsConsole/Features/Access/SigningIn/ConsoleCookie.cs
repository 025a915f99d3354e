using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ReturnsConsole.Features.Access.SigningIn;

/// <summary>The sign-in cookie: it names a session, and is worth what that session is worth at this moment.</summary>
internal static class ConsoleCookie
{
    public const string Scheme = "Console";
    public const string SignInPath = "/sign-in";

    public static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "returns-console";
        cookie.CookieManager = new HostPrefixedCookies();
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.Path = "/";
        cookie.Cookie.IsEssential = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.SlidingExpiration = false;
        cookie.LoginPath = SignInPath;
        cookie.AccessDeniedPath = "/refused";
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnValidatePrincipal = ValidateAsync;
        cookie.Events.OnRedirectToAccessDenied = RefusedAsync;
        cookie.Events.OnRedirectToLogin = context =>
        {
            if (IsPage(context.Request))
                context.Response.Redirect(context.RedirectUri);
            else
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };
    }

    public static Task SignInAsync(HttpContext http, ConsoleUser user, Guid sessionId) =>
        http.SignInAsync(Scheme, ActorClaims.PrincipalOf(user, sessionId, Scheme), new AuthenticationProperties { IsPersistent = false });

    private static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/_blazor");

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var actor = context.Principal?.ToActor() ?? Actor.Nobody;
        var standing = await services.GetRequiredService<AccessGuard>().StandingAsync(actor, context.HttpContext.RequestAborted);
        if (standing is { Over: null })
        {
            services.GetRequiredService<SessionActivity>().Touch(actor.SessionId!.Value);
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }

    private static Task RefusedAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var services = context.HttpContext.RequestServices;
        foreach (var needed in context.HttpContext.GetEndpoint()?.Metadata.GetOrderedMetadata<NeedsAttribute>() ?? [])
            services.GetRequiredService<Refusals>().Record(context.HttpContext.User.ToActor(), needed.Permission, $"Asked for {context.Request.Path}");
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Components.PlainPage.WriteAsync(context.HttpContext, "Not for your role", "Your role may not open this page. Ask an administrator if you need it.");
    }

    /// <summary>Over HTTPS the name begins with "__Host-", which no other host or path can set; browsers refuse that name over plain HTTP, as on loopback.</summary>
    private sealed class HostPrefixedCookies : ICookieManager
    {
        private readonly ChunkingCookieManager inner = new();

        public string? GetRequestCookie(HttpContext context, string key) => inner.GetRequestCookie(context, NameOf(context, key));

        public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
            inner.AppendResponseCookie(context, NameOf(context, key), value, options);

        public void DeleteCookie(HttpContext context, string key, CookieOptions options) => inner.DeleteCookie(context, NameOf(context, key), options);

        private static string NameOf(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;
    }
}
