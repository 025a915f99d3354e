namespace ReturnsConsole.Features.Access;

/// <summary>Who asks. Taken from the signed-in principal or made for a job or verb; it carries no permission: use cases ask <see cref="IAccessGuard"/>.</summary>
/// <param name="UserId">0 for the system itself.</param>
/// <param name="Name">Display name at the time, for the audit trail.</param>
/// <param name="SessionId">The sign-in session; null for jobs and verbs.</param>
public sealed record Actor(int UserId, string Name, Guid? SessionId)
{
    /// <summary>Reconciliation, jobs, start-up.</summary>
    public static Actor System { get; } = new(0, "system", null);

    /// <summary>A verb on the machine's own terminal: whoever can run it owns the database.</summary>
    public static Actor Terminal { get; } = new(0, $"terminal ({Environment.UserName})", null);

    /// <summary>Not signed in: every use case refuses.</summary>
    public static Actor Nobody { get; } = new(-1, "nobody", null);

    public bool IsSystem => UserId == 0;
}

/// <summary>What one may do. Which role may do what stands in one table, <see cref="RolePermissions"/>.</summary>
public enum Permission
{
    ViewCases,
    CommentOnCases,
    WorkCases,

    /// <summary>Work on the kinds of cases that CX owns.</summary>
    WorkCxCases,
    ForceMatch,
    ViewImports,
    ImportFiles,
    ViewFacts,
    Export,
    ViewAudit,
    ManageUsers,
    ViewSettings,
    ManageSettings,
    RunReconciliation,
    ViewSync,
    ManagePartners,
    EditReasonCodes,
    AddReceipt,
    AuthorizePostHoc,
    ManageApiKeys,

    /// <summary>Give up money at risk, and decide when somebody else asks to.</summary>
    WriteOffCases,

    RequestRefunds,
    ApproveRefunds,

    /// <summary>Send the queue to Amazon, take refunds out of it, settle unknown outcomes.</summary>
    SendRefunds,
    RequestCancellations,

    /// <summary>Release goods from quarantine, correct stock, tell a partner of it again.</summary>
    CorrectStock,

    /// <summary>Say how good returned goods are and what becomes of them.</summary>
    GradeItems,
}

/// <summary>Asked by every use case, before anything else. Reads the user's present state, at most two seconds old.</summary>
public interface IAccessGuard
{
    /// <summary>Null when allowed; else the refusal in words.</summary>
    Task<string?> RefusalAsync(Actor actor, Permission permission, CancellationToken ct);

    /// <summary>The same answer for deciding what to show: nobody asked for anything, so a no leaves no trace.</summary>
    Task<string?> WhyNotAsync(Actor actor, Permission permission, CancellationToken ct) => RefusalAsync(actor, permission, ct);

    /// <summary>The companies this actor sees; null = all.</summary>
    Task<IReadOnlySet<int>?> CompaniesAsync(Actor actor, CancellationToken ct);
}
