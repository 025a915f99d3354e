namespace ReturnsConsole.Components;

/// <summary>What every answer tells the browser to forbid.</summary>
internal static class SecurityHeaders
{
    // Styles: files and style attributes only, no <style> elements. The attributes are Radzen's (column widths, popup
    // positions, set by script). base-uri is 'self' and not 'none' for Blazor's <base>. 'self' in connect-src covers the page's own WebSocket.
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-elem 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; " +
        "connect-src 'self'; media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'self'; object-src 'none'; frame-src 'none'; worker-src 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            Write((HttpResponse)state);
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    });

    private static void Write(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        // Static files say for themselves how long they keep; everything else is about people and money.
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
    }
}
