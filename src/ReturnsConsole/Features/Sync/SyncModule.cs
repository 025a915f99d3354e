using Microsoft.Extensions.Options;
using Quartz;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Sync.Board;
using ReturnsConsole.Features.Sync.Inbox;
using ReturnsConsole.Features.Sync.Jobs;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Sync.Runs;

namespace ReturnsConsole.Features.Sync;

public static class SyncModule
{
    public static IServiceCollection AddSync(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SyncOptions>().Bind(configuration.GetSection("Sync"))
            .Validate(o => o.Every is not { } every || every >= TimeSpan.FromSeconds(1), "Sync:Every must be at least one second.")
            .Validate(o => o.Faster is >= 1 and <= 10_000, "Sync:Faster must be 1 to 10000.")
            .Validate(o => o.SendAttempts is >= 1 and <= 50, "Sync:SendAttempts must be 1 to 50.")
            .Validate(o => o.WebhookMaxBytes is >= 1024 and <= 64 * 1024 * 1024, "Sync:WebhookMaxBytes must be 1 KB to 64 MB.")
            .Validate(o => o.WebhooksPerSecond is >= 1 and <= 100_000, "Sync:WebhooksPerSecond must be 1 to 100,000.")
            .ValidateOnStart();
        services.AddSingleton(ConfiguredPartners.Read(configuration));
        services.AddSingleton<StoreConfiguredPartners>();
        services.AddSingleton<IDatabaseStartStep>(provider => provider.GetRequiredService<StoreConfiguredPartners>());
        services.AddSingleton<PartnerSecrets>();
        services.AddSingleton<PartnerFactory>();
        services.AddSingleton(provider => new RateBuckets(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new PartnerWorld(PartnerWorld.NewClient(), provider.GetRequiredService<RateBuckets>(), provider.GetRequiredService<TimeProvider>(), CallsOf(provider)));
        services.AddSingleton<StreamSubjects>();
        services.AddSingleton<RunSync>();
        services.AddSingleton<InboxBodies>();
        services.AddSingleton<ProcessInbox>();
        services.AddSingleton<TakeDocuments>();
        services.AddSingleton<InboxList>();
        services.AddSingleton<DecideDelivery>();
        services.AddSingleton<OutboxWriter>();
        services.AddSingleton<SendOutbox>();
        services.AddSingleton<ForgetMessages>();
        services.AddSingleton<WatchSync>();
        services.AddSingleton<SyncVerb>();
        services.AddSingleton<PartnerList>();
        services.AddSingleton<SavePartner>();
        services.AddSingleton<SwitchPartner>();
        services.AddSingleton<TestPartner>();
        services.AddSingleton<CheckPartner>();
        services.AddSingleton<PartnerDetails>();
        services.AddSingleton<SyncBoard>();
        services.AddSingleton<StreamRuns>();
        services.AddSingleton<PauseStream>();
        services.AddSingleton<RunTraces>();
        services.AddSingleton<OutboxList>();
        services.AddSingleton<OutboxDetails>();
        services.AddSingleton<DecideMessage>();
        return services;
    }

    /// <summary>What runs in the background of the web application; the verb runs streams by itself.</summary>
    public static IServiceCollection AddSyncServices(this IServiceCollection services)
    {
        services.AddSingleton<InboxWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<InboxWriter>());
        services.AddSingleton<WebhookPartners>();
        services.AddQuartz(quartz => { });
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        services.AddSingleton<SyncScheduler>();
        services.AddSingleton<RunStreamNow>();
        services.AddSingleton<JobBoard>();
        services.AddSingleton<StreamDetails>();
        services.AddHostedService(provider => provider.GetRequiredService<SyncScheduler>());
        return services;
    }

    private static CallOptions CallsOf(IServiceProvider provider)
    {
        var calls = new CallOptions();
        return provider.GetRequiredService<IOptions<SyncOptions>>().Value.LongestCallWait is { } wait ? calls with { LongestWait = wait } : calls;
    }
}
