using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Triage;

namespace ReturnsConsole;

/// <summary>Puts the console together; used by the real start, the demo, the verbs and the tests.</summary>
public static class ConsoleApplication
{
    /// <summary>Everything but the web: what verbs and jobs need.</summary>
    public static IServiceCollection AddReturnsConsole(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Shared.ChangeFeed>();
        services.AddConsoleData(configuration);
        services.AddAudit();
        services.AddAccess(configuration);
        services.AddImports(configuration);
        services.AddTriage(configuration);
        return services;
    }

    /// <summary>The web application, not yet started.</summary>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.Services.AddReturnsConsole(builder.Configuration);
        var app = builder.Build();
        return app;
    }
}
