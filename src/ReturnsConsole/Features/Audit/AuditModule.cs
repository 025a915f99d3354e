namespace ReturnsConsole.Features.Audit;

public static class AuditModule
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<AuditChain>();
        services.AddSingleton<AuditSearch>();
        services.AddSingleton<AuditChoices>();
        services.AddSingleton<VerifyAudit>();
        services.AddSingleton<ExportAudit>();
        return services;
    }

    /// <summary>What only the web host needs.</summary>
    public static IServiceCollection AddAuditToWeb(this IServiceCollection services) => services.AddHostedService<AuditWatch>();
}
