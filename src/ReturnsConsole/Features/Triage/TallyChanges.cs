using System.Data.Common;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using ReturnsConsole.Data;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Triage;

/// <summary>Changes to the kept counts, gathered and written in the transaction that changes the cases.</summary>
internal sealed class TallyChanges
{
    private static readonly string[] TallyKeys = ["CompanyId", "AccountId", "Kind", "Status", "AssigneeId", "Currency", "OpenedDay", "DueDay"];
    private static readonly string[] DayKeys = ["CompanyId", "AccountId", "Kind", "Status", "OpenedDay", "DueDay"];
    private static readonly string[] TotalKeys = ["CompanyId", "AccountId", "Kind", "Status", "AssigneeId"];
    private readonly Dictionary<TallyKey, (long Cases, long AtRisk)> changes = [];

    public void Add(in TallyKey key, long cases, long atRisk)
    {
        ref var change = ref CollectionsMarshal.GetValueRefOrAddDefault(changes, key, out _);
        change = (change.Cases + cases, change.AtRisk + atRisk);
    }

    public void Left(ExceptionCase c) => Add(TallyKey.Of(c), -1, -c.AtRisk);

    public void Entered(ExceptionCase c) => Add(TallyKey.Of(c), 1, c.AtRisk);

    public async Task SaveAsync(ConsoleContext db, CancellationToken ct)
    {
        var totals = new Dictionary<(int Company, int Account, CaseKind Kind, CaseStatus Status, int Assignee), long>();
        var days = new Dictionary<(int Company, int Account, CaseKind Kind, CaseStatus Status, int Opened, int Due), long>();
        await using (var tallies = new Adding(db, "CaseTallies", TallyKeys, "Cases", "AtRisk"))
        {
            foreach (var (key, change) in changes.Where(c => c.Value != default))
            {
                await tallies.RunAsync([key.CompanyId, key.AccountId, (byte)key.Kind, (byte)key.Status, key.AssigneeId, key.Currency, key.OpenedDay, key.DueDay], [change.Cases, change.AtRisk], ct);
                CollectionsMarshal.GetValueRefOrAddDefault(totals, (key.CompanyId, key.AccountId, key.Kind, key.Status, key.AssigneeId), out _) += change.Cases;
                CollectionsMarshal.GetValueRefOrAddDefault(days, (key.CompanyId, key.AccountId, key.Kind, key.Status, key.OpenedDay, key.DueDay), out _) += change.Cases;
            }
        }
        await using (var sums = new Adding(db, "CaseDays", DayKeys, "Cases"))
        {
            foreach (var (key, cases) in days.Where(d => d.Value != 0))
                await sums.RunAsync([key.Company, key.Account, (byte)key.Kind, (byte)key.Status, key.Opened, key.Due], [cases], ct);
        }
        await using (var sums = new Adding(db, "CaseTotals", TotalKeys, "Cases"))
        {
            foreach (var (key, cases) in totals.Where(t => t.Value != 0))
                await sums.RunAsync([key.Company, key.Account, (byte)key.Kind, (byte)key.Status, key.Assignee], [cases], ct);
        }
        if (changes.Values.Any(c => c.Cases < 0))
        {
            await db.CaseTallies.Where(t => t.Cases == 0).ExecuteDeleteAsync(ct);
            await db.CaseDays.Where(d => d.Cases == 0).ExecuteDeleteAsync(ct);
            await db.CaseTotals.Where(t => t.Cases == 0).ExecuteDeleteAsync(ct);
        }
        changes.Clear();
    }

    /// <summary>Adds to the row of a key, which is made when it is not there yet.</summary>
    private sealed class Adding : IAsyncDisposable
    {
        private readonly DbCommand update;
        private readonly DbCommand insert;

        public Adding(ConsoleContext db, string table, string[] keys, params string[] sums)
        {
            var place = string.Join(" AND ", keys.Select((k, i) => $"{k} = @k{i}"));
            update = Command(db, $"UPDATE {table} SET {string.Join(", ", sums.Select((s, i) => $"{s} = {s} + @s{i}"))} WHERE {place}", keys.Length, sums.Length);
            insert = Command(db, $"INSERT INTO {table} ({string.Join(", ", keys.Concat(sums))}) VALUES ({string.Join(", ", keys.Select((_, i) => $"@k{i}").Concat(sums.Select((_, i) => $"@s{i}")))})", keys.Length, sums.Length);
        }

        public async Task RunAsync(object[] keys, long[] sums, CancellationToken ct)
        {
            Fill(update, keys, sums);
            if (await update.ExecuteNonQueryAsync(ct) > 0)
                return;
            Fill(insert, keys, sums);
            await insert.ExecuteNonQueryAsync(ct);
        }

        public async ValueTask DisposeAsync()
        {
            await update.DisposeAsync();
            await insert.DisposeAsync();
        }

        private static DbCommand Command(ConsoleContext db, string sql, int keys, int sums)
        {
            var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            for (var i = 0; i < keys + sums; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = i < keys ? $"@k{i}" : $"@s{i - keys}";
                command.Parameters.Add(parameter);
            }
            return command;
        }

        private static void Fill(DbCommand command, object[] keys, long[] sums)
        {
            for (var i = 0; i < keys.Length; i++)
                command.Parameters[i].Value = keys[i];
            for (var i = 0; i < sums.Length; i++)
                command.Parameters[keys.Length + i].Value = sums[i];
        }
    }
}
