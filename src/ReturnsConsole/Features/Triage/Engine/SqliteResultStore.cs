using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using SQLitePCL;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>SQLite: one prepared statement per kind of row.</summary>
internal sealed class SqliteResultStore : ResultStore
{
    private readonly sqlite3 handle;
    private readonly Statement putMatches;
    private readonly Statement removeMatches;
    private readonly Statement putRecent;
    private readonly Statement putRecheck;
    private readonly Statement removeRecheck;
    private readonly Statement insertCase;
    private readonly Statement updateCase;
    private readonly Statement closeCase;
    private readonly Statement insertEvent;
    private readonly Statement askAgain;

    public SqliteResultStore(ConsoleContext db)
        : base(db)
    {
        handle = NativeSqlite.HandleOf((SqliteConnection)db.Database.GetDbConnection());
        putMatches = new(handle, "INSERT INTO OrderMatches (OrderKey, Packed) VALUES (?, ?) ON CONFLICT (OrderKey) DO UPDATE SET Packed = excluded.Packed");
        removeMatches = new(handle, "DELETE FROM OrderMatches WHERE OrderKey = ?");
        putRecent = new(handle, "INSERT INTO RecentMatches (OrderKey, Packed) VALUES (?, ?) ON CONFLICT (OrderKey) DO UPDATE SET Packed = excluded.Packed");
        putRecheck = new(handle, "INSERT INTO OrderRechecks (OrderKey, At) VALUES (?, ?) ON CONFLICT (OrderKey) DO UPDATE SET At = excluded.At");
        removeRecheck = new(handle, "DELETE FROM OrderRechecks WHERE OrderKey = ?");
        insertCase = new(handle, """
            INSERT INTO Cases (CompanyId, AccountId, Kind, SubjectKey, Status, Severity, OrderKey, OrderId, Sku, Marketplace, Currency, AtRisk, Headline, Sentence, Facts, FindingHash, OpenedAt, DueAt, ClearsBy, AssigneeId, AssigneeName, Version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', 0)
            """);
        updateCase = new(handle, """
            UPDATE Cases SET Status = ?, Severity = ?, OrderKey = ?, OrderId = ?, Sku = ?, Marketplace = ?, Currency = ?, AtRisk = ?, Headline = ?, Sentence = ?, Facts = ?, FindingHash = ?, OpenedAt = ?, DueAt = ?, ClearsBy = ?,
                ClosedAt = NULL, ClosedReason = NULL, Version = Version + 1 WHERE Id = ? AND Version = ?
            """);
        closeCase = new(handle, "UPDATE Cases SET Status = 2, ClosedAt = ?, ClosedReason = ?, Version = Version + 1 WHERE Id = ? AND Version = ?");
        insertEvent = new(handle, "INSERT INTO CaseEvents (CaseId, At, Kind, ActorId, ActorName, Text) VALUES (?, ?, ?, 0, 'system', ?)");
        askAgain = new(handle, "INSERT INTO OrderChanges (OrderKey) VALUES (?)");
    }

    public override void PutMatches(long orderKey, byte[] from, int offset, int length, bool known)
    {
        var put = KeepsRecent ? putRecent : putMatches;
        put.Number(1, orderKey);
        put.Bytes(2, from, offset, length);
        put.Run();
    }

    public override void RemoveMatches(long orderKey, bool known)
    {
        if (KeepsRecent)
        {
            PutMatches(orderKey, [], 0, 0, known);
            return;
        }
        removeMatches.Number(1, orderKey);
        removeMatches.Run();
    }

    public override void PutRecheck(long orderKey, DateTime at, bool known)
    {
        putRecheck.Number(1, orderKey);
        putRecheck.Number(2, Instants.ToMilliseconds(at));
        putRecheck.Run();
    }

    public override void RemoveRecheck(long orderKey)
    {
        removeRecheck.Number(1, orderKey);
        removeRecheck.Run();
    }

    public override Task ApplyAsync(CaseStep step, int companyId, DateTime now, TallyChanges tallies, CancellationToken ct)
    {
        var id = step.Known?.Id ?? 0;
        if (step.Known is null)
            id = Insert(step, companyId);
        else if (!(step.Finding is null ? Close(step, now) : Update(step)))
        {
            askAgain.Number(1, step.Known.OrderKey);
            askAgain.Run();
            return Task.CompletedTask;
        }
        insertEvent.Number(1, id);
        insertEvent.Number(2, Instants.ToMilliseconds(now));
        insertEvent.Number(3, (long)step.Event);
        insertEvent.Text(4, step.Text);
        insertEvent.Run();
        Count(step, companyId, tallies);
        return Task.CompletedTask;
    }

