namespace ReturnsConsole.Features.Settings;

public static class SettingsModule
{
    public static IServiceCollection AddSettings(this IServiceCollection services)
    {
        services.AddSingleton<SettingsReader>();
        services.AddSingleton<SettingsList>();
        services.AddSingleton<ChangeSetting>();
        return services;
    }
}
