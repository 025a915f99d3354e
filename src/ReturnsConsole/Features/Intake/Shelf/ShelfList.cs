using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake.Shelf;

public sealed record ShelfRow(int Id, string Code, string ShelfCode, Guid? PhotoId, DateTime At, string By, ShelfState State, int Proposals, string OrderId, int Version);

/// <summary>What lies on the shelf, found ones first, then the oldest.</summary>
public sealed class ShelfList(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts)
{
    private const int Most = 500;

    public async Task<Answer<PagedResult<ShelfRow>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<PagedResult<ShelfRow>>(refusal);
        var seen = (await accounts.RunAsync(actor, ct)).Select(a => a.Id).ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var there = db.UnidentifiedParcels.AsNoTracking().Where(p => (p.State == ShelfState.Waiting || p.State == ShelfState.Matched) && seen.Contains(p.AccountId));
        var rows = await there.OrderByDescending(p => p.State).ThenByDescending(p => p.Proposals > 0).ThenBy(p => p.At).Take(Most)
            .Select(p => new ShelfRow(p.Id, p.Code, p.ShelfCode, db.IntakePhotos.Where(f => f.Id == p.PhotoId && f.ErasedAt == null).Select(f => (Guid?)f.Id).FirstOrDefault(), p.At, p.ActorName, p.State, p.Proposals, p.OrderId, p.Version))
            .ToListAsync(ct);
        return Answer.Of(new PagedResult<ShelfRow>(rows, await there.LongCountAsync(ct)));
    }
}
