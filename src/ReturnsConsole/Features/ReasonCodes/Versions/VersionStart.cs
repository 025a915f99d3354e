using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;

namespace ReturnsConsole.Features.ReasonCodes.Versions;

/// <summary>What activating a draft and taking the table back have in common.</summary>
internal static class VersionStart
{
    public const int MaxWhy = 1000;
    public const int DaysAhead = 366;

    /// <summary>Why a version that follows the other may not begin on this day; null when it may.</summary>
    public static string? Refusal(ReasonCodeVersion before, IReadOnlyList<RowDifference> differences, DateTime from, DateTime today, string why)
    {
        if (why.Length is 0 or > MaxWhy)
            return why.Length == 0 ? "Say why: the reason is kept with the version." : $"A reason has at most {MaxWhy} characters; this one has {why.Length}.";
        if (MappingDifference.Count(differences) == 0)
            return $"It says what version {before.Number} says: there is nothing to activate.";
        if (from < before.EffectiveFrom)
            return $"Version {before.Number} begins on {Day(before.EffectiveFrom)}: the next one begins on that day or later.";
        if (from > today.AddDays(DaysAhead))
            return $"It may begin on {Day(today.AddDays(DaysAhead))} at the latest.";
        // A code that left in the past would leave returns behind that were let go by it.
        if (from < today && differences.FirstOrDefault(d => d.Change == RowChange.Dropped) is { } dropped)
            return $"{dropped.Key.Code} is dropped: returns up to today were let go by it, so this version begins today or later.";
        return null;
    }

    /// <summary>Versions whose day has come take effect, in their order. The caller saves and commits.</summary>
    /// <returns>True when any did.</returns>
    public static async Task<bool> BeginDueAsync(ConsoleContext db, AuditTrail audit, DateTime now, CancellationToken ct)
    {
        var due = await db.ReasonCodeVersions.Where(v => v.ActivatedAt != null && v.BegunAt == null && v.EffectiveFrom <= now).OrderBy(v => v.Number).ToListAsync(ct);
        foreach (var version in due)
        {
            version.BegunAt = now;
            await audit.AppendAsync(db, new AuditRecord(Actor.System, "reason-codes.begun", "reason-codes", version.Number.ToString(CultureInfo.InvariantCulture), After: Day(version.EffectiveFrom), Why: version.Why), ct);
        }
        return due.Count > 0;
    }

    public static string Day(DateTime day) => day <= ReasonCodeVersion.Beginning ? "the beginning" : day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static async Task<IReadOnlyList<MappingRow>> RowsAsync(ConsoleContext db, int versionId, CancellationToken ct) =>
        [.. (await db.ReasonCodeMappings.AsNoTracking().Where(r => r.VersionId == versionId).ToListAsync(ct)).Select(MappingRow.Of)];
}
