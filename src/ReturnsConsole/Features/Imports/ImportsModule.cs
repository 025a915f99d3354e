using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Imports.Queue;

namespace ReturnsConsole.Features.Imports;

public static class ImportsModule
{
    public static IServiceCollection AddImports(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<EvidenceStore>();
        services.AddSingleton<IPartnerFileReader, PartnerFileReader>();
        services.AddSingleton<ImportWork>();
        services.AddSingleton<ImportProgress>();
        services.AddSingleton<ImportRunner>();
        services.AddSingleton<EraseOldEvidence>();
        services.AddSingleton<FirstAccount>();
        services.AddSingleton<ReceiveFile>();
        services.AddSingleton<ReceivePayload>();
        services.AddSingleton<CancelImport>();
        services.AddSingleton<RetryImport>();
        services.AddSingleton<AnswerCulture>();
        services.AddSingleton<RejectedRowsFile>();
        services.AddSingleton<SourceRowReader>();
        services.AddSingleton<ImportVerb>();
        services.AddOptions<UploadOptions>().Bind(configuration.GetSection("Upload")).Validate(o => o.MaxBytes > 0, "Upload:MaxBytes must be above 0.").ValidateOnStart();
        services.AddSingleton<ImportList>();
        services.AddSingleton<ImportDetails>();
        services.AddSingleton<ShowEvidence>();
        return services;
    }

    /// <summary>What runs in the background of the web application; verbs import by themselves.</summary>
    public static IServiceCollection AddImportServices(this IServiceCollection services)
    {
        services.AddHostedService<ImportService>();
        services.AddHostedService<EvidenceRetention>();
        return services;
    }
}
