using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Triage;

/// <summary>Where a case is counted. Days matter only while a case is open; closed ones share one row.</summary>
internal readonly record struct TallyKey(int CompanyId, int AccountId, CaseKind Kind, CaseStatus Status, int AssigneeId, string Currency, int OpenedDay, int DueDay)
{
    public static TallyKey Of(ExceptionCase c) => Of(c.CompanyId, c.AccountId, c.Kind, c.Status, c.AssigneeId, c.Currency, c.OpenedAt, c.DueAt);

    public static TallyKey Of(int companyId, int accountId, CaseKind kind, CaseStatus status, int assigneeId, string currency, DateTime openedAt, DateTime dueAt) =>
        IsOpen(status)
            ? new(companyId, accountId, kind, status, assigneeId, currency, DayOf(openedAt), DayOf(dueAt))
            : new(companyId, accountId, kind, status, assigneeId, currency, 0, 0);

    public static bool IsOpen(CaseStatus status) => status is CaseStatus.Open or CaseStatus.Waiting or CaseStatus.AwaitingApproval;

    /// <summary>Days since 1970-01-01 UTC.</summary>
    public static int DayOf(DateTime utc) => (int)((utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay);
}
