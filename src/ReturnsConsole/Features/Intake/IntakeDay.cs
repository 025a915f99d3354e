using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake;

/// <summary>The scans since a moment, newest first, and how many lie on the shelf.</summary>
public sealed record IntakeToday(IReadOnlyList<ParcelScan> Scans, long Total, long OnShelf, long Found);

/// <summary>One scan with what was done with it.</summary>
public sealed record ScanDetail(ParcelScan Scan, IReadOnlyList<ReturnAuthorization> Authorizations, Shelf.UnidentifiedParcel? Shelved);

/// <summary>The day's list of the dock: a person sees the scans of the accounts they see, and their own.</summary>
public sealed class IntakeDay(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts)
{
    private const int Most = 40;

    public async Task<Answer<IntakeToday>> RunAsync(Actor actor, DateTime since, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<IntakeToday>(refusal);
        var seen = (await accounts.RunAsync(actor, ct)).Select(a => a.Id).ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var scans = db.ParcelScans.AsNoTracking().Where(s => s.At >= since && (s.ActorId == actor.UserId || seen.Contains(s.AccountId)));
        var shelf = await db.UnidentifiedParcels.AsNoTracking().Where(p => (p.State == Shelf.ShelfState.Waiting || p.State == Shelf.ShelfState.Matched) && seen.Contains(p.AccountId))
            .GroupBy(p => p.State).Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(ct);
        return Answer.Of(new IntakeToday(await scans.OrderByDescending(s => s.Id).Take(Most).ToListAsync(ct), await scans.LongCountAsync(ct), shelf.Sum(s => s.Count), shelf.Where(s => s.Key == Shelf.ShelfState.Matched).Sum(s => s.Count)));
    }

    public async Task<Answer<ScanDetail>> OfAsync(Actor actor, Guid scanId, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<ScanDetail>(refusal);
        var seen = (await accounts.RunAsync(actor, ct)).Select(a => a.Id).ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var scan = await db.ParcelScans.AsNoTracking().SingleOrDefaultAsync(s => s.ScanId == scanId && (s.ActorId == actor.UserId || seen.Contains(s.AccountId)), ct);
        if (scan is null)
            return Answer.Refused<ScanDetail>("This scan is not in a list that you see.");
        var prefix = scanId.ToString("N") + "/";
        var authorizations = await db.ReturnAuthorizations.AsNoTracking().Where(a => a.RequestKey.StartsWith(prefix)).OrderBy(a => a.Id).ToListAsync(ct);
        var shelved = await db.UnidentifiedParcels.AsNoTracking().SingleOrDefaultAsync(p => p.RequestKey == scanId.ToString("N"), ct);
        return Answer.Of(new ScanDetail(scan, authorizations, shelved));
    }

    /// <summary>One authorisation, for its label.</summary>
    public async Task<Answer<ReturnAuthorization>> AuthorizationAsync(Actor actor, string number, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<ReturnAuthorization>(refusal);
        var seen = (await accounts.RunAsync(actor, ct)).Select(a => a.Id).ToList();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ReturnAuthorizations.AsNoTracking().SingleOrDefaultAsync(a => a.Number == number && seen.Contains(a.AccountId), ct) is { } found
            ? Answer.Of(found) : Answer.Refused<ReturnAuthorization>($"There is no authorisation {number} that you can see.");
    }
}
