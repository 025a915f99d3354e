using System.Net;
using Microsoft.Extensions.Options;

namespace ReturnsConsole.Components;

/// <summary>Without HTTPS only this machine is answered: a password must not cross a network in the clear.</summary>
internal static class SecureTransport
{
    public static IApplicationBuilder UseSecureTransport(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var address = context.Connection.RemoteIpAddress;
        if (context.Request.IsHttps || address is null || IPAddress.IsLoopback(address) || context.Request.Path.StartsWithSegments("/health")
            || context.RequestServices.GetRequiredService<IOptions<WebOptions>>().Value.AllowPlainHttp)
        {
            await next(context);
            return;
        }
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await PlainPage.WriteAsync(context, "HTTPS needed",
            "Over a network the console answers by HTTPS only. Open it by its https address; whoever runs it can set Kestrel's certificate, Web:TrustedProxies or, on a trusted network, Web:AllowPlainHttp.");
    });
}
