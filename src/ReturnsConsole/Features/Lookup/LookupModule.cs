using Microsoft.Extensions.Options;
using ReturnsConsole.Features.Notices;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Lookup;

public static class LookupModule
{
    public static IServiceCollection AddLookup(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LookupSettings>().Bind(configuration.GetSection("Lookup")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LookupSettings>, SettingsCheck>();
        services.AddOptions<ReconciliationSettings>().PostConfigure<IOptions<LookupSettings>>((rules, policy) => rules.Use(policy.Value));
        services.AddSingleton<LookupReading>();
        services.AddSingleton<LookUp>();
        services.AddSingleton<CaseRaising>();
        services.AddSingleton<RaiseCase>();
        services.AddSingleton<WatchFor>();
        services.AddSingleton<OwnWatches>();
        services.AddSingleton<OrderStatus>();
        services.AddSingleton<WatchOrder>();
        services.AddSingleton<TellWatchers>();
        services.AddSingleton<CustomerLanguages>();
        services.AddSingleton<FindAnything>();
        services.AddSingleton<OwnNotices>();
        services.AddSingleton<ReadNotices>();
        return services;
    }

    /// <summary>What runs in the background of the web application.</summary>
    public static IServiceCollection AddLookupServices(this IServiceCollection services) => services.AddHostedService<WatchService>();

    private sealed class SettingsCheck : IValidateOptions<LookupSettings>
    {
        public ValidateOptionsResult Validate(string? name, LookupSettings options) =>
            options.Faults() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
