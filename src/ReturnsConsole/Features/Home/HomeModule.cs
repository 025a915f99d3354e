using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Home.Trends;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Home;

public static class HomeModule
{
    public static IServiceCollection AddHome(this IServiceCollection services)
    {
        services.AddSingleton<TrendCounting>();
        services.AddSingleton(provider => new KeptFigures<TrendSnapshot>(provider.GetRequiredService<TrendCounting>().RunAsync, (kept, now) => kept.ThisWeek != WeekSpan.Of(now),
            provider.GetRequiredService<ChangeFeed>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<KeptFigures<TrendSnapshot>>>()));
        services.AddSingleton(provider => new WeekTrends(provider.GetRequiredService<KeptFigures<TrendSnapshot>>(), provider.GetRequiredService<IAccessGuard>(), provider.GetRequiredService<VisibleAccounts>()));
        services.AddSingleton<TrendRows>();
        return services;
    }
}
