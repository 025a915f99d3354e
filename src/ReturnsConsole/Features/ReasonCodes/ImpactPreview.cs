using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.ReasonCodes;

/// <summary>Returns of one code that the draft would let go.</summary>
public sealed record ReleasedCode(CodeKey Key, string Reason, long Count);

/// <summary>A code whose meaning changes, and how many returns from the day on carry it.</summary>
public sealed record ChangedUse(CodeKey Key, string What, long Returns);

/// <summary>What activating the draft would do.</summary>
/// <param name="Values">Order amounts of the returns that are let go, one per currency.</param>
/// <param name="StayHeld">Returns that wait on.</param>
/// <param name="StayHeldCodes">For how many codes.</param>
/// <param name="Cases">Open cases about unmapped codes that close by themselves.</param>
/// <param name="Changed">Codes in use whose reason, fault or finance codes change.</param>
/// <param name="OrdersDecidedAgain">Orders whose cases are decided anew, because somebody else is at fault.</param>
/// <param name="CasesAboutThem">Open cases about those orders.</param>
/// <param name="Reports">Which reports say something else from the day on, in words.</param>
public sealed record Impact(IReadOnlyList<ReleasedCode> Released, IReadOnlyList<Money> Values, long StayHeld, int StayHeldCodes, IReadOnlyList<long> Cases, IReadOnlyList<ChangedUse> Changed,
    long OrdersDecidedAgain, long CasesAboutThem, IReadOnlyList<string> Reports)
{
    public long ReleasedCount => Released.Sum(r => r.Count);
}

