using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.ReasonCodes;

public enum VersionState
{
    Draft,

    /// <summary>Activated, and its day has not come.</summary>
    Scheduled,

    InForce,

    Superseded,
}

/// <summary>A version in the list.</summary>
/// <param name="ReleasedAt">When all that it covers had been let go.</param>
/// <param name="EditVersion">What a command about the draft must have seen.</param>
public sealed record VersionRow(int Id, int Number, VersionState State, DateTime From, DateTime? ActivatedAt, string By, string Why, int? CopyOf, DateTime? ReleasedAt, long Released, DateTime EditedAt, string EditedBy, int EditVersion);

/// <summary>What the page of reason codes shows.</summary>
/// <param name="Versions">Newest first.</param>
/// <param name="Rows">The draft against what it is based on; without a draft the newest version, all rows the same.</param>
/// <param name="Unmapped">Codes that hold returns back and that no version knows, most returns first.</param>
/// <param name="BeingReleased">Returns that still wait although their code is mapped: they are being let go.</param>
public sealed record BoardView(IReadOnlyList<VersionRow> Versions, IReadOnlyList<RowDifference> Rows, IReadOnlyList<UnmappedCode> Unmapped, long BeingReleased)
{
    public VersionRow? Draft => Versions.FirstOrDefault(v => v.State == VersionState.Draft);

    public VersionRow? InForce => Versions.FirstOrDefault(v => v.State == VersionState.InForce);

    /// <summary>The newest version that is no draft.</summary>
    public VersionRow? Newest => Versions.FirstOrDefault(v => v.State != VersionState.Draft);

    public int Changes => MappingDifference.Count(Rows);
}

/// <summary>Versions, matrix and unmapped codes in one reading.</summary>
public sealed class Board(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public async Task<Answer<BoardView>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<BoardView>(refusal);
        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var versions = await VersionsAsync(db, ct);
        var newest = versions.FirstOrDefault(v => v.State != VersionState.Draft);
        var draft = versions.FirstOrDefault(v => v.State == VersionState.Draft);
        var before = newest is null ? [] : await Versions.VersionStart.RowsAsync(db, newest.Id, ct);
        var after = draft is null ? before : await Versions.VersionStart.RowsAsync(db, draft.Id, ct);
        var (unmapped, beingReleased) = await UnmappedCodes.ReadAsync(db, companies, after, ct);
        return Answer.Of<BoardView>(new(versions, MappingDifference.Between(before, after), unmapped, beingReleased));
    }

    internal static async Task<IReadOnlyList<VersionRow>> VersionsAsync(ConsoleContext db, CancellationToken ct)
    {
        var versions = await db.ReasonCodeVersions.AsNoTracking().OrderByDescending(v => v.Number).ToListAsync(ct);
        var inForce = versions.Find(v => v.BegunAt is not null)?.Id;
        return [.. versions.Select(v => new VersionRow(v.Id, v.Number,
            v.ActivatedAt is null ? VersionState.Draft : v.BegunAt is null ? VersionState.Scheduled : v.Id == inForce ? VersionState.InForce : VersionState.Superseded,
            v.EffectiveFrom, v.ActivatedAt, v.ActivatedByName, v.Why, v.CopyOf, v.ReleasedAt, v.Released, v.EditedAt, v.EditedByName, v.Version))];
    }
}

/// <summary>Two versions side by side.</summary>
public sealed record Comparison(VersionRow Before, VersionRow After, IReadOnlyList<RowDifference> Differences);

/// <summary>What one version says otherwise than another; the draft may be one of them.</summary>
public sealed class CompareVersions(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public async Task<Answer<Comparison>> RunAsync(Actor actor, int before, int after, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<Comparison>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var versions = await Board.VersionsAsync(db, ct);
        var (one, two) = (versions.FirstOrDefault(v => v.Number == before), versions.FirstOrDefault(v => v.Number == after));
        if (one is null || two is null)
            return Answer.Refused<Comparison>($"There is no version {(one is null ? before : after)} any more.");
        var differences = MappingDifference.Between(await Versions.VersionStart.RowsAsync(db, one.Id, ct), await Versions.VersionStart.RowsAsync(db, two.Id, ct));
        return Answer.Of<Comparison>(new(one, two, [.. differences.Where(d => d.Change != RowChange.Same)]));
    }
}
