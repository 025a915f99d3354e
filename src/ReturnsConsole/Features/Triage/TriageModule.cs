namespace ReturnsConsole.Features.Triage;

public static class TriageModule
{
    public static IServiceCollection AddTriage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ReconciliationRequests>();
        services.AddSingleton<CaseQueues>();
        services.AddSingleton<CaseList>();
        services.AddSingleton<CaseCounts>();
        services.AddSingleton<AssignablePeople>();
        services.AddSingleton<CaseDetails>();
        services.AddSingleton<MatchCandidates>();
        services.AddSingleton<CaseEditing>();
        services.AddSingleton<AssignCase>();
        services.AddSingleton<CommentOnCase>();
        services.AddSingleton<DismissCase>();
        services.AddSingleton<ForceMatchCase>();
        services.AddSingleton<ReopenCase>();
        return services;
    }
}
