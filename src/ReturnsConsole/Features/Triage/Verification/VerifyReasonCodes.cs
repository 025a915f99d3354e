using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Triage.Verification;

/// <summary>A return is held back exactly when nobody has said what its reason code means on its day; versions follow each other; each is through with what it lets go.</summary>
internal static class VerifyReasonCodes
{
    private const string Name = "reason codes hold back what is unmapped";

    /// <summary>What is told of one code; more would only repeat it.</summary>
    private const int MostPerCode = 5;

    public static async IAsyncEnumerable<VerifyFinding> RunAsync(IDbContextFactory<ConsoleContext> contexts, DateTime now, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var fault in await VersionsAsync(db, now, ct))
            yield return fault;
        var history = await ReasonCodeHistory.LoadAsync(db, ct);
        // Without any version nothing can be said: the starter rows come with the first start.
        if (history.IsEmpty)
            yield break;
        var known = new Dictionary<(ReturnChannel, string, DateTime?), bool>();
        var told = new Dictionary<(ReturnChannel, string), int>();
        var returns = db.ReturnItems.AsNoTracking().Select(r => new { r.Id, r.Channel, r.ReasonCode, r.RequestedAt, r.DeliveredAt, r.Mapping });
        await foreach (var item in returns.AsAsyncEnumerable().WithCancellation(ct))
        {
            var day = ReasonCodeHistory.DayOf(item.RequestedAt, item.DeliveredAt);
            if (!known.TryGetValue((item.Channel, item.ReasonCode, day), out var mapped))
                known[(item.Channel, item.ReasonCode, day)] = mapped = history.IsMapped(PlatformNames.Of(item.Channel), item.ReasonCode, day);
            if (mapped == (item.Mapping == MappingStatus.Released))
                continue;
            var count = told[(item.Channel, item.ReasonCode)] = told.GetValueOrDefault((item.Channel, item.ReasonCode)) + 1;
            if (count > MostPerCode)
                continue;
            yield return new(Name, $"return {item.Id.ToString(CultureInfo.InvariantCulture)}", mapped
                ? $"It is held back, but its reason code '{item.ReasonCode}' is mapped. The console lets it go within a minute while it runs."
                : $"It went on, but nobody has said what its reason code '{item.ReasonCode}' of {PlatformNames.TitleOf(item.Channel)} means.");
        }
    }

    private static async Task<IReadOnlyList<VerifyFinding>> VersionsAsync(ConsoleContext db, DateTime now, CancellationToken ct)
    {
        var findings = new List<VerifyFinding>();
        var versions = await db.ReasonCodeVersions.AsNoTracking().OrderBy(v => v.Number).ToListAsync(ct);
        ReasonCodeVersion? before = null;
        foreach (var version in versions)
        {
            var where = $"reason codes, version {version.Number.ToString(CultureInfo.InvariantCulture)}";
            if (version.ActivatedAt is null && version != versions[^1])
                findings.Add(new(Name, where, "It is a draft although newer versions stand above it."));
            if (before is not null && version.ActivatedAt is not null && version.EffectiveFrom < before.EffectiveFrom)
                findings.Add(new(Name, where, $"It begins before version {before.Number}: two would hold at once."));
            if (version.ActivatedAt is not null && version.BegunAt is null && version.EffectiveFrom < now.Date)
                findings.Add(new(Name, where, "Its day has come, and it has not begun. Start the console: it begins then."));
            before = version;
        }
        var noted = await db.ReleasedReturns.GroupBy(r => r.VersionId).Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        foreach (var version in versions.Where(v => v.ReleasedAt is not null && noted.GetValueOrDefault(v.Id) != v.Released))
            findings.Add(new(Name, $"reason codes, version {version.Number}", $"It says that it let go {version.Released} returns; {noted.GetValueOrDefault(version.Id)} are noted."));
        return findings;
    }
}
