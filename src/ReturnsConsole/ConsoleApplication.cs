using Microsoft.Extensions.DependencyInjection.Extensions;
using ReturnsConsole.Components;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Access.SigningIn;
using ReturnsConsole.Features.ApiKeys;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Help;
using ReturnsConsole.Features.Home;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Lookup;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Receiving;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Features.Shipments;
using ReturnsConsole.Features.Stock;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Vendor;

namespace ReturnsConsole;

/// <summary>Puts the console together; used by the real start, the demo, the verbs and the tests.</summary>
public static class ConsoleApplication
{
    /// <summary>Settings are read at start. Watching them would watch the data folder below the same root too, and wake on every write of the database.</summary>
    public const string WatchNoFiles = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>Everything but the web: what verbs and jobs need.</summary>
    public static IServiceCollection AddReturnsConsole(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Shared.ChangeFeed>();
        services.AddConsoleData(configuration);
        services.AddAudit();
        services.AddAccess(configuration);
        services.AddSettings();
        services.AddReasonCodes(configuration);
        services.AddImports(configuration);
        services.AddSettlements();
        services.AddStock();
        services.AddVendor();
        services.AddIntake(configuration);
        services.AddReceiving(configuration);
        services.AddShipments();
        services.AddTriage(configuration);
        services.AddSync(configuration);
        services.AddRefunds();
        services.AddLookup(configuration);
        services.AddApiKeys(configuration);
        services.AddHome();
        services.AddHelp();
        return services;
    }

    /// <summary>The web application, not yet started.</summary>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.Services.AddReturnsConsole(builder.Configuration);
        builder.Services.AddImportServices();
        builder.Services.AddIntakeServices();
        builder.Services.AddShipmentServices();
        builder.Services.AddLookupServices();
        builder.Services.AddReconciliationService();
        builder.Services.AddReasonCodeServices();
        builder.Services.AddSyncServices();
        builder.Services.AddRefundServices();
        builder.Services.AddStockServices();
        builder.Services.AddVendorServices();
        builder.AddConsoleWeb();
        // Unless told otherwise, the console says what a person can act on.
        if (!builder.Configuration.GetSection("Logging:LogLevel").Exists())
            builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
        // Why a start fails is said in a sentence; the host would add a stack trace.
        var start = new StartPhase();
        builder.Services.AddSingleton(start);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Warning && (start.IsOver || level < LogLevel.Error));
        var app = builder.Build();
        app.UseConsoleWeb();
        return app;
    }

    /// <summary>Brings the database up, starts listening and, on an empty database, prints the token for the first administrator.</summary>
    /// <returns>Null when it listens; else what stands in the way, in words.</returns>
    public static async Task<string?> StartAsync(WebApplication app, TextWriter console, CancellationToken ct)
    {
        if (await app.Services.GetRequiredService<DatabaseStart>().PrepareAsync(ct) is { } missing)
            return missing;
        await KeyRing.AnnounceAsync(app.Services, console);
        await app.StartAsync(ct);
        app.Services.GetRequiredService<StartPhase>().IsOver = true;
        await console.WriteLineAsync($"Returns Console is listening on {string.Join(", ", app.Urls)}");
        await app.Services.GetRequiredService<FirstAdministrator>().AnnounceAsync(console, ct);
        return null;
    }

    private sealed class StartPhase
    {
        public volatile bool IsOver;
    }
}
