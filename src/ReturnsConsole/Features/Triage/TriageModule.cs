using Microsoft.Extensions.Options;
using ReturnsConsole.Features.Triage.Attachments;
using ReturnsConsole.Features.Triage.Comments;
using ReturnsConsole.Features.Triage.Verbs;
using ReturnsConsole.Features.Triage.Verification;
using ReturnsConsole.Features.Triage.WriteOffs;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Triage;

public static class TriageModule
{
    public static IServiceCollection AddTriage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReconciliationSettings>().Bind(configuration.GetSection("Reconciliation"));
        services.AddSingleton<IValidateOptions<ReconciliationSettings>, SettingsCheck>();
        services.AddSingleton<ReconciliationRequests>();
        services.AddSingleton<Reconcile>();
        services.AddSingleton<CaseQueues>();
        services.AddSingleton<CaseList>();
        services.AddSingleton<CaseCounts>();
        services.AddSingleton<AssignablePeople>();
        services.AddSingleton<CaseDetails>();
        services.AddSingleton<MatchCandidates>();
        services.AddSingleton<CaseEditing>();
        services.AddSingleton<AssignCase>();
        services.AddSingleton<CommentOnCase>();
        services.AddSingleton<CaseReaders>();
        services.AddSingleton<RequestWriteOff>();
        services.AddSingleton<DecideWriteOff>();
        services.AddSingleton<WithdrawWriteOff>();
        services.AddSingleton<WriteOffTotals>();
        services.AddSingleton<AttachToCase>();
        services.AddSingleton<RemoveAttachment>();
        services.AddSingleton<ShowAttachment>();
        services.AddSingleton<DismissCase>();
        services.AddSingleton<ForceMatchCase>();
        services.AddSingleton<ReopenCase>();
        services.AddSingleton<WaitWithCase>();
        services.AddSingleton<CaseUndo>();
        services.AddSingleton<WakeCases>();
        services.AddSingleton<CasePresence>();
        services.AddSingleton<SavedViews>();
        services.AddSingleton<OwnColumns>();
        services.AddSingleton<Verify>();
        services.AddSingleton<ExportTables>();
        services.AddSingleton<ReconcileVerb>();
        services.AddSingleton<CasesVerb>();
        services.AddSingleton<VerifyVerb>();
        services.AddSingleton<ExportVerb>();
        return services;
    }

    /// <summary>The background service: for the web application, not for verbs.</summary>
    public static IServiceCollection AddReconciliationService(this IServiceCollection services) => services.AddHostedService<ReconciliationService>();

    private sealed class SettingsCheck : IValidateOptions<ReconciliationSettings>
    {
        public ValidateOptionsResult Validate(string? name, ReconciliationSettings options) =>
            options.Faults() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
