namespace ReturnsConsole.Features.Audit;

/// <summary>Actions in words and subjects as links.</summary>
public static class AuditWords
{
    private static readonly Dictionary<string, string> Known = new()
    {
        ["access.set-up"] = "Set up the console",
        ["access.signed-in"] = "Signed in",
        ["access.signed-out"] = "Signed out",
        ["access.sign-in-failed"] = "Sign-in failed",
        ["access.locked-out"] = "Account locked",
        ["access.refused"] = "Refused",
        ["access.password-changed"] = "Changed own password",
        ["access.password-change-failed"] = "Change of password failed",
        ["access.sessions-ended"] = "Ended own sessions",
        ["user.created"] = "Created user",
        ["user.role-changed"] = "Changed role",
        ["user.disabled"] = "Disabled user",
        ["user.enabled"] = "Enabled user",
        ["user.companies-changed"] = "Changed companies",
        ["user.password-reset"] = "Reset password",
        ["user.sessions-ended"] = "Signed user out",
        ["audit.exported"] = "Exported the audit trail",
        ["case.assigned"] = "Assigned case",
        ["case.commented"] = "Commented on case",
        ["case.dismissed"] = "Dismissed case",
        ["case.force-matched"] = "Matched case by hand",
        ["case.reopened"] = "Reopened case",
        ["intake.authorized"] = "Authorised a return at the dock",
        ["intake.authorization-undone"] = "Took back a dock authorisation",
        ["intake.shelved"] = "Put a parcel on the shelf",
        ["intake.shelf-matched"] = "Found whose shelved parcel it is",
        ["intake.shelving-undone"] = "Took back a shelved parcel",
        ["intake.put-aside"] = "Put a scan aside",
        ["intake.photos-erased"] = "Erased old dock pictures",
        ["intake.exported"] = "Exported the intake audit",
        ["case.raised"] = "Raised case",
        ["api-key.created"] = "Made API key",
        ["api-key.revoked"] = "Revoked API key",
        ["import.answered"] = "Answered a file's question",
        ["import.cancelled"] = "Cancelled import",
        ["import.finished"] = "Imported file",
        ["import.requeued"] = "Tried import again",
        ["setting.changed"] = "Changed a setting",
        ["refund-document.downloaded"] = "Downloaded a refund document",
        ["evidence.erased"] = "Erased old evidence",
        ["reason-codes.seeded"] = "Added the starter reason codes",
        ["reason-codes.edited"] = "Changed the draft of the reason codes",
        ["reason-codes.imported"] = "Brought reason codes from a file",
        ["reason-codes.discarded"] = "Discarded the draft of the reason codes",
        ["reason-codes.activated"] = "Activated reason codes",
        ["reason-codes.begun"] = "Reason codes took effect",
        ["reason-codes.rolled-back"] = "Went back to older reason codes",
        ["reason-codes.withdrawn"] = "Withdrew reason codes before their day",
        ["reason-codes.reviewed"] = "Reviewed the reason codes",
    };

    /// <summary>An action without words of its own is shown by its parts: "case.force-matched" → "case: force matched".</summary>
    public static string Of(string action) => Known.TryGetValue(action, out var words) ? words : action.Replace(".", ": ").Replace('-', ' ');

    /// <summary>Where the subject can be looked at; null when nowhere.</summary>
    public static string? AddressOf(AuditEntry entry) => entry.SubjectId is "-" or "" ? null : entry.SubjectKind switch
    {
        "case" => $"/cases?case={Uri.EscapeDataString(entry.SubjectId)}",
        "file" => $"/imports/{Uri.EscapeDataString(entry.SubjectId)}",
        "settlement" => $"/settlements/{Uri.EscapeDataString(entry.SubjectId)}",
        "reason-codes" => "/reason-codes",
        "authorization" => $"/intake/label/{Uri.EscapeDataString(entry.SubjectId)}",
        "api-key" => "/api-keys",
        "setting" => "/settings",
        "user" => $"/users?user={Uri.EscapeDataString(entry.SubjectId)}",
        _ => null,
    };
}
