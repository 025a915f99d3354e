namespace ReturnsConsole.Features.Returns;

public static class ReturnsModule
{
    public static IServiceCollection AddReturns(this IServiceCollection services)
    {
        services.AddSingleton<SeedReasonCodes>();
        services.AddSingleton<Data.IDatabaseStartStep>(provider => provider.GetRequiredService<SeedReasonCodes>());
        return services;
    }
}
