using ReturnsConsole.Data;
using ReturnsConsole.Features.Intake.Answers;
using ReturnsConsole.Features.Intake.Articles;
using ReturnsConsole.Features.Intake.Identifiers;
using ReturnsConsole.Features.Intake.Pictures;
using ReturnsConsole.Features.Intake.Shelf;
using ReturnsConsole.Features.Intake.Weeks;

namespace ReturnsConsole.Features.Intake;

public static class IntakeModule
{
    public static IServiceCollection AddIntake(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IntakeOptions>().Bind(configuration.GetSection("Intake"))
            .Validate(o => o.MaxPhotoBytes is >= 100_000 and <= 50_000_000, "Intake:MaxPhotoBytes must be between 100,000 and 50,000,000.")
            .Validate(o => o.Shelves.All(s => s.Length is > 0 and <= 20), "Intake:Shelves: each name has 1 to 20 characters.")
            .Validate(o => o.PhotoRetentionDays >= 0, "Intake:PhotoRetentionDays must not be negative; 0 keeps pictures for ever.").ValidateOnStart();
        services.AddSingleton<FillIdentifiers>();
        services.AddSingleton<IDatabaseStartStep>(provider => provider.GetRequiredService<FillIdentifiers>());
        services.AddSingleton<LookUpParcel>();
        services.AddSingleton<RememberArticle>();
        services.AddSingleton<TakeScan>();
        services.AddSingleton<PutScanAside>();
        services.AddSingleton<AuthorizePostHoc>();
        services.AddSingleton<UndoAuthorization>();
        services.AddSingleton<ShelveParcel>();
        services.AddSingleton<UndoShelving>();
        services.AddSingleton<ShelfList>();
        services.AddSingleton<IntakeDay>();
        services.AddSingleton<ReasonChoices>();
        services.AddSingleton<TakePhoto>();
        services.AddSingleton<ShowPhoto>();
        services.AddSingleton<ErasePhotos>();
        services.AddSingleton<IntakeAudit>();
        services.AddSingleton<ExportIntakeAudit>();
        return services;
    }

    /// <summary>What runs in the background of the web application.</summary>
    public static IServiceCollection AddIntakeServices(this IServiceCollection services) => services.AddHostedService<PhotoRetention>();
}
