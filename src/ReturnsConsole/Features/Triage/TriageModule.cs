namespace ReturnsConsole.Features.Triage;

public static class TriageModule
{
    public static IServiceCollection AddTriage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ReconciliationRequests>();
        return services;
    }
}
