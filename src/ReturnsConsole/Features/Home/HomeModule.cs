using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Home.Trends;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Home;

public static class HomeModule
{
    public static IServiceCollection AddHome(this IServiceCollection services)
    {
        services.AddSingleton<TrendCounting>();
        services.AddSingleton(provider => new KeptTrends(provider.GetRequiredService<TrendCounting>().RunAsync, provider.GetRequiredService<ChangeFeed>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<KeptTrends>>()));
        services.AddSingleton(provider => new WeekTrends(provider.GetRequiredService<KeptTrends>(), provider.GetRequiredService<IAccessGuard>(), provider.GetRequiredService<VisibleAccounts>()));
        services.AddSingleton<TrendRows>();
        return services;
    }
}