    private long Insert(CaseStep step, int companyId)
    {
        var (found, finding) = (step.Finding!, step.Finding!.Finding);
        insertCase.Number(1, companyId);
        insertCase.Number(2, found.AccountId);
        insertCase.Number(3, (long)finding.Kind);
        insertCase.Text(4, finding.SubjectKey);
        Fill(insertCase, 5, step);
        insertCase.Run();
        return raw.sqlite3_last_insert_rowid(handle);
    }

    private bool Update(CaseStep step)
    {
        Fill(updateCase, 1, step);
        updateCase.Number(16, step.Known!.Id);
        updateCase.Number(17, step.Known.Version);
        updateCase.Run();
        return raw.sqlite3_changes(handle) == 1;
    }

    private bool Close(CaseStep step, DateTime now)
    {
        closeCase.Number(1, Instants.ToMilliseconds(now));
        closeCase.Text(2, step.Text);
        closeCase.Number(3, step.Known!.Id);
        closeCase.Number(4, step.Known.Version);
        closeCase.Run();
        return raw.sqlite3_changes(handle) == 1;
    }

    private static void Fill(Statement to, int first, CaseStep step)
    {
        var (found, finding) = (step.Finding!, step.Finding!.Finding);
        to.Number(first, (long)step.Status);
        to.Number(first + 1, (long)finding.Severity);
        to.Number(first + 2, found.OrderKey);
        to.Text(first + 3, Clipped.To(finding.OrderId, 50));
        to.Text(first + 4, Clipped.To(finding.Sku, 100));
        to.Text(first + 5, Clipped.To(finding.Marketplace, 20));
        to.Text(first + 6, finding.Currency);
        to.Number(first + 7, finding.AtRisk);
        to.Text(first + 8, Clipped.To(finding.Headline, 80));
        to.Text(first + 9, Clipped.To(finding.Sentence, 600));
        to.Text(first + 10, CaseFacts.Write(finding));
        to.Number(first + 11, found.Hash);
        to.Number(first + 12, Instants.ToMilliseconds(step.OpenedAt));
        to.Number(first + 13, Instants.ToMilliseconds(step.DueAt));
        if (step.ClearsBy is { } by)
            to.Number(first + 14, Instants.ToMilliseconds(by));
        else
            to.Null(first + 14);
    }

    protected override Task FlushAsync(CancellationToken ct) => Task.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        foreach (var statement in (Statement[])[putMatches, removeMatches, putRecent, putRecheck, removeRecheck, insertCase, updateCase, closeCase, insertEvent, askAgain])
            statement.Dispose();
        return base.DisposeAsync();
    }

    private sealed class Statement : IDisposable
    {
        private static readonly byte[] Nothing = new byte[1];
        private readonly sqlite3 db;
        private readonly sqlite3_stmt statement;
        private readonly nint handle;
        private readonly string sql;
        private byte[] scratch = new byte[1024];

        public Statement(sqlite3 db, string sql)
        {
            this.db = db;
            this.sql = sql;
            statement = NativeSqlite.Prepare(db, sql);
            handle = statement.DangerousGetHandle();
        }

        public void Null(int parameter) => Check(NativeSqlite.BindNull(handle, parameter));

        public void Number(int parameter, long value) => Check(NativeSqlite.BindNumber(handle, parameter, value));

        public void Bytes(int parameter, byte[] from, int offset, int length) =>
            Check(NativeSqlite.BindBlob(handle, parameter, ref length == 0 ? ref Nothing[0] : ref from[offset], length, -1));

        public void Text(int parameter, string text)
        {
            var most = text.Length * 3;
            if (scratch.Length < most)
                scratch = new byte[most];
            var length = Encoding.UTF8.GetBytes(text, scratch);
            Check(NativeSqlite.BindText(handle, parameter, ref MemoryMarshal.GetArrayDataReference(scratch), length, -1));
        }

        public void Run()
        {
            var code = NativeSqlite.Step(handle);
            if (code != NativeSqlite.Done)
                throw NativeSqlite.Fault(db, code, sql);
            _ = NativeSqlite.Reset(handle);
        }

        public void Dispose() => statement.Dispose();

        private void Check(int code)
        {
            if (code != 0)
                throw NativeSqlite.Fault(db, code, sql);
        }
    }
}

internal static class Clipped
{
    public static string To(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
