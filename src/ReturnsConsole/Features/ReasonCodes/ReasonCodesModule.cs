using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.ReasonCodes.Files;
using ReturnsConsole.Features.ReasonCodes.Release;
using ReturnsConsole.Features.ReasonCodes.Review;
using ReturnsConsole.Features.ReasonCodes.Versions;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.ReasonCodes;

public static class ReasonCodesModule
{
    public static IServiceCollection AddReasonCodes(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReasonCodeOptions>().Bind(configuration.GetSection("ReasonCodes"))
            .Validate(o => o.ReviewEveryMonths is >= 0 and <= 24, "ReasonCodes:ReviewEveryMonths must be 0 (never) to 24.")
            .Validate(o => o.UnusedAfterDays is >= 1 and <= 3650, "ReasonCodes:UnusedAfterDays must be 1 to 3650.")
            .ValidateOnStart();
        services.AddSingleton<SeedReasonCodes>();
        services.AddSingleton<IDatabaseStartStep>(provider => provider.GetRequiredService<SeedReasonCodes>());
        services.AddSingleton<ReleaseWork>();
        services.AddSingleton<ReleaseReturns>();
        services.AddSingleton<DraftEditing>();
        services.AddSingleton<EditMappings>();
        services.AddSingleton<DiscardDraft>();
        services.AddSingleton<ActivateDraft>();
        services.AddSingleton<RollBack>();
        services.AddSingleton<WithdrawVersion>();
        services.AddSingleton<Board>();
        services.AddSingleton<CompareVersions>();
        services.AddSingleton<HeldReturns>();
        services.AddSingleton<ImpactPreview>();
        services.AddSingleton<ExportMappings>();
        services.AddSingleton<ImportMappings>();
        services.AddSingleton<Reviews>();
        services.AddSingleton<UseCounting>();
        services.AddSingleton(provider => new KeptFigures<KeptUse>(provider.GetRequiredService<UseCounting>().RunAsync, (kept, now) => kept.Since != provider.GetRequiredService<UseCounting>().Since(now),
            provider.GetRequiredService<ChangeFeed>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<KeptFigures<KeptUse>>>()));
        services.AddSingleton(provider => new ReadReview(provider.GetRequiredService<IDbContextFactory<ConsoleContext>>(), provider.GetRequiredService<IAccessGuard>(), provider.GetRequiredService<VisibleAccounts>(),
            provider.GetRequiredService<KeptFigures<KeptUse>>(), provider.GetRequiredService<IOptions<ReasonCodeOptions>>()));
        services.AddSingleton<FinishReview>();
        return services;
    }

    /// <summary>What runs in the background of the web application.</summary>
    public static IServiceCollection AddReasonCodeServices(this IServiceCollection services)
    {
        services.AddHostedService<ReleaseService>();
        services.AddHostedService<ReviewSchedule>();
        return services;
    }
}
