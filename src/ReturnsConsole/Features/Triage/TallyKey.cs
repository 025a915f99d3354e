using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
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

    public static bool IsOpen(CaseStatus status) => status is CaseStatus.Open or CaseStatus.Waiting;

    /// <summary>Days since 1970-01-01 UTC.</summary>
    public static int DayOf(DateTime utc) => (int)((utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay);
}

/// <summary>Changes to the kept counts, gathered and written in the transaction that changes the cases.</summary>
internal sealed class TallyChanges
{
    private readonly Dictionary<TallyKey, (long Cases, long AtRisk)> changes = [];

    public void Add(in TallyKey key, long cases, long atRisk)
    {
        ref var change = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(changes, key, out _);
        change = (change.Cases + cases, change.AtRisk + atRisk);
    }

    public void Left(ExceptionCase c) => Add(TallyKey.Of(c), -1, -c.AtRisk);

    public void Entered(ExceptionCase c) => Add(TallyKey.Of(c), 1, c.AtRisk);

    public async Task SaveAsync(ConsoleContext db, CancellationToken ct)
    {
        foreach (var (key, (cases, atRisk)) in changes)
        {
            if (cases == 0 && atRisk == 0)
                continue;
            var changed = await db.CaseTallies
                .Where(t => t.CompanyId == key.CompanyId && t.AccountId == key.AccountId && t.Kind == key.Kind && t.Status == key.Status && t.AssigneeId == key.AssigneeId
                    && t.Currency == key.Currency && t.OpenedDay == key.OpenedDay && t.DueDay == key.DueDay)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.Cases, t => t.Cases + cases).SetProperty(t => t.AtRisk, t => t.AtRisk + atRisk), ct);
            if (changed == 0)
                await InsertAsync(db, key, cases, atRisk, ct);
        }
        await db.CaseTallies.Where(t => t.Cases == 0).ExecuteDeleteAsync(ct);
        changes.Clear();
    }

    private static Task<int> InsertAsync(ConsoleContext db, TallyKey key, long cases, long atRisk, CancellationToken ct) =>
        db.Database.ExecuteSqlRawAsync(
            string.Create(CultureInfo.InvariantCulture, $"INSERT INTO CaseTallies (CompanyId, AccountId, Kind, Status, AssigneeId, Currency, OpenedDay, DueDay, Cases, AtRisk) VALUES ({key.CompanyId}, {key.AccountId}, {(byte)key.Kind}, {(byte)key.Status}, {key.AssigneeId}, {{0}}, {key.OpenedDay}, {key.DueDay}, {cases}, {atRisk})"),
            [key.Currency], ct);
}