/// <summary>Reckons, before anything happens, what activation of the draft does. Counts returns of the person's companies.</summary>
public sealed class ImpactPreview(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public async Task<Answer<Impact>> RunAsync(Actor actor, DateOnly from, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<Impact>(refusal);
        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var versions = await Board.VersionsAsync(db, ct);
        var (draft, before) = (versions.FirstOrDefault(v => v.State == VersionState.Draft), versions.FirstOrDefault(v => v.State != VersionState.Draft));
        if (draft is null || before is null)
            return Answer.Refused<Impact>("There is no draft any more.");
        var day = from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var rows = await db.ReasonCodeMappings.AsNoTracking().Where(r => r.VersionId == draft.Id).ToListAsync(ct);
        var differences = MappingDifference.Between(await Versions.VersionStart.RowsAsync(db, before.Id, ct), rows.Select(MappingRow.Of));
        // What the draft alone covers: as if it were the only version.
        var history = ReasonCodeHistory.Of([(draft.Id, draft.Number, day, rows)]);
        var held = await UnmappedCodes.GroupsAsync(db, companies, ct);
        var released = held.Where(g => history.IsMapped(g.Key.SourceSystem, g.Key.Code, null)).ToList();
        var stay = held.Except(released).ToList();
        var codes = released.GroupBy(g => g.Key).Select(g => new ReleasedCode(g.Key, history.Find(g.Key.SourceSystem, g.Key.Code, null)!.CanonicalReason, g.Sum(x => x.Count))).OrderByDescending(c => c.Count).ThenBy(c => c.Key).ToList();
        var values = released.Where(g => g.Valued > 0 && g.Currency.Length > 0).GroupBy(g => g.Currency).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Money(g.Sum(v => v.Value), g.Key)).ToList();
        var changed = differences.Where(d => d.Change is RowChange.Changed or RowChange.Dropped).ToList();
        var used = await UsedAsync(db, companies, changed, day, ct);
        var (orders, about) = await DecidedAgainAsync(db, companies, changed, day, ct);
        return Answer.Of<Impact>(new(codes, values, stay.Sum(g => g.Count), stay.Select(g => g.Key).Distinct().Count(), await CasesAsync(db, companies, codes, ct), used, orders, about, Reports(differences)));
    }

    /// <summary>What a change of a row means, in words; null: nothing that a report or case shows.</summary>
    public static string? WhatChanges(RowDifference d)
    {
        if (d.Change == RowChange.Dropped)
            return "new returns are held back from the day after";
        var (was, now) = (d.Before!.Values, d.After!.Values);
        var words = new List<string>();
        if (was.CanonicalReason != now.CanonicalReason)
            words.Add($"{CanonicalReasons.TitleOf(was.CanonicalReason)} → {CanonicalReasons.TitleOf(now.CanonicalReason)}");
        if (was.SellerFault != now.SellerFault)
            words.Add(now.SellerFault ? "now the seller's fault" : "no longer the seller's fault");
        foreach (var (name, old, code) in new[] { ("cost", was.CostCode, now.CostCode), ("liable", was.LiabilityCode, now.LiabilityCode), ("Amazon", was.AmazonCode, now.AmazonCode), ("commercetools", was.CommercetoolsCode, now.CommercetoolsCode) })
        {
            if (old != code)
                words.Add($"{name} {(old.Length == 0 ? "none" : old)} → {(code.Length == 0 ? "none" : code)}");
        }
        return words.Count == 0 ? null : string.Join(", ", words);
    }

    private static List<string> Reports(IReadOnlyList<RowDifference> differences)
    {
        bool Any(Func<MappingValues, MappingValues, bool> differ) => differences.Any(d => d.Change == RowChange.Changed && differ(d.Before!.Values, d.After!.Values));
        var reports = new List<string>();
        if (Any((a, b) => a.CanonicalReason != b.CanonicalReason))
            reports.Add("Reasons by SKU");
        if (Any((a, b) => a.CostCode != b.CostCode || a.LiabilityCode != b.LiabilityCode))
            reports.Add("Journals: cost and liability codes of lines from the day on; closed periods keep theirs");
        if (Any((a, b) => a.SellerFault != b.SellerFault))
            reports.Add("Refund expectations: whether shipping is refunded too");
        return reports;
    }

    private static async Task<IReadOnlyList<ChangedUse>> UsedAsync(ConsoleContext db, IReadOnlySet<int>? companies, List<RowDifference> changed, DateTime day, CancellationToken ct)
    {
        var told = changed.Select(d => (d.Key, What: WhatChanges(d))).Where(d => d.What is not null).ToList();
        if (told.Count == 0)
            return [];
        var use = await ReasonCodeUse.ReadAsync(db, companies, day, ct);
        return [.. told.Select(d => new ChangedUse(d.Key, d.What!, use.Of(d.Key).Count)).OrderByDescending(c => c.Returns).ThenBy(c => c.Key)];
    }

    private static async Task<(long Orders, long Cases)> DecidedAgainAsync(ConsoleContext db, IReadOnlySet<int>? companies, List<RowDifference> changed, DateTime day, CancellationToken ct)
    {
        var keys = changed.Where(d => d.Change == RowChange.Changed && d.Before!.Values.SellerFault != d.After!.Values.SellerFault).Select(d => (d.Key.SourceSystem, Code: ReasonCodeText.Normal(d.Key.Code))).ToHashSet();
        if (keys.Count == 0)
            return (0, 0);
        var (orders, cases) = (0L, 0L);
        foreach (var code in (await ReasonCodeUse.ReadAsync(db, companies, day, ct)).Raw.Where(c => keys.Contains((c.SourceSystem, ReasonCodeText.Normal(c.Code)))))
        {
            var channel = SourceSystems.ChannelOf(code.SourceSystem)!.Value;
            var keysOf = ReasonCodeUse.Since(db.ReturnItems, day).Select(some => some.Where(r => r.Channel == channel && r.ReasonCode == code.Code && r.OrderKey != OrderKey.None).Select(r => r.OrderKey))
                .Aggregate((a, b) => a.Concat(b)).Distinct();
            orders += await keysOf.LongCountAsync(ct);
            cases += await db.Cases.LongCountAsync(c => c.Status == CaseStatus.Open && keysOf.Contains(c.OrderKey), ct);
        }
        return (orders, cases);
    }

    private static async Task<IReadOnlyList<long>> CasesAsync(ConsoleContext db, IReadOnlySet<int>? companies, List<ReleasedCode> codes, CancellationToken ct)
    {
        var subjects = codes.Select(c => Words.Clip(c.Key.ToString(), 200)).ToHashSet();
        var open = await db.Cases.AsNoTracking().Where(c => c.Kind == CaseKind.UnmappedReasonCode && (c.Status == CaseStatus.Open || c.Status == CaseStatus.Waiting)).Select(c => new { c.Id, c.CompanyId, c.SubjectKey }).ToListAsync(ct);
        return [.. open.Where(c => subjects.Contains(c.SubjectKey) && (companies is null || companies.Contains(c.CompanyId))).Select(c => c.Id).Order()];
    }
}
