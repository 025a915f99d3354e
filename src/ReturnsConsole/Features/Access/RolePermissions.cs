namespace ReturnsConsole.Features.Access;

/// <summary>The one table of which role may do what.</summary>
public static class RolePermissions
{
    private static readonly Dictionary<Role, HashSet<Permission>> Table = new()
    {
        [Role.None] = [],
        [Role.Finance] =
        [
            Permission.ViewCases, Permission.CommentOnCases, Permission.WorkCases, Permission.WorkCxCases, Permission.ForceMatch, Permission.ViewImports, Permission.ImportFiles,
            Permission.ViewFacts, Permission.Export, Permission.RunReconciliation, Permission.ViewSync, Permission.WriteOffCases,
            Permission.RequestRefunds, Permission.ApproveRefunds, Permission.SendRefunds, Permission.RequestCancellations,
        ],
        [Role.Warehouse] =
        [
            Permission.ViewCases, Permission.CommentOnCases, Permission.WorkCases, Permission.WorkCxCases, Permission.ViewImports, Permission.ImportFiles, Permission.ViewFacts, Permission.ViewSync,
            Permission.AddReceipt, Permission.AuthorizePostHoc, Permission.CorrectStock, Permission.GradeItems,
        ],
        [Role.Cx] =
        [
            Permission.ViewCases, Permission.CommentOnCases, Permission.WorkCxCases, Permission.ViewFacts, Permission.ViewSync, Permission.RequestCancellations,
        ],
        // Who keeps the console in order does not decide what is sold: grades come from those who have the goods in their hands.
        [Role.Admin] = [.. Enum.GetValues<Permission>().Where(p => p != Permission.GradeItems)],
        [Role.Auditor] = [Permission.ViewCases, Permission.ViewImports, Permission.ViewFacts, Permission.Export, Permission.ViewAudit, Permission.ViewSettings, Permission.ViewSync],
    };

    public static bool Allows(Role role, Permission permission) => Table.TryGetValue(role, out var permissions) && permissions.Contains(permission);

    public static IReadOnlySet<Permission> Of(Role role) => Table.TryGetValue(role, out var permissions) ? permissions : Table[Role.None];

    /// <summary>"work on cases": completes "may not …".</summary>
    public static string WordsOf(Permission permission) => permission switch
    {
        Permission.ViewCases => "see cases",
        Permission.CommentOnCases => "comment on cases",
        Permission.WorkCases => "work on cases of every kind",
        Permission.WorkCxCases => "work on cases that CX owns",
        Permission.ForceMatch => "force a match",
        Permission.ViewImports => "see imports",
        Permission.ImportFiles => "import files",
        Permission.ViewFacts => "see orders, returns and settlements",
        Permission.Export => "export",
        Permission.ViewAudit => "see the audit trail",
        Permission.ManageUsers => "manage users",
        Permission.ViewSettings => "see settings",
        Permission.ManageSettings => "change settings",
        Permission.RunReconciliation => "start a reconciliation",
        Permission.ViewSync => "see the jobs",
        Permission.ManagePartners => "change partners or steer their jobs",
        Permission.EditReasonCodes => "change reason codes",
        Permission.AddReceipt => "record goods at the dock",
        Permission.AuthorizePostHoc => "authorise returns at the dock",
        Permission.ManageApiKeys => "manage API keys",
        Permission.WriteOffCases => "write cases off",
        Permission.RequestRefunds => "ask for refunds",
        Permission.ApproveRefunds => "approve refunds of others",
        Permission.SendRefunds => "send refunds to Amazon or take them out of the queue",
        Permission.RequestCancellations => "ask for cancellations",
        Permission.CorrectStock => "release goods from quarantine or correct stock",
        Permission.GradeItems => "grade goods",
        _ => permission.ToString(),
    };

    public static string WordsOf(Role role) => role switch
    {
        Role.Finance => "Finance",
        Role.Warehouse => "Warehouse",
        Role.Cx => "CX",
        Role.Admin => "Administrator",
        Role.Auditor => "Auditor",
        _ => "No role",
    };
}
