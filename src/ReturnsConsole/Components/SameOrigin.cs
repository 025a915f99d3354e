namespace ReturnsConsole.Components;

/// <summary>WebSockets and everything that is not a plain read are taken from our own pages only.</summary>
internal static class SameOrigin
{
    public static IApplicationBuilder UseSameOrigin(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        var origin = request.Headers.Origin.ToString();
        var socket = request.Headers.Upgrade.ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase) || HttpMethods.IsConnect(request.Method);
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        // Browsers name the origin of every socket; a script without one has no business on it. Programs that post
        // (partners' webhooks) send no Origin and prove themselves otherwise.
        var refused = socket ? !IsOurs(request, origin) : !reads && origin.Length > 0 && !IsOurs(request, origin);
        if (!refused)
        {
            await next(context);
            return;
        }
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SameOrigin)).LogWarning("Refused {Method} {Path}: it came from another site", request.Method, request.Path);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await PlainPage.WriteAsync(context, "From another site", "This request came from another site and was refused. Open the console by its own address.");
    });

    private static bool IsOurs(HttpRequest request, string origin) => string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
