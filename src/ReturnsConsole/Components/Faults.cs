using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace ReturnsConsole.Components;

/// <summary>Faults are logged whole and told to people in one sentence with a reference.</summary>
internal sealed class Faults(ILogger<Faults> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is BadHttpRequestException bad)
        {
            httpContext.Response.StatusCode = bad.StatusCode;
            await PlainPage.WriteAsync(httpContext, "Request not understood", "The request was not complete or too old. Go back, load the page anew and try again.");
            return true;
        }
        var reference = Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier;
        log.LogError(exception, "Fault {Reference} at {Method} {Path}", reference, httpContext.Request.Method, httpContext.Request.Path);
        httpContext.Response.StatusCode = StatusCodes.Status500InternalServerError;
        await PlainPage.WriteAsync(httpContext, "This did not work",
            "The console could not answer. Nothing was half done: what was not confirmed did not happen. Try again; if it stays, give the reference to whoever runs the console.", reference);
        return true;
    }
}
