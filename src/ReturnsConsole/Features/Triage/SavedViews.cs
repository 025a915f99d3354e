using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>One of the views that a person can choose.</summary>
public sealed record SavedViewRow(int Id, string Name, CaseView View, bool Mine, bool Shared, string By);

/// <summary>Views that people keep for themselves, or for everybody.</summary>
public sealed class SavedViews(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, TimeProvider clock)
{
    public const int MaxName = 40;
    private const int MostPerPerson = 30;

    /// <summary>Own ones first, then shared ones, by name.</summary>
    public async Task<Answer<IReadOnlyList<SavedViewRow>>> ListAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewCases, ct) is { } refusal)
            return Answer.Refused<IReadOnlyList<SavedViewRow>>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var views = await db.SavedViews.AsNoTracking().Where(v => v.UserId == actor.UserId || v.Shared).ToListAsync(ct);
        return Answer.Of<IReadOnlyList<SavedViewRow>>([.. views
            .OrderBy(v => v.UserId != actor.UserId).ThenBy(v => v.Name, StringComparer.OrdinalIgnoreCase)
            .Select(v => new SavedViewRow(v.Id, v.Name, CaseLinks.Read(CaseLinks.Path + v.Query), v.UserId == actor.UserId, v.Shared, v.UserName))]);
    }

    /// <summary>Keeps a view. The same name of the same person again replaces it.</summary>
    public async Task<Outcome> SaveAsync(Actor actor, string name, CaseView view, bool shared, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, shared ? Permission.WorkCases : Permission.ViewCases, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        name = (name ?? "").Trim();
        if (name.Length is 0 or > MaxName)
            return Outcome.Refused(name.Length == 0 ? "Give the view a name." : $"A name has at most {MaxName} characters; this one has {name.Length}.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        var mine = await db.SavedViews.Where(v => v.UserId == actor.UserId).ToListAsync(ct);
        var same = mine.Where(v => string.Equals(v.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (same.Count == 0 && mine.Count >= MostPerPerson)
            return Outcome.Refused($"You have {MostPerPerson} views already; remove one first.");
        db.SavedViews.RemoveRange(same);
        var address = CaseLinks.Write(view.ListOnly.FirstPage);
        db.SavedViews.Add(new SavedView
        {
            UserId = actor.UserId,
            UserName = actor.Name,
            Name = name,
            Query = address[CaseLinks.Path.Length..],
            Shared = shared,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(same.Count == 0 ? $"View '{name}' is kept." : $"View '{name}' is replaced.");
    }

    public async Task<Outcome> RemoveAsync(Actor actor, int id, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewCases, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var removed = await db.SavedViews.Where(v => v.Id == id && v.UserId == actor.UserId).ExecuteDeleteAsync(ct);
        return removed == 1 ? Outcome.Done("The view is removed.") : Outcome.Refused("The view is not yours, or it is gone already.");
    }
}
