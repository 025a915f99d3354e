using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>The columns of the list that the person who asks has chosen; remembered over sign-ins and machines.</summary>
public sealed class OwnColumns(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public async Task<CaseColumns> ReadAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return CaseColumns.Parse(await db.ColumnChoices.AsNoTracking().Where(c => c.UserId == actor.UserId).Select(c => c.Columns).SingleOrDefaultAsync(ct)) ?? CaseColumns.Usual;
    }

    public async Task<Outcome> KeepAsync(Actor actor, CaseColumns columns, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewCases, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        await db.ColumnChoices.Where(c => c.UserId == actor.UserId).ExecuteDeleteAsync(ct);
        if (columns != CaseColumns.Usual)
        {
            db.ColumnChoices.Add(new ColumnChoice { UserId = actor.UserId, Columns = columns.ToString() });
            await db.SaveChangesAsync(ct);
        }
        await transaction.CommitAsync(ct);
        return Outcome.Done(columns == CaseColumns.Usual ? "The usual columns are shown again." : "Your columns are remembered.");
    }
}
