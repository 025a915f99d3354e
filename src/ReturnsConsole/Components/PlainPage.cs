using System.Net;

namespace ReturnsConsole.Components;

/// <summary>A page of one sentence, for when no component can be drawn.</summary>
internal static class PlainPage
{
    /// <summary>Stylesheets of the shell, relative to the root.</summary>
    private static readonly string[] Styles = ["/css/tokens.css", "/css/base.css", "/css/controls.css", "/css/tables.css", "/css/shell.css"];

    public static Task WriteAsync(HttpContext context, string title, string text, string? reference = null)
    {
        var response = context.Response;
        if (response.HasStarted)
            return Task.CompletedTask;
        if (context.Request.Path.StartsWithSegments("/api"))
            return response.WriteAsJsonAsync(new { title, detail = text, reference, status = response.StatusCode }, options: null, contentType: "application/problem+json");
        response.ContentType = "text/html; charset=utf-8";
        var links = string.Concat(Styles.Select(s => $"<link rel=\"stylesheet\" href=\"{s}\">"));
        var mark = reference is null ? "" : $"<p class=\"mut\">Reference: <span class=\"code\">{WebUtility.HtmlEncode(reference)}</span></p>";
        return response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{WebUtility.HtmlEncode(title)} · Returns Console</title><link rel="icon" type="image/svg+xml" href="/favicon.svg">{links}</head>
            <body><main class="page"><section class="card pad"><h1>{WebUtility.HtmlEncode(title)}</h1><p>{WebUtility.HtmlEncode(text)}</p>{mark}<p><a class="link" href="/">To the start page</a></p></section></main></body></html>
            """, context.RequestAborted);
    }
}
