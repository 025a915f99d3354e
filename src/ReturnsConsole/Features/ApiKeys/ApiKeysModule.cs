namespace ReturnsConsole.Features.ApiKeys;

public static class ApiKeysModule
{
    public static IServiceCollection AddApiKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ApiOptions>().Bind(configuration.GetSection("Api"))
            .Validate(o => o.RequestsPerMinutePerKey is >= 1 and <= 100_000, "Api:RequestsPerMinutePerKey must be 1 to 100000.")
            .Validate(o => o.RequestsPerMinutePerAddress is >= 1 and <= 100_000, "Api:RequestsPerMinutePerAddress must be 1 to 100000.")
            .ValidateOnStart();
        services.AddSingleton<ApiKeyCheck>();
        services.AddSingleton<ApiKeyList>();
        services.AddSingleton<CreateApiKey>();
        services.AddSingleton<RevokeApiKey>();
        return services;
    }
}
