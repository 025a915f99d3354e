using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>Writes what a run decided. Everything between <see cref="BeginAsync"/> and <see cref="CommitAsync"/> is there together or not at all.</summary>
internal abstract class ResultStore(ConsoleContext db) : IAsyncDisposable
{
    private Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction? transaction;

    protected ConsoleContext Db { get; } = db;

    public static async Task<ResultStore> OpenAsync(IDbContextFactory<ConsoleContext> contexts, CancellationToken ct)
    {
        var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        BulkPragmas.Apply(db.Database.GetDbConnection());
        return db.Database.IsSqlServer() ? new EntityResultStore(db) : new SqliteResultStore(db);
    }

    public async Task BeginAsync(CancellationToken ct) => transaction = await Db.BeginWriteAsync(ct);

    public async Task CommitAsync(CancellationToken ct)
    {
        await FlushAsync(ct);
        await transaction!.CommitAsync(ct);
        await transaction.DisposeAsync();
        transaction = null;
    }

    /// <summary>True: matches are written to <see cref="RecentMatches"/>; false: straight to <see cref="OrderMatches"/>, for a run over everything.</summary>
    public bool KeepsRecent { get; set; }

    /// <param name="known">The order has a row already, in the table that is written to.</param>
    public abstract void PutMatches(long orderKey, byte[] from, int offset, int length, bool known);

    /// <param name="known">As for <see cref="PutMatches"/>.</param>
    public abstract void RemoveMatches(long orderKey, bool known);

    /// <summary>Brings the recent matches to the others.</summary>
    public async Task FoldAsync(CancellationToken ct)
    {
        await ExecuteAsync("DELETE FROM OrderMatches WHERE OrderKey IN (SELECT OrderKey FROM RecentMatches)", ct);
        await Db.RecentMatches.Where(m => m.Packed.Length == 0).ExecuteDeleteAsync(ct);
        await ExecuteAsync("INSERT INTO OrderMatches (OrderKey, Packed) SELECT OrderKey, Packed FROM RecentMatches ORDER BY OrderKey", ct);
        await ExecuteAsync("DELETE FROM RecentMatches", ct);
    }

    public abstract void PutRecheck(long orderKey, DateTime at, bool known);

    public abstract void RemoveRecheck(long orderKey);

    /// <summary>Writes the case and its timeline entry. A case that somebody changed meanwhile is left alone, and its order looked at again.</summary>
    public abstract Task ApplyAsync(CaseStep step, int companyId, DateTime now, TallyChanges tallies, CancellationToken ct);

    public Task SaveTalliesAsync(TallyChanges tallies, CancellationToken ct) => tallies.SaveAsync(Db, ct);

    public Task<int> ExecuteAsync(string sql, CancellationToken ct) => Db.Database.ExecuteSqlRawAsync(sql, ct);

    public ConsoleContext Context => Db;

    protected abstract Task FlushAsync(CancellationToken ct);

    public virtual async ValueTask DisposeAsync()
    {
        if (transaction is not null)
            await transaction.DisposeAsync();
        await Db.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static void Count(CaseStep step, int companyId, TallyChanges tallies)
    {
        if (step.Known is { } c)
            tallies.Add(TallyKey.Of(c.CompanyId, c.AccountId, c.Kind, c.Status, c.AssigneeId, c.Currency, c.OpenedAt, c.DueAt), -1, -c.AtRisk);
        var (account, kind, assignee) = step.Known is { } k ? (k.AccountId, k.Kind, k.AssigneeId) : (step.Finding!.AccountId, step.Finding.Finding.Kind, 0);
        var (currency, risk) = step.Finding is { } f ? (f.Finding.Currency, f.Finding.AtRisk) : (step.Known!.Currency, step.Known.AtRisk);
        tallies.Add(TallyKey.Of(companyId, account, kind, step.Status, assignee, currency, step.OpenedAt, step.DueAt), 1, risk);
    }
}
