using ReturnsConsole.Features.Help.Tour;

namespace ReturnsConsole.Features.Help;

public static class HelpModule
{
    public static IServiceCollection AddHelp(this IServiceCollection services) => services.AddSingleton<OwnTour>();

    /// <summary>For the web: the tour stands beside the pages of one window.</summary>
    public static IServiceCollection AddHelpToWeb(this IServiceCollection services) => services.AddScoped<TourState>();
}
