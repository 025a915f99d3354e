using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.ReasonCodes;

/// <summary>
/// The versions that have begun, and the one place that says what a code means on a day. The version in force on that day decides; on the day of a change both
/// the new one and the one before hold, the new one first. A code that was unknown then takes the first meaning that it is given afterwards, so that a later
/// version can let go what waited. What was let go once therefore stays so, whatever is taken back later.
/// </summary>
public sealed class ReasonCodeHistory
{
    private readonly List<Held> versions = [];

    private ReasonCodeHistory(IEnumerable<(int Id, int Number, DateTime From, IEnumerable<ReasonCodeMapping> Rows)> begun)
    {
        foreach (var (id, number, from, rows) in begun.OrderBy(v => v.Number))
            versions.Add(new Held(id, number, from, rows));
    }

    public bool IsEmpty => versions.Count == 0;

    /// <summary>One version for all days: the day need not be looked at.</summary>
    public bool IsTimeless => versions.Count <= 1;

    public static ReasonCodeHistory Of(IEnumerable<(int Id, int Number, DateTime From, IEnumerable<ReasonCodeMapping> Rows)> begun) => new(begun);

    public static ReasonCodeHistory Load(ConsoleContext db)
    {
        var begun = db.ReasonCodeVersions.AsNoTracking().Where(v => v.BegunAt != null).ToList();
        var rows = RowsOf(db, begun.Select(v => v.Id).ToList()).ToList().ToLookup(r => r.VersionId);
        return new(begun.Select(v => (v.Id, v.Number, v.EffectiveFrom, rows[v.Id].AsEnumerable())));
    }

    public static async Task<ReasonCodeHistory> LoadAsync(ConsoleContext db, CancellationToken ct)
    {
        var begun = await db.ReasonCodeVersions.AsNoTracking().Where(v => v.BegunAt != null).ToListAsync(ct);
        var rows = (await RowsOf(db, begun.Select(v => v.Id).ToList()).ToListAsync(ct)).ToLookup(r => r.VersionId);
        return new(begun.Select(v => (v.Id, v.Number, v.EffectiveFrom, rows[v.Id].AsEnumerable())));
    }

    /// <summary>The day of a return that counts for its reason code; null when neither its request nor its delivery is known.</summary>
    public static DateTime? DayOf(DateTime? requestedAt, DateTime? deliveredAt) => (requestedAt ?? deliveredAt)?.Date;

    /// <param name="day">UTC day of the return; null: not known, which is before all others.</param>
    /// <returns>Null: nobody has said what it means.</returns>
    public ReasonCodeMapping? Find(string system, string code, DateTime? day)
    {
        if (versions.Count == 0)
            return null;
        var key = (system, ReasonCodeText.Normal(code));
        var on = day?.Date ?? DateTime.MinValue;
        var at = versions.Count - 1;
        while (at > 0 && versions[at].From > on)
            at--;
        for (var i = at; i >= 0; i--)
        {
            if (versions[i].Find(system, code, key) is { } row)
                return row;
            if (versions[i].From != on)
                break;
        }
        for (var i = at + 1; i < versions.Count; i++)
        {
            if (versions[i].Find(system, code, key) is { } row)
                return row;
        }
        return null;
    }

    /// <summary>The rows in force on a day (UTC).</summary>
    public IReadOnlyCollection<ReasonCodeMapping> InForce(DateTime day) => versions.LastOrDefault(v => v.From <= day.Date)?.Rows ?? [];

    /// <summary>No reason given is nothing to map.</summary>
    public bool IsMapped(string system, string? code, DateTime? day) => string.IsNullOrWhiteSpace(code) || Find(system, code, day) is not null;

    /// <summary>The version that lets go returns of a code, and the last day of such returns; null: no version knows the code. Mapped on a day ⇔ that day is not after it.</summary>
    public (int VersionId, DateTime Until)? Coverage(string system, string code)
    {
        var key = (system, ReasonCodeText.Normal(code));
        for (var i = versions.Count - 1; i >= 0; i--)
        {
            if (versions[i].Find(system, code, key) is not null)
                return (versions[i].Id, i == versions.Count - 1 ? DateTime.MaxValue : versions[i + 1].From);
        }
        return null;
    }

    private static IQueryable<ReasonCodeMapping> RowsOf(ConsoleContext db, List<int> versions) => db.ReasonCodeMappings.AsNoTracking().Where(r => versions.Contains(r.VersionId));

    private sealed class Held
    {
        private readonly Dictionary<(string System, string Code), ReasonCodeMapping> exact = [];
        private readonly Dictionary<(string System, string Code), ReasonCodeMapping> normal = [];

        public Held(int id, int number, DateTime from, IEnumerable<ReasonCodeMapping> rows)
        {
            (Id, Number, From) = (id, number, from);
            foreach (var row in rows.OrderBy(r => r.Code, StringComparer.Ordinal))
            {
                exact[(row.SourceSystem, row.Code)] = row;
                var key = (row.SourceSystem, ReasonCodeText.Normal(row.Code));
                // Where spellings disagree about the fault, the seller is not charged for a spelling that nobody decided on.
                if (!normal.TryGetValue(key, out var there) || (there.SellerFault && !row.SellerFault))
                    normal[key] = row;
            }
        }

        public IReadOnlyCollection<ReasonCodeMapping> Rows => exact.Values;

        public int Id { get; }

        public int Number { get; }

        public DateTime From { get; }

        public ReasonCodeMapping? Find(string system, string code, (string System, string Code) key) =>
            exact.TryGetValue((system, code), out var row) || normal.TryGetValue(key, out row) ? row : null;
    }
}
