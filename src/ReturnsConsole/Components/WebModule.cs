using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.HttpOverrides;
using Radzen;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Access.SigningIn;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Help;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Lookup;
using ReturnsConsole.Features.ReasonCodes.Files;
using ReturnsConsole.Features.Refunds.Screen;
using ReturnsConsole.Features.Shipments;
using ReturnsConsole.Features.Stock.Kits;
using ReturnsConsole.Features.Sync.Inbox;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Vendor.Screen;

namespace ReturnsConsole.Components;

/// <summary>The web host: pages over circuits, static sign-in pages, headers, limits, health.</summary>
public static class WebModule
{
    private const long MaxFormBytes = 256 * 1024;

    public static void AddConsoleWeb(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        // 'dotnet run' is not a published folder: without this the packages' own style sheets are missing outside Development.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        services.Configure<WebOptions>(builder.Configuration.GetSection("Web"));
        services.AddRazorComponents(components => components.MaxFormMappingCollectionSize = 100).AddInteractiveServerComponents(circuits =>
        {
            circuits.DetailedErrors = false;
            circuits.DisconnectedCircuitMaxRetained = 100;
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
        });
        services.AddRadzenComponents();
        services.AddScoped<ViewerQuery>();
        services.AddAccessToWeb();
        services.AddAuditToWeb();
        services.AddHelpToWeb();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "returns-console-form";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(form => form.BufferBodyLengthLimit = MaxFormBytes);
        services.AddApiDocument();
        services.AddRateLimiter(RateLimits.Configure);
        services.AddExceptionHandler<Faults>();
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
    }

    public static void UseConsoleWeb(this WebApplication app)
    {
        UseProxies(app);
        app.UseSecurityHeaders();
        app.UseExceptionHandler(_ => { });
        app.UseHsts();
        app.UseSecureTransport();
        app.UseSameOrigin();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UsePasswordFirst();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
        app.MapAccess();
        app.MapAudit();
        app.MapTriage();
        app.MapImports();
        app.MapIntake();
        app.MapReasonCodes();
        app.MapRefunds();
        app.MapVendor();
        app.MapShipments();
        app.MapKits();
        app.MapWebhooks().RequireRateLimiting(RateLimits.Deliveries);
        app.MapReturns();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        // No compression of sockets: they carry text of strangers beside text of ours.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(sockets =>
        {
            sockets.DisableWebSocketCompression = true;
            sockets.ContentSecurityFrameAncestorsPolicy = null;
        });
    }

    private static void UseProxies(WebApplication app)
    {
        var web = app.Configuration.GetSection("Web").Get<WebOptions>() ?? new WebOptions();
        if (web.TrustedProxies.Length == 0)
            return;
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All };
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        foreach (var proxy in web.TrustedProxies)
            forwarded.KnownProxies.Add(System.Net.IPAddress.Parse(proxy));
        app.UseForwardedHeaders(forwarded);
    }
}
