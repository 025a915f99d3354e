namespace ReturnsConsole.Features.Access.SigningIn;

/// <summary>Whoever signed in with a one-time password sees no page but the one to change it.</summary>
internal static class PasswordFirst
{
    private const string Page = "/change-password";

    public static IApplicationBuilder UsePasswordFirst(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) && !request.Path.StartsWithSegments(Page)
            && context.User.ToActor() is { UserId: > 0 } actor
            && await context.RequestServices.GetRequiredService<AccessGuard>().StandingAsync(actor, context.RequestAborted) is { MustChangePassword: true })
        {
            context.Response.Redirect(Page);
            return;
        }
        await next(context);
    });
}
