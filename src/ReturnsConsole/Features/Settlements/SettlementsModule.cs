namespace ReturnsConsole.Features.Settlements;

public static class SettlementsModule
{
    public static IServiceCollection AddSettlements(this IServiceCollection services)
    {
        services.AddSingleton<SettlementList>();
        services.AddSingleton<SettlementLines>();
        return services;
    }
}
