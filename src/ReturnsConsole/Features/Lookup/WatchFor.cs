using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Lookup;

/// <summary>Watches for an identifier that is not known yet: an OrderNotSynced case that ends by itself, and a notice to whoever asked.</summary>
public sealed class WatchFor(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, CaseRaising raising, ChangeFeed feed, TimeProvider clock)
{
    /// <summary>Watches that one person may have open at once.</summary>
    public const int MostOpen = 200;

    /// <param name="accountId">Whose data it will be; the watch is over when any account of the same company has it.</param>
    public async Task<Raised> RunAsync(Actor actor, string identifier, int accountId, string note, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.CommentOnCases, ct) is { } refusal)
            return new(Outcome.Forbidden(refusal), 0);
        // One identifier, as the look-up reads it: never a whole text.
        if (LookupText.Read(identifier) is not [{ Value: { Length: <= RaisedCase.IdentifierLength } value }, ..])
            return new(Outcome.Refused("That is no identifier that could arrive."), 0);
        var text = (note ?? "").Trim();
        if (text.Length > RaisedCase.NoteLength)
            return new(Outcome.Refused($"A note has at most {RaisedCase.NoteLength} characters; this one has {text.Length}."), 0);
        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var company = await db.Accounts.Where(a => a.Id == accountId).Select(a => (int?)a.CompanyId).SingleOrDefaultAsync(ct);
        if (company is not { } id || !CaseScope.Sees(companies, id))
            return new(Outcome.Refused("Choose an account that you can see."), 0);
        await using var write = await db.BeginWriteAsync(ct);
        var own = await db.RaisedCases.Where(r => r.PersonId == actor.UserId && r.Identifier != "" && r.ArrivedAt == null).Select(r => r.Identifier).ToListAsync(ct);
        if (own.Contains(value))
            return new(Outcome.Refused($"You watch for {value} already. You are told when it arrives."), 0);
        if (own.Count >= MostOpen)
            return new(Outcome.Refused($"You watch for {own.Count} identifiers already. Dismiss the cases of those that will not come."), 0);
        var c = await raising.OpenAsync(db, actor, new RaisedCase
        {
            CompanyId = id,
            AccountId = accountId,
            Kind = CaseKind.OrderNotSynced,
            SubjectKey = $"watch {value}",
            Identifier = value,
            IdentifierKey = OrderKey.From(value),
            Note = text,
            PersonId = actor.UserId,
            PersonName = actor.Name,
            At = clock.GetUtcNow().UtcDateTime,
        }, ct);
        await write.CommitAsync(ct);
        feed.Publish(ChangeTopic.Cases);
        return new(Outcome.Done($"Case {c.Id} watches for {value}. You are told when it arrives."), c.Id);
    }
}

/// <param name="Status">For a known order: the status that was told last; empty for what has not arrived.</param>
public sealed record WatchRow(int Id, string Identifier, DateTime At, DateTime? ArrivedAt, string Status = "");

/// <summary>What the person watches for, and what of it has arrived.</summary>
public sealed class OwnWatches(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    private const int Most = 10;

    public async Task<Answer<IReadOnlyList<WatchRow>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<IReadOnlyList<WatchRow>>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var awaited = await db.RaisedCases.AsNoTracking().Where(r => r.PersonId == actor.UserId && r.Identifier != "").OrderByDescending(r => r.Id).Take(Most)
            .Select(r => new WatchRow(r.Id, r.Identifier, r.At, r.ArrivedAt, "")).ToListAsync(ct);
        var orders = await db.OrderWatches.AsNoTracking().Where(w => w.PersonId == actor.UserId && w.EndedAt == null).OrderByDescending(w => w.Id).Take(Most)
            .Select(w => new WatchRow(w.Id, w.OrderId, w.At, null, w.Status)).ToListAsync(ct);
        return Answer.Of<IReadOnlyList<WatchRow>>([.. awaited.Concat(orders).OrderByDescending(w => w.At)]);
    }
}
