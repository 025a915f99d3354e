using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Refunds.Sending;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Board;

/// <summary>Documents, newest first.</summary>
public sealed class BatchList(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    /// <param name="before">Batches older than this id; null: from the newest.</param>
    public async Task<Answer<IReadOnlyList<BatchRow>>> RunAsync(Actor actor, int? before, int take, CancellationToken ct)
    {
        if (await guard.WhyNotAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<IReadOnlyList<BatchRow>>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var accounts = await RefundScope.AccountsAsync(db, guard, actor, ct);
        var ids = accounts.Keys.ToList();
        var rows = await db.RefundBatches.AsNoTracking().Where(b => (before == null || b.Id < before) && ids.Contains(b.AccountId)).OrderByDescending(b => b.Id).Take(Math.Clamp(take, 1, 500)).Select(ToRow).ToListAsync(ct);
        return Answer.Of<IReadOnlyList<BatchRow>>([.. rows.Select(r => r with { Account = accounts[r.AccountId] })]);
    }

    internal static Expression<Func<RefundBatch, BatchRow>> ToRow { get; } = b => new BatchRow(
        b.Id, b.AccountId, "", b.Kind, b.State, b.Messages, b.Accepted, b.Refused, b.Unknown, b.DocumentHash, b.DocumentBytes, b.FeedType, b.FeedId, b.Said, b.CreatedAt, b.CreatedBy, b.SubmittedAt, b.EndedAt, b.Version);
}

/// <summary>One document: what became of it, and the file that was sent. Its instructions are a list by batch.</summary>
public sealed class BatchDetails(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, BatchKeeper keeper, AuditTrail trail)
{
    public async Task<Answer<BatchRow>> RunAsync(Actor actor, int id, CancellationToken ct)
    {
        if (await guard.WhyNotAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<BatchRow>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var accounts = await RefundScope.AccountsAsync(db, guard, actor, ct);
        var row = await db.RefundBatches.AsNoTracking().Where(b => b.Id == id).Select(BatchList.ToRow).SingleOrDefaultAsync(ct);
        return row is not null && accounts.TryGetValue(row.AccountId, out var account) ? Answer.Of(row with { Account = account }) : Answer.Refused<BatchRow>("There is no such document that you can see.");
    }

    /// <summary>The document as it was sent; asks for the right to export and notes who took it.</summary>
    public async Task<Answer<byte[]>> DocumentAsync(Actor actor, int id, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.Export, ct) is { } refusal)
            return Answer.Refused<byte[]>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var batch = await db.RefundBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct);
        if (batch is null || !await RefundScope.SeesAsync(db, guard, actor, batch.AccountId, ct))
            return Answer.Refused<byte[]>("There is no such document that you can see.");
        try
        {
            var document = await keeper.DocumentAsync(batch, ct);
            await using var write = await db.BeginWriteAsync(ct);
            await trail.AppendAsync(db, new AuditRecord(actor, "refund-document.downloaded", "refund-document", batch.Id.ToString(CultureInfo.InvariantCulture)), ct);
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
            return Answer.Of(document);
        }
        catch (JsonException gone)
        {
            return Answer.Refused<byte[]>(gone.Message);
        }
    }
}
