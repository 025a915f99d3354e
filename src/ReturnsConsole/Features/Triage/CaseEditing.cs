using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>
/// The one way a person changes a case: right, company, version, change, timeline, counts and audit entry in one transaction, then word to open pages.
/// </summary>
public sealed class CaseEditing(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail audit, ChangeFeed feed, TimeProvider clock)
{
    /// <summary>A change to a case that was found, is seen and has the version that the person saw. Null Done: the change refused itself.</summary>
    internal delegate Task<CaseChange> Change(ConsoleContext db, ExceptionCase c, DateTime now);

    internal Task<Outcome> RunAsync(Actor actor, Permission permission, long caseId, int version, Change change, CancellationToken ct) => RunAsync(actor, permission, caseId, (int?)version, change, ct);

    /// <summary>A change that says the same whatever the person saw of the case before: a file laid beside it.</summary>
    internal Task<Outcome> RunAnyVersionAsync(Actor actor, Permission permission, long caseId, Change change, CancellationToken ct) => RunAsync(actor, permission, caseId, null, change, ct);

    /// <summary>Null when the actor sees the case; else the refusal.</summary>
    internal async Task<Outcome?> UnseenAsync(Actor actor, long caseId, CancellationToken ct)
    {
        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var company = await db.Cases.Where(c => c.Id == caseId).Select(c => (int?)c.CompanyId).SingleOrDefaultAsync(ct);
        return company is { } known && CaseScope.Sees(companies, known) ? null : NotSeen(caseId);
    }

    private async Task<Outcome> RunAsync(Actor actor, Permission permission, long caseId, int? version, Change change, CancellationToken ct)
    {
        if (await RefusalAsync(actor, permission, caseId, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        var c = await db.Cases.SingleOrDefaultAsync(x => x.Id == caseId, ct);
        if (c is null || !CaseScope.Sees(companies, c.CompanyId))
            return NotSeen(caseId);
        if (version is { } seen && c.Version != seen)
            return Outcome.Conflict(await WhoChangedItAsync(db, caseId, ct));
        var now = clock.GetUtcNow().UtcDateTime;
        var (before, was) = (Standing(c), c.Status);
        var tallies = new TallyChanges();
        tallies.Left(c);
        var result = await change(db, c, now);
        if (result.Refusal is { } why)
            return Outcome.Refused(why);
        if (was == CaseStatus.AwaitingApproval && c.Status != was && result.Event is not (CaseEventKind.WrittenOff or CaseEventKind.WriteOffRefused or CaseEventKind.WriteOffWithdrawn))
            return Outcome.Refused("A request to write this case off is waiting. It is decided or taken back first.");
        tallies.Entered(c);
        db.Entry(c).State = EntityState.Modified;
        db.CaseEvents.Add(new CaseEvent { CaseId = c.Id, At = now, Kind = result.Event, ActorId = actor.UserId, ActorName = actor.Name, Text = result.Text });
        await tallies.SaveAsync(db, ct);
        await audit.AppendAsync(db, new AuditRecord(actor, result.Action, "case", c.Id.ToString(CultureInfo.InvariantCulture), Snapshot(before, result.Was), Snapshot(Standing(c), result.Is), result.Why), ct);
        try
        {
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            await transaction.RollbackAsync(ct);
            await using var fresh = await contexts.CreateDbContextAsync(ct);
            return Outcome.Conflict(await WhoChangedItAsync(fresh, caseId, ct));
        }
        feed.Publish(ChangeTopic.Cases);
        return Outcome.Done(result.Done);
    }

    internal Task<string?> WhyNotAsync(Actor actor, Permission permission, CancellationToken ct) => guard.WhyNotAsync(actor, permission, ct);

    private static Outcome NotSeen(long caseId) => Outcome.Refused($"There is no case {caseId.ToString(CultureInfo.InvariantCulture)} that you can see.");

    private async Task<string?> RefusalAsync(Actor actor, Permission permission, long caseId, CancellationToken ct)
    {
        if (permission != Permission.WorkCases)
            return await guard.RefusalAsync(actor, permission, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var kind = await db.Cases.Where(c => c.Id == caseId).Select(c => (Reconciliation.CaseKind?)c.Kind).SingleOrDefaultAsync(ct);
        return await guard.RefusalAsync(actor, kind is { } known ? CaseRights.ToWork(known) : permission, ct);
    }

    private static async Task<string> WhoChangedItAsync(ConsoleContext db, long caseId, CancellationToken ct)
    {
        var last = await db.CaseEvents.AsNoTracking().Where(e => e.CaseId == caseId).OrderByDescending(e => e.Id).FirstOrDefaultAsync(ct);
        return last is null
            ? "The case was changed meanwhile. It has been read again; look before you repeat."
            : $"Changed by {last.ActorName} at {last.At.ToString("d MMM HH:mm", CultureInfo.InvariantCulture)} UTC: {last.Text}. Look before you repeat.";
    }

    private static string Snapshot(Dictionary<string, object?> standing, IReadOnlyDictionary<string, object?> more) =>
        JsonSerializer.Serialize(standing.Concat(more).ToDictionary(p => p.Key, p => p.Value));

    private static Dictionary<string, object?> Standing(ExceptionCase c) => new()
    {
        ["kind"] = c.Kind.ToString(),
        ["order"] = c.OrderId,
        ["status"] = c.Status.ToString(),
        ["assignee"] = c.AssigneeName,
        ["atRisk"] = c.AtRisk,
        ["currency"] = c.Currency,
    };
}

/// <summary>What a change did, in words for the timeline, the trail and the person; or why it did nothing.</summary>
internal sealed record CaseChange(CaseEventKind Event, string Text, string Action, string Done, string? Why = null, string? Refusal = null)
{
    private static readonly IReadOnlyDictionary<string, object?> Nothing = new Dictionary<string, object?>();

    /// <summary>What the audit entry says beside the case itself, before and after.</summary>
    public IReadOnlyDictionary<string, object?> Was { get; init; } = Nothing;

    public IReadOnlyDictionary<string, object?> Is { get; init; } = Nothing;

    public static CaseChange Refused(string why) => new(default, "", "", "", Refusal: why);
}
